//! Step 2: pairs that share passages, by a join of sampled shingles.
//!
//! Every text is listed under a sample of its shingles, chosen by their hash, so that two texts sample alike. Each text
//! then looks up its rarest few: shingles that one text has find nothing, and a phrase of a thousand briefs is not needed
//! where a rarer one is at hand. There is no limit on how common a shingle may be, for those of a text that three hundred
//! outlets ran are all common.

use crate::par;

use super::params::{CandidateSource, DedupParams};
use super::shingles::Shingles;
use super::texts::{Pair, Texts, pair};

/// One shingle in so many is sampled.
const SAMPLE: u32 = 4;
/// Texts with at most so many shingles are sampled whole, on their own side.
const SHORT: usize = 200;
/// How many of its rarest sampled shingles a text looks up.
const PROBES: usize = 48;
/// A pair must share so many of them.
const SHARED: u32 = 2;
/// How many texts one task looks up.
const CHUNK: u32 = 512;

/// Finds pairs of texts that share at least two of the rarest sampled shingles of either; ascending, each once.
pub(super) fn pairs(texts: &Texts<'_>, shingles: &Shingles, params: &DedupParams) -> Vec<Pair> {
    if params.candidates == CandidateSource::Index {
        return Vec::new();
    }
    let n = texts.list.len() as u32;
    let sample = |text: u32| {
        let all = shingles.of(text);
        let whole = all.len() <= SHORT;
        all.iter().map(|&s| Shingles::hash(s)).filter(move |h| whole || h.is_multiple_of(SAMPLE))
    };
    let mut postings: Vec<(u32, u32)> = (0..n).flat_map(|t| sample(t).map(move |h| (h, t))).collect();
    par::sort(&mut postings);
    let runs: Vec<(u32, u32)> = {
        let mut at = 0u32;
        let lists = postings.chunk_by(|a, b| a.0 == b.0);
        lists
            .map(|list| {
                at += list.len() as u32;
                (list[0].0, at - list.len() as u32)
            })
            .collect()
    };
    let list_of = |hash: u32| -> &[(u32, u32)] {
        let Ok(run) = runs.binary_search_by_key(&hash, |r| r.0) else { return &[] };
        let end = runs.get(run + 1).map_or(postings.len(), |r| r.1 as usize);
        &postings[runs[run].1 as usize..end]
    };
    let found = par::map_range(n.div_ceil(CHUNK) as usize, |chunk| {
        let mut counts = vec![0u32; n as usize];
        let mut touched: Vec<u32> = Vec::new();
        let mut out: Vec<Pair> = Vec::new();
        let first = chunk as u32 * CHUNK;
        for text in first..(first + CHUNK).min(n) {
            let mut lists: Vec<&[(u32, u32)]> = sample(text).map(list_of).filter(|l| l.len() > 1).collect();
            lists.sort_by_key(|l| l.len());
            let needed = SHARED.min(shingles.of(text).len() as u32);
            for &(_, other) in lists.into_iter().take(PROBES).flatten() {
                let count = &mut counts[other as usize];
                *count += 1;
                if *count == 1 {
                    touched.push(other);
                }
            }
            for other in touched.drain(..) {
                let count = std::mem::take(&mut counts[other as usize]);
                if other != text && count >= needed {
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
