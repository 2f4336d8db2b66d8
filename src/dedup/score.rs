//! Step 5: how alike two texts are.

use crate::par;

use super::params::DedupParams;
use super::shingles::Shingles;
use super::texts::{Pair, Texts};
use super::veto::Veto;

/// How alike two texts are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct PairScore {
    /// The weighted share of the lighter one's 3-grams that the other holds.
    pub containment: f64,
    /// The geometric mean of the cosine and the containment: the one falls with what was added, the other with what was
    /// rewritten.
    pub score: f64,
}

/// A scored pair of texts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub a: u32,
    pub b: u32,
    pub containment: f64,
    pub score: f64,
}

/// Scores pairs of texts.
pub(super) struct Scorer<'a> {
    texts: &'a Texts<'a>,
    shingles: &'a Shingles,
    weights: Vec<f64>,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(texts: &'a Texts<'a>, shingles: &'a Shingles) -> Self {
        let weights = par::map_range(texts.list.len(), |t| shingles.weight(t as u32));
        Self { texts, shingles, weights }
    }

    pub(super) fn score(&self, a: u32, b: u32) -> PairScore {
        let weight = |t: u32| self.weights[t as usize];
        let containment = self.shingles.overlap(a, b, (weight(a), weight(b))).containment;
        let row = |t: u32| &self.texts.list[t as usize].row;
        let cosine = if containment > 0.0 { row(a).dot(row(b)).clamp(0.0, 1.0) } else { 0.0 };
        PairScore { containment, score: (cosine * containment).sqrt() }
    }
}

/// Scores pairs in parallel; gives those that are neither 0 nor struck out, in the order of `pairs`.
pub(super) fn score_pairs(
    scorer: &Scorer<'_>,
    veto: &Veto<'_>,
    pairs: &[Pair],
    params: &DedupParams,
) -> Vec<Edge> {
    let parts = par::map_chunks(pairs, 1024, |chunk| {
        chunk
            .iter()
            .filter_map(|&(a, b)| {
                if !scorer.texts.within_window(a, b, params.window_days) || veto.strikes(a, b) {
                    return None;
                }
                let PairScore { containment, score } = scorer.score(a, b);
                (score > 0.0).then_some(Edge { a, b, containment, score })
            })
            .collect::<Vec<_>>()
    });
    parts.concat()
}
