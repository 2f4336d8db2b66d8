//! Datelines: where and by whom a story was filed, in front of its first sentence.
//!
//! `LUND, Skane (AP) --`, `BEIJING, Jan. 3 (Xinhua) --`, `PARIS (Reuters) -`, `(ANSA) - ROMA, 12 APR -`,
//! `MADRID, 3 may (EFE).-`, `MOSCOW, March 3. /TASS/.`, `TOKYO, March 3, Kyodo -`, `NEW YORK, March 3 -`. A bracket or capitals must say so, for "Lund - a town of the south" is
//! prose; an agency that no table knows is one all the same when it stands in the bracket.

use super::words;
use super::{agencies, dates};

/// The most bytes a dateline takes.
const MAX_BYTES: usize = 110;

/// Words in capitals before a dash that are no place.
const LABELS: [&str; 22] = [
    "NOTE",
    "NOTES",
    "UPDATE",
    "ANALYSIS",
    "EXCLUSIVE",
    "CORRECTED",
    "CORRECTION",
    "BREAKING",
    "URGENT",
    "OPINION",
    "REVIEW",
    "RECAP",
    "LIVE",
    "WATCH",
    "VIDEO",
    "NEWS",
    "REPORT",
    "INTERVIEW",
    "FACTBOX",
    "QUOTE",
    "Q",
    "A",
];

/// A dateline found in front of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Dateline {
    /// How many bytes it takes, with its dash.
    pub len: usize,
    /// What is printed before the dash.
    pub text: String,
    /// The agency in its bracket.
    pub agency: Option<String>,
}

/// Finds the dateline in front of a text.
pub(super) fn find(text: &str) -> Option<Dateline> {
    let dashed = dashes(text).into_iter().rev().find_map(|(at, end)| {
        let head = text.get(..at)?.trim_end_matches([' ', '.', ',']);
        let goes_on = text.get(end..).is_some_and(|rest| rest.contains(char::is_alphanumeric));
        let agency = read(head)?.agency;
        let mut line = Dateline { len: end, text: head.to_owned(), agency };
        if line.agency.is_none()
            && let Some((len, agency)) = signed_behind(text.get(end..)?)
        {
            text.get(..end + len)?.trim_end_matches([' ', '.']).clone_into(&mut line.text);
            (line.len, line.agency) = (end + len, Some(agency));
        }
        goes_on.then_some(line)
    });
    dashed.or_else(|| slashed(text))
}

/// An agency that stands behind the dash, with its full stop: `LUND, 3 мар - РИА Новости. ...`.
fn signed_behind(rest: &str) -> Option<(usize, String)> {
    let (name, news) = rest.split_once(". ")?;
    let agency = agencies::known(name)?;
    Some((rest.len() - news.trim_start().len(), agency.to_owned()))
}

/// An agency between slashes: `LUND, March 3. /TASS/. ...`.
fn slashed(text: &str) -> Option<Dateline> {
    let (place, rest) = text.split_once('/')?;
    let (name, rest) = rest.split_once('/')?;
    let news = rest.trim_start_matches(['.', ' ', '-', '–', '—']);
    let agency = agencies::known(name)?;
    let place = place.trim_end_matches([' ', '.', ',']);
    let first = place.split(',').next().unwrap_or(place);
    let fits =
        place.len() <= MAX_BYTES && words::is_capitals(first) && is_place(place) && news.len() < rest.len();
    (fits && news.contains(char::is_alphanumeric)).then(|| Dateline {
        len: text.len() - news.len(),
        text: text.get(..text.len() - rest.len()).unwrap_or(place).to_owned(),
        agency: Some(agency.to_owned()),
    })
}

/// The places where a dash (or a colon after a bracket) may end a dateline: where it begins and where the text goes on.
fn dashes(text: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut skip_to = 0;
    for (at, c) in text.char_indices() {
        if at > MAX_BYTES {
            break;
        }
        if at < skip_to || at == 0 {
            continue;
        }
        let rest = text.get(at..).unwrap_or("");
        let before = text.get(..at).unwrap_or("");
        let len: usize =
            rest.chars().take_while(|c| matches!(c, '-' | '–' | '—' | '_')).map(char::len_utf8).sum();
        if len > 0 {
            let after = rest.get(len..).unwrap_or("");
            let spaced = before.ends_with(' ') || before.ends_with([')', '.']);
            let wide = after.starts_with(' ') || before.ends_with(')') || c == '—';
            if spaced && wide {
                found.push((at, at + len + (after.len() - after.trim_start().len())));
            }
            skip_to = at + len;
        } else if matches!(c, ':' | '：') && before.ends_with([')', '）']) {
            let after = rest.get(c.len_utf8()..).unwrap_or("");
            found.push((at, at + c.len_utf8() + (after.len() - after.trim_start().len())));
        }
    }
    found.truncate(3);
    found
}

/// What stands before the dash of a dateline.
struct Filed {
    agency: Option<String>,
}

/// Reads what stands before the dash, where it is a dateline.
fn read(head: &str) -> Option<Filed> {
    if let Some((open, close)) = bracket(head) {
        let inside = head.get(open + 1..close)?.trim();
        let place = format!(
            "{} {}",
            head.get(..open)?,
            head.get(close + 1..)?.trim_start_matches([' ', '-', '–', '—'])
        );
        let agency = inside.split([',', '/', ';']).next().unwrap_or(inside).trim();
        let place = place.trim();
        // A company with its ticker looks the same but for the capitals of the place.
        let known = agencies::known(agency).is_some();
        let first = place.split(',').next().unwrap_or(place);
        let sure = known || (is_agency(agency) && words::is_capitals(first));
        return (sure && is_place(place)).then(|| Filed { agency: Some(agencies::canonical(agency)) });
    }
    if let Some(agency) = agencies::known(head) {
        return Some(Filed { agency: Some(agency.to_owned()) });
    }
    let place = head.split(',').next().unwrap_or(head);
    if LABELS.iter().any(|label| place.to_uppercase().split(' ').any(|w| w == *label)) {
        return None;
    }
    let capitals = words::is_capitals(place)
        && words::count(place) <= 4
        && !place.contains(|c: char| c.is_ascii_digit());
    let tail = head.get(place.len()..).unwrap_or("").trim_start_matches([',', ' ']);
    // `TOKYO, March 3, Kyodo`: behind a day, for `ERIE, PA` is a place.
    if let Some((day, name)) = tail.rsplit_once([',', ' '])
        && let Some(agency) = agencies::known(name)
        && words::is_capitals(place)
        && dates::is_day(day.trim_end_matches([',', ' ']))
    {
        return Some(Filed { agency: Some(agency.to_owned()) });
    }
    let names = tail.is_empty()
        || dates::is_day(tail)
        || is_place(tail)
        || tail.rsplit(',').next().is_some_and(|t| dates::is_day(t.trim()));
    (capitals && names && head.split_whitespace().count() <= 8).then_some(Filed { agency: None })
}

/// The bracket that names the agency: the last where it is a known one (`Lund (Suecia), 3 mar (EFE)`), else the first.
fn bracket(head: &str) -> Option<(usize, usize)> {
    let at = |open: usize| Some((open, head.get(open..)?.find(')')? + open));
    let last = head.rfind('(').and_then(at);
    let known = |&(open, close): &(usize, usize)| {
        head.get(open + 1..close).is_some_and(|name| agencies::known(name).is_some())
    };
    last.filter(known).or_else(|| head.find('(').and_then(at))
}

/// Tells whether the words in a bracket may name an agency: known, or capitalised and few.
fn is_agency(name: &str) -> bool {
    let capitalised = name
        .split_whitespace()
        .all(|w| w.starts_with(char::is_uppercase) || matches!(w, "of" | "and" | "de" | "the"));
    let letters = name.chars().filter(|c| c.is_alphabetic()).count();
    agencies::known(name).is_some()
        || (letters >= 2
            && capitalised
            && words::count(name) <= 5
            && name.chars().count() <= 40
            && !name.contains(|c: char| c.is_ascii_digit()))
}

/// Tells whether words may name a place and a day: capitalised but for particles and dates, and few.
fn is_place(text: &str) -> bool {
    let parts: Vec<&str> = text.split([' ', ',', '/', '(', ')']).filter(|w| !w.is_empty()).collect();
    parts.len() <= 9
        && parts.iter().all(|w| {
            w.starts_with(|c: char| {
                c.is_uppercase() || c.is_ascii_digit() || (c.is_alphabetic() && !c.is_lowercase())
            }) || dates::is_month(w)
                || matches!(
                    *w,
                    "of" | "de"
                        | "del"
                        | "la"
                        | "am"
                        | "an"
                        | "der"
                        | "and"
                        | "di"
                        | "sur"
                        | "le"
                        | "den"
                        | "do"
                        | "da"
                        | "-"
                        | "--"
                )
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_are_found_with_their_agency() {
        let cases = [
            ("LUND (AP) - It rained.", Some("AP"), "It rained."),
            ("LUND, Skane (MW) -- It rained.", Some("MW"), "It rained."),
            ("BEIJING, Jan. 3 (Xinhua) -- It rained.", Some("Xinhua"), "It rained."),
            ("NEW YORK (Reuters) - Shr 31 cts", Some("Reuters"), "Shr 31 cts"),
            ("Berlin (dpa) - Es regnete.", Some("dpa"), "Es regnete."),
            ("MADRID, 3 may (EFE).- Llovió.", Some("EFE"), "Llovió."),
            ("PARIS, 3 mai 2011 (AFP) – Il a plu.", Some("AFP"), "Il a plu."),
            ("LUND (Norden News Agency) — It rained.", Some("Norden News Agency"), "It rained."),
            ("LUND, Sweden — It rained.", None, "It rained."),
            ("COLUMBUS, IND., Feb 26 - It rained.", None, "It rained."),
            ("(ANSA) - ROMA, 12 APR - Piove.", Some("ANSA"), "Piove."),
            ("LUND, March 4. /TASS/. It rained.", Some("TASS"), "It rained."),
            ("ЛУНД, 4 марта. /ТАСС/. Шёл дождь.", Some("TASS"), "Шёл дождь."),
            ("ЛУНД, 4 мар - РИА Новости. Шёл дождь.", Some("RIA Novosti"), "Шёл дождь."),
            ("TOKYO, March 4, Kyodo - It rained.", Some("Kyodo"), "It rained."),
            ("Lund (Suecia), 4 mar (EFE).- Llovió.", Some("EFE"), "Llovió."),
            ("(Bloomberg) -- It rained.", Some("Bloomberg"), "It rained."),
            ("ERIE, Pa. - It rained.", None, "It rained."),
        ];
        for (text, agency, rest) in cases {
            let found = find(text).unwrap_or_else(|| panic!("{text}"));
            assert_eq!((found.agency.as_deref(), &text[found.len..]), (agency, rest), "{text}");
        }
    }

    #[test]
    fn prose_with_a_dash_is_none() {
        for text in [
            "Lund - a town in the south - was flooded.",
            "The mayor (left) - who resigned - was not there.",
            "The AP/Reuters/AFP pool was there.",
            "It rained all day in the south -- the worst since 1961 -- and the river rose.",
            "",
            "-",
            "LUND -",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
