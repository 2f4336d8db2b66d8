//! A settings file as a list of dotted keys, each with its line.

use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// One value of a settings file.
#[derive(Debug)]
pub(super) struct Entry {
    /// The dotted key.
    pub key: String,
    /// The value.
    pub value: Value,
    /// The value as it was written.
    pub shown: String,
    /// The line of the key, from 1.
    pub line: u64,
}

/// Why a text is not TOML.
#[derive(Debug)]
pub(super) struct Problem {
    /// The line, from 1, where it is known.
    pub line: Option<u64>,
    /// What is wrong.
    pub message: String,
}

/// Lists the values of a TOML text. A table is a value only where it is empty, so that an unknown one is seen.
pub(super) fn entries(text: &str) -> Result<Vec<Entry>, Problem> {
    let problem = |e: &toml::de::Error| Problem {
        line: e.span().map(|span| line_of(text, span.start)),
        message: e.message().to_owned(),
    };
    let spans = DeTable::parse(text).map_err(|e| problem(&e))?;
    let values: toml::Table = toml::from_str(text).map_err(|e| problem(&e))?;
    let mut found = Vec::new();
    walk(text, "", spans.get_ref(), &values, &mut found);
    found.sort_by_key(|entry| entry.line);
    Ok(found)
}

fn walk(text: &str, prefix: &str, spans: &DeTable<'_>, values: &toml::Table, found: &mut Vec<Entry>) {
    for (name, value) in spans {
        let key = if prefix.is_empty() {
            name.get_ref().to_string()
        } else {
            format!("{prefix}.{}", name.get_ref())
        };
        match (value.get_ref(), values.get(name.get_ref().as_ref())) {
            (DeValue::Table(inner_spans), Some(toml::Value::Table(inner))) if !inner.is_empty() => {
                walk(text, &key, inner_spans, inner, found);
            }
            (_, Some(plain)) => found.push(Entry {
                key,
                value: serde_json::to_value(plain).unwrap_or(Value::Null),
                shown: plain.to_string(),
                line: line_of(text, start(name)),
            }),
            (_, None) => {}
        }
    }
}

fn start<T>(spanned: &Spanned<T>) -> usize {
    spanned.span().start
}

fn line_of(text: &str, at: usize) -> u64 {
    1 + text.as_bytes().iter().take(at).filter(|&&b| b == b'\n').count() as u64
}
