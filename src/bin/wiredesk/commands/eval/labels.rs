//! The group of each id, from labels, groups or stories.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use wiredesk::Error;

use super::source::{self, Record};

/// A label and the line that gives it.
pub struct Label {
    pub name: String,
    pub line: u64,
}

/// The label that is judged; who has none stands alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Placed<'a> {
    In(&'a str),
    Alone(&'a str),
}

/// Tells whether records are groups or stories of wiredesk and not labels.
pub fn are_groups(records: &[Record]) -> bool {
    records.iter().all(|record| members(record).is_some())
}

fn members(record: &Record) -> Option<&Vec<Value>> {
    let list = |field: &str| record.fields.get(field).and_then(Value::as_array);
    // An article line may hold a list of members of its own; a group has its id beside them and no text.
    if record.fields.contains_key("paragraphs") { None } else { list("members").or_else(|| list("articles")) }
}

/// Reads `id` and a label a line, in the order of the file.
pub fn labels(path: &Path, field: &str) -> Result<Vec<(String, Label)>, Error> {
    let mut labels = Vec::new();
    for record in source::records(path)? {
        let id = record.name(path, "id")?;
        labels.push((id, Label { name: record.name(path, field)?, line: record.line }));
    }
    Ok(labels)
}

/// Reads labels, groups or stories by id.
pub fn by_id(path: &Path, field: &str) -> Result<BTreeMap<String, Label>, Error> {
    let records = source::records(path)?;
    if !are_groups(&records) {
        return unique(path, labels(path, field)?);
    }
    let mut pairs = Vec::new();
    for record in &records {
        let label = record.name(path, "id")?;
        for member in members(record).into_iter().flatten() {
            let id = match member {
                Value::Object(fields) => fields.get("id").and_then(Value::as_str),
                other => other.as_str(),
            };
            let id =
                id.ok_or_else(|| record.wrong(path, "a member", member, "an id or an object with one"))?;
            pairs.push((id.to_owned(), Label { name: label.clone(), line: record.line }));
        }
    }
    unique(path, pairs)
}

/// Refuses an id that stands twice: it would be in two groups.
pub fn unique(path: &Path, pairs: Vec<(String, Label)>) -> Result<BTreeMap<String, Label>, Error> {
    let mut labels: BTreeMap<String, Label> = BTreeMap::new();
    for (id, label) in pairs {
        if let Some(first) = labels.get(&id) {
            let message =
                format!("{id} stands twice: in {} (line {}) and {}", first.name, first.line, label.name);
            return Err(source::bad(path, Some(label.line), message));
        }
        labels.insert(id, label);
    }
    Ok(labels)
}
