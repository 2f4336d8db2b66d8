//! Files as text and as JSON lines; whatever is wrong is told with file and line.

use std::path::{Path, PathBuf};

use serde_json::{Map, Value};
use wiredesk::{Error, read};

/// A JSON object and where it stands.
pub struct Record {
    pub line: u64,
    pub fields: Map<String, Value>,
}

/// Builds the error of a line.
pub fn bad(path: &Path, line: Option<u64>, message: impl Into<String>) -> Error {
    Error::Format { path: path.to_owned(), line, message: message.into() }
}

/// Names a place for people.
pub fn place(path: &Path, line: u64) -> String {
    format!("{}:{line}", path.display())
}

/// Reads a file that must be UTF-8, packed with gzip or zstd or not.
pub fn text(path: &Path) -> Result<String, Error> {
    read::text(path, &read::ReadParams::default())
}

/// A path without the ending that says that the file is packed.
pub fn unpacked_name(path: &Path) -> PathBuf {
    let is_packed = path.extension().is_some_and(|e| e == "gz" || e == "zst");
    if is_packed { path.with_extension("") } else { path.to_owned() }
}

/// Tells whether a text is JSON lines: its name says so, or it begins with an object.
pub fn is_json_lines(path: &Path, text: &str) -> bool {
    let named = unpacked_name(path).extension().is_some_and(|e| e == "jsonl" || e == "ndjson" || e == "json");
    let first = || text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    named || serde_json::from_str::<Map<String, Value>>(first()).is_ok()
}

/// Reads a file of one JSON object a line.
pub fn records(path: &Path) -> Result<Vec<Record>, Error> {
    records_of(path, &text(path)?)
}

/// Reads the lines of a text that was read before; blank ones are passed over.
pub fn records_of(path: &Path, text: &str) -> Result<Vec<Record>, Error> {
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let records: Vec<Record> = lines
        .map(|(i, text)| {
            let line = i as u64 + 1;
            match serde_json::from_str(text) {
                Ok(fields) => Ok(Record { line, fields }),
                Err(error) => Err(bad(path, Some(line), why_not_json(text, &error))),
            }
        })
        .collect::<Result<_, _>>()?;
    if records.is_empty() {
        return Err(bad(path, None, "holds no record"));
    }
    Ok(records)
}

/// Python writes what is no number as a bare word, which JSON does not have.
fn why_not_json(text: &str, error: &serde_json::Error) -> String {
    let told = error.to_string();
    // The parser counts lines within what it was given, which is one.
    let what = told.split(" at line ").next().unwrap_or_default();
    let no_json = || format!("no JSON object: {what} at column {}", error.column());
    // The column is that of the first or the second letter of the word.
    let near = error.column().saturating_sub(2);
    let found = ["NaN", "-Infinity", "Infinity"].into_iter().find_map(|word| {
        let at = near.saturating_sub(1) + text.get(near.saturating_sub(1)..)?.find(word)?;
        (at <= near + 1).then_some((at, word))
    });
    let Some((at, word)) = found else { return no_json() };
    let (before, after) =
        (text.get(..at).unwrap_or_default(), text.get(at + word.len()..).unwrap_or_default());
    let Some(field) = before.rsplit('"').nth(1) else { return no_json() };
    let mended: Map<String, Value> =
        serde_json::from_str(&format!("{before}null{after}")).unwrap_or_default();
    let of = mended.get("id").map(|id| format!(" of {id}")).unwrap_or_default();
    format!("{field}{of} is {word}, but must be a number or a name")
}

impl Record {
    /// Gives the string or whole number of a field, as an id or a label.
    pub fn name(&self, path: &Path, field: &str) -> Result<String, Error> {
        match self.fields.get(field) {
            Some(Value::String(name)) => Ok(name.clone()),
            Some(Value::Number(number)) => Ok(number.to_string()),
            Some(Value::Bool(value)) => Ok(value.to_string()),
            Some(other) => Err(self.wrong(path, field, other, "a string or a number")),
            None => Err(bad(path, Some(self.line), format!("has no {field}"))),
        }
    }

    /// Builds the error of a field that has another type.
    pub fn wrong(&self, path: &Path, field: &str, value: &Value, expected: &str) -> Error {
        let id = match self.fields.get("id") {
            Some(Value::String(id)) if field != "id" => format!(" of {id}"),
            _ => String::new(),
        };
        let found = match value {
            Value::Null => "null",
            Value::Bool(_) => "true or false",
            Value::Number(_) => "a number",
            Value::String(_) => "a string",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        bad(path, Some(self.line), format!("{field}{id} is {found}, but must be {expected}"))
    }

    /// Gives the text of a field: a string, or a list of sentences or paragraphs, which are joined by line ends. `None`
    /// where there is no such field.
    pub fn text(&self, path: &Path, field: &str) -> Result<Option<String>, Error> {
        let Some(value) = self.fields.get(field) else { return Ok(None) };
        match text_of(value) {
            Some(text) => Ok(Some(text)),
            None => Err(self.wrong(path, field, value, "a string or a list of strings")),
        }
    }
}

/// Makes a text of a string, or of a list of strings or of objects with `text`.
pub fn text_of(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Array(parts) => {
            let line = |part: &Value| match part {
                Value::String(text) => Some(text.replace('\n', " ")),
                Value::Object(fields) => Some(fields.get("text")?.as_str()?.replace('\n', " ")),
                _ => None,
            };
            Some(parts.iter().map(line).collect::<Option<Vec<_>>>()?.join("\n"))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        records_of(Path::new("x.jsonl"), text).err().map(|e| e.to_string()).unwrap_or_default()
    }

    #[test]
    fn what_is_no_number_is_named_with_its_field() {
        assert_eq!(
            message("{\"id\":1,\"label\":2}\n{\"id\":2,\"label\": NaN}"),
            "x.jsonl:2: label of 2 is NaN, but must be a number or a name"
        );
        for (line, said) in [
            ("{\"score\":-Infinity}", "score is -Infinity"),
            ("{\"a\":\"NaN\",\"score\":Infinity,\"id\":\"x\"}", "score of \"x\" is Infinity"),
            ("{\"a\":\"NaN\",\"score\":}", "no JSON object"),
        ] {
            assert!(message(line).contains(said), "{line}: {}", message(line));
        }
    }

    #[test]
    fn a_line_that_is_no_object_is_named() {
        assert!(message("[1]").starts_with("x.jsonl:1: no JSON object"));
        assert_eq!(message(" \n"), "x.jsonl: holds no record");
    }

    #[test]
    fn sentences_are_lines() {
        let value = serde_json::json!(["One\nline.", {"text": "Two."}]);
        assert_eq!(text_of(&value).as_deref(), Some("One line.\nTwo."));
        assert_eq!(text_of(&serde_json::json!(["a", 3])), None);
    }
}
