//! What an editor must not overlook: kills, corrections, embargoes.

use crate::model::{Article, Digest, Kind};
use crate::report::{attribution, published};

use super::story::{badges, clipped};

/// How many are listed.
const SHOWN: usize = 200;

/// An item that withdraws, corrects or holds back another, or is itself held back.
pub(super) struct Notice<'a> {
    pub what: String,
    pub from: &'a str,
    pub time: Option<String>,
    pub title: String,
    pub text: String,
    pub id: &'a str,
}

/// Lists the notices of a digest, in input order, and counts those that are too many.
pub(super) fn of(digest: &Digest) -> (Vec<Notice<'_>>, usize) {
    let mut all: Vec<Notice<'_>> = digest.articles.iter().filter_map(notice).collect();
    let left = all.len().saturating_sub(SHOWN);
    all.truncate(SHOWN);
    (all, left)
}

fn notice(article: &Article) -> Option<Notice<'_>> {
    let what = badges(article, &[]);
    let is_grave = matches!(article.kind, Kind::Kill | Kind::Correction) || !what.is_empty();
    is_grave.then(|| Notice {
        what: what.join(", "),
        from: attribution(article),
        time: published(article),
        title: clipped(article.title.as_deref().unwrap_or_default()),
        text: clipped(article.paragraphs.first().map_or("", String::as_str)),
        id: article.id.as_str(),
    })
}
