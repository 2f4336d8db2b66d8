//! The default summariser: coverage of what most origins tell first, by sentences that are central.
//!
//! The sum of the weights of the concepts that a brief covers (Gillick & Favre 2009) is raised greedily; a sentence's
//! gain is multiplied by its centrality, continuous LexRank (Erkan & Radev 2004) counted inside the cluster, and
//! divided by a power of its length, as the cost-scaled greedy of Lin & Bilmes (2010). Weights fall with the place in
//! the document: news tells the most important first. On DUC 2004 centrality and place are what matters most.

use super::Summarizer;
use super::cluster::{Cluster, SentenceRef};
use super::concepts::{ConceptParams, Concepts};
use super::similarity::Rows;
use super::units::Units;
use crate::graph::power::page_rank;

/// Ranks are done when they move by less in all: a thousandth of a sentence's centrality changes no choice that matters.
const TOLERANCE: f64 = 1e-4;

/// How [`Coverage`] chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct CoverageParams {
    /// How concepts are weighed.
    pub concepts: ConceptParams,
    /// The damping of PageRank.
    pub damping: f64,
    /// The exponent of the centrality.
    pub centrality_exponent: f64,
    /// The exponent of the length, in words, that divides a gain: 0 prefers long sentences, 1 short ones.
    pub length_exponent: f64,
    /// How much likeness to a chosen sentence costs, in `0..=1`.
    pub redundancy: f64,
    /// The most sentences that are compared with each other; of a larger story those with the greatest weight for
    /// their length.
    pub max_candidates: usize,
}

impl Default for CoverageParams {
    fn default() -> Self {
        Self {
            concepts: ConceptParams::default(),
            damping: 0.85,
            centrality_exponent: 1.5,
            length_exponent: 0.6,
            redundancy: 0.9,
            max_candidates: 2000,
        }
    }
}

/// Chooses sentences by weighted coverage and centrality. See the [module](self).
///
/// `O(n^2)` in the sentences up to `max_candidates`, linear beyond.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coverage {
    /// Its settings.
    pub params: CoverageParams,
}

impl Summarizer for Coverage {
    fn name(&self) -> &'static str {
        "coverage"
    }

    fn select(&self, cluster: &Cluster<'_>, max_words: usize) -> Vec<SentenceRef> {
        let units = Units::of(cluster);
        let concepts = Concepts::weigh(&units, &self.params.concepts);
        let chosen = self.candidates(&units, &concepts);
        let cosines = Rows::of(&units).cosines(&chosen);
        let ranks = page_rank(&cosines, self.params.damping, TOLERANCE, 100);

        let n = chosen.len() as f64;
        let mut candidates: Vec<Candidate> = Vec::with_capacity(chosen.len());
        let mut holders: Vec<Vec<usize>> = vec![Vec::new(); concepts.weights.len()];
        for (place, (&unit, rank)) in chosen.iter().zip(&ranks).enumerate() {
            let Some(unit_of) = units.all.get(unit) else { continue };
            let centrality = (n * rank).powf(self.params.centrality_exponent);
            let early = 1.0 + 0.25 * (-(unit_of.position as f64) / 4.0).exp();
            let mut uncovered = 0.0;
            for &concept in concepts.of(unit) {
                uncovered += concepts.weight(concept);
                if let Some(list) = holders.get_mut(concept as usize) {
                    list.push(place);
                }
            }
            candidates.push(Candidate {
                unit,
                words: unit_of.words,
                bonus: centrality * early * unit_of.fitness
                    / (unit_of.words.max(1) as f64).powf(self.params.length_exponent),
                uncovered,
                likeness: 0.0,
                open: unit_of.fitness > 0.0,
            });
        }

        let mut covered = vec![false; concepts.weights.len()];
        let mut left = max_words;
        let mut selection = Vec::new();
        while let Some(place) = self.best(&candidates, left) {
            let Some(winner) = candidates.get_mut(place) else { break };
            winner.open = false;
            left -= winner.words;
            let unit = winner.unit;
            selection.extend(units.all.get(unit).map(|unit| unit.at));
            for &concept in concepts.of(unit) {
                let Some(covered) = covered.get_mut(concept as usize).filter(|covered| !**covered) else {
                    continue;
                };
                *covered = true;
                let weight = concepts.weight(concept);
                for &holder in holders.get(concept as usize).map_or(&[][..], Vec::as_slice) {
                    if let Some(candidate) = candidates.get_mut(holder) {
                        candidate.uncovered -= weight;
                    }
                }
            }
            for (candidate, cosine) in candidates.iter_mut().zip(cosines.row(place)) {
                candidate.likeness = candidate.likeness.max(*cosine);
            }
        }
        selection
    }
}

/// A sentence that may be chosen.
struct Candidate {
    unit: usize,
    words: usize,
    /// What its gain is multiplied by.
    bonus: f64,
    /// The weight of its concepts that no chosen sentence has.
    uncovered: f64,
    /// The greatest cosine with a chosen sentence.
    likeness: f64,
    open: bool,
}

impl Coverage {
    /// Gives the units to compare, ascending.
    fn candidates(&self, units: &Units, concepts: &Concepts) -> Vec<usize> {
        let n = units.all.len();
        if n <= self.params.max_candidates {
            return (0..n).collect();
        }
        let mut scored: Vec<(f64, usize)> = units
            .all
            .iter()
            .enumerate()
            .map(|(i, unit)| {
                let weight: f64 = concepts.of(i).iter().map(|&c| concepts.weight(c)).sum();
                (unit.fitness * weight / (unit.words.max(1) as f64).powf(self.params.length_exponent), i)
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.truncate(self.params.max_candidates);
        let mut chosen: Vec<usize> = scored.into_iter().map(|(_, i)| i).collect();
        chosen.sort_unstable();
        chosen
    }

    /// Finds the sentence of at most `left` words with the greatest gain, the first of equals. Sentences that share no
    /// concept with others are taken by their centrality when nothing else is left.
    fn best(&self, candidates: &[Candidate], left: usize) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (place, candidate) in candidates.iter().enumerate() {
            if !candidate.open || candidate.words > left {
                continue;
            }
            let gain = candidate.bonus
                * candidate.uncovered.max(1e-6)
                * (1.0 - self.params.redundancy * candidate.likeness.min(1.0));
            if best.is_none_or(|(most, _)| gain > most) {
                best = Some((gain, place));
            }
        }
        best.map(|(_, place)| place)
    }
}
