//! Step 7: a roundup holds other copies and is none of them.
//!
//! An article that contains strangers is either a roundup or a copy into which a desk has pasted a paragraph of another
//! story. The copy has one stranger beside its own family, and a sibling that holds most of it; a roundup has more
//! families, none of which holds most of it, unless its kind tells that it is one.

use rustc_hash::FxHashSet;

use crate::graph::UnionFind;

use super::score::Edge;
use super::texts::{Pair, Texts, pair};

/// A part lies in a roundup when this share of its 3-grams does.
const MIN_CONTAINMENT: f64 = 0.5;
/// From this share up a text counts as one from which a passage was taken.
const MIN_PASSAGE: f64 = 0.3;
/// A text of which another holds this much is a version of it.
const MAX_COVERAGE: f64 = 0.6;
/// Passages of so many families make a roundup.
const MIN_FAMILIES: usize = 3;

/// For each text, the texts it contains, ascending; empty for what is no roundup.
pub(super) type Roundups = Vec<Vec<u32>>;

/// Finds texts that hold passages of three or more families that have nothing to do with each other, and of which no
/// other text holds the greater part; of what is known to be a roundup, two families do.
pub(super) fn find(texts: &Texts<'_>, edges: &[Edge]) -> Roundups {
    let len = |t: u32| texts.list[t as usize].tokens.len() as f64;
    let mut passages: Vec<Vec<(u32, f64)>> = vec![Vec::new(); texts.list.len()];
    let mut covered = vec![0.0f64; texts.list.len()];
    for edge in edges {
        for (own, other) in [(edge.a, edge.b), (edge.b, edge.a)] {
            let share = edge.containment * (len(other) / len(own)).min(1.0);
            covered[own as usize] = covered[own as usize].max(share);
            if edge.containment >= MIN_PASSAGE && len(other) < len(own) {
                passages[own as usize].push((other, edge.containment));
            }
        }
    }
    let linked: FxHashSet<Pair> = edges.iter().map(|e| pair(e.a, e.b)).collect();
    passages
        .into_iter()
        .zip(covered)
        .zip(&texts.list)
        .map(|((mut held, covered), text)| {
            let needed = if text.is_roundup { 2 } else { MIN_FAMILIES };
            if covered >= MAX_COVERAGE || held.len() < needed || families(&held, &linked) < needed {
                return Vec::new();
            }
            held.retain(|p| p.1 >= MIN_CONTAINMENT);
            let mut parts: Vec<u32> = held.into_iter().map(|p| p.0).collect();
            parts.sort_unstable();
            parts
        })
        .collect()
}

/// Counts the families among texts: those that a chain of pairs joins are one.
fn families(held: &[(u32, f64)], linked: &FxHashSet<Pair>) -> usize {
    let mut sets = UnionFind::new(held.len());
    let mut count = held.len();
    for (i, a) in held.iter().enumerate() {
        for (j, b) in held.iter().enumerate().take(i) {
            if linked.contains(&pair(a.0, b.0)) && sets.union(i as u32, j as u32) {
                count -= 1;
            }
        }
    }
    count
}
