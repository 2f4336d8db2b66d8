//! A JSON object to an article, whatever dialect it is in: an article line of our own, a ninjs item, or a record with
//! fields of the usual names.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::fields::{self, Object};
use super::input::reject;
use super::names::FieldNames;
use super::{ap_media, envelope, escapes, json_feed, markup, ninjs};
use crate::model::{Body, Flag, Kind, Place, RawArticle, Reason, Rejection, Wire};

const ID: &[&str] = &["id", "_id", "article_id", "doc_id", "docid", "uuid", "guid", "uri", "url", "link"];
const SOURCE: &[&str] = &[
    "source",
    "outlet",
    "publisher",
    "site",
    "site_name",
    "sitename",
    "source_name",
    "newspaper",
    "publication",
    "source_domain",
    "domain",
];
const TITLE: &[&str] = &["title", "headline"];
pub(super) const TEXT: &[&str] = &[
    "text",
    "body",
    "content",
    "article",
    "body_text",
    "article_text",
    "article_body",
    "maintext",
    "main_text",
    "full_text",
    "fulltext",
    "plain_text",
    "content_text",
    "contents",
    "document",
];
const FRAGMENT: &[&str] = &["body_html", "content_html", "body_xhtml"];
/// What stands for a text where there is none.
const SUMMARY: &[&str] =
    &["description", "short_description", "summary", "abstract", "lead", "teaser", "snippet"];
const PUBLISHED: &[&str] = &[
    "published",
    "date",
    "published_at",
    "published_date",
    "published_time",
    "publishedat",
    "date_published",
    "date_publish",
    "publish_date",
    "publication_date",
    "pub_date",
    "pubdate",
    "datetime",
    "timestamp",
    "time",
    "versioncreated",
    "date_gmt",
    "created_at",
];
const BYLINE: &[&str] = &["byline", "author", "authors", "creator", "writer"];
const URL: &[&str] =
    &["url", "link", "canonical_url", "permalink", "article_url", "responded_url", "requested_url"];
const LANG: &[&str] = &["lang", "language", "in_language"];

type ReadItem = fn(Object) -> Result<RawArticle, Lack>;

/// Reads one value that begins on the line `first` of its file: one record, or the items of an answer or feed, of which
/// there is at least one.
pub(super) fn parse(
    text: &str,
    path: &str,
    line: Option<u64>,
    first: u64,
    names: &FieldNames,
) -> Vec<Result<RawArticle, Rejection>> {
    let mut mended = false;
    let parsed = serde_json::from_str(text).or_else(|error| {
        mended = error.to_string().contains("hex escape");
        if mended { serde_json::from_str(&escapes::mend(text)) } else { Err(error) }
    });
    let mut object = match parsed {
        Ok(Value::Object(object)) => object,
        Ok(other) => return of_value(other, path, line, names),
        Err(error) => {
            let detail = explain(&error, first, line == Some(first) && error.line() <= 1);
            return vec![Err(reject(path, line, Reason::BadRecord, detail))];
        }
    };
    let (items, read): (_, ReadItem) = if ap_media::is_answer(&object) {
        (ap_media::items(&mut object), ap_media::article)
    } else if json_feed::is_feed(&object) {
        (json_feed::items(&mut object), json_feed::article)
    } else {
        let items = if other_output(&object).is_none() && names.is_empty() {
            envelope::items(&mut object)
        } else {
            Vec::new()
        };
        let records = if items.is_empty() {
            of_object(object, path, line, names)
        } else {
            items.into_iter().flat_map(|item| of_value(item, path, line, names)).collect()
        };
        return records.into_iter().map(|record| flagged(record, mended)).collect();
    };
    if items.is_empty() {
        return vec![Err(reject(path, line, Reason::Empty, "an answer or feed without items"))];
    }
    items.into_iter().map(|item| flagged(placed(read(item), path, line), mended)).collect()
}

/// Reads a row of named cells; the names are compared in lower case, but for those by setting.
pub(super) fn of_row(
    mut object: Object,
    path: &str,
    line: Option<u64>,
    names: &FieldNames,
) -> Result<RawArticle, Rejection> {
    names.apply(&mut object);
    let mut lower = Object::new();
    for (name, value) in object {
        lower.entry(canonical(&name).unwrap_or(name)).or_insert(value);
    }
    // A cell has one text, and lists are written into it.
    if let Some(text) = lower.get("subjects").and_then(Value::as_str) {
        let subjects: Vec<Value> = text.split([';', '|']).map(Value::from).collect();
        lower.insert("subjects".to_owned(), subjects.into());
    }
    let read =
        if lower.get("paragraphs").is_some_and(is_paragraphs) { clean(&mut lower) } else { flat(&mut lower) };
    placed(read, path, line)
}

/// Adds the flag of a text that was not valid in its encoding.
pub(super) fn flagged(record: Result<RawArticle, Rejection>, broken: bool) -> Result<RawArticle, Rejection> {
    let mut article = record?;
    if broken && !article.flags.contains(&Flag::BadEncoding) {
        article.flags.push(Flag::BadEncoding);
    }
    Ok(article)
}

/// Tells whether a field of that name has the text of an article.
pub(super) fn names_text(name: &str) -> bool {
    is_one_of(name, &[TEXT, FRAGMENT, SUMMARY, &["html", "raw_html", "paragraphs"]])
}

/// Tells whether a field of that name is one of the others.
pub(super) fn names_other(name: &str) -> bool {
    is_one_of(name, &[ID, SOURCE, TITLE, PUBLISHED, BYLINE, URL, LANG])
}

fn is_one_of(name: &str, lists: &[&[&str]]) -> bool {
    let written = canonical(name);
    let written = written.as_deref().unwrap_or(name);
    lists.iter().any(|list| list.contains(&written))
}

/// Tells whether an object has a field with the text of an article.
pub(super) fn has_text(object: &Object) -> bool {
    object.iter().any(|(name, value)| !value.is_null() && !value.is_boolean() && names_text(name))
}

/// Tells whether an object has a field that names an article: an id, a title, an address.
pub(super) fn has_name(object: &Object) -> bool {
    object.keys().any(|name| is_one_of(name, &[ID, TITLE, URL]))
}

/// Tells whether an object has a field with an id.
pub(super) fn has_id(object: &Object) -> bool {
    object.keys().any(|name| is_one_of(name, &[ID]))
}

/// Tells whether an object has a field with a title.
pub(super) fn has_title(object: &Object) -> bool {
    object.keys().any(|name| is_one_of(name, &[TITLE]))
}

/// Tells whether an object has a field that names its writer.
pub(super) fn has_byline(object: &Object) -> bool {
    object.keys().any(|name| is_one_of(name, &[BYLINE]))
}

fn of_value(
    value: Value,
    path: &str,
    line: Option<u64>,
    names: &FieldNames,
) -> Vec<Result<RawArticle, Rejection>> {
    match value {
        Value::Object(object) => of_object(object, path, line, names),
        other => {
            let detail = format!("expected an object, found {}", type_name(&other));
            vec![Err(reject(path, line, Reason::BadRecord, detail))]
        }
    }
}

/// Reads one object, and the items of ninjs with a text of their own that one of them brings along.
fn of_object(
    mut object: Object,
    path: &str,
    line: Option<u64>,
    names: &FieldNames,
) -> Vec<Result<RawArticle, Rejection>> {
    if let Some(what) = other_output(&object) {
        let detail = format!("{what}, not an article: give articles.jsonl instead");
        return vec![Err(reject(path, line, Reason::BadRecord, detail))];
    }
    let mut linked = Vec::new();
    let read = if object.get("paragraphs").is_some_and(is_paragraphs) {
        clean(&mut object)
    } else if !names.is_empty() {
        names.apply(&mut object);
        flat(&mut object)
    } else if ninjs::is_item(&object) {
        linked = ninjs::linked_texts(&object);
        ninjs::article(object)
    } else {
        flat(&mut object)
    };
    std::iter::once(read)
        .chain(linked.into_iter().map(ninjs::article))
        .map(|read| placed(read, path, line))
        .collect()
}

/// Adds the place to what was read.
fn placed(read: Result<RawArticle, Lack>, path: &str, line: Option<u64>) -> Result<RawArticle, Rejection> {
    let mut article =
        read.map_err(|lack| Rejection { id: lack.id, ..reject(path, line, lack.reason, lack.detail) })?;
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
    pub reason: Reason,
    pub detail: String,
}

impl Lack {
    fn empty(object: &mut Object, detail: &str) -> Self {
        Self { id: fields::line(object, ID), reason: Reason::Empty, detail: detail.to_owned() }
    }
}

fn explain(error: &serde_json::Error, first: u64, on_line: bool) -> String {
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    let what = if error.is_eof() { format!("the object breaks off ({what})") } else { what.to_owned() };
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
        return Err(Lack::empty(object, "paragraphs has no text"));
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
    let mut article = described(object, &mut flags, Taken::AsItIs);
    article.input = input;
    article.line = line;
    article.flags = flags;
    article.place = place;
    article.body = Body::Clean { paragraphs, kind, removed };
    article.dropped_bytes = member(object, "dropped_bytes");
    Ok(article)
}

/// Writes a name as ours are written: `publishedAt`, `Published At` and `published-at` are `published_at`. `None` where it
/// is written so already.
fn canonical(name: &str) -> Option<String> {
    if !name.contains(|c: char| c.is_uppercase() || c == ' ' || c == '-') {
        return None;
    }
    let mut written = String::with_capacity(name.len() + 2);
    let mut after_lower = false;
    for c in name.chars() {
        if c.is_uppercase() && after_lower {
            written.push('_');
        }
        after_lower = c.is_lowercase() || c.is_ascii_digit();
        if c == ' ' || c == '-' { written.push('_') } else { written.extend(c.to_lowercase()) }
    }
    Some(written)
}

/// Reads a record with fields of the usual names, however they are written.
pub(super) fn flat(object: &mut Object) -> Result<RawArticle, Lack> {
    let others: Vec<(String, String)> =
        object.keys().filter_map(|name| Some((canonical(name)?, name.clone()))).collect();
    for (written, name) in others {
        if !object.contains_key(&written)
            && let Some(value) = object.remove(&name)
        {
            object.insert(written, value);
        }
    }
    // WordPress gives its texts so, always as markup.
    for value in object.values_mut() {
        if let Some(markup) = value.get("rendered").and_then(Value::as_str) {
            *value = Value::String(markup::to_text(markup));
        }
    }
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
    } else if let Some(summary) = fields::long_text(object, SUMMARY) {
        Body::Text(if markup::is_fragment(&summary) { markup::to_text(&summary) } else { summary })
    } else {
        let detail =
            "no text: none of text, body, content, article, html, paragraphs or description says anything";
        return Err(Lack::empty(object, detail));
    };
    let mut flags = Vec::new();
    let mut article = described(object, &mut flags, Taken::OnOneLine);
    article.flags = flags;
    article.body = body;
    Ok(article)
}

/// How fields are taken: our own lines as they are, so that they go round unchanged, others with their white space mended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    AsItIs,
    OnOneLine,
}

/// Everything but the text.
fn described(object: &mut Object, flags: &mut Vec<Flag>, taken: Taken) -> RawArticle {
    let as_it_is = taken == Taken::AsItIs;
    let take = if as_it_is { fields::text } else { fields::line };
    let published = fields::date(object, PUBLISHED, flags);
    let url = take(object, URL);
    let id = take(object, ID);
    let wire = if as_it_is { member(object, "wire").or_else(|| wire(object)) } else { wire(object) };
    let id = id.or_else(|| url.clone()).or_else(|| version_id(wire.as_ref()));
    // A version without an item: the id is what the versions share.
    let wire = wire.map(|mut wire| {
        if wire.item.is_none() && wire.version.is_some() && !as_it_is {
            wire.item.clone_from(&id);
        }
        wire
    });
    let lang = take(object, LANG);
    RawArticle {
        id,
        source: take(object, SOURCE),
        url,
        title: take(object, TITLE),
        byline: take(object, BYLINE).filter(|name| as_it_is || name.contains(char::is_alphabetic)),
        dateline: take(object, &["dateline"]),
        published,
        lang: if as_it_is { lang } else { lang.and_then(|l| fields::language(&l)) },
        agency: take(object, &["agency", "provider"]),
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
    if let Some(Value::Object(nested)) = object.get_mut("wire") {
        let wire = wire_fields(nested);
        if wire != Wire::default() {
            return Some(wire);
        }
    }
    let wire = wire_fields(object);
    is_from_a_wire(&wire).then_some(wire)
}

/// Tells whether fields say that a record came over a wire. Every publishing system has a version, a slug or a status;
/// taken for wire copy, a scraped page would keep its boilerplate.
fn is_from_a_wire(wire: &Wire) -> bool {
    let is_wire_status = |status: &str| {
        ["usable", "withheld", "canceled", "cancelled", "embargoed"]
            .iter()
            .any(|s| status.eq_ignore_ascii_case(s))
    };
    wire.item.is_some()
        || wire.embargo.is_some()
        || wire.ednote.is_some()
        || wire.usage_terms.is_some()
        || wire.urgency.is_some()
        || wire.status.as_deref().is_some_and(is_wire_status)
        || wire.version.is_some() && wire.slug.is_some()
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
        copyright: fields::text(object, &["copyright", "copyright_notice"]),
        urgency: fields::urgency(object),
        first_created: fields::date(object, &["first_created", "firstcreated"], &mut Vec::new()),
        subjects: fields::list(object, &["subjects", "subject"]),
        supersedes: fields::list(object, &["supersedes"]),
        corrects: fields::list(object, &["corrects"]),
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::tests::text;
    use super::*;
    use crate::model::{Article, ArticleId, GroupId, Relation, Removed, StoryId};
    use crate::text::dates;

    fn read(json: &str) -> Result<RawArticle, Rejection> {
        parse(json, "desk.jsonl", Some(7), 7, &FieldNames::default()).remove(0)
    }

    fn ok(json: &str) -> RawArticle {
        read(json).unwrap_or_else(|r| panic!("{json}: {r:?}"))
    }

    #[test]
    fn fields_of_the_usual_names_are_read() {
        let a = ok(r#"{"id": 17, "outlet": "Harbour  Post", "headline": "Ferry\nback", "date": "2031-03-04",
            "author": ["Ana Lind", {"name": "Bo Ek"}], "language": "en-GB", "link": "https://harbour.example/f",
            "content": "The ferry runs again.", "agency": "NNA", "unheard_of": {"x": [1]}}"#);
        assert_eq!(a.id.as_deref(), Some("17"));
        assert_eq!(a.source.as_deref(), Some("Harbour Post"));
        assert_eq!(a.title.as_deref(), Some("Ferry back"));
        assert_eq!(a.byline.as_deref(), Some("Ana Lind, Bo Ek"));
        assert_eq!(a.lang.as_deref(), Some("en"));
        assert_eq!(a.url.as_deref(), Some("https://harbour.example/f"));
        assert_eq!(a.agency.as_deref(), Some("NNA"));
        assert_eq!(a.published, dates::parse("2031-03-04").map(|(t, _)| t));
        assert_eq!(a.flags, [Flag::DateOnly]);
        assert_eq!((a.input.as_str(), a.line, a.wire), ("desk.jsonl", Some(7), None));
    }

    #[test]
    fn names_are_read_however_they_are_written() {
        let a = ok(
            r#"{"Title": "Ferry back", "articleBody": "It runs.", "publishedAt": "2031-03-04T05:06:07Z", "Source Name": "Post",
            "article-url": "https://post.example/1", "inLanguage": "en"}"#,
        );
        assert_eq!(
            (text(&a), a.title.as_deref(), a.source.as_deref()),
            ("It runs.", Some("Ferry back"), Some("Post"))
        );
        assert_eq!((a.url.as_deref(), a.lang.as_deref()), (Some("https://post.example/1"), Some("en")));
        assert_eq!(a.published.map(|t| t.to_string()).as_deref(), Some("2031-03-04T05:06:07Z"));
        assert_eq!(text(&ok(r#"{"title": "T", "description": "It runs."}"#)), "It runs.");
        let rendered = ok(
            r#"{"title": {"rendered": "T &#8211; U"}, "content": {"rendered": "<p>One.</p><p>Two.</p>"}, "author": 3}"#,
        );
        assert_eq!(
            (text(&rendered), rendered.title.as_deref(), rendered.byline.as_deref()),
            ("One.\n\nTwo.", Some("T \u{2013} U"), None)
        );
        assert_eq!(
            text(&ok(r#"{"contents": [{"type": "text", "content": "One."}, {"content": "Two."}]}"#)),
            "One.\n\nTwo."
        );
    }

    #[test]
    fn a_wrong_type_leaves_the_field_out() {
        let a = ok(
            r#"{"id": true, "title": null, "published": {"a": 1}, "lang": 5, "version": -1, "urgency": 77,
            "author": [], "url": {}, "text": "Words."}"#,
        );
        assert_eq!(
            a,
            RawArticle {
                input: "desk.jsonl".into(),
                line: Some(7),
                body: Body::Text("Words.".into()),
                ..RawArticle::default()
            }
        );
    }

    #[test]
    fn a_time_without_a_zone_is_utc() {
        let a = ok(r#"{"text": "Words.", "date": "1987-02-26T15:01:00"}"#);
        assert_eq!(a.published.map(|t| t.to_string()).as_deref(), Some("1987-02-26T15:01:00Z"));
        assert!(a.flags.is_empty());
    }

    #[test]
    fn the_url_is_the_id_where_there_is_none() {
        assert_eq!(
            ok(r#"{"url": "https://a.example/1", "text": "W."}"#).id.as_deref(),
            Some("https://a.example/1")
        );
    }

    #[test]
    fn flat_wire_fields_make_a_wire_item() {
        let wire = ok(r#"{"id": "k1", "version": "3", "slug": "ferry", "status": "usable", "embargo": "2031-03-04 10:00",
            "urgency": 4, "text": "W."}"#).wire.expect("wire fields");
        assert_eq!((wire.item.as_deref(), wire.version, wire.urgency), (Some("k1"), Some(3), Some(4)));
        assert_eq!(wire.embargo.as_deref(), Some("2031-03-04T10:00:00Z"));
    }

    #[test]
    fn what_every_publishing_system_has_makes_no_wire_item() {
        for json in [
            r#"{"text": "W.", "status": "published", "slug": "ferry-back"}"#,
            r#"{"text": "W.", "version": 3}"#,
            r#"{"text": "W.", "wire": "none"}"#,
            r#"{"text": "W.", "wire": {}}"#,
        ] {
            assert_eq!(ok(json).wire, None, "{json}");
        }
        assert!(ok(r#"{"text": "W.", "status": "usable"}"#).wire.is_some());
        assert!(ok(r#"{"text": "W.", "wire": {"slug": "ferry"}}"#).wire.is_some());
    }

    #[test]
    fn the_form_of_the_text_decides_the_body() {
        assert_eq!(text(&ok(r#"{"text": ["One.", "Two."]}"#)), "One.\n\nTwo.");
        assert_eq!(text(&ok(r#"{"content": "<p>One &amp; all.</p><p>Two.</p>"}"#)), "One & all.\n\nTwo.");
        assert_eq!(text(&ok(r#"{"text": "ACME <ACME> rose."}"#)), "ACME <ACME> rose.");
        assert_eq!(ok(r#"{"html": "<p>x</p>"}"#).body, Body::Html("<p>x</p>".into()));
        assert_eq!(ok(r#"{"text": "<!DOCTYPE html><p>x"}"#).body, Body::Html("<!DOCTYPE html><p>x".into()));
        let clean = ok(r#"{"paragraphs": ["One."], "text": "raw", "story": "s1", "kind": "roundup"}"#);
        assert_eq!(
            clean.body,
            Body::Clean { paragraphs: vec!["One.".into()], kind: Kind::Roundup, removed: Vec::new() }
        );
        assert_eq!(clean.place.story, Some(StoryId("s1".into())));
    }

    #[test]
    fn a_gold_label_on_a_raw_record_is_no_place() {
        assert_eq!(ok(r#"{"text": "W.", "story": "s1", "group": "g1"}"#).place, Place::default());
    }

    #[test]
    fn a_record_without_text_is_empty_and_keeps_its_id() {
        for json in [r#"{"id": "x"}"#, r#"{"id": "x", "text": " "}"#, r#"{"id": "x", "paragraphs": []}"#] {
            let r = read(json).expect_err(json);
            assert_eq!((r.reason, r.id.as_deref(), r.line), (Reason::Empty, Some("x"), Some(7)), "{json}");
        }
    }

    #[test]
    fn what_is_no_object_is_a_bad_record() {
        for (json, said) in [
            ("[1]", "expected an object, found an array"),
            ("3", "expected an object, found a number"),
            (r#"{"id": "x", "text": "ab"#, "the object breaks off (EOF while parsing a string) at column 23"),
            ("{oops", "key must be a string at column 2"),
        ] {
            let r = read(json).expect_err(json);
            assert_eq!((r.reason, r.line, r.detail.as_str()), (Reason::BadRecord, Some(7), said));
        }
    }

    #[test]
    fn other_output_of_ours_is_named() {
        for (json, file) in [
            (r#"{"id": "g", "kept": "a", "members": [], "origin": {}}"#, "groups.jsonl"),
            (r#"{"id": "s", "headline": "H", "groups": [], "articles": [], "copies": 1}"#, "stories.jsonl"),
            (r#"{"story": "s", "method": "lead", "words": 1, "sentences": []}"#, "briefs.jsonl"),
            (r#"{"input": "a", "reason": "empty", "detail": "d"}"#, "rejected.jsonl"),
        ] {
            let r = read(json).expect_err(json);
            assert_eq!(r.reason, Reason::BadRecord);
            assert!(r.detail.contains(file) && r.detail.contains("articles.jsonl"), "{}", r.detail);
        }
    }

    #[test]
    fn half_an_emoji_costs_no_article() {
        let a = ok(r#"{"text": "Goal \ud83d"}"#);
        assert_eq!((text(&a), a.flags.as_slice()), ("Goal \u{fffd}", [Flag::BadEncoding].as_slice()));
    }

    #[test]
    fn deep_nesting_is_a_bad_record() {
        let json = format!("{{\"text\": {}", "[".repeat(100_000));
        assert_eq!(read(&json).expect_err("too deep").reason, Reason::BadRecord);
    }

    prop_compose! {
        fn any_wire()(
            item in proptest::option::of("[a-z]{1,8}"),
            version in proptest::option::of(0..9u32),
            slug in proptest::option::of("\\PC{0,6}x"),
            embargo in proptest::option::of("[a-z ]{1,8}"),
            urgency in proptest::option::of(1..9u8),
        ) -> Wire {
            Wire { item, version, slug, embargo, urgency, ..Wire::default() }
        }
    }

    prop_compose! {
        fn any_article()(
            names in proptest::collection::vec(proptest::option::of("[ ]{0,2}\\PC{0,9}x[ \n]{0,2}"), 7),
            id in "\\PC{0,12}x",
            line in proptest::option::of(1..99u64),
            millis in proptest::option::of(-9_000_000_000_000i64..9_000_000_000_000),
            kind in prop::sample::select(vec![Kind::Story, Kind::Brief, Kind::Kill]),
            paragraphs in proptest::collection::vec("\\PC{0,30}x", 1..4),
            wire in proptest::option::of(any_wire()),
            flags in proptest::sample::subsequence(vec![Flag::DateOnly, Flag::Floor, Flag::DuplicateId], 0..3),
            removed in proptest::collection::vec(("[a-z]{1,5}", "\\PC{0,9}", 0..99usize), 0..3),
            dropped_bytes in proptest::option::of(0..999u64),
        ) -> Article {
            let mut names = names.into_iter();
            let mut name = || names.next().flatten();
            Article {
                id: ArticleId(id), input: "a/b.txt".into(), line, source: name(), agency: name(), url: name(),
                title: name(), byline: name(), dateline: name(), lang: name(),
                published: millis.and_then(|m| jiff::Timestamp::from_millisecond(m).ok()),
                kind, paragraphs, wire, flags,
                removed: removed.into_iter().map(|(rule, text, start)| Removed { rule, text, start }).collect(),
                dropped_bytes,
            }
        }
    }

    proptest! {
        #[test]
        fn articles_go_to_json_and_back(article in any_article()) {
            let json = serde_json::to_string(&article).expect("articles serialise");
            let raw = ok(&json);
            let Body::Clean { paragraphs, kind, removed } = raw.body else { panic!("not clean") };
            let back = Article {
                id: ArticleId(raw.id.unwrap_or_default()), input: raw.input, line: raw.line, source: raw.source,
                agency: raw.agency, url: raw.url, title: raw.title, byline: raw.byline, dateline: raw.dateline,
                published: raw.published, lang: raw.lang, kind, paragraphs, wire: raw.wire, flags: raw.flags, removed,
                dropped_bytes: raw.dropped_bytes,
            };
            prop_assert_eq!(back, article);
        }

        #[test]
        fn the_place_goes_to_json_and_back(
            group in proptest::option::of("[a-z]{1,4}"), kept in proptest::option::of(any::<bool>()),
            derived in any::<bool>(), story in proptest::option::of("[a-z]{1,4}"),
        ) {
            let relation = derived.then_some(Relation::Derived);
            let place = Place { group: group.map(GroupId), relation, kept, story: story.map(StoryId) };
            let mut json = serde_json::to_value(&place).expect("places serialise");
            json["paragraphs"] = serde_json::json!(["One."]);
            prop_assert_eq!(ok(&json.to_string()).place, place);
        }

        #[test]
        fn no_text_panics(text in "\\PC{0,60}") {
            let _ = read(&text);
        }
    }
}
