//! Lazy greedy choice for objectives with diminishing returns.

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use super::selection::Selection;

/// A bound on what a sentence still gains.
struct Bound {
    value: f64,
    unit: usize,
    /// How many sentences were chosen when it was taken.
    age: usize,
}

impl PartialEq for Bound {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Bound {}

impl PartialOrd for Bound {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Bound {
    /// The greater value first, of equals the lower unit.
    fn cmp(&self, other: &Self) -> Ordering {
        self.value.total_cmp(&other.value).then(other.unit.cmp(&self.unit))
    }
}

/// Takes the sentence with the greatest value again and again until none fits.
///
/// `value(unit)` is what a unit is worth now; it must never grow while others are taken. So an old value is a bound, and
/// only the units at the head of the queue are valued again (Minoux 1978): the choice is that of plain greedy.
/// `taken(unit)` hears of each unit that is taken. Ends as well where no value is above 0.
pub fn take_lazily(
    selection: &mut Selection<'_>,
    units: impl Iterator<Item = usize>,
    state: &mut impl Objective,
) {
    let mut queue: BinaryHeap<Bound> =
        units.map(|unit| Bound { value: state.value(unit), unit, age: 0 }).collect();
    // Units that lean wait for the sentence before them.
    let mut waiting: Vec<usize> = Vec::new();
    let mut age = 0;
    while let Some(bound) = queue.pop() {
        if bound.value <= 0.0 {
            break;
        }
        if !selection.may_take(bound.unit) {
            if selection.may_wait(bound.unit) {
                waiting.push(bound.unit);
            }
        } else if bound.age < age {
            queue.push(Bound { value: state.value(bound.unit), unit: bound.unit, age });
        } else if selection.take(bound.unit) {
            state.taken(bound.unit);
            age += 1;
            for unit in waiting.drain(..) {
                queue.push(Bound { value: state.value(unit), unit, age });
            }
        }
    }
}

/// What [`take_lazily`] raises.
pub trait Objective {
    /// Tells what a unit is worth on top of those that are taken.
    fn value(&self, unit: usize) -> f64;

    /// Hears that a unit is taken.
    fn taken(&mut self, unit: usize);
}
