//! The opening of each origin in turn: the baseline that news is hard to beat by.

use super::Summarizer;
use super::budget::Budget;
use super::cluster::{Cluster, SentenceRef};
use super::selection::Selection;

/// Takes the first sentence of each origin, then the second of each, and so on, in order of time. Wordings that were
/// taken before and sentences longer than the whole budget are passed over; an origin whose next sentence does not fit is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lead;

impl Summarizer for Lead {
    fn name(&self) -> &'static str {
        "lead"
    }

    fn select(&self, cluster: &Cluster<'_>, budget: &Budget) -> Vec<SentenceRef> {
        let units = cluster.units();
        let mut queues: Vec<_> = units
            .by_origin
            .iter()
            .map(|list| {
                let mut list: Vec<(usize, usize)> = list.iter().map(|&(unit, place)| (place, unit)).collect();
                list.sort_unstable();
                list.into_iter().map(|(_, unit)| unit)
            })
            .collect();
        let mut selection = Selection::new(units, budget);
        while !queues.is_empty() {
            queues.retain_mut(|queue| {
                for number in queue.by_ref() {
                    let Some(unit) = units.all.get(number) else { continue };
                    if selection.take(number) {
                        return true;
                    }
                    // A lead is cut where it is full, not filled up with what is short enough.
                    if selection.is_fit(number) && budget.allows(unit.cost) && !unit.is_off_query {
                        return false;
                    }
                }
                false
            });
        }
        selection.sentences()
    }
}
