//! A raw article as one line that the JSONL reader takes again.

use std::io::{self, Write};

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{Body, Flag, Kind, Place, RawArticle, Removed, Wire};

#[derive(Serialize)]
struct RawLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    input: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    agency: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    byline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    dateline: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
    #[serde(flatten)]
    body: BodyFields<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    wire: Option<&'a Wire>,
    #[serde(skip_serializing_if = "<[Flag]>::is_empty")]
    flags: &'a [Flag],
    #[serde(skip_serializing_if = "Option::is_none")]
    dropped_bytes: Option<u64>,
    #[serde(flatten)]
    place: &'a Place,
}

#[derive(Serialize)]
#[serde(untagged)]
enum BodyFields<'a> {
    Text { text: &'a str },
    Html { html: &'a str },
    Clean { kind: Kind, paragraphs: &'a [String], removed: &'a [Removed] },
}

/// Writes a raw article as one JSON line: `text`, `html` or `paragraphs`, and all else that is known of it.
///
/// # Errors
/// What `out` says.
pub fn raw_article(article: &RawArticle, out: &mut impl Write) -> io::Result<()> {
    let body = match &article.body {
        Body::Text(text) => BodyFields::Text { text },
        Body::Html(html) => BodyFields::Html { html },
        Body::Clean { paragraphs, kind, removed } => BodyFields::Clean { kind: *kind, paragraphs, removed },
    };
    let line = RawLine {
        id: article.id.as_deref(),
        input: &article.input,
        line: article.line,
        source: article.source.as_deref(),
        agency: article.agency.as_deref(),
        url: article.url.as_deref(),
        title: article.title.as_deref(),
        byline: article.byline.as_deref(),
        dateline: article.dateline.as_deref(),
        published: article.published,
        lang: article.lang.as_deref(),
        body,
        wire: article.wire.as_ref(),
        flags: &article.flags,
        dropped_bytes: article.dropped_bytes,
        place: &article.place,
    };
    super::lines::line(&line, out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absent_fields_are_left_out() {
        let article = RawArticle {
            id: Some("q1".to_owned()),
            input: "a.txt".to_owned(),
            body: Body::Text("Rain in Ostwick.".to_owned()),
            ..RawArticle::default()
        };
        let mut out = Vec::new();
        raw_article(&article, &mut out).unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "{\"id\":\"q1\",\"input\":\"a.txt\",\"text\":\"Rain in Ostwick.\"}\n"
        );
    }
}
