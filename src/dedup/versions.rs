//! The versions of a wire item.
//!
//! A fifth of the rewritten versions of an item share almost no text with the one before, so that no comparison of texts
//! finds them: items of one agency under one slug within a day are versions of one another. A slug that names a subject
//! and no story (`sports`) would weld a day's news; it shows by the many items under it that no mark calls a version.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::model::{Article, ArticleId};

use super::leaders::Leaders;
use super::slugs::Slug;
use super::texts::{Pair, Texts, pair};

/// Versions are filed within so many hours of each other.
const MAX_HOURS: i64 = 24;
/// More items without a mark than these under one slug in that time are several stories.
const MAX_UNMARKED: usize = 4;

/// Which item an article is, and which version of it.
struct Item<'a> {
    article: &'a Article,
    text: u32,
    version: Option<u32>,
}

/// Finds the pairs of leaders of which members are versions of one item; ascending, each once.
pub(super) fn pairs(articles: &[Article], texts: &Texts<'_>, leaders: &Leaders) -> Vec<Pair> {
    let mut by_slug: BTreeMap<(String, String), Vec<Item<'_>>> = BTreeMap::new();
    let mut by_item: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
    for (text, number) in texts.list.iter().zip(0..) {
        for doc in &text.docs {
            let article = &articles[doc.index()];
            let Some(wire) = &article.wire else { continue };
            if let (Some(item), Some(_)) = (&wire.item, wire.version) {
                by_item.entry(item).or_default().push(number);
            }
            if let (Some(agency), Some(slug)) = (&article.agency, Slug::of(article)) {
                let item =
                    Item { article, text: number, version: slug.version.or(wire.version.filter(|v| *v > 1)) };
                by_slug.entry((agency.to_lowercase(), slug.base)).or_default().push(item);
            }
        }
    }
    let mut pairs = Vec::new();
    let mut add = |a: u32, b: u32| {
        let (a, b) = (leaders.of[a as usize], leaders.of[b as usize]);
        if a != b {
            pairs.push(pair(a, b));
        }
    };
    for of_item in by_item.values() {
        of_item.windows(2).for_each(|two| add(two[0], two[1]));
    }
    for items in by_slug.values() {
        for (i, a) in items.iter().enumerate() {
            for b in items.iter().take(i) {
                if are_versions(a, b, items) {
                    add(a.text, b.text);
                }
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

/// Tells whether two items under one slug are versions of one another: a mark says so, or the slug is used for little else
/// that day. Where a time is unknown, a mark must.
fn are_versions(a: &Item<'_>, b: &Item<'_>, items: &[Item<'_>]) -> bool {
    let is_marked = a.version.is_some() || b.version.is_some();
    let Some(hours) = hours_apart(a.article, b.article) else { return is_marked };
    let unmarked = || {
        let near = |other: &&Item<'_>| hours_apart(a.article, other.article).is_none_or(|h| h <= MAX_HOURS);
        items.iter().filter(|item| item.version.is_none()).filter(near).count()
    };
    hours <= MAX_HOURS && (is_marked || unmarked() <= MAX_UNMARKED)
}

fn hours_apart(a: &Article, b: &Article) -> Option<i64> {
    let (a, b) = (a.published?.as_second(), b.published?.as_second());
    Some((a - b).abs().div_euclid(3600) + i64::from((a - b) % 3600 != 0))
}

/// Tells which version of its item an article is: what the feed says, else what the slug line says, else the first; none of
/// what is no item of an agency.
pub(super) fn version(article: &Article) -> Option<u32> {
    let wire = article.wire.as_ref()?;
    let by_slug = || Slug::of(article).map(|slug| slug.version.unwrap_or(1));
    wire.version.or_else(by_slug).or_else(|| wire.item.as_ref().map(|_| 1))
}

/// Lists the versions of the group's wire item, oldest first; nothing where there is one, or more than one item.
///
/// Versions are told by the number that the feed gives, or by the slug line; of equal ones the earlier counts.
pub(crate) fn chain(group: &[&Article]) -> Vec<ArticleId> {
    let by_item = |a: &Article| {
        let wire = a.wire.as_ref()?;
        Some((wire.item.clone()?, wire.version?))
    };
    let by_slug = |a: &Article| {
        let slug = Slug::of(a)?;
        Some((slug.base, version(a)?))
    };
    let numbered = one_chain(group, by_item);
    if numbered.is_empty() { one_chain(group, by_slug) } else { numbered }
}

/// Orders the articles that `tell` names the chain and the version of; nothing unless all of them are of one chain.
fn one_chain(group: &[&Article], tell: impl Fn(&Article) -> Option<(String, u32)>) -> Vec<ArticleId> {
    let mut told: Vec<(String, u32, &Article)> =
        group.iter().filter_map(|a| tell(a).map(|(chain, version)| (chain, version, *a))).collect();
    let age = |a: &Article| (a.published.is_none(), a.published, a.id.clone());
    told.sort_by_cached_key(|(_, version, article)| (*version, age(article)));
    told.dedup_by(|next, kept| (&next.0, next.1) == (&kept.0, kept.1));
    let is_one = told.windows(2).all(|two| two[0].0 == two[1].0);
    if told.len() < 2 || !is_one {
        return Vec::new();
    }
    told.into_iter().map(|(_, _, article)| article.id.clone()).collect()
}

/// Tells of each article under which agency and slug it was filed.
pub(super) fn by_slug(articles: &[Article]) -> FxHashMap<(String, String), Vec<usize>> {
    let mut found: FxHashMap<(String, String), Vec<usize>> = FxHashMap::default();
    for (place, article) in articles.iter().enumerate() {
        if let (Some(agency), Some(slug)) = (&article.agency, Slug::of(article)) {
            found.entry((agency.to_lowercase(), slug.base)).or_default().push(place);
        }
    }
    found
}
