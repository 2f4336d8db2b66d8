//! JSON Feed 1.x: the items of one object, each with its content as HTML or text.

use serde_json::Value;

use super::fields::{self, Object};
use super::markup;
use super::record::{self, Lack};
use crate::model::{RawArticle, Reason};

/// Tells whether an object is a feed.
pub(super) fn is_feed(object: &Object) -> bool {
    object.get("version").and_then(Value::as_str).is_some_and(|v| v.contains("jsonfeed.org"))
        && object.get("items").is_some_and(Value::is_array)
}

/// Reads one item.
pub(super) fn article(mut item: Object) -> Result<RawArticle, Lack> {
    if item.contains_key("text") {
        return record::flat(&mut item);
    }
    let has_media = item.get("attachments").and_then(Value::as_array).is_some_and(|all| !all.is_empty());
    let (reason, detail) = if has_media {
        (Reason::Media, "an item with media and no text")
    } else {
        (Reason::Remote, "an item without content or summary: its text stands at its address")
    };
    Err(Lack { id: fields::line(&mut item, &["id", "url"]), reason, detail: detail.to_owned() })
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
            let text = fields::text(&mut item, &["content_html"])
                .map(|html| markup::to_text(&html))
                .filter(|text| !text.trim().is_empty())
                .or_else(|| fields::text(&mut item, &["content_text"]))
                .or_else(|| fields::text(&mut item, &["summary"]));
            if let Some(text) = text {
                item.insert("text".to_owned(), text.into());
            }
            if let Some(tags) = item.get_mut("tags").map(Value::take) {
                item.insert("subjects".to_owned(), tags);
            }
            Some(item)
        })
        .collect()
}
