//! Lines that hold a date and little else.

use jiff::Timestamp;
use jiff::civil::Date;

/// The months as English and the other languages of the lexicons begin them.
const MONTHS: [&[&str]; 12] = [
    &["jan", "янв", "ene", "gen"],
    &["feb", "фев", "fév", "fev"],
    &["mar", "мар", "mär", "maa"],
    &["apr", "апр", "avr", "abr"],
    &["may", "май", "мая", "mai", "mag", "mei"],
    &["jun", "июн", "juin", "giu"],
    &["jul", "июл", "juil", "lug"],
    &["aug", "авг", "aoû", "ago", "aou"],
    &["sep", "сен", "set"],
    &["oct", "окт", "okt", "ott", "out"],
    &["nov", "ноя"],
    &["dec", "дек", "dez", "déc", "dic"],
];

/// Reads a line that holds a date: `Some(None)` where it does but the date cannot be told, `None` where it does not.
pub(super) fn read_line(text: &str) -> Option<Option<(Timestamp, bool)>> {
    // The day that a period of account ends is no day of publication.
    let lower = text.to_lowercase();
    if ["ended", "ending", "ends", "period", "year to", "months", "mths", "qtr", "quarter"]
        .iter()
        .any(|w| lower.contains(w))
    {
        return None;
    }
    let tokens: Vec<&str> =
        text.split(|c: char| !c.is_alphanumeric() && c != ':').filter(|t| !t.is_empty()).collect();
    let month = tokens.iter().find_map(|t| {
        let lower = t.to_lowercase();
        let long = lower.chars().count() >= 3 && !lower.starts_with(|c: char| c.is_ascii_digit());
        MONTHS
            .iter()
            .position(|names| long && names.iter().any(|name| lower.starts_with(name)))
            .map(|m| m as i8 + 1)
    })?;
    let numbers: Vec<i16> =
        tokens.iter().filter_map(|t| t.trim_end_matches(|c: char| c.is_alphabetic()).parse().ok()).collect();
    let year = numbers.iter().copied().find(|n| (1900..=2100).contains(n))?;
    let other = tokens.len().saturating_sub(6);
    if other > 6 {
        return None;
    }
    let day = numbers.iter().copied().find(|n| (1..=31).contains(n)).and_then(|n| i8::try_from(n).ok());
    let time = tokens.iter().find_map(|t| {
        let (hour, minute) = t.split_once(':')?;
        Some((hour.parse::<i8>().ok()?, minute.get(..2)?.parse::<i8>().ok()?))
    });
    Some(day.and_then(|day| {
        let date = Date::new(year, month, day).ok()?;
        let (hour, minute) =
            time.filter(|t| (0..24).contains(&t.0) && (0..60).contains(&t.1)).unwrap_or((0, 0));
        let moment = date.at(hour, minute, 0, 0).to_zoned_datetime(jiff::tz::TimeZone::UTC).ok()?;
        Some((moment.timestamp(), time.is_none()))
    }))
}

/// Tells whether a word begins like a month's name.
pub(super) fn is_month(word: &str) -> bool {
    let lower = word.to_lowercase();
    MONTHS.iter().flat_map(|names| names.iter()).any(|name| lower.starts_with(name))
        && lower.chars().count() <= 10
}

/// Tells whether a few words are a day: `Feb 26`, `26 March 2011`.
pub(super) fn is_day(text: &str) -> bool {
    let words: Vec<&str> = text.split([' ', '.', ',']).filter(|w| !w.is_empty()).collect();
    words.len() <= 4
        && words.iter().any(|w| is_month(w))
        && words.iter().all(|w| is_month(w) || w.parse::<u16>().is_ok())
}
