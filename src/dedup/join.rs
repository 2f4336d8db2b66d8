//! Step 2: pairs that share passages, by a join of sampled shingles.
//!
//! Every text is listed under a sample of its shingles, chosen by their hash, so that two texts sample alike. Each text
//! then looks up its rarest few: shingles that one text has find nothing, and a phrase of a thousand briefs is not needed
//! where a rarer one is at hand. There is no limit on how common a shingle may be, for those of a text that three hundred
//! outlets ran are all common: what a pair shares is weighed by rarity, and against all that the lighter one has. A text
//! that has met thousands looks no further than its rarest dozen.

use crate::par;

use super::params::{CandidateSource, DedupParams};
use super::shingles::Shingles;
use super::texts::{Pair, Texts, pair};

/// One shingle in so many is sampled.
const SAMPLE: u32 = 4;
/// Texts with at most so many shingles are sampled whole, on their own side.
const SHORT: u32 = 200;
/// How many of its rarest sampled shingles a text looks up.
const PROBES: usize = 48;
/// After so many shingles a text looks up no more once it has met `BUDGET` texts: what is left is more common still.
const MIN_PROBES: usize = 12;
const BUDGET: usize = 8_192;
/// A pair must share so many of them.
const SHARED: u32 = 2;
/// They must weigh at least this share of the lighter one's sample: phrases that every text has are no passage.
const SHARE: f64 = 0.015;
/// Of a sample no more weight counts than that of so many shingles that one text has, for no more are looked up.
const COUNTED: f64 = 100.0;
/// How many texts one task looks up.
const CHUNK: u32 = 512;

/// Finds pairs of texts that share enough of the rarest sampled shingles of either; ascending, each once.
pub(super) fn pairs(texts: &Texts<'_>, shingles: &Shingles, params: &DedupParams) -> Vec<Pair> {
    if params.candidates == CandidateSource::Index {
        return Vec::new();
    }
    let n = texts.list.len() as u32;
    let postings = Postings::of(n, shingles);
    let found = par::map_range(n.div_ceil(CHUNK) as usize, |chunk| {
        let mut shared = vec![(0u32, 0.0f64); n as usize];
        let mut touched: Vec<u32> = Vec::new();
        let mut out: Vec<Pair> = Vec::new();
        let first = chunk as u32 * CHUNK;
        for text in first..(first + CHUNK).min(n) {
            let needed = SHARED.min(shingles.n_all(text));
            let mut met = 0;
            for (probe, list) in postings.rarest(text).into_iter().enumerate() {
                if probe >= MIN_PROBES && met >= BUDGET {
                    break;
                }
                met += list.len();
                let of_list = rarity(n, list.len());
                for &other in list {
                    let (count, weight) = &mut shared[other as usize];
                    *count += 1;
                    *weight += of_list;
                    if *count == 1 {
                        touched.push(other);
                    }
                }
            }
            for other in touched.drain(..) {
                let (count, weight) = std::mem::take(&mut shared[other as usize]);
                let lighter = postings.weights[text as usize].min(postings.weights[other as usize]);
                if other != text && count >= needed && weight >= SHARE * lighter {
                    out.push(pair(text, other));
                }
            }
        }
        out
    });
    let mut pairs = found.concat();
    par::sort(&mut pairs);
    pairs.dedup();
    pairs
}

/// Of a text with so many shingles, one in how many is sampled.
const fn sample_of(n_shingles: u32) -> u32 {
    if n_shingles <= SHORT { 1 } else { SAMPLE }
}

/// How much a shingle that `df` of `n` texts have tells.
fn rarity(n: u32, df: usize) -> f64 {
    (1.0 + f64::from(n) / df.max(1) as f64).ln()
}

/// The texts that have each sampled shingle, of those that two texts have.
struct Postings {
    /// The texts of one shingle after those of another, ascending.
    texts: Vec<u32>,
    /// Where the list of each shingle begins; one more than there are lists.
    starts: Vec<u32>,
    /// The lists of one text after those of another.
    lists: Vec<u32>,
    /// Where those of each text begin.
    first: Vec<u32>,
    /// What the sample of each text weighs.
    weights: Vec<f64>,
}

impl Postings {
    /// Lists texts `0..n` under a sample of their shingles.
    fn of(n: u32, shingles: &Shingles) -> Self {
        let chunks = par::map_range(n.div_ceil(CHUNK) as usize, |chunk| {
            let first = chunk as u32 * CHUNK;
            let sample = |text: u32| {
                let sample = sample_of(shingles.n_all(text));
                let hashes = shingles.of(text).iter().map(|&s| Shingles::hash(s));
                hashes.filter(move |hash| hash.is_multiple_of(sample)).map(move |hash| (hash, text))
            };
            (first..(first + CHUNK).min(n)).flat_map(sample).collect::<Vec<(u32, u32)>>()
        });
        let mut all = Vec::with_capacity(chunks.iter().map(Vec::len).sum());
        for chunk in chunks {
            all.extend(chunk);
        }
        par::sort(&mut all);
        let mut postings = Self {
            texts: Vec::new(),
            starts: vec![0],
            lists: Vec::new(),
            first: Vec::new(),
            weights: Vec::new(),
        };
        let mut n_lists = vec![0u32; n as usize];
        postings.weights = (0..n)
            .map(|text| rarity(n, 1) * f64::from(shingles.n_lone(text) / sample_of(shingles.n_all(text))))
            .collect();
        for list in all.chunk_by(|a, b| a.0 == b.0) {
            let weight = rarity(n, list.len());
            for &(_, text) in list {
                postings.weights[text as usize] += weight;
            }
            if list.len() == 1 {
                continue;
            }
            postings.texts.extend(list.iter().map(|&(_, text)| text));
            postings.starts.push(postings.texts.len() as u32);
            for &(_, text) in list {
                n_lists[text as usize] += 1;
            }
        }
        drop(all);
        let most = COUNTED * rarity(n, 1);
        for weight in &mut postings.weights {
            *weight = weight.min(most);
        }
        postings.first.push(0);
        let mut end = 0;
        for count in &mut n_lists {
            let own = std::mem::replace(count, end);
            end += own;
            postings.first.push(end);
        }
        postings.lists = vec![0; end as usize];
        for (list, bounds) in postings.starts.windows(2).enumerate() {
            for &text in &postings.texts[bounds[0] as usize..bounds[1] as usize] {
                let next = &mut n_lists[text as usize];
                postings.lists[*next as usize] = list as u32;
                *next += 1;
            }
        }
        postings
    }

    /// Gives the lists of a text's rarest shingles, the rarest first, of equal ones in the order of their hashes.
    fn rarest(&self, text: u32) -> Vec<&[u32]> {
        let own = self.first[text as usize] as usize..self.first[text as usize + 1] as usize;
        let bounds = |list: u32| self.starts[list as usize] as usize..self.starts[list as usize + 1] as usize;
        let mut lists: Vec<&[u32]> = self.lists[own].iter().map(|&list| &self.texts[bounds(list)]).collect();
        lists.sort_by_key(|list| list.len());
        lists.truncate(PROBES);
        lists
    }
}
