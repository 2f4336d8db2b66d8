//! The centroid method: a brief as a whole is to be like the cluster as a whole.
//!
//! Radev et al. 2004, "Centroid-based summarization of multiple documents", scored each sentence by itself. Ghalandari
//! 2017, "Revisiting the Centroid-based Method", scores the brief: the sentence is taken that raises
//! `cos(sum of the chosen rows, centroid)` most, among the first sentences of each document. Rows are tf-isf.

use ndarray::Array1;

use super::Summarizer;
use super::budget::Budget;
use super::cluster::{Cluster, SentenceRef};
use super::selection::Selection;
use super::similarity::{self, Rows};

/// How [`Centroid`] chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct CentroidParams {
    /// Stems whose weight in the centroid is below this share of the greatest are left out of it.
    pub topic_threshold: f64,
    /// How many sentences from the top of each document may be taken, where that leaves any.
    pub first: usize,
    /// The most sentences to choose from; of a larger story those that stand highest.
    pub max_candidates: usize,
}

impl Default for CentroidParams {
    fn default() -> Self {
        Self { topic_threshold: 0.1, first: 7, max_candidates: 5000 }
    }
}

/// Chooses what brings the brief nearest to the centroid. `O(k w)` for `k` chosen sentences and `w` words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Centroid {
    /// Its settings.
    pub params: CentroidParams,
}

impl Summarizer for Centroid {
    fn name(&self) -> &'static str {
        "centroid"
    }

    fn select(&self, cluster: &Cluster<'_>, budget: &Budget) -> Vec<SentenceRef> {
        let units = cluster.units();
        let rows = Rows::of(units);
        let candidates = similarity::highest(units, self.params.max_candidates);
        let mut centroid = rows.centroid();
        let greatest = centroid.iter().copied().fold(0.0, f64::max);
        centroid.mapv_inplace(|w| if w < self.params.topic_threshold * greatest { 0.0 } else { w });
        let along: Vec<f64> = (0..units.all.len()).map(|unit| rows.dot(unit, &centroid)).collect();
        let stands_high = |unit: usize| units.all.get(unit).is_some_and(|u| u.position < self.params.first);

        let mut sum = Array1::<f64>::zeros(centroid.len());
        let (mut sum_along, mut sum_square) = (0.0, 0.0);
        let mut selection = Selection::new(units, budget);
        loop {
            // cos(sum + row, centroid) but for the length of the centroid, which is the same for all.
            let value = |unit: usize, along: f64| {
                let length = (sum_square + 2.0 * rows.dot(unit, &sum) + rows.square(unit)).sqrt();
                let fitness = units.all.get(unit).map_or(0.0, |unit| unit.fitness);
                let cosine = if length > 0.0 { (sum_along + along) / length } else { 0.0 };
                (stands_high(unit), fitness * cosine)
            };
            let open = candidates.iter().copied().filter(|&unit| selection.may_take(unit));
            let valued = open.filter_map(|unit| Some((value(unit, *along.get(unit)?), unit)));
            let better = |a: &((bool, f64), usize), b: &((bool, f64), usize)| {
                a.0.0.cmp(&b.0.0).then(a.0.1.total_cmp(&b.0.1)).then(b.1.cmp(&a.1))
            };
            let Some((_, best)) = valued.max_by(better) else { break };
            if selection.take(best) {
                sum_square += 2.0 * rows.dot(best, &sum) + rows.square(best);
                sum_along += along.get(best).copied().unwrap_or(0.0);
                rows.add_to(best, &mut sum);
            }
        }
        selection.sentences()
    }
}
