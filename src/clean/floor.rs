//! The floor: when next to nothing is left, the longest run of body-like blocks is kept instead, and flagged.

use super::draft::Draft;
use super::features::Features;
use super::rules;

/// Fewer words than this, or less than this share of all, is next to nothing.
const MIN_WORDS: usize = 25;
const MIN_SHARE: f64 = 0.30;

/// Keeps the longest run of body-like blocks where the rules left less than the floor and the run holds more than what
/// they left. Blocks that are furniture beyond doubt are no part of a run. Tells whether it did.
pub(super) fn hold(draft: &mut Draft) -> bool {
    let (all, left) = draft.words();
    if left == 0 && restore_flash(draft) {
        return true;
    }
    if left >= MIN_WORDS && left as f64 >= MIN_SHARE * all as f64 {
        return false;
    }
    let mut best = (0, 0..0);
    let mut start = 0;
    for end in 0..=draft.len() {
        if end < draft.len() && may_be_body(draft.features(end), draft.taken_by(end)) {
            continue;
        }
        let words: usize = (start..end).map(|i| draft.features(i).n_words).sum();
        if words > best.0 {
            best = (words, start..end);
        }
        start = end + 1;
    }
    if best.0 <= left * 2 || best.0 < MIN_WORDS {
        return false;
    }
    for i in draft.kept() {
        if !best.1.contains(&i) {
            draft.drop(i, rules::FLOOR);
        }
    }
    for i in best.1 {
        if !draft.is_kept(i) {
            draft.restore(i);
        }
    }
    true
}

/// Gives back a sentence that was taken as a repeat of the headline: a flash says no more than that.
fn restore_flash(draft: &mut Draft) -> bool {
    let is_sentence = |block: &Features| block.ends && block.is_body_like();
    let flash = (0..draft.len())
        .find(|&i| draft.taken_by(i) == Some(rules::HEADLINE) && is_sentence(draft.features(i)));
    if let Some(i) = flash {
        draft.restore(i);
    }
    flash.is_some()
}

fn may_be_body(block: &Features, taken_by: Option<&str>) -> bool {
    let sure = taken_by.is_some_and(|rule| {
        matches!(
            rule,
            rules::PROFILE
                | rules::COPYRIGHT
                | rules::EDNOTE
                | rules::CREDIT
                | rules::BYLINE
                | rules::DATE
                | rules::HEADLINE
        )
    });
    let page = taken_by.is_some() && (block.n_phrases > 0 || block.address_share() >= 0.05);
    block.is_body_like() && !sure && !page
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clean::head;

    const FLASH: &str =
        "The harbour of Port Ellary has been closed to all ships after an explosion on the oil pier.";

    #[test]
    fn a_flash_that_is_its_own_headline_is_kept() {
        let mut draft = Draft::new(FLASH.to_owned());
        head::cut_head(&mut draft, Some(FLASH));
        assert!(draft.kept().is_empty());
        assert!(hold(&mut draft));
        assert_eq!(draft.finish().0, [FLASH]);
    }

    #[test]
    fn a_headline_that_is_no_sentence_is_no_news() {
        let headline = "Harbour closed after explosion";
        let mut draft = Draft::new(headline.to_owned());
        head::cut_head(&mut draft, Some(headline));
        assert!(!hold(&mut draft));
        assert!(draft.finish().0.is_empty());
    }

    #[test]
    fn an_empty_text_stays_empty() {
        assert!(!hold(&mut Draft::new(String::new())));
    }
}
