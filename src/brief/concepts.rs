//! What a story is about: stems and pairs of stems, weighed by how many origins hold them and how far up.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::units::Units;

/// How concepts are weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct ConceptParams {
    /// The exponent of the weight of pairs.
    pub pair_exponent: f64,
    /// The factor of the weight of single stems.
    pub single_factor: f64,
    /// A pair or stem must be in this share of the origins, or in two.
    pub min_share: f64,
    /// The places after which the weight of a place in a document falls to 1/e.
    pub decay: f64,
    /// The least weight of a place.
    pub floor: f64,
}

impl Default for ConceptParams {
    fn default() -> Self {
        Self { pair_exponent: 1.5, single_factor: 0.2, min_share: 0.34, decay: 3.0, floor: 0.2 }
    }
}

/// The concepts of a cluster.
#[derive(Clone, Debug, Default)]
pub struct Concepts {
    /// The weight of each concept, above 0.
    pub weights: Vec<f64>,
    /// The concepts of each unit, ascending.
    pub of_unit: Vec<Vec<u32>>,
}

/// What is gathered of one pair or stem while the origins pass by.
#[derive(Clone, Default)]
struct Tally {
    single: bool,
    /// In how many wordings it is, counted in each origin.
    sentences: usize,
    origins: usize,
    /// The weights of the best place in each origin, summed up.
    sum: f64,
    /// The weight of the best place in the origin at hand.
    best: f64,
}

impl Concepts {
    /// Gives the concepts of a unit, ascending.
    #[must_use]
    pub fn of(&self, unit: usize) -> &[u32] {
        self.of_unit.get(unit).map_or(&[], Vec::as_slice)
    }

    /// Gives the weight of a concept.
    #[must_use]
    pub fn weight(&self, concept: u32) -> f64 {
        self.weights.get(concept as usize).copied().unwrap_or(0.0)
    }

    /// Gives the weight of all concepts of a unit.
    #[must_use]
    pub fn weight_of(&self, unit: usize) -> f64 {
        self.of(unit).iter().map(|&concept| self.weight(concept)).sum()
    }

    /// Weighs pairs of neighbouring stems, of which one is no stop word, and single stems that are no stop words. They
    /// count when they are in two sentences or more and in `min(2, ceil(min_share x origins))` origins or more. Of a
    /// single origin all count: nobody else could repeat them, and their places tell what matters.
    ///
    /// Linear in the tokens.
    #[must_use]
    pub fn weigh(units: &Units, params: &ConceptParams) -> Self {
        let (raw, mut tallies) = gather(units);
        for origin in &units.by_origin {
            let mut touched: Vec<u32> = Vec::new();
            for &(unit, place) in origin {
                let at = params.floor.max((-(place as f64) / params.decay).exp());
                for &concept in raw.get(unit).map_or(&[][..], Vec::as_slice) {
                    let Some(tally) = tallies.get_mut(concept as usize) else { continue };
                    if tally.best <= 0.0 {
                        touched.push(concept);
                    }
                    tally.sentences += 1;
                    tally.best = tally.best.max(at);
                }
            }
            for concept in touched {
                let Some(tally) = tallies.get_mut(concept as usize) else { continue };
                tally.origins += 1;
                tally.sum += tally.best;
                tally.best = 0.0;
            }
        }
        let sentences = if units.by_origin.len() == 1 { 1 } else { 2 };
        let share = params.min_share * units.by_origin.len() as f64;
        let needed = if share > 1.0 { 2 } else { 1 };
        let mut concepts = Self::default();
        let number: Vec<Option<u32>> = tallies
            .iter()
            .map(|tally| {
                (tally.sentences >= sentences && tally.origins >= needed).then(|| {
                    concepts.weights.push(if tally.single {
                        params.single_factor * tally.sum
                    } else {
                        tally.sum.powf(params.pair_exponent)
                    });
                    concepts.weights.len() as u32 - 1
                })
            })
            .collect();
        concepts.of_unit = raw
            .iter()
            .map(|list| list.iter().filter_map(|&c| number.get(c as usize).copied().flatten()).collect())
            .collect();
        concepts
    }
}

/// Numbers the pairs and stems of each unit; each unit's numbers ascend.
fn gather(units: &Units) -> (Vec<Vec<u32>>, Vec<Tally>) {
    let n_tokens = units.all.iter().map(|unit| unit.stems.len()).sum();
    let mut of_stem: Vec<Option<u32>> = vec![None; units.stop.len()];
    let mut of_pair: FxHashMap<u64, u32> = FxHashMap::with_capacity_and_hasher(n_tokens, FxBuildHasher);
    let mut tallies: Vec<Tally> = Vec::with_capacity(n_tokens);
    let number = |single: bool, tallies: &mut Vec<Tally>| {
        tallies.push(Tally { single, ..Tally::default() });
        tallies.len() as u32 - 1
    };
    let mut raw = Vec::with_capacity(units.all.len());
    for unit in &units.all {
        let mut list: Vec<u32> = Vec::with_capacity(2 * unit.stems.len());
        for stem in units.content(unit) {
            let Some(known) = of_stem.get_mut(stem as usize) else { continue };
            list.push(*known.get_or_insert_with(|| number(true, &mut tallies)));
        }
        for (&a, &b) in unit.stems.iter().zip(unit.stems.iter().skip(1)) {
            if units.is_stop(a) && units.is_stop(b) {
                continue;
            }
            let pair = u64::from(a) << 32 | u64::from(b);
            list.push(*of_pair.entry(pair).or_insert_with(|| number(false, &mut tallies)));
        }
        list.sort_unstable();
        list.dedup();
        raw.push(list);
    }
    (raw, tallies)
}
