//! RSS and Atom, parsed by `feed-rs`: an entry is a record, with its full content where the feed has it and its summary
//! where it has not.

use feed_rs::model::{Entry, Feed};
use feed_rs::parser;
use jiff::Timestamp;

use super::fields::{self, one_line, push_once};
use super::input::{Input, one, reject};
use super::{Records, markup, xml};
use crate::model::{Body, Flag, RawArticle, Reason, Rejection, Wire};

/// Reads every entry of a feed, in its order.
pub(super) fn read(mut input: Input) -> Records {
    let source = match xml::whole(&mut input) {
        Ok(source) => source,
        Err(rejection) => return one(Err(rejection)),
    };
    if let Some(detail) = source.nested_too_deep() {
        return one(Err(reject(&input.path, None, Reason::BadRecord, detail)));
    }
    // Text is passed on as text; markup is made paragraphs by our own rules, so that it is the same as in other formats.
    let parser = parser::Builder::new().sanitize_content(false).build();
    let feed = match parser.parse(source.undeclared().as_bytes()) {
        Ok(feed) => feed,
        Err(error) => return one(Err(reject(&input.path, None, Reason::BadRecord, error.to_string()))),
    };
    if feed.entries.is_empty() {
        return one(Err(reject(&input.path, None, Reason::Empty, "a feed without entries")));
    }
    let path = input.path;
    let common = Common::of(&feed);
    let broken = source.broken;
    Box::new(feed.entries.into_iter().map(move |entry| article(entry, &common, &path, broken)))
}

/// What a feed says for all of its entries.
struct Common {
    source: Option<String>,
    language: Option<String>,
    author: Option<String>,
    rights: Option<String>,
}

impl Common {
    fn of(feed: &Feed) -> Self {
        let text = |text: &Option<feed_rs::model::Text>| text.as_ref().and_then(|t| said(&t.content));
        Self {
            source: text(&feed.title),
            language: feed.language.as_deref().and_then(fields::language),
            author: feed.authors.first().and_then(|person| person.name.as_deref().and_then(said)),
            rights: text(&feed.rights),
        }
    }
}

/// A text on one line, its markup and entities resolved, where it says anything.
fn said(text: &str) -> Option<String> {
    let line = one_line(&markup::to_text(text));
    (!line.is_empty()).then_some(line)
}

fn article(entry: Entry, common: &Common, path: &str, broken: bool) -> Result<RawArticle, Rejection> {
    let url = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"))
        .or_else(|| entry.links.first())
        .map(|link| link.href.clone());
    let id = Some(entry.id.clone()).filter(|id| !id.trim().is_empty()).or_else(|| url.clone());
    let full = entry.content.as_ref().and_then(|content| content.body.as_deref()).unwrap_or_default();
    let summary = entry.summary.as_ref().map(|s| s.content.as_str()).unwrap_or_default();
    let text = [full, summary].into_iter().map(markup::to_text).find(|text| !text.trim().is_empty());
    let Some(text) = text else {
        let (reason, detail) = if entry.media.is_empty() {
            (Reason::Remote, "an entry without content or summary: its text stands at its link")
        } else {
            (Reason::Media, "an entry with media and no text")
        };
        return Err(Rejection { id, ..reject(path, None, reason, detail) });
    };
    let mut subjects = Vec::new();
    for category in entry.categories {
        push_once(&mut subjects, Some(category.label.unwrap_or(category.term)));
    }
    let copyright = entry.rights.as_ref().and_then(|r| said(&r.content)).or_else(|| common.rights.clone());
    // A site's feed is no wire: its entries are cleaned as what they are, pages.
    let wire = (!subjects.is_empty() || copyright.is_some()).then(|| Wire {
        copyright,
        subjects,
        ..Wire::default()
    });
    let authors: Vec<String> =
        entry.authors.iter().filter_map(|person| person.name.as_deref().and_then(said)).collect();
    Ok(RawArticle {
        id,
        input: path.to_owned(),
        source: common.source.clone(),
        url,
        title: entry.title.as_ref().and_then(|t| said(&t.content)),
        byline: if authors.is_empty() { common.author.clone() } else { Some(authors.join(", ")) },
        published: entry.published.or(entry.updated).and_then(|t| Timestamp::from_second(t.timestamp()).ok()),
        lang: entry.language.as_deref().and_then(fields::language).or_else(|| common.language.clone()),
        wire,
        flags: if broken { vec![Flag::BadEncoding] } else { Vec::new() },
        body: Body::Text(text),
        ..RawArticle::default()
    })
}
