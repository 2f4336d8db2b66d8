//! Terms as numbers, counted without a string.

use crate::model::{Document, TermId};
use crate::par;
use crate::random::mix;
use crate::text::Corpus;

/// A term: one stem, or two neighbouring ones. The first fills the high half, the second, counted from 1, the low half, so
/// that sorting keys puts a stem before its pairs.
fn pack(first: TermId, second: Option<TermId>) -> u64 {
    (u64::from(first.0) << 32) | second.map_or(0, |s| u64::from(s.0) + 1)
}

/// Writes the keys of a document's terms, in reading order, into `keys`.
pub(super) fn document_terms(corpus: &Corpus, document: &Document, bigrams: bool, keys: &mut Vec<u64>) {
    keys.clear();
    let mut last: Option<TermId> = None;
    for &token in &document.tokens {
        let stem = corpus.vocabulary.stem(token);
        keys.push(pack(stem, None));
        if let Some(last) = last.filter(|_| bigrams) {
            keys.push(pack(last, Some(stem)));
        }
        last = Some(stem);
    }
}

/// Counts in how many documents each term stands; gives those within the limits, sorted by key.
///
/// The keys are dealt to a fixed number of parts by their hash, and each part goes through all documents: reading tokens
/// again is cheaper than holding every pair of every document at once.
pub(super) fn count(corpus: &Corpus, bigrams: bool, min_df: usize, max_df: f64) -> Vec<(u64, u32)> {
    const PARTS: usize = 16;
    let stop = stop_stems(corpus);
    let is_stop = |stem: u64| stop.get(stem as usize).copied().unwrap_or(false);
    let parts = par::map_range(PARTS, |part| {
        let mut all: Vec<u64> = Vec::new();
        let mut keys = Vec::new();
        for document in &corpus.documents {
            document_terms(corpus, document, bigrams, &mut keys);
            keys.retain(|&key| mix(key) as usize % PARTS == part);
            keys.sort_unstable();
            keys.dedup();
            all.extend_from_slice(&keys);
        }
        all.sort_unstable();
        let runs = all.chunk_by(|a, b| a == b).map(|run| (run[0], run.len()));
        runs.filter(|&(key, df)| {
            let (first, second) = (key >> 32, key & 0xffff_ffff);
            let common = df as f64 > max_df && is_stop(first) && (second == 0 || is_stop(second - 1));
            df >= min_df && !common
        })
        .map(|(key, df)| (key, df as u32))
        .collect::<Vec<_>>()
    });
    let mut counted = parts.concat();
    par::sort(&mut counted);
    counted
}

/// Tells which stems are those of stop words.
fn stop_stems(corpus: &Corpus) -> Vec<bool> {
    let vocabulary = &corpus.vocabulary;
    let mut stop = vec![false; vocabulary.n_stems()];
    for word in (0..vocabulary.len() as u32).map(TermId) {
        if let Some(slot) = stop.get_mut(vocabulary.stem(word).index()) {
            *slot |= vocabulary.is_stop(word);
        }
    }
    stop
}

/// Sorted keys, and a table that finds the rank of one: open addressing with linear probing, at most half full.
///
/// Bisection among the pairs of a common stem misses the cache at most of its steps; this once or twice.
#[derive(Clone, Debug, Default)]
pub(super) struct Terms {
    keys: Vec<u64>,
    /// The rank of a key, counted from 1, at the first free place from that of its hash; 0 is free.
    slots: Vec<u32>,
}

impl Terms {
    /// Takes ascending keys.
    pub(super) fn new(keys: Vec<u64>) -> Self {
        let mut slots = vec![0; (2 * keys.len()).next_power_of_two()];
        let mask = slots.len() - 1;
        for (rank, &key) in (1..).zip(&keys) {
            let mut at = mix(key) as usize & mask;
            while slots[at] != 0 {
                at = (at + 1) & mask;
            }
            slots[at] = rank;
        }
        Self { keys, slots }
    }

    /// Gives the column of a key.
    pub(super) fn column(&self, key: u64) -> Option<u32> {
        let mask = self.slots.len().checked_sub(1)?;
        let mut at = mix(key) as usize & mask;
        loop {
            let column = self.slots.get(at)?.checked_sub(1)?;
            if self.keys.get(column as usize) == Some(&key) {
                return Some(column);
            }
            at = (at + 1) & mask;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_stands_before_its_pairs() {
        let (a, b) = (TermId(3), TermId(0));
        assert!(pack(a, None) < pack(a, Some(b)));
        assert!(pack(a, Some(TermId(u32::MAX - 1))) < pack(TermId(4), None));
    }

    #[test]
    fn columns_are_ranks_of_keys() {
        let keys = vec![pack(TermId(0), None), pack(TermId(2), None), pack(TermId(2), Some(TermId(0)))];
        let terms = Terms::new(keys.clone());
        for (i, key) in keys.iter().enumerate() {
            assert_eq!(terms.column(*key), Some(i as u32));
        }
        assert_eq!(terms.column(pack(TermId(1), None)), None);
        assert_eq!(terms.column(pack(TermId(9), None)), None);
        assert_eq!(Terms::new(Vec::new()).column(0), None);
        assert_eq!(Terms::default().column(0), None);
    }
}
