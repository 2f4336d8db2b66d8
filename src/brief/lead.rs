//! The opening of each origin in turn: the baseline that news is hard to beat by.

use super::Summarizer;
use super::cluster::{Cluster, SentenceRef};
use super::units::Units;

/// Takes the first sentence of each origin, then the second of each, and so on, in order of time. Wordings that were
/// taken before and sentences longer than the whole budget are passed over; an origin whose next sentence does not fit is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Lead;

impl Summarizer for Lead {
    fn name(&self) -> &'static str {
        "lead"
    }

    fn select(&self, cluster: &Cluster<'_>, max_words: usize) -> Vec<SentenceRef> {
        let units = Units::of(cluster);
        let mut queues: Vec<_> = units
            .by_origin
            .iter()
            .map(|list| {
                let mut list: Vec<(usize, usize)> = list.iter().map(|&(unit, place)| (place, unit)).collect();
                list.sort_unstable();
                list.into_iter().map(|(_, unit)| unit).peekable()
            })
            .collect();
        let mut taken = vec![false; units.all.len()];
        let mut left = max_words;
        let mut selection = Vec::new();
        while !queues.is_empty() {
            queues.retain_mut(|queue| {
                for number in queue.by_ref() {
                    let (Some(unit), Some(taken)) = (units.all.get(number), taken.get_mut(number)) else {
                        continue;
                    };
                    if *taken || unit.fitness <= 0.0 || unit.words > max_words {
                        continue;
                    }
                    if unit.words > left {
                        return false;
                    }
                    *taken = true;
                    left -= unit.words;
                    selection.push(unit.at);
                    return true;
                }
                false
            });
        }
        selection
    }
}
