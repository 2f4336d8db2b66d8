//! How many n-grams (or any other pairs of numbers) two texts share.
//!
//! An n-gram is numbered by the pair (number of its first n-1 words, last word), level by level, so that any n costs
//! one look-up of 64 bits a place and nothing is hashed that is longer.

use rustc_hash::FxHashMap;

use super::intern::Token;

/// The n-grams of one text for growing n.
#[derive(Debug, Default)]
pub struct Grams {
    /// The number of the gram that begins at each place.
    ids: Vec<u32>,
}

impl Grams {
    /// Begins with the single words.
    pub fn begin(&mut self, tokens: &[Token]) {
        self.ids.clear();
        self.ids.extend_from_slice(tokens);
    }

    /// The numbers of the grams, in the order of their places.
    pub fn ids(&self) -> &[u32] {
        &self.ids
    }

    /// Makes grams of `n + 1` words from those of `n`. Texts that are compared must share the `numbers`.
    pub fn grow(&mut self, n: usize, tokens: &[Token], numbers: &mut Numbers) {
        let grown = self.ids.len().saturating_sub(1);
        for (id, &last) in self.ids.iter_mut().zip(tokens.get(n..).unwrap_or_default()) {
            *id = numbers.of(*id, last);
        }
        self.ids.truncate(grown);
    }
}

/// Numbers pairs in the order in which they are met.
#[derive(Debug, Default)]
pub struct Numbers {
    of_pair: FxHashMap<u64, u32>,
}

impl Numbers {
    /// Forgets all pairs and keeps the room.
    pub fn clear(&mut self) {
        self.of_pair.clear();
    }

    /// Gives the number of a pair.
    pub fn of(&mut self, first: u32, second: u32) -> u32 {
        let next = self.of_pair.len() as u32;
        *self.of_pair.entry(u64::from(first) << 32 | u64::from(second)).or_insert(next)
    }
}

/// Counts what two lists share.
#[derive(Debug, Default)]
pub struct Counter {
    counts: Vec<u32>,
}

impl Counter {
    /// Counts the items that both lists hold, each as often as the list that has fewer of it. The numbers should be
    /// small, for the work grows with the largest.
    pub fn shared(&mut self, a: &[u32], b: &[u32]) -> usize {
        for &id in a {
            let id = id as usize;
            if id >= self.counts.len() {
                self.counts.resize(id + 1, 0);
            }
            self.counts[id] += 1;
        }
        let mut shared = 0;
        for &id in b {
            if let Some(count) = self.counts.get_mut(id as usize).filter(|count| **count > 0) {
                *count -= 1;
                shared += 1;
            }
        }
        for &id in a {
            self.counts[id as usize] = 0;
        }
        shared
    }
}

/// How often each word may still count: as often as both texts hold it.
#[derive(Debug, Default)]
pub struct Clip {
    left: Vec<[u32; 2]>,
    filled: Vec<Token>,
}

impl Clip {
    /// Counts the words of both texts afresh.
    pub fn fill(&mut self, a: &[Token], b: &[Token]) {
        for word in self.filled.drain(..) {
            self.left[word as usize] = [0, 0];
        }
        for (side, words) in [a, b].into_iter().enumerate() {
            for &word in words {
                let word = word as usize;
                if word >= self.left.len() {
                    self.left.resize(word + 1, [0, 0]);
                }
                self.left[word][side] += 1;
            }
            self.filled.extend_from_slice(words);
        }
    }

    /// Takes a word from both texts, if both have one left.
    pub fn take(&mut self, word: Token) -> bool {
        match self.left.get_mut(word as usize) {
            Some([a, b]) if *a > 0 && *b > 0 => {
                (*a, *b) = (*a - 1, *b - 1);
                true
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn shared_items_are_clipped_by_the_shorter_count() {
        let mut counter = Counter::default();
        assert_eq!(counter.shared(&[7, 7, 7, 2], &[7, 7, 3, 2, 2]), 3);
        assert_eq!(counter.shared(&[], &[1]), 0);
        assert_eq!(counter.shared(&[1], &[1]), 1);
    }

    #[test]
    fn a_word_is_taken_as_often_as_both_texts_hold_it() {
        let mut clip = Clip::default();
        clip.fill(&[4, 4, 9], &[4, 4, 4]);
        assert_eq!([4, 4, 4, 9, 77].map(|word| clip.take(word)), [true, true, false, false, false]);
        clip.fill(&[9], &[9]);
        assert_eq!([4, 9].map(|word| clip.take(word)), [false, true]);
    }

    proptest! {
        #[test]
        fn grams_are_equal_where_their_words_are(
            a in prop::collection::vec(0u32..3, 0..20),
            b in prop::collection::vec(0u32..3, 0..20),
        ) {
            let (mut numbers, mut counter) = (Numbers::default(), Counter::default());
            let (mut of_a, mut of_b) = (Grams::default(), Grams::default());
            of_a.begin(&a);
            of_b.begin(&b);
            for n in 1..5 {
                let mut rest: Vec<&[u32]> = b.windows(n).collect();
                let shared = a.windows(n).filter(|gram| {
                    rest.iter().position(|other| other == gram).map(|at| rest.swap_remove(at)).is_some()
                });
                prop_assert_eq!(counter.shared(of_a.ids(), of_b.ids()), shared.count());
                numbers.clear();
                of_a.grow(n, &a, &mut numbers);
                of_b.grow(n, &b, &mut numbers);
            }
        }
    }
}
