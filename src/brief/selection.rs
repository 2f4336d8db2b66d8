//! What every summariser keeps to when it takes sentences: the budget, no fact twice, nothing that hangs in the air.
//!
//! These rules are for readers and cost little: on the first hundred clusters of Multi-News, at 100 words, the preference for
//! a sentence that opens its article and the rule for bare quotations take some tenths of ROUGE-1 together, the ban of repeated
//! clauses nothing. To shut leaning sentences out takes .5, so `coverage` weighs them instead.

use rustc_hash::FxHashSet;

use super::budget::Budget;
use super::cluster::SentenceRef;
use super::units::{Unit, Units};

/// So many stems in a row that two sentences share are one clause said twice...
const RUN: usize = 6;

/// ...if at least so many of them are no stop words. Titles and names of offices are shorter.
const RUN_CONTENT: usize = 4;

/// The sentences that are taken, in the order of taking, and what may still be taken.
#[derive(Clone)]
pub struct Selection<'u> {
    units: &'u Units,
    whole: Budget,
    left: Budget,
    chosen: Vec<usize>,
    /// Units that are taken or that say what a taken one says.
    closed: Vec<bool>,
    taken: Vec<bool>,
    /// Whether leaning sentences need the sentence before them: there are others.
    strict: bool,
    runs: FxHashSet<[u32; RUN]>,
    /// Where there is a query, the units that have a word of it.
    on_query: Vec<usize>,
}

impl<'u> Selection<'u> {
    /// Begins with nothing taken.
    #[must_use]
    pub fn new(units: &'u Units, budget: &Budget) -> Self {
        let stands = |unit: &Unit| unit.fitness > 0.0 && !unit.leans && budget.allows(unit.cost);
        Self {
            units,
            whole: *budget,
            left: *budget,
            chosen: Vec::new(),
            closed: vec![false; units.all.len()],
            taken: vec![false; units.all.len()],
            strict: units.all.iter().any(stands),
            runs: FxHashSet::default(),
            on_query: if units.all.iter().any(|unit| unit.is_off_query) {
                (0..units.all.len()).filter(|&n| units.all.get(n).is_some_and(|u| !u.is_off_query)).collect()
            } else {
                Vec::new()
            },
        }
    }

    /// Lets leaning sentences be taken without the sentence before them: the method weighs that itself.
    #[must_use]
    pub fn lenient(self) -> Self {
        Self { strict: false, ..self }
    }

    /// Tells whether a unit may be taken now: it is fit and fits, and where it leans, the sentence before it is taken.
    #[must_use]
    pub fn may_take(&self, number: usize) -> bool {
        self.has_room_for(number)
            && !(self.units.all.get(number).is_some_and(|unit| unit.is_off_query)
                && self.on_query.iter().any(|&unit| self.has_room_for(unit)))
    }

    fn has_room_for(&self, number: usize) -> bool {
        self.is_fit(number) && self.units.all.get(number).is_some_and(|unit| self.left.allows(unit.cost))
    }

    /// Tells whether a unit may be taken now but for the budget.
    #[must_use]
    pub fn is_fit(&self, number: usize) -> bool {
        let Some(unit) = self.units.all.get(number) else { return false };
        unit.fitness > 0.0
            && !self.closed.get(number).copied().unwrap_or(true)
            && (!unit.leans || !self.strict || self.follows(unit))
    }

    /// Tells whether a unit that may not be taken now may be later: it leans on a sentence that is not taken yet, or
    /// sentences that have a word of the query come first.
    #[must_use]
    pub fn may_wait(&self, number: usize) -> bool {
        let is_open = !self.closed.get(number).copied().unwrap_or(true);
        is_open
            && self.units.all.get(number).is_some_and(|unit| {
                unit.fitness > 0.0 && self.left.allows(unit.cost) && (unit.leans || unit.is_off_query)
            })
    }

    /// Tells whether a unit leans on a sentence that is not taken.
    #[must_use]
    pub fn hangs(&self, number: usize) -> bool {
        self.units.all.get(number).is_some_and(|unit| unit.leans && !self.follows(unit))
    }

    /// Tells whether a unit leans on a sentence that is not taken, and no other sentence before it in its document is.
    #[must_use]
    pub fn is_adrift(&self, number: usize) -> bool {
        self.units.all.get(number).is_some_and(|unit| {
            let is_taken = |before: usize| self.taken.get(before).copied().unwrap_or(false);
            unit.leans && !self.units.all_before(unit).any(is_taken)
        })
    }

    /// Gives the share of the budget that is left, by the limit that is nearest.
    #[must_use]
    pub fn share_left(&self) -> f64 {
        let share = |left: usize, whole: usize| left as f64 / whole.max(1) as f64;
        share(self.left.max_words, self.whole.max_words)
            .min(share(self.left.max_bytes, self.whole.max_bytes))
            .min(share(self.left.max_sentences, self.whole.max_sentences))
    }

    fn follows(&self, unit: &Unit) -> bool {
        self.units.before(unit).is_some_and(|before| self.taken.get(before).copied().unwrap_or(false))
    }

    /// Takes a unit, if it may be taken and repeats no clause of a taken one. One that repeats is closed for good.
    pub fn take(&mut self, number: usize) -> bool {
        if !self.may_take(number) {
            return false;
        }
        let Some(unit) = self.units.all.get(number) else { return false };
        self.close(number);
        let units = self.units;
        if runs_of(units, unit).any(|run| self.runs.contains(&run)) || !self.left.take(unit.cost) {
            return false;
        }
        self.runs.extend(runs_of(units, unit));
        if let Some(taken) = self.taken.get_mut(number) {
            *taken = true;
        }
        self.chosen.push(number);
        true
    }

    /// Passes a unit over for good.
    pub fn close(&mut self, number: usize) {
        if let Some(closed) = self.closed.get_mut(number) {
            *closed = true;
        }
    }

    /// Gives the units that are taken, in the order of taking.
    #[must_use]
    pub fn chosen(&self) -> &[usize] {
        &self.chosen
    }

    /// Gives the sentences that are taken, in the order of taking.
    #[must_use]
    pub fn sentences(&self) -> Vec<SentenceRef> {
        self.chosen.iter().filter_map(|&unit| self.units.all.get(unit)).map(|unit| unit.at).collect()
    }
}

/// Gives the runs of a unit's stems that make a clause.
fn runs_of<'u>(units: &'u Units, unit: &'u Unit) -> impl Iterator<Item = [u32; RUN]> + 'u {
    let is_telling = |run: &[u32; RUN]| {
        let is_new = |(i, stem): (usize, &u32)| {
            !units.is_stop(*stem) && !run.iter().take(i).any(|other| other == stem)
        };
        run.iter().enumerate().filter(|&place| is_new(place)).count() >= RUN_CONTENT
    };
    unit.stems.array_windows::<RUN>().copied().filter(is_telling)
}
