//! JSON lines.

use std::io::{self, Write};

use rustc_hash::FxHashMap;
use serde::Serialize;

use crate::model::{Article, Digest, Place};

/// Writes one JSON object a line.
///
/// # Errors
/// What `out` says.
pub fn lines<T: Serialize>(items: &[T], out: &mut impl Write) -> io::Result<()> {
    for item in items {
        line(item, out)?;
    }
    Ok(())
}

/// Writes one article a line.
///
/// # Errors
/// What `out` says.
pub fn articles(articles: &[Article], out: &mut impl Write) -> io::Result<()> {
    lines(articles, out)
}

/// Writes one article a line, each with where the digest puts it: `group`, `relation` and `kept` where there are groups,
/// `story` where there are stories. `wanted` chooses the lines by that place.
///
/// # Errors
/// What `out` says.
pub fn placed_articles(
    digest: &Digest,
    wanted: impl Fn(&Place) -> bool,
    out: &mut impl Write,
) -> io::Result<()> {
    #[derive(Serialize)]
    struct Line<'a> {
        #[serde(flatten)]
        article: &'a Article,
        #[serde(flatten)]
        place: &'a Place,
    }
    let places = places(digest);
    let nowhere = Place::default();
    for article in &digest.articles {
        let place = places.get(article.id.as_str()).unwrap_or(&nowhere);
        if wanted(place) {
            line(&Line { article, place }, out)?;
        }
    }
    Ok(())
}

/// Finds the place of every article that is in a group or story.
fn places(digest: &Digest) -> FxHashMap<&str, Place> {
    let mut places: FxHashMap<&str, Place> = FxHashMap::default();
    for group in &digest.groups {
        for member in &group.members {
            let place = places.entry(member.id.as_str()).or_default();
            place.group = Some(group.id.clone());
            place.relation = Some(member.relation);
            place.kept = Some(member.id == group.kept);
        }
    }
    for story in &digest.stories {
        for id in &story.articles {
            places.entry(id.as_str()).or_default().story = Some(story.id.clone());
        }
    }
    places
}

pub(super) fn line(item: &impl Serialize, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, item)?;
    out.write_all(b"\n")
}
