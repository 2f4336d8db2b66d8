//! Longest common subsequences: how long, and which words of the reference lie on one.
//!
//! The length alone comes from a bit-parallel row (Hyyrö 2004), 64 cells a step. Which words lie on it depends on the
//! way back through the whole table, and both dialects of ROUGE go the same way: on a tie they leave the reference's
//! word out.

use super::intern::Token;

const NONE: u32 = u32::MAX;

/// The tables, kept from call to call.
#[derive(Debug, Default)]
pub struct Lcs {
    /// The place of a token's masks, or `NONE`.
    slots: Vec<u32>,
    /// For each distinct token of the first list, the bits of its places.
    masks: Vec<u64>,
    row: Vec<u64>,
    table: Vec<u32>,
    weighted: Vec<Cell>,
    powers: Vec<f64>,
}

/// What ROUGE-W knows of a pair of places.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    /// The weight of the best subsequence up to here.
    weight: f64,
    /// How many matches in a row end here.
    run: usize,
}

impl Lcs {
    /// Finds the length. `O(|a| |b| / 64)`.
    pub fn length(&mut self, a: &[Token], b: &[Token]) -> usize {
        let n_words = a.len().div_ceil(64);
        self.masks.clear();
        for (place, &token) in a.iter().enumerate() {
            let token = token as usize;
            if token >= self.slots.len() {
                self.slots.resize(token + 1, NONE);
            }
            if self.slots[token] == NONE {
                self.slots[token] = (self.masks.len() / n_words) as u32;
                self.masks.resize(self.masks.len() + n_words, 0);
            }
            self.masks[self.slots[token] as usize * n_words + place / 64] |= 1 << (place % 64);
        }
        self.row.clear();
        self.row.resize(n_words, u64::MAX);
        for &token in b {
            let slot = self.slots.get(token as usize).copied().unwrap_or(NONE);
            if slot == NONE {
                continue;
            }
            let masks = &self.masks[slot as usize * n_words..][..n_words];
            let mut carry = false;
            for (row, mask) in self.row.iter_mut().zip(masks) {
                let matched = *row & mask;
                let (sum, over) = row.overflowing_add(matched);
                let (sum, over_again) = sum.overflowing_add(u64::from(carry));
                carry = over || over_again;
                *row = sum | (*row & !mask);
            }
        }
        for &token in a {
            self.slots[token as usize] = NONE;
        }
        let mut zeros: usize = self.row.iter().map(|word| word.count_zeros() as usize).sum();
        // A carry out of the last place may clear bits above it; they stand for no word.
        if let Some(last) = self.row.last().filter(|_| !a.len().is_multiple_of(64)) {
            zeros -= (last | ((1 << (a.len() % 64)) - 1)).count_zeros() as usize;
        }
        zeros
    }

    /// Marks the places of the reference that lie on one longest common subsequence. `O(|a| |b|)`.
    pub fn mark(&mut self, reference: &[Token], candidate: &[Token], marked: &mut [bool]) {
        let width = candidate.len() + 1;
        self.table.clear();
        self.table.resize((reference.len() + 1) * width, 0);
        for (i, r) in reference.iter().enumerate() {
            let (above, below) = self.table.split_at_mut((i + 1) * width);
            let above = &above[i * width..];
            let mut left = 0;
            for (j, c) in candidate.iter().enumerate() {
                left = if r == c { above[j] + 1 } else { left.max(above[j + 1]) };
                below[j + 1] = left;
            }
        }
        let (mut i, mut j) = (reference.len(), candidate.len());
        while i > 0 && j > 0 {
            if reference[i - 1] == candidate[j - 1] {
                marked[i - 1] = true;
                (i, j) = (i - 1, j - 1);
            } else if self.table[i * width + j - 1] > self.table[(i - 1) * width + j] {
                j -= 1;
            } else {
                i -= 1;
            }
        }
    }

    /// Marks the places of the reference that lie on one subsequence of the greatest weight, where a run of `k`
    /// matches weighs `k` to the power of `weight`. `O(|a| |b|)`.
    pub fn mark_weighted(
        &mut self,
        reference: &[Token],
        candidate: &[Token],
        weight: f64,
        marked: &mut [bool],
    ) {
        let width = candidate.len() + 1;
        self.powers.clear();
        self.powers.extend((0..=reference.len().min(candidate.len())).map(|k| (k as f64).powf(weight)));
        self.weighted.clear();
        self.weighted.resize((reference.len() + 1) * width, Cell::default());
        for (i, r) in reference.iter().enumerate() {
            for (j, c) in candidate.iter().enumerate() {
                let (diagonal, up) = (self.weighted[i * width + j], self.weighted[i * width + j + 1]);
                let left = self.weighted[(i + 1) * width + j];
                self.weighted[(i + 1) * width + j + 1] = if r == c {
                    let run = diagonal.run;
                    // In this order, for ties are decided by the last bit.
                    let weight = diagonal.weight + self.powers[run + 1] - self.powers[run];
                    Cell { weight, run: run + 1 }
                } else {
                    let weight = if up.weight >= left.weight { up.weight } else { left.weight };
                    Cell { weight, run: 0 }
                };
            }
        }
        let (mut i, mut j) = (reference.len(), candidate.len());
        while i > 0 && j > 0 {
            if reference[i - 1] == candidate[j - 1] {
                marked[i - 1] = true;
                (i, j) = (i - 1, j - 1);
            } else if self.weighted[(i - 1) * width + j].weight >= self.weighted[i * width + j - 1].weight {
                i -= 1;
            } else {
                j -= 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn marks(reference: &[u32], candidate: &[u32]) -> Vec<bool> {
        let mut marked = vec![false; reference.len()];
        Lcs::default().mark(reference, candidate, &mut marked);
        marked
    }

    #[test]
    fn a_case_by_hand() {
        assert_eq!(Lcs::default().length(&[1, 2, 3, 4], &[1, 9, 3, 2, 4]), 3);
        assert_eq!(Lcs::default().length(&[], &[1]), 0);
        assert_eq!(Lcs::default().length(&[1], &[]), 0);
    }

    #[test]
    fn a_tie_leaves_the_word_of_the_reference_out() {
        assert_eq!(marks(&[1, 2], &[2, 1]), [true, false]);
    }

    #[test]
    fn a_weight_prefers_a_run() {
        let weighed = |weight| {
            let mut marked = vec![false; 4];
            Lcs::default().mark_weighted(&[1, 2, 3, 4], &[3, 4, 1, 9, 2], weight, &mut marked);
            marked
        };
        assert_eq!(weighed(1.0), [true, true, false, false]);
        assert_eq!(weighed(2.0), [false, false, true, true]);
    }

    proptest! {
        #[test]
        fn both_ways_find_one_length(
            a in prop::collection::vec(0u32..4, 0..200),
            b in prop::collection::vec(0u32..4, 0..200),
        ) {
            let mut lcs = Lcs::default();
            let length = lcs.length(&a, &b);
            prop_assert_eq!(length, marks(&a, &b).iter().filter(|m| **m).count());
            prop_assert_eq!(length, lcs.length(&b, &a));
        }
    }
}
