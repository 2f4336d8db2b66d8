//! The order in which the sentences of a brief are read.

use std::cmp::Reverse;

use super::cluster::{Cluster, SentenceRef};
use super::units::Unit;

/// Puts chosen sentences, the most important first, into reading order.
///
/// A sentence that leans on the one before it stays behind it. The brief opens with the news: of the sentences that lean
/// on nothing, the one that stood highest in an article, the most important of equals. The rest follows in the order of the
/// documents, then of the places.
pub fn arrange(cluster: &Cluster<'_>, chosen: &mut Vec<SentenceRef>) {
    let opener = chosen
        .iter()
        .enumerate()
        .min_by_key(|(rank, at)| {
            let unit = unit(cluster, **at);
            let depth = unit.map_or(at.sentence, |unit| unit.position);
            (unit.is_some_and(|unit| unit.leans), depth, *rank)
        })
        .map(|(_, at)| *at);
    chosen.sort_unstable();
    let mut place = 0;
    let mut head = None;
    let chains: Vec<(Reverse<bool>, usize)> = chosen
        .iter()
        .enumerate()
        .map(|(i, at)| {
            let leans = unit(cluster, *at).is_some_and(|unit| unit.leans);
            let follows = i
                .checked_sub(1)
                .and_then(|before| chosen.get(before))
                .is_some_and(|before| before.doc == at.doc && before.sentence + 1 == at.sentence);
            if !(leans && follows) {
                place = i;
                head = Some(*at);
            }
            (Reverse(head == opener), place)
        })
        .collect();
    let mut ordered: Vec<_> = chains.into_iter().zip(chosen.iter().copied()).collect();
    ordered.sort_by_key(|&((opens, chain), at)| (opens, chain, at));
    *chosen = ordered.into_iter().map(|(_, at)| at).collect();
}

fn unit<'c>(cluster: &'c Cluster<'_>, at: SentenceRef) -> Option<&'c Unit> {
    let units = cluster.units();
    let number = (*units.of_sentence.get(at.doc)?.get(at.sentence)?)?;
    units.all.get(number)
}
