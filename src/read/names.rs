//! Field names by setting: where a record of someone else's has what ours call `text`, `title` and so on.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::fields::Object;
use crate::error::{Error, Result};

/// The fields that can be named.
const FIELDS: [&str; 22] = [
    "id",
    "source",
    "title",
    "text",
    "html",
    "published",
    "byline",
    "dateline",
    "url",
    "lang",
    "agency",
    "item",
    "version",
    "slug",
    "status",
    "embargo",
    "ednote",
    "usage_terms",
    "copyright",
    "urgency",
    "first_created",
    "subjects",
];

/// For each field of ours, the names that it has in JSON objects, CSV columns and Parquet columns; the first that says
/// anything is taken, before the usual names. A dot goes into a nested object (`content.body`), a number into a list
/// (`authors.0.name`); a name that has the dot itself wins. None by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FieldNames(BTreeMap<String, Names>);

#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(untagged)]
enum Names {
    One(String),
    Many(Vec<String>),
}

impl FieldNames {
    /// Names a field.
    pub fn insert(&mut self, field: impl Into<String>, names: Vec<String>) {
        self.0.insert(field.into(), Names::Many(names));
    }

    /// Checks that each field is one.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first that is not.
    pub fn validate(&self) -> Result<()> {
        match self.0.keys().find(|field| !FIELDS.contains(&field.as_str())) {
            Some(field) => {
                let expected = format!("the name of a field: {}", FIELDS.join(", "));
                Err(Error::setting("read.fields", field, expected))
            }
            None => Ok(()),
        }
    }

    /// Tells whether nothing is named.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Tells whether a column has the text of an article by setting.
    pub(super) fn names_text(&self, column: &str) -> bool {
        ["text", "html"]
            .iter()
            .filter_map(|field| self.0.get(*field))
            .any(|names| names.iter().any(|n| n == column))
    }

    /// Puts what is named under our own names. `O(names)`, and a copy of each value that is found.
    pub(super) fn apply(&self, object: &mut Object) {
        let found: Vec<(&String, Value)> = self
            .0
            .iter()
            .filter_map(|(field, names)| {
                let value = names.iter().find_map(|name| at(object, name).filter(|v| says_anything(v)))?;
                Some((field, value.clone()))
            })
            .collect();
        // A page that was named must not stand behind a text that was not.
        if self.0.contains_key("html")
            && !self.0.contains_key("text")
            && found.iter().any(|(f, _)| *f == "html")
        {
            for name in super::record::TEXT {
                object.remove(*name);
            }
        }
        for (field, value) in found {
            object.insert(field.clone(), value);
        }
    }
}

impl Names {
    fn iter(&self) -> impl Iterator<Item = &str> {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Many(names) => names,
        }
        .iter()
        .map(String::as_str)
    }
}

fn at<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    if let Some(value) = object.get(name) {
        return Some(value);
    }
    let mut parts = name.split('.');
    let first = object.get(parts.next()?)?;
    parts.try_fold(first, |value, part| match value {
        Value::Array(values) => values.get(part.parse::<usize>().ok()?),
        other => other.get(part),
    })
}

fn says_anything(value: &Value) -> bool {
    match value {
        Value::Null => false,
        Value::String(text) => !text.trim().is_empty(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn names(value: Value) -> FieldNames {
        serde_json::from_value(value).unwrap()
    }

    #[test]
    fn nested_and_aliased_fields_are_found() {
        let names = names(json!({"text": ["lead", "content.body"], "byline": "authors.0.name", "id": "a.b"}));
        assert!(names.validate().is_ok());
        let mut object =
            json!({"lead": " ", "content": {"body": "One."}, "authors": [{"name": "Ana"}], "a.b": 7});
        names.apply(object.as_object_mut().unwrap());
        assert_eq!(
            (&object["text"], &object["byline"], &object["id"]),
            (&json!("One."), &json!("Ana"), &json!(7))
        );
    }

    #[test]
    fn a_field_that_is_none_is_an_error() {
        let error = names(json!({"txt": "a"})).validate().unwrap_err().to_string();
        assert!(error.starts_with("read.fields is txt"), "{error}");
    }
}
