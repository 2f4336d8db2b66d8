//! Judgements about pairs: is this the same as that, yes or no?
//!
//! Where the judged pairs are a sample of all pairs (the hard ones, say), only the judged ones count; for whole
//! partitions use [`clustering::pairwise`](super::clustering::pairwise).

use serde::{Deserialize, Serialize};

use super::Prf;

/// How judged pairs and predictions agree.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PairCounts {
    /// Same, and said to be.
    pub true_positives: u64,
    /// Not the same, but said to be.
    pub false_positives: u64,
    /// The same, but said not to be.
    pub false_negatives: u64,
    /// Not the same, and said not to be.
    pub true_negatives: u64,
}

impl PairCounts {
    /// Counts one pair.
    pub const fn add(&mut self, gold: bool, predicted: bool) {
        match (gold, predicted) {
            (true, true) => self.true_positives += 1,
            (false, true) => self.false_positives += 1,
            (true, false) => self.false_negatives += 1,
            (false, false) => self.true_negatives += 1,
        }
    }

    /// Counts the pairs.
    #[must_use]
    pub const fn n_pairs(&self) -> u64 {
        self.true_positives + self.false_positives + self.false_negatives + self.true_negatives
    }

    /// Scores the pairs that were said to be the same. A share of no pairs is 1.
    #[must_use]
    pub fn scores(&self) -> Prf {
        let found = self.true_positives + self.false_positives;
        Prf::from_counts(self.true_positives, found, self.true_positives + self.false_negatives)
    }
}

impl FromIterator<(bool, bool)> for PairCounts {
    /// Counts pairs of (gold, predicted).
    fn from_iter<I: IntoIterator<Item = (bool, bool)>>(judged: I) -> Self {
        let mut counts = Self::default();
        for (gold, predicted) in judged {
            counts.add(gold, predicted);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_case_by_hand() {
        let judged = [(true, true), (true, true), (true, false), (false, true), (false, false)];
        let counts: PairCounts = judged.into_iter().collect();
        assert_eq!(counts.n_pairs(), 5);
        assert_eq!(counts.scores(), Prf::from_counts(2, 3, 3));
    }

    #[test]
    fn no_pair_is_perfect() {
        let none: PairCounts = std::iter::empty().collect();
        assert_eq!(none.scores(), Prf::new(1.0, 1.0));
    }

    #[test]
    fn negatives_that_are_told_apart_change_no_score() {
        let with: PairCounts = [(true, true), (false, true), (false, false)].into_iter().collect();
        let without: PairCounts = [(true, true), (false, true)].into_iter().collect();
        assert_eq!(with.scores(), without.scores());
    }
}
