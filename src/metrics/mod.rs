//! Scores: labels, pairs and texts in, numbers out. Knows no stage.
//!
//! - [`clustering`]: two partitions of the same items; pairwise and B-cubed scores, and scikit-learn's indices.
//! - [`pairs`]: yes-or-no judgements about pairs.
//! - [`cleaning`]: the text that was kept against the text that should have been.
//! - [`rouge`]: summaries against reference summaries, in both dialects.
//! - [`significance`]: how sure a mean is, and whether one system is better than another.
//!
//! Every score is an `f64` summed in one order, so that the same input gives the same bits. What a score is where its
//! denominator is zero stands at the score: a reader of a table must not have to guess it.

pub mod cleaning;
pub mod clustering;
pub mod pairs;
pub mod rouge;
pub mod significance;

use serde::{Deserialize, Serialize};

/// Precision, recall and their harmonic mean, each in `0..=1`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Prf {
    /// The share of what was found that is right.
    pub precision: f64,
    /// The share of what is right that was found.
    pub recall: f64,
    /// `2PR / (P + R)`; 0 where both are 0.
    pub f1: f64,
}

impl Prf {
    /// Joins a precision and a recall.
    #[must_use]
    pub fn new(precision: f64, recall: f64) -> Self {
        let sum = precision + recall;
        let f1 = if sum > 0.0 { 2.0 * precision * recall / sum } else { 0.0 };
        Self { precision, recall, f1 }
    }

    /// Counts: `hits` of the `found` are right, and `relevant` would have been. A share of nothing is 1: who finds
    /// nothing says nothing wrong, and where there is nothing to find nothing is missed.
    #[must_use]
    pub fn from_counts(hits: u64, found: u64, relevant: u64) -> Self {
        Self::new(share(hits, found), share(hits, relevant))
    }
}

/// Divides; nothing of nothing is all of it.
fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_found_where_nothing_is_to_be_found_is_perfect() {
        assert_eq!(Prf::from_counts(0, 0, 0), Prf { precision: 1.0, recall: 1.0, f1: 1.0 });
    }

    #[test]
    fn nothing_found_where_something_is_to_be_found_has_no_f1() {
        assert_eq!(Prf::from_counts(0, 0, 3), Prf { precision: 1.0, recall: 0.0, f1: 0.0 });
    }

    #[test]
    fn f1_is_the_harmonic_mean() {
        let prf = Prf::from_counts(2, 4, 8);
        assert!((prf.f1 - 1.0 / 3.0).abs() < 1e-15, "{prf:?}");
    }
}
