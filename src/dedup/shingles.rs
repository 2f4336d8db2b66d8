//! Word 3-grams as numbers, with how common each is.
//!
//! Many shingles of a corpus stand in one text. Nothing is shared through them, so of these only the number is kept: of
//! 100,000 made articles half are left, and less is to read whenever two texts are met.

use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};

use xxhash_rust::xxh3::xxh3_64;

use crate::model::TermId;
use crate::par;

use super::texts::Texts;

/// Words in a shingle.
const WIDTH: usize = 3;
/// The low bits of a shingle tell how common it is: the binary logarithm of its document frequency.
const CLASS_BITS: u32 = 4;
const CLASSES: usize = 1 << CLASS_BITS;
/// How many texts one task takes.
const CHUNK: usize = 256;
/// How many tasks are done before their shingles are put together: what is held twice.
const WAVE: usize = 32;

/// The distinct shingles of each text that another has, ascending: 28 bits of hash and 4 of rarity in each number.
///
/// Keeping the rarity in the number itself spares a look-up for each shared shingle, which would cost more than all
/// else. Two texts of 450 words share a false shingle once in a thousand pairs.
#[derive(Debug)]
pub(super) struct Shingles {
    starts: Vec<usize>,
    numbers: Vec<u32>,
    /// How many more each text has alone.
    lone: Vec<u32>,
    /// The weight of each class.
    weights: [f64; CLASSES],
}

/// What two sets of shingles have in common.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Overlap {
    /// The share of the lighter set's weight that the other holds.
    pub containment: f64,
    /// The shared weight over the weight of the union.
    pub resemblance: f64,
}

impl Shingles {
    /// Takes the shingles of every text, all of one weight. A text of fewer than three words is one shingle.
    pub(super) fn build(texts: &Texts<'_>) -> Self {
        let word_hashes = par::map_range(texts.vocabulary.len(), |word| {
            xxh3_64(texts.vocabulary.word(TermId(word as u32)).as_bytes())
        });
        let met = Met::with_room_for(texts.list.iter().map(|text| text.tokens.len()).sum());
        par::map_chunks(&texts.list, CHUNK, |texts| {
            for text in texts {
                each_shingle(text.tokens, &word_hashes, |number| met.mark(number));
            }
        });
        let (mut starts, mut numbers, mut lone) = (vec![0], Vec::new(), Vec::new());
        for wave in texts.list.chunks(CHUNK * WAVE) {
            let sets = par::map_chunks(wave, CHUNK, |texts| {
                texts.iter().map(|text| shingle(text.tokens, &word_hashes, &met)).collect::<Vec<_>>()
            });
            for (set, n_lone) in sets.into_iter().flatten() {
                numbers.extend(set);
                starts.push(numbers.len());
                lone.push(n_lone);
            }
        }
        Self { starts, numbers, lone, weights: [1.0; CLASSES] }
    }

    /// Gives the shingles of a text that another has, ascending.
    pub(super) fn of(&self, text: u32) -> &[u32] {
        let i = text as usize;
        &self.numbers[self.starts[i]..self.starts[i + 1]]
    }

    /// Counts the shingles that a text has alone.
    pub(super) fn n_lone(&self, text: u32) -> u32 {
        self.lone[text as usize]
    }

    /// Counts the distinct shingles of a text.
    pub(super) fn n_all(&self, text: u32) -> u32 {
        self.of(text).len() as u32 + self.n_lone(text)
    }

    /// Gives the number of a shingle without its rarity.
    pub(super) const fn hash(number: u32) -> u32 {
        number >> CLASS_BITS
    }

    /// Weighs each shingle by how few of the given texts have it.
    ///
    /// Counting texts that stand for their copies, rather than all texts, is what keeps a text that forty outlets ran
    /// from counting as common.
    pub(super) fn weigh(&mut self, counted: &[u32]) {
        let total: usize = counted.iter().map(|&t| self.of(t).len()).sum();
        let buckets = (total * 2).next_power_of_two().clamp(1 << 12, 1 << 24);
        let bucket = |number: u32| Self::hash(number) as usize & (buckets - 1);
        let df: Vec<AtomicU32> = std::iter::repeat_with(AtomicU32::default).take(buckets).collect();
        par::map_chunks(counted, CHUNK, |texts| {
            for number in texts.iter().flat_map(|&text| self.of(text)) {
                df[bucket(*number)].fetch_add(1, Ordering::Relaxed);
            }
        });
        par::each_mut(&mut self.numbers, |number| {
            let df = df[bucket(*number)].load(Ordering::Relaxed);
            let class = df.max(1).ilog2().min(CLASSES as u32 - 1);
            *number = (*number >> CLASS_BITS << CLASS_BITS) | class;
        });
        let n = counted.len() as f64;
        for (class, weight) in self.weights.iter_mut().enumerate() {
            *weight = (1.0 + n / f64::from(1u32 << class)).ln();
        }
    }

    /// Gives the weight of a text's shingles.
    pub(super) fn weight(&self, text: u32) -> f64 {
        let of_lone = f64::from(self.n_lone(text)) * self.weights[0];
        of_lone + self.of(text).iter().map(|&number| self.weight_of(number)).sum::<f64>()
    }

    fn weight_of(&self, number: u32) -> f64 {
        self.weights[number as usize & (CLASSES - 1)]
    }

    /// Gives what two texts have in common; `weights` are what [`Shingles::weight`] gives for them.
    pub(super) fn overlap(&self, a: u32, b: u32, weights: (f64, f64)) -> Overlap {
        let (left, right) = (self.of(a), self.of(b));
        let (mut i, mut j, mut shared) = (0, 0, 0.0);
        while let (Some(&own), Some(&other)) = (left.get(i), right.get(j)) {
            if own == other {
                shared += self.weight_of(own);
            }
            i += usize::from(own <= other);
            j += usize::from(other <= own);
        }
        let ratio = |whole: f64| if whole > 0.0 { (shared / whole).clamp(0.0, 1.0) } else { 0.0 };
        Overlap {
            containment: ratio(weights.0.min(weights.1)),
            resemblance: ratio(weights.0 + weights.1 - shared),
        }
    }
}

/// Which shingles were met, and which of them again.
struct Met {
    once: Vec<AtomicU64>,
    again: Vec<AtomicU64>,
}

impl Met {
    /// Makes room for so many, eight bits each: one in eight that was met once is held for met again.
    fn with_room_for(n: usize) -> Self {
        let n_bits = (n * 8).next_power_of_two().clamp(1 << 12, 1 << (u32::BITS - CLASS_BITS));
        let bits = || std::iter::repeat_with(AtomicU64::default).take(n_bits / 64).collect();
        Self { once: bits(), again: bits() }
    }

    fn place(&self, number: u32) -> (usize, u64) {
        let hash = Shingles::hash(number) as usize;
        ((hash / 64) & (self.once.len() - 1), 1 << (hash % 64))
    }

    /// Marks a shingle. What is marked in the end does not depend on the order.
    fn mark(&self, number: u32) {
        let (word, bit) = self.place(number);
        if self.once[word].fetch_or(bit, Ordering::Relaxed) & bit != 0 {
            self.again[word].fetch_or(bit, Ordering::Relaxed);
        }
    }

    fn is_met_again(&self, number: u32) -> bool {
        let (word, bit) = self.place(number);
        self.again[word].load(Ordering::Relaxed) & bit != 0
    }
}

/// Hands out the shingles of a text in order, without their rarity.
fn each_shingle(tokens: &[TermId], word_hashes: &[u64], mut take: impl FnMut(u32)) {
    let hash = |words: &[TermId]| {
        let folded = words.iter().fold(words.len() as u64, |h, word| {
            let own = word_hashes.get(word.index()).copied().unwrap_or(0);
            (h.rotate_left(23) ^ own).wrapping_mul(0x9e37_79b9_7f4a_7c15)
        });
        let hash = ((folded ^ (folded >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 32) as u32;
        hash >> CLASS_BITS << CLASS_BITS
    };
    if tokens.len() >= WIDTH {
        tokens.windows(WIDTH).for_each(|words| take(hash(words)));
    } else if !tokens.is_empty() {
        take(hash(tokens));
    }
}

/// Gives the distinct shingles of a text that another may have, ascending, and how many more it has.
fn shingle(tokens: &[TermId], word_hashes: &[u64], met: &Met) -> (Vec<u32>, u32) {
    let (mut shared, mut n_lone) = (Vec::new(), 0);
    each_shingle(tokens, word_hashes, |number| {
        if met.is_met_again(number) {
            shared.push(number);
        } else {
            n_lone += 1;
        }
    });
    shared.sort_unstable();
    shared.dedup();
    (shared, n_lone)
}
