//! Two partitions of the same items: how alike are they?
//!
//! All scores come from one table, the [`Contingency`] of gold classes and predicted clusters, which is built once in
//! `O(n log n)`. Only its non-zero cells are kept, so that a partition into singles costs no more than any other.
//!
//! The pairwise scores ("cluster F1") judge pairs of items, so that a class of 40 weighs 780 and a single nothing;
//! B-cubed judges items, so that a class weighs what it holds. The indices (adjusted Rand, mutual information,
//! homogeneity, completeness) have scikit-learn's values, limit cases included.

use serde::{Deserialize, Serialize};

use super::Prf;
use crate::error::{Error, Result};

/// How many items each pair of gold class and predicted cluster shares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Contingency {
    n_items: u64,
    /// Sizes of the classes and clusters, in the order of their labels.
    classes: Vec<u64>,
    clusters: Vec<u64>,
    /// The non-zero cells: class, cluster, items; ascending.
    cells: Vec<(usize, usize, u64)>,
}

/// Every score of a partition.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ClusterScores {
    /// Scores over pairs of items.
    pub pairwise: Prf,
    /// Scores over items.
    pub b_cubed: Prf,
    /// The adjusted Rand index, at most 1; 0 is what chance gives.
    pub adjusted_rand: f64,
    /// The mutual information over the mean of both entropies, in `0..=1`.
    pub normalized_mutual_information: f64,
    /// Whether each cluster holds one class only, in `0..=1`.
    pub homogeneity: f64,
    /// Whether each class lies in one cluster only, in `0..=1`.
    pub completeness: f64,
    /// The harmonic mean of homogeneity and completeness.
    pub v_measure: f64,
}

/// Computes every score of a predicted partition; item `i` has the labels `gold[i]` and `predicted[i]`.
///
/// The labels are names only: any renaming gives the same scores to rounding. An item that belongs to no group needs
/// a label of its own. `O(n log n)`.
///
/// # Errors
/// [`Error::Shape`] when the lists differ in length.
pub fn score<G: Ord, P: Ord>(gold: &[G], predicted: &[P]) -> Result<ClusterScores> {
    Ok(Contingency::new(gold, predicted)?.scores())
}

/// Computes the pairwise scores alone; see [`Contingency::pairwise`].
///
/// # Errors
/// [`Error::Shape`] when the lists differ in length.
pub fn pairwise<G: Ord, P: Ord>(gold: &[G], predicted: &[P]) -> Result<Prf> {
    Ok(Contingency::new(gold, predicted)?.pairwise())
}

/// Computes the B-cubed scores alone; see [`Contingency::b_cubed`].
///
/// # Errors
/// [`Error::Shape`] when the lists differ in length.
pub fn b_cubed<G: Ord, P: Ord>(gold: &[G], predicted: &[P]) -> Result<Prf> {
    Ok(Contingency::new(gold, predicted)?.b_cubed())
}

impl Contingency {
    /// Counts the items of each class and cluster and of each pair of them.
    ///
    /// # Errors
    /// [`Error::Shape`] when the lists differ in length.
    pub fn new<G: Ord, P: Ord>(gold: &[G], predicted: &[P]) -> Result<Self> {
        if gold.len() != predicted.len() {
            return Err(Error::Shape {
                what: "the list of predicted labels",
                expected: gold.len(),
                found: predicted.len(),
            });
        }
        let (class_of, classes) = number(gold);
        let (cluster_of, clusters) = number(predicted);
        let mut both: Vec<(usize, usize)> = class_of.into_iter().zip(cluster_of).collect();
        both.sort_unstable();
        let cells = both
            .chunk_by(|a, b| a == b)
            .filter_map(|run| run.first().map(|&(class, cluster)| (class, cluster, run.len() as u64)))
            .collect();
        Ok(Self { n_items: gold.len() as u64, classes, clusters, cells })
    }

    /// Counts the items.
    #[must_use]
    pub const fn n_items(&self) -> u64 {
        self.n_items
    }

    /// Counts the gold classes.
    #[must_use]
    pub fn n_classes(&self) -> usize {
        self.classes.len()
    }

    /// Counts the predicted clusters.
    #[must_use]
    pub fn n_clusters(&self) -> usize {
        self.clusters.len()
    }

    /// Computes every score.
    #[must_use]
    pub fn scores(&self) -> ClusterScores {
        let information = Information::of(self);
        ClusterScores {
            pairwise: self.pairwise(),
            b_cubed: self.b_cubed(),
            adjusted_rand: self.adjusted_rand(),
            normalized_mutual_information: information.normalized(self),
            homogeneity: information.homogeneity(),
            completeness: information.completeness(),
            v_measure: Prf::new(information.homogeneity(), information.completeness()).f1,
        }
    }

    /// Judges the pairs of items that were put together: precision is the share of them that belong together, recall
    /// the share of those that belong together. A share of no pairs is 1.
    #[must_use]
    pub fn pairwise(&self) -> Prf {
        Prf::from_counts(self.pairs_in_both(), pairs(&self.clusters), pairs(&self.classes))
    }

    /// Averages over items (Bagga & Baldwin 1998): precision is the share of an item's cluster that is of its class,
    /// recall the share of its class that is in its cluster. All are 1 where there is no item.
    #[must_use]
    pub fn b_cubed(&self) -> Prf {
        if self.n_items == 0 {
            return Prf::new(1.0, 1.0);
        }
        let over = |size: &dyn Fn(usize, usize) -> u64| {
            let sum: f64 = self
                .cells
                .iter()
                .map(|&(class, cluster, n)| n as f64 * n as f64 / size(class, cluster) as f64)
                .sum();
            sum / self.n_items as f64
        };
        Prf::new(over(&|_, cluster| self.clusters[cluster]), over(&|class, _| self.classes[class]))
    }

    /// Computes the adjusted Rand index (Hubert & Arabie 1985), scikit-learn's `adjusted_rand_score`: 1 where the
    /// partitions are the same, about 0 for chance, never below -0.5.
    #[must_use]
    pub fn adjusted_rand(&self) -> f64 {
        let both = self.pairs_in_both();
        let only_predicted = pairs(&self.clusters) - both;
        let only_gold = pairs(&self.classes) - both;
        if only_predicted == 0 && only_gold == 0 {
            return 1.0;
        }
        let all = self.n_items * self.n_items.saturating_sub(1) / 2;
        let neither = all - both - only_predicted - only_gold;
        // The counts reach n^2 / 2 and their products n^4 / 4, which only 128 bits hold.
        let [tp, tn, fp, fn_] = [both, neither, only_predicted, only_gold].map(i128::from);
        let numerator = 2 * (tp * tn - fn_ * fp);
        let denominator = (tp + fn_) * (fn_ + tn) + (tp + fp) * (fp + tn);
        numerator as f64 / denominator as f64
    }

    /// Computes the mutual information over the arithmetic mean of both entropies, scikit-learn's
    /// `normalized_mutual_info_score`, in `0..=1`: 1 where both partitions are of one class, or of none.
    #[must_use]
    pub fn normalized_mutual_information(&self) -> f64 {
        Information::of(self).normalized(self)
    }

    /// Computes the share of the classes' entropy that the clusters explain (Rosenberg & Hirschberg 2007), in `0..=1`:
    /// 1 where each cluster holds one class, and where there is one class only.
    #[must_use]
    pub fn homogeneity(&self) -> f64 {
        Information::of(self).homogeneity()
    }

    /// Computes the share of the clusters' entropy that the classes explain, in `0..=1`: homogeneity with the two
    /// partitions exchanged.
    #[must_use]
    pub fn completeness(&self) -> f64 {
        Information::of(self).completeness()
    }

    /// Computes the harmonic mean of homogeneity and completeness, in `0..=1`.
    #[must_use]
    pub fn v_measure(&self) -> f64 {
        let information = Information::of(self);
        Prf::new(information.homogeneity(), information.completeness()).f1
    }

    fn pairs_in_both(&self) -> u64 {
        self.cells.iter().map(|&(_, _, n)| n * (n - 1) / 2).sum()
    }
}

/// The entropies of both partitions and what they share, in nats.
struct Information {
    classes: f64,
    clusters: f64,
    mutual: f64,
}

impl Information {
    fn of(table: &Contingency) -> Self {
        Self {
            classes: entropy(&table.classes, table.n_items),
            clusters: entropy(&table.clusters, table.n_items),
            mutual: mutual_information(table),
        }
    }

    fn normalized(&self, table: &Contingency) -> f64 {
        if table.n_classes() == table.n_clusters() && table.n_classes() <= 1 {
            return 1.0;
        }
        // Below the rounding of the sum it is nothing; divided by a small mean it would look like something.
        if self.mutual <= f64::EPSILON {
            return 0.0;
        }
        self.mutual / f64::midpoint(self.classes, self.clusters)
    }

    fn homogeneity(&self) -> f64 {
        if self.classes == 0.0 { 1.0 } else { self.mutual / self.classes }
    }

    fn completeness(&self) -> f64 {
        if self.clusters == 0.0 { 1.0 } else { self.mutual / self.clusters }
    }
}

fn mutual_information(table: &Contingency) -> f64 {
    // One class or one cluster tells nothing; the sum below would give a rounding error instead.
    if table.n_classes() <= 1 || table.n_clusters() <= 1 {
        return 0.0;
    }
    let n = table.n_items as f64;
    let sum: f64 = table
        .cells
        .iter()
        .map(|&(class, cluster, count)| {
            let count = count as f64;
            let outer = (table.classes[class] as f64).ln() + (table.clusters[cluster] as f64).ln();
            let term = count / n * (count.ln() + n.ln() - outer);
            if term.abs() < f64::EPSILON { 0.0 } else { term }
        })
        .sum();
    sum.max(0.0)
}

fn entropy(sizes: &[u64], n_items: u64) -> f64 {
    if sizes.len() <= 1 {
        return 0.0;
    }
    let n = n_items as f64;
    let sum: f64 = sizes.iter().map(|&size| size as f64 / n * ((size as f64).ln() - n.ln())).sum();
    -sum
}

/// Counts the pairs within groups of these sizes.
fn pairs(sizes: &[u64]) -> u64 {
    sizes.iter().map(|&n| n * n.saturating_sub(1) / 2).sum()
}

/// Numbers the labels by rank and counts each.
fn number<L: Ord>(labels: &[L]) -> (Vec<usize>, Vec<u64>) {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|&a, &b| labels[a].cmp(&labels[b]));
    let mut rank = vec![0; labels.len()];
    let mut sizes = Vec::new();
    for run in order.chunk_by(|&a, &b| labels[a] == labels[b]) {
        for &item in run {
            rank[item] = sizes.len();
        }
        sizes.push(run.len() as u64);
    }
    (rank, sizes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn close(a: f64, b: f64) -> bool {
        (a - b).abs() < 1e-12
    }

    #[test]
    fn a_case_by_hand() {
        // Classes {0,1,2} {3,4}; clusters {0,1} {2,3} {4}. Pairs: 4 gold, 2 predicted, 1 in both.
        let scores = score(&[0, 0, 0, 1, 1], &["a", "a", "b", "b", "c"]).unwrap();
        assert_eq!(scores.pairwise, Prf::from_counts(1, 2, 4));
        // Precision: (1 + 1 + 1/2 + 1/2 + 1) / 5; recall: (2/3 + 2/3 + 1/3 + 1/2 + 1/2) / 5.
        assert!(close(scores.b_cubed.precision, 0.8), "{scores:?}");
        assert!(close(scores.b_cubed.recall, 8.0 / 15.0), "{scores:?}");
        // tp 1, fp 1, fn 3, tn 5: 2 (1 * 5 - 3 * 1) / (4 * 8 + 2 * 6).
        assert!(close(scores.adjusted_rand, 4.0 / 44.0), "{scores:?}");
    }

    #[test]
    fn no_item_is_perfect() {
        let empty: [u8; 0] = [];
        let scores = score(&empty, &empty).unwrap();
        assert_eq!(scores, perfect());
    }

    #[test]
    fn one_item_is_perfect() {
        assert_eq!(score(&["x"], &[7]).unwrap(), perfect());
    }

    #[test]
    fn all_in_one_cluster_finds_all_pairs_and_explains_nothing() {
        let scores = score(&[0, 0, 1, 1], &[5, 5, 5, 5]).unwrap();
        assert_eq!(scores.pairwise, Prf::from_counts(2, 6, 2));
        assert_eq!((scores.homogeneity, scores.completeness, scores.v_measure), (0.0, 1.0, 0.0));
        assert_eq!((scores.adjusted_rand, scores.normalized_mutual_information), (0.0, 0.0));
    }

    #[test]
    fn all_alone_is_homogeneous() {
        let scores = score(&[0, 0, 1, 1], &[1, 2, 3, 4]).unwrap();
        assert_eq!(scores.pairwise, Prf { precision: 1.0, recall: 0.0, f1: 0.0 });
        assert!(close(scores.homogeneity, 1.0) && close(scores.completeness, 0.5), "{scores:?}");
        assert!(close(scores.b_cubed.precision, 1.0) && close(scores.b_cubed.recall, 0.5), "{scores:?}");
    }

    #[test]
    fn all_alone_in_both_is_perfect() {
        let scores = score(&[1, 2, 3], &[6, 5, 4]).unwrap();
        assert!(close(scores.normalized_mutual_information, 1.0) && close(scores.v_measure, 1.0));
        assert_eq!((scores.adjusted_rand, scores.pairwise.f1, scores.b_cubed.f1), (1.0, 1.0, 1.0));
    }

    #[test]
    fn lists_of_unequal_length_are_refused_with_both_lengths() {
        let error = score(&[1, 2], &[1]).unwrap_err();
        assert!(matches!(error, Error::Shape { expected: 2, found: 1, .. }), "{error}");
    }

    fn perfect() -> ClusterScores {
        ClusterScores {
            pairwise: Prf::new(1.0, 1.0),
            b_cubed: Prf::new(1.0, 1.0),
            adjusted_rand: 1.0,
            normalized_mutual_information: 1.0,
            homogeneity: 1.0,
            completeness: 1.0,
            v_measure: 1.0,
        }
    }

    proptest! {
        #[test]
        fn exchanging_the_partitions_exchanges_precision_and_recall(
            labels in prop::collection::vec((0u8..6, 0u8..6), 0..40),
        ) {
            let (gold, predicted): (Vec<_>, Vec<_>) = labels.into_iter().unzip();
            let (one, other) = (score(&gold, &predicted).unwrap(), score(&predicted, &gold).unwrap());
            prop_assert_eq!(one.pairwise.precision.to_bits(), other.pairwise.recall.to_bits());
            prop_assert!(close(one.b_cubed.precision, other.b_cubed.recall));
            prop_assert!(close(one.adjusted_rand, other.adjusted_rand));
            prop_assert!(close(one.homogeneity, other.completeness));
        }

        #[test]
        fn scores_count_pairs_as_a_double_loop_does(
            labels in prop::collection::vec((0u8..5, 0u8..5), 0..30),
        ) {
            let (mut both, mut found, mut relevant) = (0, 0, 0);
            for (i, a) in labels.iter().enumerate() {
                for b in &labels[..i] {
                    relevant += u64::from(a.0 == b.0);
                    found += u64::from(a.1 == b.1);
                    both += u64::from(a == b);
                }
            }
            let (gold, predicted): (Vec<_>, Vec<_>) = labels.into_iter().unzip();
            let expected = Prf::from_counts(both, found, relevant);
            prop_assert_eq!(pairwise(&gold, &predicted).unwrap(), expected);
        }
    }
}
