//! Step 7: a roundup holds other copies and is none of them.

use super::score::Edge;
use super::texts::Texts;

/// A part lies in a roundup when this share of its 3-grams does.
const MIN_CONTAINMENT: f64 = 0.5;
/// A roundup is at least so many times as long as each part.
const MIN_RATIO: usize = 2;

/// For each text, the texts it contains, ascending; empty for what is no roundup.
pub(super) type Roundups = Vec<Vec<u32>>;

/// Finds texts that contain two or more shorter ones that have nothing to do with each other.
pub(super) fn find(texts: &Texts<'_>, edges: &[Edge]) -> Roundups {
    let len = |t: u32| texts.list[t as usize].tokens.len();
    let mut parts: Roundups = vec![Vec::new(); texts.list.len()];
    for edge in edges.iter().filter(|e| e.containment >= MIN_CONTAINMENT) {
        let (short, long) = if len(edge.a) <= len(edge.b) { (edge.a, edge.b) } else { (edge.b, edge.a) };
        if len(long) >= MIN_RATIO * len(short) {
            parts[long as usize].push(short);
        }
    }
    let linked: rustc_hash::FxHashSet<(u32, u32)> = edges.iter().map(|e| (e.a, e.b)).collect();
    for list in &mut parts {
        list.sort_unstable();
        let apart = list
            .iter()
            .enumerate()
            .any(|(i, &a)| list[i + 1..].iter().any(|&b| !linked.contains(&super::texts::pair(a, b))));
        if !apart {
            list.clear();
        }
    }
    parts
}
