//! One value changed by its dotted key.
//!
//! The settings become a JSON tree, the tree is changed, and serde makes settings of it again: so no list of keys has to
//! be kept beside the structs, and every type is checked by the code that knows it.

use serde_json::Value;

use super::{Config, nearest};
use crate::error::{Error, Result};

impl Config {
    /// Sets `key` to a value that was written without a type: what TOML makes of it, or else text.
    pub(super) fn assign_text(&mut self, key: &str, text: &str) -> Result<()> {
        let plain = Value::String(text.to_owned());
        let typed = toml::from_str::<toml::Table>(&format!("v = {text}"))
            .ok()
            .filter(|table| table.len() == 1)
            .and_then(|table| serde_json::to_value(table.get("v")?).ok())
            .unwrap_or_else(|| plain.clone());
        let is_text = at(&self.tree()?, key).is_some_and(Value::is_string);
        if is_text && !typed.is_string() {
            return self.assign(key, plain, text);
        }
        let first = self.assign(key, typed, text);
        match first {
            // A setting that is text or nothing takes `=1` too.
            Err(Error::InvalidSetting { .. }) if self.assign(key, plain, text).is_ok() => Ok(()),
            other => other,
        }
    }

    /// Sets `key` to a value; `shown` is how messages write the value.
    pub(super) fn assign(&mut self, key: &str, value: Value, shown: &str) -> Result<()> {
        let mut tree = self.tree()?;
        let known = at(&tree, key);
        let was_table = known.is_some_and(Value::is_object);
        if was_table && value.as_object().is_some_and(serde_json::Map::is_empty) {
            return Ok(());
        }
        let was_known = known.is_some();
        if was_table {
            return Err(Error::setting(key, &shown, "a table"));
        }
        let unknown =
            || Error::UnknownSetting { key: key.to_owned(), nearest: nearest::to(key, &keys(self)) };
        put(&mut tree, key, value).ok_or_else(unknown)?;
        match serde_json::from_value(tree) {
            Ok(config) => {
                *self = config;
                Ok(())
            }
            Err(e) => match e.to_string() {
                text if !was_known && text.starts_with("unknown field") => Err(unknown()),
                text => Err(Error::setting(key, &shown, expected(&text))),
            },
        }
    }

    fn tree(&self) -> Result<Value> {
        serde_json::to_value(self)
            .map_err(|e| Error::setting("config", &"not to be written as JSON", e.to_string()))
    }
}

fn at<'a>(tree: &'a Value, key: &str) -> Option<&'a Value> {
    key.split('.').try_fold(tree, |node, part| node.get(part))
}

/// Puts a value into the tree; `None` where a part of the way is no table.
fn put(tree: &mut Value, key: &str, value: Value) -> Option<()> {
    let mut parts: Vec<&str> = key.split('.').collect();
    let last = parts.pop()?;
    let table = parts.into_iter().try_fold(tree, |node, part| node.get_mut(part))?;
    table.as_object_mut()?.insert(last.to_owned(), value);
    Some(())
}

/// Lists every dotted key, and the tables too.
fn keys(config: &Config) -> Vec<String> {
    fn walk(prefix: &str, node: &Value, found: &mut Vec<String>) {
        for (name, inner) in node.as_object().into_iter().flatten() {
            let key = if prefix.is_empty() { name.clone() } else { format!("{prefix}.{name}") };
            walk(&key, inner, found);
            found.push(key);
        }
    }
    let mut found = Vec::new();
    if let Ok(tree) = config.tree() {
        walk("", &tree, &mut found);
    }
    found.sort();
    found
}

/// Says what serde expected, in words that a user of the program knows.
fn expected(message: &str) -> String {
    let Some((_, what)) = message.split_once("expected ") else {
        return format!("a value of another type ({message})");
    };
    match what {
        "f64" | "f32" => "a number".to_owned(),
        "usize" | "u64" | "u32" | "u16" | "u8" => "a whole number, 0 or more".to_owned(),
        "isize" | "i64" | "i32" | "i16" | "i8" => "a whole number".to_owned(),
        "a boolean" => "true or false".to_owned(),
        "a string" => "text".to_owned(),
        "a sequence" => "a list".to_owned(),
        other => other.replace('`', ""),
    }
}
