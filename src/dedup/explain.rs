//! Why two articles are copies, or are not.

use serde::Serialize;

use crate::model::{ArticleId, DocId};

use super::align::{self, Aligner};
use super::candidates::MIN_COSINE;
use super::features::PairFeatures;
use super::passages::{self, Passage, Places};
use super::score::MIN_SIMILARITY;
use super::scored::Scored;
use super::texts::pair;

/// What put two articles together or kept them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Decision {
    /// Together: their texts are equal.
    Identical,
    /// Together: they share so much that they were collapsed before anything was scored.
    Collapsed,
    /// Together: they are versions of one wire item.
    Version,
    /// Together: their own score reaches the threshold.
    Score,
    /// Together: by other copies of the group, though their own score does not reach the threshold.
    Linked,
    /// Apart: an item of its kind is compared with none.
    Kind,
    /// Apart: they were published too many days apart, or are tables of different days.
    Window,
    /// Apart: a notice and the next of its kind, about a day apart and with other names or figures.
    Recurring,
    /// Apart: the one is a roundup, which contains copies and is none.
    Roundup,
    /// Apart: they share too little to be worth scoring.
    Unlike,
    /// Apart: neither the join nor the index brought them up.
    NoCandidate,
    /// Apart: their score is below the threshold.
    LowScore,
    /// Apart: their own score reaches the threshold, the mean of their groups does not.
    LowMean,
}

/// What is to be known of a pair of articles.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// The one.
    pub a: ArticleId,
    /// The other.
    pub b: ArticleId,
    /// Whether they are in one group.
    pub together: bool,
    /// Why.
    pub decision: Decision,
    /// Whether the join of shingles brought the pair, or that of their leaders, up.
    pub by_join: bool,
    /// Whether the index did.
    pub by_index: bool,
    /// The probability that they are copies, in `0..=1`.
    pub score: f64,
    /// From which score up groups are joined: [`DedupParams::threshold`](super::DedupParams::threshold).
    pub threshold: f64,
    /// The geometric mean of the cosine and the containment, in `0..=1`.
    pub similarity: f64,
    /// From which similarity up a copy is a near-duplicate of the kept one.
    pub strict_threshold: f64,
    /// What the score is made of; absent where they share too little, or an article is compared with none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub features: Option<PairFeatures>,
    /// How many hours apart they were published, where both times are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_apart: Option<f64>,
    /// The greatest number of days apart; 0 for no limit.
    pub window_days: u32,
    /// The passages that both have, in the order of both texts.
    pub shared: Vec<Passage>,
    /// The paragraphs of the one that the other lacks, from 0.
    pub cut: Vec<usize>,
    /// The paragraphs of the other that the one lacks, from 0.
    pub added: Vec<usize>,
}

impl Scored<'_> {
    /// Tells why two articles, named by their places, are copies or are not. None where there is no such article.
    ///
    /// Nearly as dear as [`Scored::labels`].
    #[must_use]
    pub fn explain(&self, a: DocId, b: DocId) -> Option<Explanation> {
        let (one, other) = (self.articles.get(a.index())?, self.articles.get(b.index())?);
        let (of_one, of_other) =
            (self.corpus.documents.get(a.index())?, self.corpus.documents.get(b.index())?);
        let texts = self
            .text_of
            .get(a.index())
            .copied()
            .flatten()
            .zip(self.text_of.get(b.index()).copied().flatten());
        let (score, features) =
            texts.map(|pair| self.scorer.judge(pair, &mut Aligner::default())).unwrap_or_default();
        let (by_join, by_index) = texts.map_or((false, false), |(x, y)| self.found_by(x, y));
        let together = a == b || texts.is_some_and(|(x, y)| self.are_together(x, y));
        let decision = match texts {
            _ if a == b => Decision::Identical,
            None => Decision::Kind,
            Some((x, y)) if x == y => Decision::Identical,
            Some((x, y)) => {
                let found = by_join || by_index;
                let recurs = features.is_some_and(|features| self.scorer.recurs((x, y), &features));
                self.decide((x, y), (together, found, recurs), (score.similarity, score.score))
            }
        };
        let (score, similarity) = match texts {
            Some((x, y)) if x == y => (1.0, 1.0),
            _ => (score.score, score.similarity),
        };
        let apart = one.published.zip(other.published);
        let runs = align::align(&of_one.tokens, &of_other.tokens);
        Some(Explanation {
            a: one.id.clone(),
            b: other.id.clone(),
            together,
            decision,
            by_join,
            by_index,
            score,
            threshold: self.params.threshold,
            similarity,
            strict_threshold: self.params.strict_threshold,
            features,
            hours_apart: apart.map(|(x, y)| (x.as_second() - y.as_second()).abs() as f64 / 3600.0),
            window_days: self.params.window_days,
            shared: passages::passages(&runs, &Places::of(one, of_one), &Places::of(other, of_other)),
            cut: passages::lacking(of_one, of_other),
            added: passages::lacking(of_other, of_one),
        })
    }

    /// Tells whether a pair of articles, named by their places, was found to be worth scoring, or their leaders were.
    #[must_use]
    pub fn is_candidate(&self, a: DocId, b: DocId) -> bool {
        let text = |doc: DocId| self.text_of.get(doc.index()).copied().flatten();
        let Some((x, y)) = text(a).zip(text(b)) else { return false };
        let (x, y) = (self.leaders.of[x as usize], self.leaders.of[y as usize]);
        x == y || self.found.pairs.binary_search(&pair(x, y)).is_ok()
    }

    fn are_together(&self, x: u32, y: u32) -> bool {
        let labels = self.text_labels(self.params.threshold);
        labels[x as usize] == labels[y as usize]
    }

    /// Tells whether the join and the index brought the leaders of two texts up.
    fn found_by(&self, x: u32, y: u32) -> (bool, bool) {
        let (x, y) = (self.leaders.of[x as usize], self.leaders.of[y as usize]);
        let lists = |own: u32, other: u32| {
            let mut near = self.found.neighbours.iter().flat_map(|lists| &lists[own as usize]);
            near.any(|n| n.0 == other && f64::from(n.1) >= MIN_COSINE)
        };
        let by_join = self.found.joined.binary_search(&pair(x, y)).is_ok();
        let is_pair = self.found.pairs.binary_search(&pair(x, y)).is_ok();
        (by_join, is_pair && (lists(x, y) || lists(y, x)))
    }

    fn decide(
        &self,
        (x, y): (u32, u32),
        (together, found, recurs): (bool, bool, bool),
        (similarity, score): (f64, f64),
    ) -> Decision {
        let leader = |t: u32| self.leaders.of[t as usize];
        let is_roundup = |t: u32| !self.roundups[t as usize].is_empty();
        let is_sure = score >= self.params.threshold;
        if together {
            return match (leader(x) == leader(y), is_sure) {
                (true, _) => Decision::Collapsed,
                _ if self.versions.binary_search(&pair(leader(x), leader(y))).is_ok() => Decision::Version,
                (false, true) => Decision::Score,
                (false, false) => Decision::Linked,
            };
        }
        if !self.scorer.texts.within_window(x, y, self.params.window_days) {
            Decision::Window
        } else if recurs {
            Decision::Recurring
        } else if is_roundup(leader(x)) || is_roundup(leader(y)) {
            Decision::Roundup
        } else if similarity < MIN_SIMILARITY {
            Decision::Unlike
        } else if !is_sure {
            Decision::LowScore
        } else if !found {
            Decision::NoCandidate
        } else {
            Decision::LowMean
        }
    }
}
