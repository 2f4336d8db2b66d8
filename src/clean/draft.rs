//! An article at work: the normalised text, its blocks, and what has been cut from them.
//!
//! A rule may only cut, from the front, from the back or all of a block, and names itself; so what is kept and what was
//! removed always make up the whole text again, whatever the rules do.

use std::ops::Range;

use super::features::Features;
use super::lexicon::N_LANGUAGES;
use crate::model::Removed;

/// A block of the text: one line, less what was cut from it.
#[derive(Clone, Debug)]
pub(super) struct Block {
    whole: Range<usize>,
    kept: Range<usize>,
    /// What the whole block is like.
    pub features: Features,
}

/// A piece that a rule took.
#[derive(Clone, Debug)]
struct Cut {
    block: usize,
    range: Range<usize>,
    rule: &'static str,
    /// The language of the list that took it.
    lang: &'static str,
}

/// A text at work.
#[derive(Clone, Debug, Default)]
pub(super) struct Draft {
    text: String,
    blocks: Vec<Block>,
    cuts: Vec<Cut>,
}

impl Draft {
    /// Splits a normalised text into its blocks.
    pub fn new(text: String) -> Self {
        let mut blocks = Vec::new();
        let mut start = 0;
        for line in text.split('\n') {
            let range = start..start + line.len();
            start = range.end + 1;
            if !line.trim().is_empty() {
                blocks.push(Block { whole: range.clone(), kept: range, features: Features::of(line) });
            }
        }
        let mut draft = Self { text, blocks, cuts: Vec::new() };
        let most = draft.stops().into_iter().enumerate().rev().max_by_key(|&(_, n)| n);
        let spoken = most.filter(|&(_, n)| n > 0).map(|(lang, _)| lang);
        for block in &mut draft.blocks {
            block.features.hear_only(spoken);
        }
        draft
    }

    /// Counts the stop words of each language in the blocks of which something is left.
    pub fn stops(&self) -> [usize; N_LANGUAGES] {
        let mut sums = [0; N_LANGUAGES];
        for block in self.blocks.iter().filter(|block| !block.kept.is_empty()) {
            for (sum, n) in sums.iter_mut().zip(block.features.stops) {
                *sum += n;
            }
        }
        sums
    }

    /// Forgets what the lists of phrases say of the blocks, so that only their make counts.
    pub fn forget_votes(&mut self) {
        for block in &mut self.blocks {
            block.features.forget_votes();
        }
    }

    /// Counts the blocks, cut or not.
    pub fn len(&self) -> usize {
        self.blocks.len()
    }

    /// What block `i` is like.
    pub fn features(&self, i: usize) -> &Features {
        static NONE: std::sync::LazyLock<Features> = std::sync::LazyLock::new(Features::default);
        self.blocks.get(i).map_or(&NONE, |block| &block.features)
    }

    /// What is left of block `i`.
    pub fn text(&self, i: usize) -> &str {
        self.blocks.get(i).and_then(|block| self.text.get(block.kept.clone())).unwrap_or("")
    }

    /// Tells whether anything is left of block `i`.
    pub fn is_kept(&self, i: usize) -> bool {
        self.blocks.get(i).is_some_and(|block| !block.kept.is_empty())
    }

    /// The blocks of which something is left, ascending.
    pub fn kept(&self) -> Vec<usize> {
        (0..self.blocks.len()).filter(|&i| self.is_kept(i)).collect()
    }

    /// The words of the whole text and of what is left.
    pub fn words(&self) -> (usize, usize) {
        self.blocks.iter().fold((0, 0), |(all, left), block| {
            let n = block.features.n_words;
            (all + n, left + n * block.kept.len() / block.whole.len().max(1))
        })
    }

    /// Takes what is left of block `i`.
    pub fn drop(&mut self, i: usize, rule: &'static str) {
        self.drop_in(i, rule, "");
    }

    /// Takes what is left of block `i` by the list of a language.
    pub fn drop_in(&mut self, i: usize, rule: &'static str, lang: &'static str) {
        if let Some(range) = self.blocks.get(i).map(|block| block.kept.clone()) {
            self.cut(i, range, rule, lang);
        }
    }

    /// Takes the first `len` bytes of what is left of block `i`.
    pub fn cut_front(&mut self, i: usize, len: usize, rule: &'static str, lang: &'static str) {
        if let Some(kept) = self.blocks.get(i).map(|block| block.kept.clone()) {
            self.cut(i, kept.start..(kept.start + len).min(kept.end), rule, lang);
        }
    }

    /// Takes what is left of block `i` from byte `from` of it on.
    pub fn cut_back(&mut self, i: usize, from: usize, rule: &'static str, lang: &'static str) {
        if let Some(kept) = self.blocks.get(i).map(|block| block.kept.clone()) {
            self.cut(i, (kept.start + from).min(kept.end)..kept.end, rule, lang);
        }
    }

    fn cut(&mut self, i: usize, range: Range<usize>, rule: &'static str, lang: &'static str) {
        let Some(block) = self.blocks.get_mut(i) else { return };
        let (Some(piece), false) = (self.text.get(range.clone()), range.is_empty()) else { return };
        let trimmed = trim_range(piece, range.start);
        if range.start == block.kept.start {
            let rest = range.end..block.kept.end;
            block.kept =
                self.text.get(rest.clone()).map_or(rest.end..rest.end, |left| trim_range(left, rest.start));
        } else {
            let rest = block.kept.start..range.start;
            block.kept =
                self.text.get(rest.clone()).map_or(rest.end..rest.end, |left| trim_range(left, rest.start));
        }
        if !trimmed.is_empty() {
            self.cuts.push(Cut { block: i, range: trimmed, rule, lang });
        }
    }

    /// Puts back all that was cut from block `i`.
    pub fn restore(&mut self, i: usize) {
        if let Some(block) = self.blocks.get_mut(i) {
            block.kept = block.whole.clone();
            self.cuts.retain(|cut| cut.block != i);
        }
    }

    /// The rule that took all of block `i`, if one did.
    pub fn taken_by(&self, i: usize) -> Option<&'static str> {
        if self.is_kept(i) {
            return None;
        }
        self.cuts.iter().rev().find(|cut| cut.block == i).map(|cut| cut.rule)
    }

    /// Gives the paragraphs and what was removed, in the order of the text.
    pub fn finish(mut self) -> (Vec<String>, Vec<Removed>) {
        let paragraphs = self.kept().into_iter().map(|i| self.text(i).to_owned()).collect();
        self.cuts.sort_by_key(|cut| cut.range.start);
        let removed = self.cuts.iter().map(|cut| Removed {
            rule: if cut.lang.is_empty() {
                cut.rule.to_owned()
            } else {
                format!("{}-{}", cut.rule, cut.lang)
            },
            text: self.text.get(cut.range.clone()).unwrap_or("").to_owned(),
            start: cut.range.start,
        });
        (paragraphs, removed.collect())
    }
}

/// The range of `text`, which begins at byte `start`, without the blanks at its ends.
fn trim_range(text: &str, start: usize) -> Range<usize> {
    let front = text.len() - text.trim_start().len();
    let len = text.trim().len();
    start + front..start + front + len
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_and_what_is_left_make_the_text() {
        let mut draft = Draft::new("LUND (MW) -- It rained. (Reporting by Ada Holm)\n\nShare".to_owned());
        draft.cut_front(0, 12, "dateline", "");
        let from = draft.text(0).find('(').unwrap();
        draft.cut_back(0, from, "credit", "");
        draft.drop(1, "tail");
        let (paragraphs, removed) = draft.finish();
        assert_eq!(paragraphs, ["It rained."]);
        let starts: Vec<usize> = removed.iter().map(|r| r.start).collect();
        assert_eq!(starts, [0, 24, 49]);
        assert_eq!(removed[1].text, "(Reporting by Ada Holm)");
    }

    #[test]
    fn what_was_cut_can_be_put_back() {
        let mut draft = Draft::new("one\ntwo".to_owned());
        draft.drop(0, "tail");
        assert_eq!((draft.is_kept(0), draft.taken_by(0)), (false, Some("tail")));
        draft.restore(0);
        assert_eq!((draft.kept(), draft.finish().1.len()), (vec![0, 1], 0));
    }
}
