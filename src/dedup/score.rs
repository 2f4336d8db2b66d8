//! Step 5: how alike two texts are, and whether they are copies.

use crate::par;

use super::align::Aligner;
use super::features::{PairFeatures, Traits};
use super::model::PairModel;
use super::params::DedupParams;
use super::shingles::Shingles;
use super::texts::{Pair, Texts};

/// Pairs less similar than this are no copies; one true pair in two hundred is.
pub(super) const MIN_SIMILARITY: f64 = 0.15;

/// From so many seconds between two texts up a notice may be the next of its kind.
pub(super) const NEXT_TIME: i64 = 20 * 3_600;
/// Texts of fewer words are notices: nothing of a copy but its cut is another.
pub(super) const NOTICE_WORDS: usize = 150;
/// So much of the shorter notice stands in the other in the same order.
const NOTICE_ALIGNED: f64 = 0.95;
/// A longer copy has at least this share of the other's names, and of its figures.
const KEPT: f64 = 0.6;

/// How alike two texts are.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct PairScore {
    /// The weighted share of the lighter one's 3-grams that the other holds.
    pub containment: f64,
    /// The geometric mean of the cosine and the containment: the one falls with what was added, the other with what was
    /// rewritten.
    pub similarity: f64,
    /// The probability that they are copies.
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

/// The distinct texts and what scores pairs of them.
#[derive(Debug)]
pub(super) struct Scorer<'a> {
    pub texts: Texts<'a>,
    pub shingles: Shingles,
    weights: Vec<f64>,
    traits: Traits,
    model: &'static PairModel,
}

impl<'a> Scorer<'a> {
    /// Takes texts and their shingles, which have been weighed.
    pub(super) fn new(texts: Texts<'a>, shingles: Shingles) -> Self {
        let weights = par::map_range(texts.list.len(), |t| shingles.weight(t as u32));
        let traits = Traits::of(texts.list.len());
        Self { texts, shingles, weights, traits, model: PairModel::built_in() }
    }

    pub(super) fn score(&self, a: u32, b: u32) -> PairScore {
        self.judge((a, b), &mut Aligner::default()).0
    }

    /// Scores a pair and gives the features that the score is made of; none where it is too unlike to be copies.
    pub(super) fn judge(&self, (a, b): Pair, aligner: &mut Aligner) -> (PairScore, Option<PairFeatures>) {
        let weight = |t: u32| self.weights[t as usize];
        let containment = self.shingles.overlap(a, b, (weight(a), weight(b))).containment;
        let row = |t: u32| &self.texts.list[t as usize].row;
        let cosine = if containment > 0.0 { row(a).dot(row(b)).clamp(0.0, 1.0) } else { 0.0 };
        let similarity = (cosine * containment).sqrt();
        let is_like = similarity >= MIN_SIMILARITY;
        let features =
            is_like.then(|| self.traits.compare(&self.texts, (a, b), (cosine, containment), aligner));
        let recurs = features.is_some_and(|features| self.recurs((a, b), &features));
        let score = features.filter(|_| !recurs).map_or(0.0, |features| self.model.probability(&features));
        (PairScore { containment, similarity, score }, features)
    }
}

impl Scorer<'_> {
    /// Tells whether a pair is a notice and the next of its kind, as a market report of two days: about a day apart, with
    /// other names or figures. An outlet that runs a text a day late changes none of them.
    pub(super) fn recurs(&self, (a, b): Pair, features: &PairFeatures) -> bool {
        if self.texts.seconds_apart(a, b) < NEXT_TIME {
            return false;
        }
        let len = |t: u32| self.texts.list[t as usize].tokens.len();
        if len(a).min(len(b)) < NOTICE_WORDS {
            features.aligned < NOTICE_ALIGNED || features.names < 1.0 || features.figures < 1.0
        } else {
            features.names < KEPT || features.figures < KEPT
        }
    }
}

/// Scores pairs in parallel; gives those that share a passage, in the order of `pairs`.
pub(super) fn score_pairs(scorer: &Scorer<'_>, pairs: &[Pair], params: &DedupParams) -> Vec<Edge> {
    let parts = par::map_chunks(pairs, 1024, |chunk| {
        let mut aligner = Aligner::default();
        chunk
            .iter()
            .filter(|&&(a, b)| scorer.texts.within_window(a, b, params.window_days))
            .filter_map(|&(a, b)| {
                let PairScore { containment, score, .. } = scorer.judge((a, b), &mut aligner).0;
                (containment > 0.0).then_some(Edge { a, b, containment, score })
            })
            .collect::<Vec<_>>()
    });
    parts.concat()
}
