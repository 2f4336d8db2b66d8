//! The site profile: blocks that an outlet prints in document after document.
//!
//! What stands in many documents of one outlet is furniture, whatever its words: the one rule that needs no list. Per
//! outlet only, never over the whole batch: on syndicated copy the repeated paragraph is the story itself.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use super::draft::Draft;
use super::{rules, words};
use crate::model::{RawArticle, Wire};

/// A block is furniture in so many documents of an outlet when they are also this share of all, or in `SURE_DOCS`.
const MIN_DOCS: u32 = 3;
const MIN_SHARE: f64 = 0.02;
const SURE_DOCS: u32 = 10;

/// The blocks of every outlet, each with the number of documents that hold it.
#[derive(Clone, Debug, Default)]
pub(super) struct Profiles {
    outlets: FxHashMap<String, Outlet>,
}

#[derive(Clone, Debug, Default)]
struct Outlet {
    n_docs: u32,
    blocks: FxHashMap<u64, u32>,
}

/// What one document adds to its outlet's profile.
pub(super) struct Entry {
    outlet: String,
    /// Documents with one title count once.
    title: u64,
    blocks: Vec<u64>,
}

impl Profiles {
    /// Counts the blocks of a batch. The order of the documents changes nothing.
    pub fn build(entries: Vec<Option<Entry>>) -> Self {
        let mut by_title: BTreeMap<(String, u64), Vec<u64>> = BTreeMap::new();
        for entry in entries.into_iter().flatten() {
            by_title.entry((entry.outlet, entry.title)).or_default().extend(entry.blocks);
        }
        let mut profiles = Self::default();
        for ((name, _), mut blocks) in by_title {
            let outlet = profiles.outlets.entry(name).or_default();
            outlet.n_docs += 1;
            blocks.sort_unstable();
            blocks.dedup();
            for block in blocks {
                *outlet.blocks.entry(block).or_insert(0) += 1;
            }
        }
        profiles
    }

    /// Reads what a document adds; `None` where it takes no part: no outlet, or an item of an agency feed.
    pub fn entry(raw: &RawArticle, draft: &Draft) -> Option<Entry> {
        let outlet = outlet_of(raw)?;
        let blocks: Vec<u64> = (0..draft.len()).map(|i| hash(draft.text(i))).collect();
        // Without a headline a document stands for itself: its first blocks tell it from others.
        let title =
            raw.title.as_deref().map(hash).filter(|&h| h != hash("")).unwrap_or_else(|| {
                xxh3_64(&blocks.iter().flat_map(|b| b.to_le_bytes()).collect::<Vec<u8>>())
            });
        Some(Entry { outlet, title, blocks })
    }

    /// Cuts the blocks that the profile of the document's outlet knows as furniture.
    pub fn cut(&self, raw: &RawArticle, draft: &mut Draft) {
        let Some(outlet) = outlet_of(raw).and_then(|name| self.outlets.get(&name)) else { return };
        for i in draft.kept() {
            if is_subhead_of_figures(draft, i) {
                continue;
            }
            let n = outlet.blocks.get(&hash(draft.text(i))).copied().unwrap_or(0);
            let share = f64::from(n) >= MIN_SHARE * f64::from(outlet.n_docs);
            if n >= MIN_DOCS && (share || n >= SURE_DOCS) {
                draft.drop(i, rules::PROFILE);
            }
        }
    }
}

/// Tells whether a block is a line of figures or the short line above or below one (`Year`, `Nine mths`): briefs repeat
/// those from one to the next, and they are no furniture.
fn is_subhead_of_figures(draft: &Draft, i: usize) -> bool {
    let block = draft.features(i);
    let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
    block.is_figures() || (block.n_words <= 5 && beside.into_iter().any(|j| draft.features(j).is_figures()))
}

/// The outlet of a document: its source, or the host of its address. Items of agency feeds have none.
fn outlet_of(raw: &RawArticle) -> Option<String> {
    if raw.wire.as_ref().is_some_and(Wire::is_of_agency) {
        return None;
    }
    let source = raw.source.as_deref().map(words::fold).filter(|s| !s.is_empty());
    source.or_else(|| {
        let url = raw.url.as_deref()?;
        let host = url.split_once("://").map_or(url, |parts| parts.1).split(['/', '?', '#']).next()?;
        let host = host.rsplit('@').next()?.split(':').next()?.trim_start_matches("www.").to_lowercase();
        (!host.is_empty() && host.contains('.')).then_some(host)
    })
}

fn hash(text: &str) -> u64 {
    xxh3_64(words::fold(text).as_bytes())
}
