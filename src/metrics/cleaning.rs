//! The text that was kept against the text that should have been.
//!
//! Three views, for three sorts of gold: words (a whole body as gold; order is not judged), shingles of four words (a
//! whole body; order is judged, as the public article-extraction benchmark does it), and snippets (a few passages that
//! must be kept and a few that must go).
//!
//! A word is a longest run of letters, digits and underscores, in the case in which it is written, so that neither
//! white space nor the style of quotes counts.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::Prf;

/// How many more words than the gold a body may hold and still count as fully clean.
pub const CLEAN_MAX_EXTRA: u64 = 4;

/// The length of a shingle, in words.
const SHINGLE: usize = 4;

/// What two texts share, counted with repetition.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overlap {
    /// In both.
    pub common: u64,
    /// In the gold only.
    pub lost: u64,
    /// In the predicted text only.
    pub extra: u64,
}

impl Overlap {
    /// Counts the words that the texts share, in any order. `O(n log n)`.
    #[must_use]
    pub fn of_words(gold: &str, predicted: &str) -> Self {
        Self::of_shingles_of(1, gold, predicted)
    }

    /// Counts the runs of four words that the texts share; a text of fewer words is one run.
    #[must_use]
    pub fn of_shingles(gold: &str, predicted: &str) -> Self {
        Self::of_shingles_of(SHINGLE, gold, predicted)
    }

    fn of_shingles_of(size: usize, gold: &str, predicted: &str) -> Self {
        let (gold, predicted) = (words(gold), words(predicted));
        let (gold, predicted) = (sorted_shingles(&gold, size), sorted_shingles(&predicted, size));
        let (mut g, mut p, mut common) = (0, 0, 0);
        while let (Some(a), Some(b)) = (gold.get(g), predicted.get(p)) {
            match a.cmp(b) {
                Ordering::Less => g += 1,
                Ordering::Greater => p += 1,
                Ordering::Equal => (g, p, common) = (g + 1, p + 1, common + 1),
            }
        }
        Self { common, lost: gold.len() as u64 - common, extra: predicted.len() as u64 - common }
    }

    /// Scores the predicted text. Where a side is empty, a share of nothing is 1.
    #[must_use]
    pub fn scores(&self) -> Prf {
        Prf::from_counts(self.common, self.common + self.extra, self.common + self.lost)
    }

    /// Tells whether nothing was lost and at most [`CLEAN_MAX_EXTRA`] was left in.
    #[must_use]
    pub const fn is_fully_clean(&self) -> bool {
        self.lost == 0 && self.extra <= CLEAN_MAX_EXTRA
    }
}

/// Averages over texts as the public article-extraction benchmark does: the mean precision of the texts that hold
/// anything, the mean recall of those whose gold does, and the harmonic mean of these two means (not the mean of the
/// texts' F1). A mean of nothing is 0.
#[must_use]
pub fn mean_scores(texts: &[Overlap]) -> Prf {
    let mean = |whole: &dyn Fn(&Overlap) -> u64| {
        let (mut sum, mut n) = (0.0, 0_u64);
        for text in texts.iter().filter(|text| whole(text) > 0) {
            sum += text.common as f64 / whole(text) as f64;
            n += 1;
        }
        if n == 0 { 0.0 } else { sum / n as f64 }
    };
    Prf::new(mean(&|text| text.common + text.extra), mean(&|text| text.common + text.lost))
}

/// Which snippets were kept that must be kept, and which went that must go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SnippetCounts {
    /// Must be kept, and was.
    pub kept: u64,
    /// Must be kept, but went.
    pub lost: u64,
    /// Must go, but was kept.
    pub leaked: u64,
    /// Must go, and went.
    pub removed: u64,
}

impl SnippetCounts {
    /// Looks for each snippet in `text`. Runs of white space count as one space on both sides; a snippet of nothing
    /// but white space is not counted.
    pub fn add<S: AsRef<str>>(&mut self, text: &str, with: &[S], without: &[S]) {
        let text = one_line(text);
        let snippets = |list: &[S]| -> (u64, u64) {
            let (mut found, mut absent) = (0, 0);
            for snippet in list.iter().map(|snippet| one_line(snippet.as_ref())).filter(|s| !s.is_empty()) {
                if text.contains(&snippet) { found += 1 } else { absent += 1 }
            }
            (found, absent)
        };
        let (kept, lost) = snippets(with);
        let (leaked, removed) = snippets(without);
        self.kept += kept;
        self.lost += lost;
        self.leaked += leaked;
        self.removed += removed;
    }

    /// Scores the kept snippets: precision is the share of them that must be kept. A share of nothing is 1.
    #[must_use]
    pub fn scores(&self) -> Prf {
        Prf::from_counts(self.kept, self.kept + self.leaked, self.kept + self.lost)
    }

    /// Computes the share of snippets that were treated rightly; 1 where there is none.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        super::share(self.kept + self.removed, self.kept + self.lost + self.leaked + self.removed)
    }
}

fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty()).collect()
}

fn sorted_shingles<'a, 't>(words: &'a [&'t str], size: usize) -> Vec<&'a [&'t str]> {
    let mut shingles: Vec<_> = if words.is_empty() {
        Vec::new()
    } else if words.len() < size {
        vec![words]
    } else {
        words.windows(size).collect()
    };
    shingles.sort_unstable();
    shingles
}

fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_are_counted_with_repetition_and_in_any_order() {
        let overlap = Overlap::of_words("the pier, the gulls", "Gulls: the pier and the the sea");
        assert_eq!(overlap, Overlap { common: 3, lost: 1, extra: 4 });
    }

    #[test]
    fn shingles_judge_the_order() {
        // Five words make two shingles; the second has the last word changed.
        let overlap =
            Overlap::of_shingles("the ferry left Quillhaven today", "the ferry left Quillhaven late");
        assert_eq!(overlap, Overlap { common: 1, lost: 1, extra: 1 });
    }

    #[test]
    fn a_short_text_is_one_shingle() {
        assert_eq!(Overlap::of_shingles("a b", "a b"), Overlap { common: 1, lost: 0, extra: 0 });
        assert_eq!(Overlap::of_shingles("a b", "a b c d e"), Overlap { common: 0, lost: 1, extra: 2 });
    }

    #[test]
    fn two_empty_texts_agree() {
        let overlap = Overlap::of_shingles("", " - ");
        assert_eq!(overlap, Overlap::default());
        assert_eq!(overlap.scores(), Prf::new(1.0, 1.0));
        assert!(overlap.is_fully_clean());
    }

    #[test]
    fn fully_clean_allows_four_extra_words_and_no_lost_one() {
        assert!(Overlap { common: 9, lost: 0, extra: 4 }.is_fully_clean());
        assert!(!Overlap { common: 9, lost: 0, extra: 5 }.is_fully_clean());
        assert!(!Overlap { common: 9, lost: 1, extra: 0 }.is_fully_clean());
    }

    #[test]
    fn the_mean_leaves_out_texts_without_a_denominator() {
        let texts = [
            Overlap { common: 1, lost: 1, extra: 3 },
            Overlap { common: 0, lost: 5, extra: 0 },
            Overlap { common: 0, lost: 0, extra: 2 },
        ];
        // Precision over the first and third: (1/4 + 0) / 2; recall over the first and second: (1/2 + 0) / 2.
        assert_eq!(mean_scores(&texts), Prf::new(0.125, 0.25));
        assert_eq!(mean_scores(&[]), Prf::default());
    }

    #[test]
    fn snippets_are_found_across_line_ends() {
        let mut counts = SnippetCounts::default();
        counts.add(
            "The ferry\nleft.  Subscribe now",
            &["ferry left", "harbour"],
            &["Subscribe now", "cookies"],
        );
        assert_eq!(counts, SnippetCounts { kept: 1, lost: 1, leaked: 1, removed: 1 });
        assert_eq!((counts.scores(), counts.accuracy()), (Prf::new(0.5, 0.5), 0.5));
    }

    #[test]
    fn blank_snippets_are_not_counted() {
        let mut counts = SnippetCounts::default();
        counts.add("text", &[" "], &["", "\n"]);
        assert_eq!(counts, SnippetCounts::default());
    }

    proptest! {
        #[test]
        fn exchanging_the_texts_exchanges_lost_and_extra(a in "[ab ]{0,30}", b in "[ab ]{0,30}") {
            let (one, other) = (Overlap::of_shingles(&a, &b), Overlap::of_shingles(&b, &a));
            prop_assert_eq!(one, Overlap { common: other.common, lost: other.extra, extra: other.lost });
        }

        #[test]
        fn a_text_agrees_with_itself(text in any::<String>()) {
            prop_assert_eq!(Overlap::of_words(&text, &text).scores(), Prf::new(1.0, 1.0));
        }
    }
}
