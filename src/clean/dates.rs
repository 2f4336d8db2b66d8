//! Lines that hold a date and little else, and days in datelines.
//!
//! What a date says is read by [`text::dates`](crate::text::dates); here is only told whether a line is one, which takes
//! the months of all languages of the lexicons, for a date that cannot be read is furniture all the same.

use jiff::Timestamp;

use crate::text::dates::parse;

/// The months by their full names; three or four letters of one are its abbreviation.
const MONTHS: &str = "january february march april may june july august september october november december \
    januar jänner februar märz mai juni juli oktober dezember \
    janvier février mars avril juin juillet août septembre octobre novembre décembre \
    enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre \
    gennaio febbraio aprile maggio giugno luglio settembre ottobre dicembre \
    janeiro fevereiro março maio junho julho setembro outubro novembro dezembro \
    januari februari maart mei augustus \
    января февраля марта апреля мая июня июля августа сентября октября ноября декабря \
    январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь";

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
const MAX_WORDS: usize = 14;

/// A line that holds a date and little else.
pub(super) struct DateLine {
    /// The date, and whether there was no time; `None` where it cannot be told.
    pub read: Option<(Timestamp, bool)>,
}

/// Reads a line that holds a date, or `None` where it does not.
pub(super) fn read_line(text: &str) -> Option<DateLine> {
    let lower = text.to_lowercase();
    if PERIODS.iter().any(|w| lower.contains(w)) || text.split_whitespace().count() > MAX_WORDS {
        return None;
    }
    let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let year = words.iter().any(|w| w.parse::<u16>().is_ok_and(|n| (1900..=2100).contains(&n)));
    let month = words.iter().any(|w| is_month(w));
    let numbers = words.iter().filter(|w| w.parse::<u16>().is_ok()).count();
    let others = words.iter().filter(|w| !is_month(w) && !w.contains(|c: char| c.is_ascii_digit())).count();
    let found = candidates(text).find_map(parse);
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
    let lower = word.to_lowercase();
    let n = lower.chars().count();
    MONTHS.split(' ').any(|name| name == lower || ((3..=4).contains(&n) && name.starts_with(&lower)))
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
