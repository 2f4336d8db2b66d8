//! What stands below an article: related stories, tags, share bars, comments.

use super::draft::Draft;
use super::features::Features;
use super::{rules, words};

/// A heading of the tail stands in the last 60 % of the blocks.
const HEAD_PER_CENT: usize = 40;

/// Cuts from the first heading of a tail to the end, if nothing body-like follows it.
pub(super) fn cut_tail(draft: &mut Draft) {
    let blocks = draft.kept();
    let first = draft.len() * HEAD_PER_CENT / 100;
    cut_comments(draft, first);
    let blocks: Vec<usize> = blocks.into_iter().filter(|&i| draft.is_kept(i)).collect();
    cut_lists(draft, &blocks);
    let body_end =
        blocks.iter().rposition(|&i| draft.features(i).is_body_like() && !is_heading(draft.features(i)));
    let from = body_end.map_or(0, |at| at + 1);
    let Some(at) = (from.max(1)..blocks.len())
        .find(|&at| blocks.get(at).is_some_and(|&i| i >= first && is_heading(draft.features(i))))
    else {
        return;
    };
    for &i in blocks.get(at..).unwrap_or(&[]) {
        draft.drop(i, rules::TAIL);
    }
}

/// Cuts readers' comments, which may be as long as news, below their heading. What stands above must be the larger part:
/// some pages print the number of comments at the top.
fn cut_comments(draft: &mut Draft, first: usize) {
    let words = |draft: &Draft, range: std::ops::Range<usize>| -> usize {
        range.filter(|&i| draft.is_kept(i)).map(|i| draft.features(i).n_words).sum()
    };
    let Some(at) = (first.max(1)..draft.len()).find(|&i| draft.features(i).comments) else { return };
    if words(draft, 0..at) >= words(draft, at..draft.len()) {
        for i in at..draft.len() {
            draft.drop(i, rules::TAIL);
        }
    }
}

/// Cuts what is left of a list of links when its heading went: below the last paragraph, lines that are no sentence and
/// follow furniture of the page.
pub(super) fn cut_orphans(draft: &mut Draft) {
    let is_prose =
        |block: &Features| block.score() == 3 || block.is_figures() || block.unspaced && block.ends;
    let Some(last) = (0..draft.len()).rev().find(|&i| draft.is_kept(i) && is_prose(draft.features(i))) else {
        return;
    };
    let mut below = false;
    for i in last + 1..draft.len() {
        let block = draft.features(i);
        let asks = block.n_words < ORPHAN_WORDS && draft.text(i).ends_with('?');
        if !draft.is_kept(i) {
            below |= draft.taken_by(i).is_some_and(rules::is_of_page);
        } else if below && (!block.ends || asks) && block.n_words <= 2 * ORPHAN_WORDS {
            draft.drop(i, rules::TAIL);
        }
    }
}

/// The most words of a headline that asks; others in a list of links may have twice as many.
const ORPHAN_WORDS: usize = 12;

/// Cuts lists of headlines in one line below the last sentence: most words with a capital, no sentence's end.
fn cut_lists(draft: &mut Draft, blocks: &[usize]) {
    let Some(last) = blocks.iter().rposition(|&i| draft.features(i).ends || draft.features(i).is_figures())
    else {
        return;
    };
    // Briefs of figures end in such lines too (`NOTE: full name is ...`).
    if blocks.iter().any(|&i| draft.features(i).is_figures()) {
        return;
    }
    let is_list = |block: &Features| {
        let shape = block.n_words >= 8 && !block.ends && !block.capitals && !block.speech;
        shape && block.title_case >= 0.6 && block.stop_share < 0.12 && block.digit_share < 0.2
    };
    for &i in blocks.get(last + 1..).unwrap_or(&[]) {
        if is_list(draft.features(i)) {
            draft.drop(i, rules::TAIL);
        }
    }
}

/// Tells whether a block is a link to another article that stands inside this one: "Read more: ...".
pub(super) fn is_link(block: &Features, text: &str) -> bool {
    let Some(len) = block.tail.filter(|&len| len >= 2 || block.tail_label) else { return false };
    let head = text.split([':', '|', '>']).next().unwrap_or(text);
    head.len() < text.len() && words::count(head) <= len + 1 && block.n_words <= 30
}

/// Tells whether a block is the heading of a tail: it begins with one, is short or a list in one line, and is no sentence.
pub(super) fn is_heading(block: &Features) -> bool {
    let Some(len) = block.tail else { return block.comments };
    let alone = block.n_words <= len + 1;
    if block.comments {
        return true;
    }
    let list = (len >= 2 || block.tail_label) && (block.n_words <= len + 5 || block.stop_share < 0.2);
    (alone || list) && !block.ends && !block.speech && block.digit_share < 0.3
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEWS: &str = "The ferry company said on Tuesday that it would add two sailings a day between Lund and the outer islands from June.";

    fn kept(text: &str) -> Vec<String> {
        let mut draft = Draft::new(text.to_owned());
        cut_tail(&mut draft);
        draft.finish().0
    }

    #[test]
    fn a_heading_takes_what_follows() {
        assert_eq!(kept(&format!("{NEWS}\nRelated Content\nAugust 14\nStorm closes quay")), [NEWS]);
    }

    #[test]
    fn a_heading_above_news_stays() {
        let text = format!("{NEWS}\nRelated Content\n{NEWS}");
        assert_eq!(kept(&text).len(), 3);
        assert_eq!(kept("Related Content"), ["Related Content"]);
    }
}
