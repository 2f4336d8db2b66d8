//! Maximal marginal relevance: like the whole, unlike what is chosen.
//!
//! Carbonell & Goldstein 1998, "The Use of MMR, Diversity-Based Reranking for Reordering Documents and Producing
//! Summaries": the next sentence is the one with the greatest
//! `lambda Sim1(s, Q) - (1 - lambda) max over chosen c of Sim2(s, c)`. Both are cosines of tf-isf rows. Where nobody asks
//! a question `Q` is the centroid of the cluster, as Goldstein et al. 2000 do for several documents; a question acts
//! through the worth of the sentences.

use ndarray::Array1;

use super::Summarizer;
use super::budget::Budget;
use super::cluster::{Cluster, SentenceRef};
use super::selection::Selection;
use super::similarity::{self, Rows};

/// How [`Mmr`] chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct MmrParams {
    /// How much relevance counts beside novelty, in `0..=1`.
    pub lambda: f64,
    /// The most sentences to choose from; of a larger story those that stand highest.
    pub max_candidates: usize,
}

impl Default for MmrParams {
    fn default() -> Self {
        Self { lambda: 0.7, max_candidates: 5000 }
    }
}

/// Chooses what is relevant and new. `O(k w)` for `k` sentences that are looked at and `w` words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Mmr {
    /// Its settings.
    pub params: MmrParams,
}

impl Summarizer for Mmr {
    fn name(&self) -> &'static str {
        "mmr"
    }

    fn select(&self, cluster: &Cluster<'_>, budget: &Budget) -> Vec<SentenceRef> {
        let units = cluster.units();
        let rows = Rows::of(units);
        let candidates = similarity::highest(units, self.params.max_candidates);
        let centroid = rows.centroid();
        let fitness = units.all.iter().map(|unit| unit.fitness);
        let relevance: Array1<f64> =
            fitness.enumerate().map(|(unit, fitness)| fitness * rows.dot(unit, &centroid)).collect();
        let mut likeness = Array1::<f64>::zeros(units.all.len());
        let mut selection = Selection::new(units, budget);
        loop {
            let value = &relevance * self.params.lambda - &likeness * (1.0 - self.params.lambda);
            let open = candidates.iter().copied().filter(|&unit| selection.may_take(unit));
            let valued = open.filter_map(|unit| Some((unit, *value.get(unit)?)));
            let Some((best, _)) = valued.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0))) else {
                break;
            };
            if selection.take(best) {
                likeness
                    .zip_mut_with(&Array1::from(rows.cosines_with(best)), |most, &new| *most = most.max(new));
            }
        }
        selection.sentences()
    }
}
