//! Lines that hold a date and little else, and days in datelines.
//!
//! What a date says is read by [`text::dates`](crate::text::dates); here is only told whether a line is one, which takes
//! the months of all languages of the lexicons, for a date that cannot be read is furniture all the same.

use jiff::Timestamp;

use crate::text::dates::parse;

/// The names of each month; three or four letters of one are its abbreviation.
const MONTHS: [&str; 12] = [
    "january januar jänner janvier enero gennaio janeiro januari января январь",
    "february februar février febrero febbraio fevereiro februari февраля февраль",
    "march märz mars marzo março maart марта март",
    "april avril abril aprile апреля апрель",
    "may mai mayo maggio maio mei мая май",
    "june juni juin junio giugno junho июня июнь",
    "july juli juillet julio luglio julho июля июль",
    "august août agosto augustus августа август",
    "september septembre septiembre settembre setembro сентября сентябрь",
    "october oktober octobre octubre ottobre outubro октября октябрь",
    "november novembre noviembre novembro ноября ноябрь",
    "december dezember décembre diciembre dicembre dezembro декабря декабрь",
];

/// What says how long ago something was, in front of the number or after the unit.
const AGO: [&str; 8] = ["ago", "vor", "il", "hace", "fa", "há", "geleden", "назад"];

/// Words of a period of account: the day that it ends is no day of publication.
const PERIODS: [&str; 12] = [
    "ended",
    "weeks to",
    " end",
    "ending",
    "ends",
    "period",
    "year to",
    "months",
    "mths",
    "qtr",
    "quarter",
    "record date",
];

/// The most words beside a date that a line may have: `Published`, a weekday, a time, a zone, a place.
const MAX_WORDS: usize = 20;

/// A line that holds a date and little else.
pub(super) struct DateLine {
    /// The date, and whether there was no time; `None` where it cannot be told.
    pub read: Option<(Timestamp, bool)>,
}

/// Reads a line that holds a date, or `None` where it does not.
pub(super) fn read_line(text: &str) -> Option<DateLine> {
    if let Some((first, second)) = text.split_once(" | ")
        && let (Some(first), Some(_)) = (read_line(first), read_line(second))
    {
        return Some(first);
    }
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let lower = text.to_lowercase();
    if PERIODS.iter().any(|w| lower.contains(w)) || text.split_whitespace().count() > MAX_WORDS {
        return None;
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let year = words.iter().any(|w| w.parse::<u16>().is_ok_and(|n| (1900..=2100).contains(&n)));
    let month = words.iter().any(|w| is_month(w));
    let numbers = words.iter().filter(|w| w.parse::<u16>().is_ok()).count();
    let others = words.iter().filter(|w| !is_month(w) && !w.contains(|c: char| c.is_ascii_digit())).count();
    let found = candidates(text).find_map(parse).or_else(|| spelled(&words).and_then(|iso| parse(&iso)));
    if let Some(iso) = numeric(text)
        && others <= 4
    {
        return Some(DateLine { read: found.or_else(|| parse(&iso)) });
    }
    match found {
        Some(found) if others <= 8 => Some(DateLine { read: Some(found) }),
        _ => (year && month && numbers >= 2 && others <= 5).then_some(DateLine { read: None }),
    }
}

/// Reads a date of three numbers, the year with four digits, and the time after it: `13.03.2024 06:00`. The day comes
/// first after dots and where it is over 12; other dates with the year last are read as month and day.
fn numeric(text: &str) -> Option<String> {
    let mut tokens = text.split([' ', ',']).map(|token| token.trim_matches(['.', '(', ')']));
    let (year, month, day) = tokens.by_ref().find_map(|token| {
        let separator = token.chars().find(|c| matches!(c, '.' | '/' | '-'))?;
        let mut parts = token.split(separator).map(|part| part.parse::<u16>().unwrap_or(0));
        match (parts.next()?, parts.next()?, parts.next()?, parts.next()) {
            (year @ 1900..=2100, month, day, None) => Some((year, month, day)),
            (day, month, year, None) if separator == '.' || day > 12 => Some((year, month, day)),
            (month, day, year, None) => Some((year, month, day)),
            _ => None,
        }
    })?;
    let valid = (1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    let is_time = |t: &&str| t.len() == 5 && t.split(':').filter(|n| n.parse::<u8>().is_ok()).count() == 2;
    let time = tokens.find(is_time).map_or_else(String::new, |time| format!("T{time}:00Z"));
    valid.then(|| format!("{year:04}-{month:02}-{day:02}{time}"))
}

/// Reads a day, a month by its name in any language and a year, with the time after it: `4 mars 2029 à 14h05`.
fn spelled(words: &[&str]) -> Option<String> {
    let at = words.iter().position(|word| is_month(word))?;
    let month = month_of(words.get(at)?)?;
    let number = |n: usize| words.get(n)?.parse::<u16>().ok();
    let is_day = |n: &u16| (1..=31).contains(n);
    // A word may stand between them: `4 de marzo de 2029`.
    let before = [1, 2].into_iter().find_map(|back| at.checked_sub(back).and_then(number).filter(is_day));
    let day = before.or_else(|| number(at + 1).filter(is_day))?;
    let (place, year) =
        (at + 1..at + 4).find_map(|n| Some((n, number(n).filter(|y| (1900..=2100).contains(y))?)))?;
    Some(format!("{year:04}-{month:02}-{day:02}{}", time_after(words.get(place + 1..).unwrap_or(&[]))))
}

/// Reads the first time among words: `14h05`, or `14` and `05`.
fn time_after(words: &[&str]) -> String {
    let clock = |hour: &str, minute: &str| match (hour.parse::<u8>(), minute.parse::<u8>()) {
        (Ok(hour @ 0..24), Ok(minute @ 0..60)) => Some(format!("T{hour:02}:{minute:02}:00Z")),
        _ => None,
    };
    let joined = words.iter().find_map(|word| word.split_once('h').and_then(|(h, m)| clock(h, m)));
    joined
        .or_else(|| words.windows(2).find_map(|pair| clock(pair.first()?, pair.last()?)))
        .unwrap_or_default()
}

/// What a line begins with that says when an article was published or changed.
const PUBLISHED: [&str; 17] = [
    "published",
    "posted",
    "updated",
    "veröffentlicht",
    "aktualisiert",
    "stand",
    "publié",
    "publicado",
    "actualizado",
    "pubblicato",
    "aggiornato",
    "atualizado",
    "gepubliceerd",
    "geplaatst",
    "bijgewerkt",
    "опубликовано",
    "обновлено",
];

/// Tells whether a line says a moment without a year: `Published 4 March`, `2 hours ago`, `4:12`.
pub(super) fn is_moment(text: &str) -> bool {
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let is_number = |word: &&str| word.chars().all(|c| c.is_ascii_digit());
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
    let ago = AGO.contains(&last.to_lowercase().as_str()) || AGO.contains(&first.to_lowercase().as_str());
    let day = PUBLISHED.contains(&first.to_lowercase().as_str())
        && words.iter().filter(|w| is_month(w)).count() == 1;
    let clock = text.contains(':') && words.iter().all(is_number) && words.len() <= 3;
    clock || (words.len() <= 5 && words.iter().any(is_number) && (ago || day))
}

/// The parts of a line that may be a date, the whole first: without its label, between its strokes, from its first
/// digit or month on.
fn candidates(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split(['|', '•', '·', '—', ';']).flat_map(|part| {
        let part = part.trim();
        let label = part.find(": ").map_or(part, |at| part.get(at + 2..).unwrap_or(part));
        let start = word_starts(part)
            .find(|&at| part.get(at..).is_some_and(starts_like_date))
            .and_then(|at| part.get(at..))
            .unwrap_or("");
        [part, label, start]
    });
    std::iter::once(text).chain(parts).filter(|part| part.contains(|c: char| c.is_ascii_digit()))
}

fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(text.match_indices(' ').map(|(at, _)| at + 1))
}

fn starts_like_date(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    text.starts_with(|c: char| c.is_ascii_digit()) || is_month(word)
}

/// Tells whether a word is a month: its full name, or three or four letters of it.
pub(super) fn is_month(word: &str) -> bool {
    month_of(word).is_some()
}

/// The number of a month.
fn month_of(word: &str) -> Option<usize> {
    let lower = word.to_lowercase();
    let short = (3..=4).contains(&lower.chars().count());
    let is_name = |name: &str| name == lower || short && name.starts_with(&lower);
    MONTHS.iter().position(|names| names.split(' ').any(is_name)).map(|at| at + 1)
}

/// Tells whether a few words are a day: `Feb 26`, `26 March 2011`.
pub(super) fn is_day(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '.', ',']).filter(|w| !w.is_empty()).collect();
    words.len() <= 4
        && words.iter().any(|w| is_month(w))
        && words.iter().all(|w| is_month(w) || w.parse::<u16>().is_ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[expect(clippy::option_option, reason = "a line may be no date, or a date that cannot be told")]
    fn read(text: &str) -> Option<Option<String>> {
        read_line(text).map(|line| line.read.map(|(time, _)| time.to_string()))
    }

    #[test]
    fn lines_with_a_date_are_read_without_their_labels() {
        for text in [
            "April 23, 2029",
            "Published: April 23, 2029",
            "Posted on April 23, 2029 | 5 min",
            "2029-04-23",
            "Lund, 23 April 2029",
        ] {
            assert_eq!(read(text), Some(Some("2029-04-23T00:00:00Z".to_owned())), "{text}");
        }
    }

    #[test]
    fn lines_with_an_odd_date_are_dates_all_the_same() {
        assert!(read("23. Jänner 2029").is_some());
    }

    #[test]
    fn numeric_and_foreign_dates_are_read_with_their_time() {
        for text in [
            "13.03.2029 06:00",
            "2029-03-13 06:00",
            "13/03/2029 - 06:00 h",
            "Stand: 13.03.2029, 06:00 Uhr",
            "Publié le 13 mars 2029 à 06h00 | Mis à jour le 13 mars 2029 à 07h10",
            "13 de marzo de 2029, 06:00",
            "13 марта 2029, 06:00",
        ] {
            assert_eq!(read(text), Some(Some("2029-03-13T06:00:00Z".to_owned())), "{text}");
        }
        assert_eq!(read("04/03/2029"), Some(Some("2029-04-03T00:00:00Z".to_owned())));
    }

    #[test]
    fn moments_are_told_from_days_of_account() {
        for text in ["2 hours ago", "vor 3 Stunden", "Published 4 March", "4:12"] {
            assert!(is_moment(text), "{text}");
        }
        for text in ["Pay May 12", "Jan 31 end", "Record March 16", "March 7", "Long ago", ""] {
            assert!(!is_moment(text), "{text}");
        }
    }

    #[test]
    fn other_lines_are_no_dates() {
        for text in [
            "Market report 2019",
            "Year ended March 31, 1987",
            "The mayor of Lund",
            "",
            "31",
            "May the best boat win",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
