//! The vote of sentences: blocks that speak of the page go, by the lists of every language.
//!
//! A block goes when a third of its sentences hit, or when it is short and one does. A long block that stays (a whole
//! article in one line) loses the sentences at its ends that hit, for there furniture gathers.

use super::draft::Draft;
use super::features::Features;
use super::lexicon::language;
use super::words::Words;
use super::{page, rules, tail};

/// A block of so many sentences may be a whole article in one line.
const LONG_SENTENCES: usize = 4;

/// Cuts the blocks, and the ends of long blocks, that the lists vote out.
///
/// The headings of tails are left for [`tail`], which needs them to find what they head.
pub(super) fn cut_by_vote(draft: &mut Draft) {
    let personal = is_personal(draft);
    for i in draft.kept() {
        let block = draft.features(i);
        if tail::is_heading(block) {
            continue;
        }
        if tail::is_link(block, draft.text(i)) {
            draft.drop(i, rules::TAIL);
            continue;
        }
        if block.is_voted_out(personal) {
            let lang = language(block.hit_lang);
            draft.drop_in(i, rules::LEXICON, lang);
        } else if page::is_menu(block, draft.text(i)) {
            draft.drop(i, rules::LEXICON);
        } else if block.hits > 0 && block.n_sentences >= LONG_SENTENCES {
            cut_ends(draft, i);
        }
    }
}

/// The fewest body-like blocks on which the manner of a text is judged, and the share of them that address the reader.
const PERSONAL_BLOCKS: usize = 6;
const PERSONAL_SHARE: f64 = 0.35;

/// Tells whether a text addresses its reader throughout, as guides and columns do.
fn is_personal(draft: &Draft) -> bool {
    let prose =
        (0..draft.len()).map(|i| draft.features(i)).filter(|b| b.is_body_like() && b.phrase_hits == 0);
    let (all, personal) = prose.fold((0_usize, 0_usize), |(all, personal), b| {
        (all + 1, personal + usize::from(b.n_address > 0 && !b.quotes))
    });
    all >= PERSONAL_BLOCKS && personal as f64 >= PERSONAL_SHARE * all as f64
}

/// Cuts the headings of tails that headed nothing: with a colon and a headline behind them (`Related: ...`) they are
/// links, others go where the lists vote them out.
pub(super) fn cut_headings(draft: &mut Draft) {
    let personal = is_personal(draft);
    for i in draft.kept() {
        let block = draft.features(i);
        if tail::is_heading(block) && block.is_voted_out(personal) {
            let lang = language(block.hit_lang);
            draft.drop_in(i, rules::LEXICON, lang);
        } else if tail::is_heading(block) && block.tail_label {
            draft.drop(i, rules::TAIL);
        }
    }
}

fn cut_ends(draft: &mut Draft, i: usize) {
    let text = draft.text(i).to_owned();
    let starts = Words::of(&text).starts().to_vec();
    let sentence = |n: usize| {
        let end = starts.get(n + 1).copied().unwrap_or(text.len());
        starts.get(n).and_then(|&start| text.get(start..end)).map(Features::of)
    };
    let hit = |n: usize| sentence(n).filter(|s| s.hits > 0 && s.n_phrases > 0).map(|s| s.hit_lang);
    let last = (0..starts.len()).rev().take_while(|&n| hit(n).is_some()).last();
    if let Some((n, lang)) = last.and_then(|n| hit(n).map(|lang| (n, lang)))
        && let Some(&from) = starts.get(n)
    {
        draft.cut_back(i, from, rules::LEXICON, language(lang));
    }
    let first = (0..starts.len()).take_while(|&n| hit(n).is_some()).last();
    if let Some((n, lang)) = first.and_then(|n| hit(n).map(|lang| (n, lang)))
        && let Some(&len) = starts.get(n + 1)
    {
        draft.cut_front(i, len, rules::LEXICON, language(lang));
    }
}
