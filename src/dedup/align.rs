//! Which passages two texts share, in the same order.
//!
//! Three words that each text has once are an anchor; the longest chain of anchors in the same order in both (patience
//! sorting) is extended word by word to runs. What stands between two runs was cut, inserted or exchanged. Exact
//! alignment costs the product of the lengths, this `O(n log n)`.

use std::ops::Range;

use rustc_hash::FxHashMap;

use crate::model::TermId;

/// Words in an anchor.
const WIDTH: usize = 3;

/// A passage that both texts have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Where it begins in the one text, in words.
    pub a: usize,
    /// Where it begins in the other.
    pub b: usize,
    /// Its length in words.
    pub len: usize,
}

/// Words of both texts between two runs; either side may be empty, not both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub a: Range<usize>,
    pub b: Range<usize>,
}

/// Aligns two texts; the runs are ascending in both.
pub(super) fn align(a: &[TermId], b: &[TermId]) -> Vec<Run> {
    align_by((a, &single_windows(a, WIDTH)), (b, &single_windows(b, WIDTH)))
}

/// Aligns two texts of which the windows are known.
fn align_by((a, of_a): (&[TermId], &[u64]), (b, of_b): (&[TermId], &[u64])) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let anchors = match WIDTH.min(a.len()).min(b.len()) {
        0 => return runs,
        WIDTH => anchors((a, of_a), (b, of_b), WIDTH),
        width => anchors((a, &single_windows(a, width)), (b, &single_windows(b, width)), width),
    };
    for (i, j) in longest_chain(&anchors) {
        let (from_a, from_b) = runs.last().map_or((0, 0), |r| (r.a + r.len, r.b + r.len));
        if i < from_a || j < from_b {
            continue;
        }
        let back =
            a[from_a..i].iter().rev().zip(b[from_b..j].iter().rev()).take_while(|(x, y)| x == y).count();
        let on = a[i..].iter().zip(&b[j..]).take_while(|(x, y)| x == y).count();
        match runs.last_mut() {
            Some(last) if i - back == from_a && j - back == from_b => last.len += back + on,
            _ => runs.push(Run { a: i - back, b: j - back, len: back + on }),
        }
    }
    runs
}

/// Gives what stands before, between and behind the runs of texts of these lengths.
pub(super) fn gaps(runs: &[Run], lens: (usize, usize)) -> impl Iterator<Item = Gap> {
    let ends = runs.iter().map(|r| (r.a, r.b)).chain([lens]);
    let starts = [(0, 0)].into_iter().chain(runs.iter().map(|r| (r.a + r.len, r.b + r.len)));
    starts
        .zip(ends)
        .map(|(start, end)| Gap { a: start.0..end.0, b: start.1..end.1 })
        .filter(|gap| !gap.a.is_empty() || !gap.b.is_empty())
}

/// Aligns pairs of texts; the windows of a text are sorted when it is first met.
#[derive(Debug, Default)]
pub(super) struct Aligner {
    windows: FxHashMap<u32, Vec<u64>>,
}

impl Aligner {
    /// Aligns two texts, each with its number; the runs are ascending in both.
    pub(super) fn align(&mut self, a: (u32, &[TermId]), b: (u32, &[TermId])) -> Vec<Run> {
        for (number, words) in [a, b] {
            self.windows.entry(number).or_insert_with(|| single_windows(words, WIDTH));
        }
        let of = |number: u32| self.windows.get(&number).map_or(&[][..], Vec::as_slice);
        align_by((a.1, of(a.0)), (b.1, of(b.0)))
    }
}

/// Finds the windows that each text has once, by their places in both, ascending.
fn anchors(
    (a, left): (&[TermId], &[u64]),
    (b, right): (&[TermId], &[u64]),
    width: usize,
) -> Vec<(usize, usize)> {
    let (mut i, mut j) = (0, 0);
    let mut anchors = Vec::new();
    while let (Some(&own), Some(&other)) = (left.get(i), right.get(j)) {
        let (hash, of_other) = (own >> 32, other >> 32);
        if hash == of_other {
            let place = (own as u32 as usize, other as u32 as usize);
            // Equal hashes of other words are no anchor.
            if a[place.0..place.0 + width] == b[place.1..place.1 + width] {
                anchors.push(place);
            }
        }
        i += usize::from(hash <= of_other);
        j += usize::from(of_other <= hash);
    }
    anchors.sort_unstable();
    anchors
}

/// Hashes the windows that occur once, ascending: 32 bits of hash and 32 of place in each number.
fn single_windows(words: &[TermId], width: usize) -> Vec<u64> {
    let hash = |window: &[TermId]| {
        window
            .iter()
            .fold(0u64, |h, word| (h.rotate_left(21) ^ u64::from(word.0)).wrapping_mul(0x9e37_79b9_7f4a_7c15))
    };
    let mut windows: Vec<u64> =
        words.windows(width).zip(0u64..).map(|(window, at)| hash(window) >> 32 << 32 | at).collect();
    windows.sort_unstable();
    windows.chunk_by(|x, y| x >> 32 == y >> 32).filter(|same| same.len() == 1).flatten().copied().collect()
}

/// Gives the longest chain of anchors that ascends in both texts.
fn longest_chain(anchors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut tails: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(anchors.len());
    for (place, anchor) in anchors.iter().enumerate() {
        let len = tails.partition_point(|&tail| anchors[tail].1 < anchor.1);
        before.push(len.checked_sub(1).map(|last| tails[last]));
        if len == tails.len() {
            tails.push(place);
        } else {
            tails[len] = place;
        }
    }
    let mut chain = Vec::with_capacity(tails.len());
    let mut at = tails.last().copied();
    while let Some(place) = at {
        chain.push(anchors[place]);
        at = before[place];
    }
    chain.reverse();
    chain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn words(text: &str) -> Vec<TermId> {
        text.bytes().map(|byte| TermId(u32::from(byte))).collect()
    }

    fn aligned(a: &str, b: &str) -> Vec<(usize, usize, usize)> {
        align(&words(a), &words(b)).into_iter().map(|r| (r.a, r.b, r.len)).collect()
    }

    #[test]
    fn equal_texts_are_one_run() {
        assert_eq!(aligned("abcdefg", "abcdefg"), [(0, 0, 7)]);
    }

    #[test]
    fn an_exchanged_word_is_a_gap_on_both_sides() {
        let (a, b) = (words("abcdXefgh"), words("abcdYZefgh"));
        let runs = align(&a, &b);
        assert_eq!(runs, [Run { a: 0, b: 0, len: 4 }, Run { a: 5, b: 6, len: 4 }]);
        let gaps: Vec<Gap> = gaps(&runs, (a.len(), b.len())).collect();
        assert_eq!(gaps, [Gap { a: 4..5, b: 4..6 }]);
    }

    #[test]
    fn a_moved_passage_is_aligned_once() {
        assert_eq!(aligned("abcdefXYZ", "XYZabcdef"), [(0, 3, 6)]);
    }

    #[test]
    fn texts_with_nothing_in_common_or_no_words_have_no_run() {
        assert!(aligned("abcdef", "uvwxyz").is_empty());
        assert!(aligned("", "abc").is_empty());
        assert_eq!(aligned("ab", "xaby"), [(0, 1, 2)]);
    }

    proptest! {
        #[test]
        fn runs_are_equal_passages_in_order(a in "[a-d]{0,40}", b in "[a-d]{0,40}") {
            let (a, b) = (words(&a), words(&b));
            let runs = align(&a, &b);
            let (mut from_a, mut from_b) = (0, 0);
            for run in &runs {
                prop_assert!(run.len > 0 && run.a >= from_a && run.b >= from_b);
                prop_assert_eq!(&a[run.a..run.a + run.len], &b[run.b..run.b + run.len]);
                (from_a, from_b) = (run.a + run.len, run.b + run.len);
            }
            let outside: usize = gaps(&runs, (a.len(), b.len())).map(|g| g.a.len()).sum();
            prop_assert_eq!(outside + runs.iter().map(|r| r.len).sum::<usize>(), a.len());
        }
    }
}
