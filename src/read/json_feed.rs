//! JSON Feed 1.x: the items of one object, each with its content as HTML or text.

use serde_json::Value;

use super::fields::{self, Object};

/// Tells whether an object is a feed.
pub(super) fn is_feed(object: &Object) -> bool {
    object.get("version").and_then(Value::as_str).is_some_and(|v| v.contains("jsonfeed.org"))
        && object.get("items").is_some_and(Value::is_array)
}

/// Takes the items out of a feed, in order, each with what the feed says for all.
pub(super) fn items(feed: &mut Object) -> Vec<Object> {
    let title = fields::line(feed, &["title"]);
    let language = fields::line(feed, &["language"]);
    let author = feed.get("authors").or_else(|| feed.get("author")).cloned();
    let Some(Value::Array(items)) = feed.get_mut("items").map(Value::take) else { return Vec::new() };
    items
        .into_iter()
        .filter_map(|item| {
            let Value::Object(mut item) = item else { return None };
            let mut inherit = |name: &str, value: Option<Value>| {
                if let Some(value) = value {
                    item.entry(name.to_owned()).or_insert(value);
                }
            };
            inherit("source", title.clone().map(Value::from));
            inherit("language", language.clone().map(Value::from));
            inherit("authors", author.clone());
            // The text stands as HTML, else as text, else as a summary.
            let text =
                fields::text(&mut item, &["content_text"]).or_else(|| fields::text(&mut item, &["summary"]));
            if let Some(text) = text.filter(|_| !item.contains_key("content_html")) {
                item.insert("text".to_owned(), text.into());
            }
            if let Some(tags) = item.get_mut("tags").map(Value::take) {
                item.insert("subjects".to_owned(), tags);
            }
            Some(item)
        })
        .collect()
}
