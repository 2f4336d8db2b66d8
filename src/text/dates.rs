//! Reads a date as people, feeds and programs write it.
//!
//! In this order: the ISO 8601 family (jiff), RFC 2822 (jiff), numbers, and at last a loose reading of words that wants a
//! month by name, a day and a year, or three numbers in which only one order makes sense. A date that could be two dates
//! (`04/05/2009`) is no date: a wrong time would part copies from each other, an absent one does not.
//! A time without a zone is taken as UTC.

use jiff::civil::{Date, DateTime, Time};
use jiff::fmt::rfc2822;
use jiff::tz::Offset;
use jiff::{Timestamp, ToSpan};

/// Longer texts are no dates; the limit keeps hostile fields cheap.
const MAX_LEN: usize = 80;

/// Reads a date, or a date and a time. The flag tells that there was no time: the result is then midnight in UTC.
///
/// Times without a zone are taken as UTC. Gives `None` for anything else than one date that can be read in one way.
///
/// ```
/// use wiredesk::text::dates::parse;
///
/// let (time, date_only) = parse("Thu, 23 Apr 2009 07:52:00 +0200").unwrap();
/// assert_eq!((time.to_string().as_str(), date_only), ("2009-04-23T05:52:00Z", false));
/// assert_eq!(parse("April 23, 2009"), parse("2009-04-23"));
/// assert_eq!(parse("tomorrow"), None);
/// ```
#[must_use]
pub fn parse(text: &str) -> Option<(Timestamp, bool)> {
    let text = text.trim();
    if text.is_empty() || text.len() > MAX_LEN {
        return None;
    }
    if text.bytes().all(|b| b.is_ascii_digit()) {
        return digits(text);
    }
    iso(text).or_else(|| rfc(text)).or_else(|| loose(text))
}

/// Reads a number: a date as `YYYYMMDD`, or seconds, milli-, micro- or nanoseconds since 1970, told apart by their size.
///
/// ```
/// use wiredesk::text::dates::parse_number;
///
/// assert_eq!(parse_number(1_240_473_120.0).unwrap().0.to_string(), "2009-04-23T07:52:00Z");
/// assert_eq!(parse_number(1_240_473_120_000.0).unwrap().0.to_string(), "2009-04-23T07:52:00Z");
/// ```
#[must_use]
pub fn parse_number(number: f64) -> Option<(Timestamp, bool)> {
    if !number.is_finite() {
        return None;
    }
    if number.fract() == 0.0
        && (19_000_101.0..=21_001_231.0).contains(&number)
        && let Some(date) = compact_date(&format!("{number:.0}"))
    {
        return midnight(date);
    }
    let per_second = match number.abs() {
        size if size < 1e11 => 1.0,
        size if size < 1e14 => 1e3,
        size if size < 1e17 => 1e6,
        _ => 1e9,
    };
    let millis = (number / per_second * 1000.0).round();
    (millis.abs() < 1e15).then(|| Timestamp::from_millisecond(millis as i64).ok().map(|t| (t, false)))?
}

fn midnight(date: Date) -> Option<(Timestamp, bool)> {
    Offset::UTC.to_timestamp(date.to_datetime(Time::midnight())).ok().map(|t| (t, true))
}

fn at_utc(time: DateTime) -> Option<(Timestamp, bool)> {
    Offset::UTC.to_timestamp(time).ok().map(|t| (t, false))
}

fn compact_date(digits: &str) -> Option<Date> {
    let year = digits.get(..4)?.parse().ok()?;
    let month = digits.get(4..6)?.parse().ok()?;
    let day = digits.get(6..8)?.parse().ok()?;
    Date::new(year, month, day).ok()
}

fn digits(text: &str) -> Option<(Timestamp, bool)> {
    match text.len() {
        8 => midnight(compact_date(text)?),
        12 | 14 => {
            let part = |range: std::ops::Range<usize>| text.get(range).and_then(|t| t.parse().ok());
            let second = if text.len() == 14 { part(12..14)? } else { 0 };
            let time = Time::new(part(8..10)?, part(10..12)?, second, 0).ok()?;
            at_utc(compact_date(text)?.to_datetime(time))
        }
        9..=19 => parse_number(text.parse().ok()?),
        _ => None,
    }
}

fn iso(text: &str) -> Option<(Timestamp, bool)> {
    let bytes = text.as_bytes();
    if !bytes.first()?.is_ascii_digit() {
        return None;
    }
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some((time, false));
    }
    let has_time = text.contains(':') || bytes.iter().any(|b| matches!(b, b'T' | b't'));
    if has_time { at_utc(text.parse::<DateTime>().ok()?) } else { midnight(text.parse::<Date>().ok()?) }
}

fn rfc(text: &str) -> Option<(Timestamp, bool)> {
    static PARSER: rfc2822::DateTimeParser = rfc2822::DateTimeParser::new().relaxed_weekday(true);
    PARSER.parse_timestamp(text).ok().map(|t| (t, false))
}

/// What the loose reading has found so far.
#[derive(Default)]
struct Found {
    month: Option<i8>,
    numbers: Vec<i16>,
    time: Option<Time>,
    afternoon: Option<bool>,
    minutes_east: Option<i32>,
}

fn loose(text: &str) -> Option<(Timestamp, bool)> {
    let mut found = Found::default();
    // A sign is kept only where a zone can stand: after the time.
    for word in text.split(|c: char| !(c.is_alphanumeric() || matches!(c, ':' | '.' | '+' | '-'))) {
        found.word(word.trim_matches('.'))?;
    }
    let date = found.date()?;
    let Some(time) = found.time()? else { return midnight(date) };
    let local = date.to_datetime(time);
    let east = found.minutes_east.unwrap_or(0);
    at_utc(local.checked_sub(east.minutes()).ok()?)
}

impl Found {
    /// Takes one word; `None` when it cannot be part of a date.
    fn word(&mut self, word: &str) -> Option<()> {
        if word.is_empty() {
            return Some(());
        }
        if word.contains(':') {
            return self.clock(word);
        }
        if self.time.is_some()
            && self.minutes_east.is_none()
            && let Some(east) = offset(word)
        {
            self.minutes_east = Some(east);
            return Some(());
        }
        if word.contains(['-', '.']) && !word.starts_with('-') {
            for part in word.split(['-', '.']).filter(|p| !p.is_empty()) {
                self.plain(part)?;
            }
            return Some(());
        }
        self.plain(word)
    }

    fn plain(&mut self, word: &str) -> Option<()> {
        let lower = word.to_lowercase();
        if let Some(number) = day_or_year(&lower) {
            self.numbers.push(number);
            return (self.numbers.len() <= 3).then_some(());
        }
        match lower.as_str() {
            "am" | "a" if self.time.is_some() => self.afternoon = Some(false),
            "pm" | "p" if self.time.is_some() => self.afternoon = Some(true),
            "m" if self.afternoon.is_some() => {}
            "at" | "on" | "of" | "the" | "t" => {}
            other => {
                if let Some(month) = month(other) {
                    // A second month makes it something else.
                    return self.month.replace(month).is_none().then_some(());
                }
                if !is_weekday(other) {
                    self.minutes_east = Some(zone(other)?);
                }
            }
        }
        Some(())
    }

    fn clock(&mut self, word: &str) -> Option<()> {
        let lower = word.to_ascii_lowercase();
        let (clock, rest) = match lower.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.'))) {
            Some(at) => lower.split_at(at),
            None => (lower.as_str(), ""),
        };
        let mut parts = clock.split(':');
        let hour = parts.next()?.parse().ok()?;
        let minute = parts.next()?.trim_end_matches('.').parse().ok()?;
        let second = match parts.next() {
            Some(second) => second.split('.').next()?.parse().ok()?,
            None => 0,
        };
        if parts.next().is_some() || self.time.is_some() {
            return None;
        }
        self.time = Some(Time::new(hour, minute, second, 0).ok()?);
        match rest {
            "" => Some(()),
            rest => match offset(rest) {
                Some(east) => {
                    self.minutes_east = Some(east);
                    Some(())
                }
                None => self.plain(rest),
            },
        }
    }

    fn date(&self) -> Option<Date> {
        match (self.month, self.numbers.as_slice()) {
            // A month by name: the year is the number with four digits.
            (Some(month), &[a, b]) => {
                let (day, year) = if a > 31 { (b, a) } else { (a, b) };
                (year > 31).then(|| Date::new(year, month, i8::try_from(day).ok()?).ok())?
            }
            // Three numbers: year first, or year last and a day that can be no month.
            (None, &[a, b, c]) => {
                let (year, month, day) = match (a, b, c) {
                    _ if a > 31 => (a, b, c),
                    _ if c > 31 && a > 12 => (c, b, a),
                    _ if c > 31 && (b > 12 || a == b) => (c, a, b),
                    _ => return None,
                };
                Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
            }
            _ => None,
        }
    }

    /// The outer `None`: there is no such time.
    #[expect(clippy::option_option, reason = "no time is one answer, an impossible one another")]
    fn time(&self) -> Option<Option<Time>> {
        let Some(time) = self.time else { return Some(None) };
        let hour = match (self.afternoon, time.hour()) {
            (Some(_), 0 | 13..) => return None,
            (Some(false), 12) => 0,
            (Some(true), hour) if hour < 12 => hour + 12,
            (_, hour) => hour,
        };
        Time::new(hour, time.minute(), time.second(), 0).ok().map(Some)
    }
}

/// A day ("23", "23rd") or a year of four digits.
fn day_or_year(word: &str) -> Option<i16> {
    let end = word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len());
    let (number, suffix) = word.split_at(end);
    if !matches!(suffix, "" | "st" | "nd" | "rd" | "th") || !matches!(number.len(), 1 | 2 | 4) {
        return None;
    }
    let value: i16 = number.parse().ok()?;
    let fits = if number.len() == 4 { (1000..=9999).contains(&value) } else { (1..=31).contains(&value) };
    fits.then_some(value)
}

/// A numeric offset, `+0200`, `-05:00`, `+02` or `z`, in minutes east.
fn offset(word: &str) -> Option<i32> {
    if word.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match word.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = word.get(1..)?.chars().filter(|&c| c != ':').collect();
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let (hours, minutes) = match digits.len() {
        2 => (digits.as_str(), "0"),
        4 => digits.split_at(2),
        _ => return None,
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 15 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

/// Zones by name, in minutes east: those of RFC 2822, and the European ones of agency copy.
fn zone(word: &str) -> Option<i32> {
    let hours = match word {
        "utc" | "gmt" | "z" | "ut" | "wet" => 0,
        "bst" | "cet" | "west" => 1,
        "cest" | "eet" => 2,
        "eest" | "msk" => 3,
        "edt" => -4,
        "est" | "cdt" => -5,
        "cst" | "mdt" => -6,
        "mst" | "pdt" => -7,
        "pst" => -8,
        _ => return None,
    };
    Some(hours * 60)
}

/// Tells whether the lower-case word is an English month or weekday, whole or short: capitalised, and no name.
#[must_use]
pub fn is_month_or_weekday(word: &str) -> bool {
    is_weekday(word) || month(word).is_some()
}

fn is_weekday(word: &str) -> bool {
    matches!(
        word,
        "mon"
            | "tue"
            | "tues"
            | "wed"
            | "thu"
            | "thur"
            | "thurs"
            | "fri"
            | "sat"
            | "sun"
            | "monday"
            | "tuesday"
            | "wednesday"
            | "thursday"
            | "friday"
            | "saturday"
            | "sunday"
    )
}

/// An English month, whole or by its first three letters (and "sept").
fn month(word: &str) -> Option<i8> {
    const MONTHS: [&str; 12] = [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ];
    let at = MONTHS.iter().position(|m| *m == word || (word.len() == 3 && m.starts_with(word)))?;
    i8::try_from(at + 1).ok().or(None)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<(String, bool)> {
        parse(text).map(|(time, date_only)| (time.to_string(), date_only))
    }

    #[test]
    fn times_are_read() {
        for (text, expected) in [
            ("2009-04-23T07:52:00Z", "2009-04-23T07:52:00Z"),
            ("2009-04-23T07:52:00.125+02:00", "2009-04-23T05:52:00.125Z"),
            ("2017-08-24T01:58:40+0000", "2017-08-24T01:58:40Z"),
            ("2009-04-23T07:52:00", "2009-04-23T07:52:00Z"),
            ("2009-04-23 07:52", "2009-04-23T07:52:00Z"),
            ("2009-04-23 07:52:10 UTC", "2009-04-23T07:52:10Z"),
            ("2009-04-23 07:52:10 +0200", "2009-04-23T05:52:10Z"),
            ("20090423T075200Z", "2009-04-23T07:52:00Z"),
            ("20090423T075200+0200", "2009-04-23T05:52:00Z"),
            ("20090423T075200", "2009-04-23T07:52:00Z"),
            ("20090423075200", "2009-04-23T07:52:00Z"),
            ("Thu, 23 Apr 2009 07:52:00 GMT", "2009-04-23T07:52:00Z"),
            ("Thu, 23 Apr 2009 07:52:00 -0500", "2009-04-23T12:52:00Z"),
            ("23 Apr 2009 07:52 EST", "2009-04-23T12:52:00Z"),
            ("April 23, 2009 07:52", "2009-04-23T07:52:00Z"),
            ("April 23, 2009 at 7:52 p.m.", "2009-04-23T19:52:00Z"),
            ("Apr 23, 2009, 12:05am EDT", "2009-04-23T04:05:00Z"),
            ("26-FEB-1987 15:01:01.01", "1987-02-26T15:01:01Z"),
            ("2009/04/23 07:52", "2009-04-23T07:52:00Z"),
            ("1240473120", "2009-04-23T07:52:00Z"),
            ("1240473120000", "2009-04-23T07:52:00Z"),
        ] {
            assert_eq!(read(text), Some((expected.to_owned(), false)), "{text}");
        }
    }

    #[test]
    fn bare_dates_are_midnight() {
        for text in [
            "2009-04-23",
            "20090423",
            "2009/04/23",
            "April 23, 2009",
            "23 April 2009",
            "Apr. 23, 2009",
            "Thursday, April 23rd, 2009",
            "23.4.2009",
            "4/23/2009",
            "23-Apr-2009",
            " 2009-04-23 ",
        ] {
            assert_eq!(read(text), Some(("2009-04-23T00:00:00Z".to_owned(), true)), "{text}");
        }
    }

    #[test]
    fn what_is_not_one_date_is_none() {
        for text in [
            "",
            "tomorrow",
            "04/05/2009",
            "April 2009",
            "2009",
            "23 April",
            "April 31, 2009",
            "2009-13-01",
            "May 3 or June 4, 2009",
            "25:00",
            "Apr 23, 2009 13:05 pm",
            "12",
            "2009-04-23T25:00:00",
            "now 23 April 2009",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn numbers_are_told_apart_by_size() {
        for number in [1_240_473_120.0, 1_240_473_120e3, 1_240_473_120e6, 1_240_473_120e9] {
            assert_eq!(
                parse_number(number).map(|(t, _)| t.to_string()).as_deref(),
                Some("2009-04-23T07:52:00Z")
            );
        }
        assert_eq!(parse_number(20_090_423.0), parse("2009-04-23"));
        assert_eq!(parse_number(f64::NAN), None);
        assert_eq!(parse_number(1e300), None);
    }

    proptest! {
        #[test]
        fn any_time_is_read_back(millis in -9_000_000_000_000i64..90_000_000_000_000) {
            let time = Timestamp::from_millisecond(millis).expect("in range");
            prop_assert_eq!(parse(&time.to_string()), Some((time, false)));
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,40}", dated in "[0-9A-Za-z:+/., -]{0,30}") {
            let _ = (parse(&text), parse(&dated));
        }
    }
}
