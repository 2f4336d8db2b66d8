//! Submodular choice: cover the cluster and reward variety.
//!
//! Lin & Bilmes 2011, "A Class of Submodular Functions for Document Summarization": raises `L(S) + lambda R(S)` with
//! `L(S) = sum over i of min(C_i(S), alpha C_i(V))`, `C_i(S) = sum over j in S of w_ij` (eq. 3) and
//! `R(S) = sum over k of sqrt(sum over j in P_k and S of r_j)`, `r_j = 1/n sum over i of w_ij` (eq. 5). `w` are cosines of
//! tf-isf rows, `P` is a partition of the sentences by k-means into `n / 5` parts. Greedy with gains divided by a power
//! of the length (Lin & Bilmes 2010); lazily, for gains never grow. The constants are the paper's for DUC 2004.

use ndarray::{Array1, Array2, Axis};

use super::Summarizer;
use super::budget::Budget;
use super::cluster::{Cluster, SentenceRef};
use super::greedy::{Objective, take_lazily};
use super::selection::Selection;
use super::similarity::{self, Cosines, Rows};
use super::units::Units;

/// How [`Submodular`] chooses.
#[derive(Clone, Debug, PartialEq)]
pub struct SubmodularParams {
    /// How much variety counts beside coverage.
    pub lambda: f64,
    /// A sentence is covered when its likeness to the brief is `saturation / n` of its likeness to the cluster.
    pub saturation: f64,
    /// The exponent of the length, in words, that divides a gain.
    pub length_exponent: f64,
    /// The sentences for each part of the partition.
    pub part: usize,
    /// The rounds of k-means.
    pub rounds: usize,
    /// The most sentences that are compared with each other; of a larger story those that stand highest.
    pub max_candidates: usize,
}

impl Default for SubmodularParams {
    fn default() -> Self {
        Self { lambda: 6.0, saturation: 5.0, length_exponent: 0.3, part: 5, rounds: 5, max_candidates: 1000 }
    }
}

/// Chooses what covers the cluster with variety. `O(n^2 w)` for `n` candidates of `w` distinct stems: k-means is most of
/// it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Submodular {
    /// Its settings.
    pub params: SubmodularParams,
}

impl Summarizer for Submodular {
    fn name(&self) -> &'static str {
        "submodular"
    }

    fn select(&self, cluster: &Cluster<'_>, budget: &Budget) -> Vec<SentenceRef> {
        let units = cluster.units();
        let candidates = similarity::highest(units, self.params.max_candidates);
        let rows = Rows::of(units);
        let mut state = State::of(units, &candidates, &rows, &self.params);
        let mut selection = Selection::new(units, budget);
        take_lazily(&mut selection, candidates.iter().copied(), &mut state);
        selection.sentences()
    }
}

/// What is covered so far.
struct State<'u> {
    units: &'u Units,
    /// The place of each unit among the candidates.
    place_of: Vec<Option<usize>>,
    cosines: Cosines,
    /// `C_i(S)` and its limit.
    coverage: Vec<f64>,
    limit: Vec<f64>,
    /// The part of each candidate, `r_j`, and the sum of `r_j` in each part.
    part: Vec<usize>,
    reward: Vec<f64>,
    rewards: Vec<f64>,
    lambda: f64,
    length_exponent: f64,
}

impl<'u> State<'u> {
    fn of(units: &'u Units, candidates: &[usize], rows: &Rows, params: &SubmodularParams) -> Self {
        let n = candidates.len();
        let cosines = rows.cosines(candidates);
        let mut place_of = vec![None; units.all.len()];
        let mut likeness = vec![1.0; n];
        for (place, &unit) in candidates.iter().enumerate() {
            if let Some(slot) = place_of.get_mut(unit) {
                *slot = Some(place);
            }
            if let Some(sum) = likeness.get_mut(place) {
                cosines.for_each(place, |_, cosine| *sum += cosine);
            }
        }
        let part = partition(rows, candidates, params);
        Self {
            units,
            place_of,
            cosines,
            coverage: vec![0.0; n],
            limit: likeness.iter().map(|sum| sum * (params.saturation / n.max(1) as f64).min(1.0)).collect(),
            rewards: vec![0.0; part.iter().map(|part| part + 1).max().unwrap_or(0)],
            part,
            reward: likeness.iter().map(|sum| sum / n.max(1) as f64).collect(),
            lambda: params.lambda,
            length_exponent: params.length_exponent,
        }
    }

    /// Calls `f` with each candidate that a candidate covers, and how much.
    fn for_each_covered(&self, place: usize, mut f: impl FnMut(usize, f64)) {
        f(place, 1.0);
        self.cosines.for_each(place, |other, cosine| {
            if other != place {
                f(other, cosine);
            }
        });
    }
}

impl Objective for State<'_> {
    fn value(&self, unit: usize) -> f64 {
        let (Some(place), Some(unit)) =
            (self.place_of.get(unit).copied().flatten(), self.units.all.get(unit))
        else {
            return 0.0;
        };
        let mut gain = 0.0;
        self.for_each_covered(place, |i, cosine| {
            let (Some(coverage), Some(limit)) = (self.coverage.get(i), self.limit.get(i)) else { return };
            gain += (limit - coverage).clamp(0.0, cosine);
        });
        let reward = self.reward.get(place).copied().unwrap_or(0.0);
        let so_far = self.part.get(place).and_then(|&part| self.rewards.get(part)).copied().unwrap_or(0.0);
        gain += self.lambda * ((so_far + reward).sqrt() - so_far.sqrt());
        unit.fitness * gain / (unit.cost.words.max(1) as f64).powf(self.length_exponent)
    }

    fn taken(&mut self, unit: usize) {
        let Some(place) = self.place_of.get(unit).copied().flatten() else { return };
        let mut coverage = std::mem::take(&mut self.coverage);
        self.for_each_covered(place, |i, cosine| {
            if let Some(coverage) = coverage.get_mut(i) {
                *coverage += cosine;
            }
        });
        self.coverage = coverage;
        let reward = self.reward.get(place).copied().unwrap_or(0.0);
        if let Some(sum) = self.part.get(place).and_then(|&part| self.rewards.get_mut(part)) {
            *sum += reward;
        }
    }
}

/// Parts the candidates by spherical k-means (Dhillon & Modha 2001) that begins with sentences at even distances; gives
/// the part of each. Ties go to the lower part, so that the same cluster gives the same parts.
fn partition(rows: &Rows, candidates: &[usize], params: &SubmodularParams) -> Vec<usize> {
    let k = candidates.len().div_ceil(params.part.max(1));
    let mut part: Vec<usize> = (0..candidates.len()).map(|place| place / params.part.max(1)).collect();
    // Stems that no candidate has would only make the centers larger.
    let mut stems: Vec<u32> =
        candidates.iter().flat_map(|&unit| rows.row(unit)).map(|(stem, _)| *stem).collect();
    stems.sort_unstable();
    stems.dedup();
    let compact: Vec<Vec<(usize, f64)>> = candidates
        .iter()
        .map(|&unit| {
            let row = rows.row(unit).iter();
            row.filter_map(|(stem, value)| Some((stems.binary_search(stem).ok()?, *value))).collect()
        })
        .collect();
    let mut centers = Array2::<f64>::zeros((k, stems.len()));
    for (center, row) in compact.iter().step_by(params.part.max(1)).enumerate() {
        add(&mut centers, center, row);
    }
    for _ in 0..params.rounds {
        // Stem by stem, so that only the stems of the sentence are looked at.
        let by_stem = centers.t().as_standard_layout().into_owned();
        for (part, row) in part.iter_mut().zip(&compact) {
            let mut along = Array1::<f64>::zeros(k);
            for &(stem, value) in row {
                along.scaled_add(value, &by_stem.row(stem));
            }
            let best = along.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1).then(b.0.cmp(&a.0)));
            *part = best.map_or(0, |(best, _)| best);
        }
        centers.fill(0.0);
        for (&part, row) in part.iter().zip(&compact) {
            add(&mut centers, part, row);
        }
        for mut center in centers.axis_iter_mut(Axis(0)) {
            let length = center.dot(&center).sqrt();
            if length > 0.0 {
                center /= length;
            }
        }
    }
    part
}

fn add(centers: &mut Array2<f64>, center: usize, row: &[(usize, f64)]) {
    for &(stem, value) in row {
        if let Some(cell) = centers.get_mut((center, stem)) {
            *cell += value;
        }
    }
}
