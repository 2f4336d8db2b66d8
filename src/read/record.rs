//! A JSON object to an article, whatever dialect it is in: an article line of our own, a ninjs item, or a record with
//! fields of the usual names.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fields::{self, Object};
use super::input::reject;
use super::{markup, ninjs};
use crate::model::{Body, Flag, Kind, Place, RawArticle, Reason, Rejection, Wire};

const ID: &[&str] = &["id", "_id", "article_id", "doc_id", "docid", "uuid", "guid", "uri", "url", "link"];
const SOURCE: &[&str] = &["source", "outlet", "publisher", "site", "site_name", "newspaper", "publication"];
const TITLE: &[&str] = &["title", "headline"];
const TEXT: &[&str] =
    &["text", "body", "content", "article", "body_text", "article_text", "maintext", "full_text"];
const FRAGMENT: &[&str] = &["body_html", "content_html", "body_xhtml"];
const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "published_at",
    "publishedAt",
    "published_date",
    "date_published",
    "datePublished",
    "date_publish",
    "publish_date",
    "publication_date",
    "pub_date",
    "pubDate",
    "datetime",
    "timestamp",
    "time",
    "versioncreated",
    "created_at",
];
const BYLINE: &[&str] = &["byline", "author", "authors", "creator", "writer"];
const URL: &[&str] = &["url", "link", "canonical_url", "permalink"];
const LANG: &[&str] = &["lang", "language"];

/// Reads one line.
pub(super) fn parse(text: &str, path: &str, line: Option<u64>) -> Result<RawArticle, Rejection> {
    parse_at(text, path, line, line.unwrap_or(1))
}

/// Reads one value that begins on the line `first` of its file.
pub(super) fn parse_at(
    text: &str,
    path: &str,
    line: Option<u64>,
    first: u64,
) -> Result<RawArticle, Rejection> {
    let bad = |detail: String| reject(path, line, Reason::BadRecord, detail);
    let value: Value = match serde_json::from_str(text) {
        Ok(value) => value,
        Err(error) => return Err(bad(explain(&error, first, line == Some(first) && error.line() <= 1))),
    };
    let mut object = match value {
        Value::Object(object) => object,
        other => return Err(bad(format!("expected an object, found {}", type_name(&other)))),
    };
    if object.contains_key("api_version") && object.contains_key("data") {
        return Err(reject(
            path,
            line,
            Reason::UnknownFormat,
            "an answer of the AP Media API: no reader for it",
        ));
    }
    if let Some(what) = other_output(&object) {
        return Err(bad(format!("{what}, not an article: give articles.jsonl instead")));
    }
    let mut article = if object.get("paragraphs").is_some_and(is_paragraphs) {
        clean(&mut object)
    } else if ninjs::is_item(&object) {
        ninjs::article(object)
    } else {
        flat(&mut object)
    }
    .map_err(|lack| Rejection {
        input: path.to_owned(),
        line,
        id: lack.id,
        reason: Reason::Empty,
        detail: lack.detail,
    })?;
    // A line of our own output says itself where it came from.
    if article.input.is_empty() {
        path.clone_into(&mut article.input);
        article.line = line;
    }
    Ok(article)
}

/// Why an object is no article: it has no text.
pub(super) struct Lack {
    pub id: Option<String>,
    pub detail: String,
}

fn explain(error: &serde_json::Error, first: u64, on_line: bool) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    let line = first + (error.line() as u64).saturating_sub(1);
    if on_line {
        format!("{what} at column {}", error.column())
    } else {
        format!("{what} at line {line}, column {}", error.column())
    }
}

const fn type_name(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "a boolean",
        Value::Number(_) => "a number",
        Value::String(_) => "a string",
        Value::Array(_) => "an array",
        Value::Object(_) => "an object",
    }
}

/// Names the output file of ours that an object is a line of, where it is not `articles.jsonl`.
fn other_output(object: &Object) -> Option<&'static str> {
    let has = |names: &[&str]| names.iter().all(|name| object.contains_key(*name));
    if has(&["kept", "members"]) {
        Some("a group (a line of groups.jsonl)")
    } else if has(&["headline", "groups", "articles", "copies"]) {
        Some("a story (a line of stories.jsonl)")
    } else if has(&["story", "method", "sentences"]) {
        Some("a brief (a line of briefs.jsonl)")
    } else if has(&["input", "reason", "detail"]) {
        Some("a rejection (a line of rejected.jsonl)")
    } else if has(&["version", "config", "counts"]) {
        Some("the account of a run (run.json)")
    } else {
        None
    }
}

fn is_paragraphs(value: &Value) -> bool {
    value.as_array().is_some_and(|values| values.iter().all(Value::is_string))
}

/// Reads a line that has been cleaned before: it is taken as it is.
fn clean(object: &mut Object) -> Result<RawArticle, Lack> {
    let mut paragraphs: Vec<String> = member(object, "paragraphs").unwrap_or_default();
    paragraphs.retain(|p| !p.trim().is_empty());
    if paragraphs.is_empty() {
        return Err(Lack { id: fields::line(object, ID), detail: "paragraphs has no text".to_owned() });
    }
    let kind: Kind = member(object, "kind").unwrap_or_default();
    let mut flags: Vec<Flag> = members(object, "flags");
    let place = Place {
        group: member(object, "group"),
        relation: member(object, "relation"),
        kept: member(object, "kept"),
        story: member(object, "story"),
    };
    let removed = members(object, "removed");
    let input = object.get_mut("input").and_then(|v| into_string(v.take())).unwrap_or_default();
    let line = if input.is_empty() { None } else { member(object, "line") };
    let mut article = described(object, &mut flags);
    article.input = input;
    article.line = line;
    article.flags = flags;
    article.place = place;
    article.body = Body::Clean { paragraphs, kind, removed };
    Ok(article)
}

/// Reads a record with fields of the usual names.
fn flat(object: &mut Object) -> Result<RawArticle, Lack> {
    let body = if let Some(text) = fields::long_text(object, TEXT) {
        if markup::is_page(&text) {
            Body::Html(text)
        } else if markup::is_fragment(&text) {
            Body::Text(markup::to_text(&text))
        } else {
            Body::Text(text)
        }
    } else if let Some(page) = fields::text(object, &["html", "raw_html"]) {
        Body::Html(page)
    } else if let Some(fragment) = fields::text(object, FRAGMENT) {
        Body::Text(markup::to_text(&fragment))
    } else if let Some(paragraphs) = fields::long_text(object, &["paragraphs"]) {
        Body::Text(paragraphs)
    } else {
        let detail = "no text: none of text, body, content, article, html or paragraphs says anything";
        return Err(Lack { id: fields::line(object, ID), detail: detail.to_owned() });
    };
    let mut flags = Vec::new();
    let mut article = described(object, &mut flags);
    article.flags = flags;
    article.body = body;
    Ok(article)
}

/// Everything but the text.
fn described(object: &mut Object, flags: &mut Vec<Flag>) -> RawArticle {
    let published = fields::date(object, PUBLISHED, flags);
    let url = fields::line(object, URL);
    let wire = wire(object);
    let id = fields::line(object, ID).or_else(|| url.clone()).or_else(|| version_id(wire.as_ref()));
    // A version without an item: the id is what the versions share.
    let wire = wire.map(|mut wire| {
        if wire.item.is_none() && wire.version.is_some() {
            wire.item.clone_from(&id);
        }
        wire
    });
    RawArticle {
        id,
        source: fields::line(object, SOURCE),
        url,
        title: fields::line(object, TITLE),
        byline: fields::line(object, BYLINE),
        dateline: fields::line(object, &["dateline"]),
        published,
        lang: fields::line(object, LANG).and_then(|l| fields::language(&l)),
        agency: fields::line(object, &["agency", "provider"]),
        wire,
        ..RawArticle::default()
    }
}

/// Names one version of an item.
pub(super) fn version_id(wire: Option<&Wire>) -> Option<String> {
    let wire = wire?;
    match (&wire.item, wire.version) {
        (Some(item), Some(version)) => Some(format!("{item}:{version}")),
        (Some(item), None) => Some(item.clone()),
        _ => None,
    }
}

/// The wire fields: an object of them as our own lines have it, or one by one.
fn wire(object: &mut Object) -> Option<Wire> {
    let nested = match object.get_mut("wire").map(Value::take) {
        Some(Value::Object(mut nested)) => wire_fields(&mut nested),
        _ => Wire::default(),
    };
    let wire = if nested == Wire::default() { wire_fields(object) } else { nested };
    (wire != Wire::default()).then_some(wire)
}

fn wire_fields(object: &mut Object) -> Wire {
    Wire {
        item: fields::line(object, &["item", "item_id"]),
        version: fields::count(object, &["version"]),
        slug: fields::line(object, &["slug", "slugline"]),
        status: fields::line(object, &["status", "pubstatus"]),
        embargo: fields::line(object, &["embargo", "embargoed"]).map(|t| fields::time_text(&t)),
        ednote: fields::text(object, &["ednote", "editors_note"]),
        usage_terms: fields::text(object, &["usage_terms", "usageterms"]),
        urgency: fields::urgency(object),
    }
}

fn into_string(value: Value) -> Option<String> {
    if let Value::String(text) = value { Some(text) } else { None }
}

/// Takes a member that has the type of ours; another is as good as none.
fn member<T: DeserializeOwned>(object: &mut Object, name: &str) -> Option<T> {
    serde_json::from_value(object.get_mut(name)?.take()).ok()
}

/// Takes those elements of an array that have the type of ours.
fn members<T: DeserializeOwned>(object: &mut Object, name: &str) -> Vec<T> {
    match object.get_mut(name).map(Value::take) {
        Some(Value::Array(values)) => {
            values.into_iter().filter_map(|v| serde_json::from_value(v).ok()).collect()
        }
        _ => Vec::new(),
    }
}
