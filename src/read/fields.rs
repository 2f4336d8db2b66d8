//! Fields of a JSON object, taken leniently: a value of the wrong type is made text where that makes sense and is left
//! out where it does not. Nothing here is fatal.

use jiff::Timestamp;
use serde_json::{Map, Value};

use crate::model::Flag;
use crate::text::dates;

/// The members of an object; readers take out what they know.
pub(super) type Object = Map<String, Value>;

/// Takes the first of the named fields that says anything, as text.
pub(super) fn text(object: &mut Object, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| into_text(object.get_mut(*name)?.take(), ", "))
}

/// Takes the first of the named fields that says anything, as text; an array becomes paragraphs.
pub(super) fn long_text(object: &mut Object, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| into_text(object.get_mut(*name)?.take(), "\n\n"))
}

/// Makes text of a value: a number as written, an array joined, of an object its name or value.
pub(super) fn into_text(value: Value, joint: &str) -> Option<String> {
    let text = match value {
        Value::Null | Value::Bool(_) => return None,
        Value::Number(number) => number.to_string(),
        Value::String(text) => text,
        Value::Array(values) => {
            let parts: Vec<_> = values.into_iter().filter_map(|v| into_text(v, joint)).collect();
            parts.join(joint)
        }
        Value::Object(mut object) => {
            return ["name", "value", "text", "title", "content", "literal", "$oid"]
                .iter()
                .find_map(|name| into_text(object.get_mut(*name)?.take(), joint));
        }
    };
    if text.trim().is_empty() { None } else { Some(text) }
}

/// Like [`text`], on one line: white space is one blank. For ids, names and headlines.
pub(super) fn line(object: &mut Object, names: &[&str]) -> Option<String> {
    text(object, names).map(|t| one_line(&t))
}

/// Takes the first of the named fields that has elements which say anything, each on one line and once.
pub(super) fn list(object: &mut Object, names: &[&str]) -> Vec<String> {
    let found = names.iter().find_map(|name| {
        let values = match object.get_mut(*name)?.take() {
            Value::Array(values) => values,
            other => vec![other],
        };
        let mut list = Vec::new();
        for value in values {
            push_once(&mut list, into_text(value, ", "));
        }
        (!list.is_empty()).then_some(list)
    });
    found.unwrap_or_default()
}

/// Adds a text to a list, on one line, where it says anything and is not there yet.
pub(super) fn push_once(list: &mut Vec<String>, text: Option<String>) {
    let Some(text) = text.map(|t| one_line(&t)).filter(|t| !t.is_empty()) else { return };
    if !list.contains(&text) {
        list.push(text);
    }
}

/// Makes every run of white space one blank and cuts it at the ends.
pub(super) fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// Takes the first of the named fields that is a date; adds the flag where it has no time.
pub(super) fn date(object: &Object, names: &[&str], flags: &mut Vec<Flag>) -> Option<Timestamp> {
    let (time, date_only) = names.iter().find_map(|name| match object.get(*name)? {
        Value::String(text) => dates::parse(text),
        Value::Number(number) => dates::parse_number(number.as_f64()?),
        Value::Object(wrapped) => dates::parse(wrapped.get("$date")?.as_str()?),
        _ => None,
    })?;
    if date_only && !flags.contains(&Flag::DateOnly) {
        flags.push(Flag::DateOnly);
    }
    Some(time)
}

/// Takes the first of the named fields that is a whole number from 0, as a number or as text.
pub(super) fn count(object: &Object, names: &[&str]) -> Option<u32> {
    names.iter().find_map(|name| match object.get(*name)? {
        Value::Number(number) => u32::try_from(number.as_u64()?).ok(),
        Value::String(text) => text.trim().parse().ok(),
        _ => None,
    })
}

/// An urgency: 1 to 9.
pub(super) fn urgency(object: &Object) -> Option<u8> {
    count(object, &["urgency"]).and_then(valid_urgency)
}

/// Lets an urgency through that is one.
pub(super) fn valid_urgency(urgency: u32) -> Option<u8> {
    u8::try_from(urgency).ok().filter(|u| (1..=9).contains(u))
}

/// Writes a time as RFC 3339 in UTC where it is one, and leaves it as it stands where it is not.
pub(super) fn time_text(text: &str) -> String {
    dates::parse(text).map_or_else(|| text.trim().to_owned(), |(time, _)| time.to_string())
}

/// Tells whether a text begins as in `PORTO VEDRA, Sept 3 (NNA) -- The`: capitals, and soon a dash on its own.
pub(super) fn opens_with_dateline(text: &str) -> bool {
    let line = text.trim_start().lines().next().unwrap_or_default();
    let end = line.char_indices().nth(80).map_or(line.len(), |(at, _)| at);
    let opening = line.get(..end).unwrap_or_default();
    let dash = [" - ", " -- ", " – ", " — ", " _ "].iter().filter_map(|dash| opening.find(dash)).min();
    let place = dash.and_then(|at| opening.get(..at)).unwrap_or_default();
    let first = place.split([' ', ',', '(']).next().unwrap_or_default();
    first.chars().count() >= 3 && first.chars().all(|c| c.is_uppercase() || c == '-' || c == '.')
}

/// Makes an ISO 639-1 code of a language tag, a code of three letters or an English name; else of two letters or absent.
pub(super) fn language(text: &str) -> Option<String> {
    const LONGER: [(&str, &str); 40] = [
        ("eng", "en"),
        ("english", "en"),
        ("deu", "de"),
        ("ger", "de"),
        ("german", "de"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("french", "fr"),
        ("spa", "es"),
        ("spanish", "es"),
        ("ita", "it"),
        ("italian", "it"),
        ("por", "pt"),
        ("portuguese", "pt"),
        ("nld", "nl"),
        ("dut", "nl"),
        ("dutch", "nl"),
        ("rus", "ru"),
        ("russian", "ru"),
        ("zho", "zh"),
        ("chi", "zh"),
        ("chinese", "zh"),
        ("jpn", "ja"),
        ("japanese", "ja"),
        ("ara", "ar"),
        ("arabic", "ar"),
        ("dan", "da"),
        ("danish", "da"),
        ("swe", "sv"),
        ("swedish", "sv"),
        ("nor", "no"),
        ("norwegian", "no"),
        ("fin", "fi"),
        ("finnish", "fi"),
        ("pol", "pl"),
        ("polish", "pl"),
        ("tur", "tr"),
        ("turkish", "tr"),
        ("kor", "ko"),
        ("korean", "ko"),
    ];
    let lower = text.trim().to_lowercase();
    let tag = lower.split(['-', '_']).next()?;
    if let Some((_, code)) = LONGER.iter().find(|(long, _)| *long == tag) {
        return Some((*code).to_owned());
    }
    (tag.len() == 2 && tag.bytes().all(|b| b.is_ascii_lowercase())).then(|| tag.to_owned())
}
