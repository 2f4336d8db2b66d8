//! Concept coverage as ICSISumm does it: the pairs of words that many documents have, each counted once.
//!
//! Gillick & Favre 2009, "A Scalable Global Model for Summarization"; Gillick et al. 2009 (ICSISumm): concepts are
//! pairs of neighbouring stems that are not both stop words, weighed by the number of documents that hold them, and one
//! more for each document whose first sentence does; those below 3 are dropped. The brief has the greatest sum of the
//! weights of its concepts (eq. 1-5). Documents are independent origins.
//!
//! Greedy by default, with gains a power of the length divides. [`Icsi::exact`] solves the integer program: branch and
//! bound over its linear relaxations, which come near to integers by themselves, so that few branches are needed. A limit
//! of time would make the brief depend on the machine, and so there is a limit of branches: what is best by then counts,
//! and it is never worse than greedy.

use good_lp::{Expression, ProblemVariables, Solution, SolverModel, Variable, microlp, variable};
use rustc_hash::FxHashMap;

use super::Summarizer;
use super::budget::Budget;
use super::cluster::{Cluster, SentenceRef};
use super::greedy::{Objective, take_lazily};
use super::selection::Selection;
use super::units::Units;

/// How [`Icsi`] chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct IcsiParams {
    /// The least weight of a concept; in a story of fewer origins the number of these.
    pub min_weight: f64,
    /// The exponent of the length, in words, that divides a gain of the greedy choice.
    pub length_exponent: f64,
    /// The most linear programs that are solved; 0 is greedy.
    pub max_branches: usize,
    /// The most sentences in an integer program; of more those with the greatest weight for their length.
    pub max_candidates: usize,
}

impl Default for IcsiParams {
    fn default() -> Self {
        Self { min_weight: 3.0, length_exponent: 1.0, max_branches: 0, max_candidates: 100 }
    }
}

/// Chooses sentences with the greatest weight of concepts. Greedy: linear in the text, and a few times the sentences
/// that hold a concept. Exact: at most `max_branches` linear programs of `max_candidates` sentences and their concepts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Icsi {
    /// Its settings.
    pub params: IcsiParams,
}

impl Icsi {
    /// Makes the one that solves the integer program.
    #[must_use]
    pub fn exact() -> Self {
        Self { params: IcsiParams { max_branches: 200, ..IcsiParams::default() } }
    }
}

impl Summarizer for Icsi {
    fn name(&self) -> &'static str {
        if self.params.max_branches > 0 { "icsi-exact" } else { "icsi" }
    }

    fn select(&self, cluster: &Cluster<'_>, budget: &Budget) -> Vec<SentenceRef> {
        let units = cluster.units();
        let mut state = State::of(units, &self.params);
        let mut selection = Selection::new(units, budget);
        take_lazily(&mut selection, 0..units.all.len(), &mut state);
        if self.params.max_branches == 0 {
            return filled(selection, units);
        }
        let worth = state.weight_of(selection.chosen());
        let best =
            Program::of(&state, budget, self.params.max_candidates).solve(worth, self.params.max_branches);
        let mut exact = Selection::new(units, budget);
        for unit in best.unwrap_or_default() {
            exact.take(unit);
        }
        filled(if state.weight_of(exact.chosen()) > worth { exact } else { selection }, units)
    }
}

/// Fills the room that is left, when no concept is, with the sentences that stand highest in their documents: a story of
/// two or three reports has few pairs of words in common, and ICSISumm was made for ten.
fn filled(mut selection: Selection<'_>, units: &Units) -> Vec<SentenceRef> {
    let mut order: Vec<(usize, usize)> =
        units.all.iter().enumerate().map(|(number, unit)| (unit.position, number)).collect();
    order.sort_unstable();
    while let Some(&(_, unit)) = order.iter().find(|(_, unit)| selection.may_take(*unit)) {
        selection.take(unit);
    }
    selection.sentences()
}

/// The concepts and which of them are covered.
struct State<'u> {
    units: &'u Units,
    weights: Vec<f64>,
    /// The concepts of each unit, ascending.
    of_unit: Vec<Vec<u32>>,
    covered: Vec<bool>,
    length_exponent: f64,
}

impl<'u> State<'u> {
    fn of(units: &'u Units, params: &IcsiParams) -> Self {
        let mut numbers: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let raw: Vec<Vec<u32>> = units
            .all
            .iter()
            .map(|unit| {
                let pairs = unit.stems.iter().zip(unit.stems.iter().skip(1));
                let telling = pairs.filter(|&(&a, &b)| !(units.is_stop(a) && units.is_stop(b)));
                let mut list: Vec<u32> = telling
                    .map(|(&a, &b)| {
                        let next = numbers.len() as u32;
                        *numbers.entry((a, b)).or_insert(next)
                    })
                    .collect();
                list.sort_unstable();
                list.dedup();
                list
            })
            .collect();
        let mut weights = vec![0.0; numbers.len()];
        for origin in &units.by_origin {
            let mut held: Vec<(u32, bool)> = origin
                .iter()
                .flat_map(|&(unit, place)| raw.get(unit).into_iter().flatten().map(move |&c| (c, place != 0)))
                .collect();
            // Of each concept the entry of the first sentence, where there is one, comes first.
            held.sort_unstable();
            held.dedup_by_key(|(concept, _)| *concept);
            for (concept, is_later) in held {
                if let Some(weight) = weights.get_mut(concept as usize) {
                    *weight += if is_later { 1.0 } else { 2.0 };
                }
            }
        }
        let least = params.min_weight.min(units.by_origin.len() as f64);
        let counts = |concept: &u32| weights.get(*concept as usize).is_some_and(|weight| *weight >= least);
        let of_unit = raw.iter().map(|list| list.iter().copied().filter(counts).collect()).collect();
        let covered = vec![false; weights.len()];
        Self { units, weights, of_unit, covered, length_exponent: params.length_exponent }
    }

    fn concepts(&self, unit: usize) -> &[u32] {
        self.of_unit.get(unit).map_or(&[], Vec::as_slice)
    }

    fn weight(&self, concept: u32) -> f64 {
        self.weights.get(concept as usize).copied().unwrap_or(0.0)
    }

    /// Gives the weight of the concepts of some units, each counted once.
    fn weight_of(&self, units: &[usize]) -> f64 {
        let mut concepts: Vec<u32> = units.iter().flat_map(|&unit| self.concepts(unit)).copied().collect();
        concepts.sort_unstable();
        concepts.dedup();
        concepts.into_iter().map(|concept| self.weight(concept)).sum()
    }
}

impl Objective for State<'_> {
    fn value(&self, unit: usize) -> f64 {
        let Some(of_unit) = self.units.all.get(unit) else { return 0.0 };
        let open = |concept: &&u32| !self.covered.get(**concept as usize).copied().unwrap_or(true);
        let gain: f64 = self.concepts(unit).iter().filter(open).map(|&concept| self.weight(concept)).sum();
        of_unit.fitness * gain / (of_unit.cost.words.max(1) as f64).powf(self.length_exponent)
    }

    fn taken(&mut self, unit: usize) {
        for &concept in self.of_unit.get(unit).map_or(&[][..], Vec::as_slice) {
            if let Some(covered) = self.covered.get_mut(concept as usize) {
                *covered = true;
            }
        }
    }
}

/// The integer program: which of some units to take.
struct Program<'p, 'u> {
    state: &'p State<'u>,
    budget: Budget,
    candidates: Vec<usize>,
    /// The concepts of the candidates, ascending, and for each the places of its holders.
    concepts: Vec<(u32, Vec<usize>)>,
}

impl<'p, 'u> Program<'p, 'u> {
    fn of(state: &'p State<'u>, budget: &Budget, max_candidates: usize) -> Self {
        let blank = Selection::new(state.units, budget);
        let mut scored: Vec<(f64, usize)> = (0..state.units.all.len())
            .filter(|&unit| blank.may_take(unit) && !state.concepts(unit).is_empty())
            .filter_map(|number| {
                let unit = state.units.all.get(number)?;
                Some((state.weight_of(&[number]) / unit.cost.words.max(1) as f64, number))
            })
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        scored.truncate(max_candidates);
        let mut candidates: Vec<usize> = scored.into_iter().map(|(_, unit)| unit).collect();
        candidates.sort_unstable();
        let mut held: Vec<(u32, usize)> = candidates
            .iter()
            .enumerate()
            .flat_map(|(place, &unit)| state.concepts(unit).iter().map(move |&concept| (concept, place)))
            .collect();
        held.sort_unstable();
        let concepts = held
            .chunk_by(|a, b| a.0 == b.0)
            .filter_map(|run| Some((run.first()?.0, run.iter().map(|(_, place)| *place).collect())))
            .collect();
        Self { state, budget: *budget, candidates, concepts }
    }

    /// Finds units of more than `worth`, the best that there are if the branches suffice; ascending.
    fn solve(&self, worth: f64, max_branches: usize) -> Option<Vec<usize>> {
        let mut best = (worth, None);
        let mut stack: Vec<Vec<Option<bool>>> = vec![vec![None; self.candidates.len()]];
        for _ in 0..max_branches {
            let Some(fixed) = stack.pop() else { break };
            let Some((bound, shares)) = self.relaxed(&fixed) else { continue };
            if bound <= best.0 + 1e-6 {
                continue;
            }
            let split = shares
                .iter()
                .enumerate()
                .filter(|(_, share)| **share > 1e-6 && **share < 1.0 - 1e-6)
                .min_by(|a, b| (a.1 - 0.5).abs().total_cmp(&(b.1 - 0.5).abs()).then(a.0.cmp(&b.0)));
            let Some((place, _)) = split else {
                let whole = self.candidates.iter().zip(&shares).filter(|(_, share)| **share > 0.5);
                best = (bound, Some(whole.map(|(&unit, _)| unit).collect()));
                continue;
            };
            for choice in [false, true] {
                let mut branch = fixed.clone();
                if let Some(slot) = branch.get_mut(place) {
                    *slot = Some(choice);
                }
                stack.push(branch);
            }
        }
        best.1
    }

    /// Solves the linear relaxation with some units fixed: its value and the share of each unit. `None` where nothing
    /// satisfies it.
    fn relaxed(&self, fixed: &[Option<bool>]) -> Option<(f64, Vec<f64>)> {
        let mut variables = ProblemVariables::new();
        let shares: Vec<Variable> = fixed
            .iter()
            .map(|fixed| {
                let (least, most) = match fixed {
                    Some(true) => (1.0, 1.0),
                    Some(false) => (0.0, 0.0),
                    None => (0.0, 1.0),
                };
                variables.add(variable().min(least).max(most))
            })
            .collect();
        let covered: Vec<Variable> =
            self.concepts.iter().map(|_| variables.add(variable().min(0.0).max(1.0))).collect();
        let weights = self.concepts.iter().map(|(concept, _)| self.state.weight(*concept));
        let value: Expression =
            covered.iter().zip(weights).map(|(&variable, weight)| weight * variable).sum();
        let mut model = variables.maximise(value.clone()).using(microlp);
        for ((_, holders), &covered) in self.concepts.iter().zip(&covered) {
            let held: Expression = holders.iter().filter_map(|&place| shares.get(place)).sum();
            model = model.with((held - covered).geq(0.0));
        }
        let sum = |of: fn(super::Cost) -> usize| -> Expression {
            let units = self.candidates.iter().filter_map(|&unit| self.state.units.all.get(unit));
            shares.iter().zip(units).map(|(&share, unit)| of(unit.cost) as f64 * share).sum()
        };
        let Budget { max_words, max_sentences, max_bytes } = self.budget;
        // Between two sentences stands a space.
        for (used, limit) in [
            (sum(|cost| cost.words), max_words),
            (sum(|_| 1), max_sentences),
            (sum(|cost| cost.bytes + 1), max_bytes.saturating_add(1)),
        ] {
            if limit < usize::MAX {
                model = model.with(used.leq(limit as f64));
            }
        }
        let solution = model.solve().ok()?;
        Some((solution.eval(&value), shares.iter().map(|&share| solution.value(share)).collect()))
    }
}
