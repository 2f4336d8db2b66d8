//! Step 9: which copy stands for the group.

use std::cmp::{Ordering, Reverse};

use crate::model::Article;

/// Chooses the copy to keep, by a total order: the latest version of an agency's own item; else the earliest item of an
/// agency; else the longest body; then the earliest; then the smallest id. Gives its place in `group`, 0 where that is
/// empty.
pub(super) fn choose(group: &[&Article]) -> usize {
    let best = group.iter().enumerate().min_by(|a, b| compare(a.1, b.1));
    best.map_or(0, |(i, _)| i)
}

/// Puts the better copy first.
fn compare(a: &Article, b: &Article) -> Ordering {
    let version = |x: &Article| x.wire.as_ref().and_then(|w| w.version).unwrap_or(0);
    let is_item = |x: &Article| x.wire.as_ref().is_some_and(|w| w.item.is_some());
    let length = |x: &Article| x.words().count();
    // A copy without a time counts as later than any with one.
    let time = |x: &Article| (x.published.is_none(), x.published);
    let items = is_item(b).cmp(&is_item(a)).then_with(|| version(b).cmp(&version(a)));
    let of_one_kind = if is_item(a) && is_item(b) { time(a).cmp(&time(b)) } else { Ordering::Equal };
    items
        .then(of_one_kind)
        .then_with(|| Reverse(length(a)).cmp(&Reverse(length(b))))
        .then_with(|| time(a).cmp(&time(b)))
        .then_with(|| a.id.cmp(&b.id))
}
