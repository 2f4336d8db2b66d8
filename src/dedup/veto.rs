//! Step 6: look-alikes are no copies.
//!
//! Two dividend notices share nearly every word and tell of two companies. What gives them away is the few words that
//! hardly any other text has.

use crate::model::TermId;
use crate::par;

use super::params::DedupParams;
use super::texts::Texts;

/// Only where the shorter text has fewer words.
const MAX_WORDS: usize = 150;
/// At least this share of the rare words must be in both.
const MIN_OVERLAP: f64 = 0.34;

/// A word is rare when one leader in so many has it, or fewer, or no more than two.
const RARE_SHARE: usize = 200;

/// Strikes out pairs of look-alikes.
pub(super) struct Veto<'a> {
    texts: &'a Texts<'a>,
    /// The rare words of each short text, ascending.
    rare: Vec<Vec<TermId>>,
}

impl<'a> Veto<'a> {
    /// Counts words in the leaders.
    pub(super) fn new(texts: &'a Texts<'a>, leaders: &[u32], params: &DedupParams) -> Self {
        let _ = params;
        let distinct = |t: u32| {
            let mut words = texts.list[t as usize].tokens.to_vec();
            words.sort_unstable();
            words.dedup();
            words
        };
        let mut df = vec![0u32; texts.vocabulary.len()];
        for &leader in leaders {
            for word in distinct(leader) {
                if let Some(count) = df.get_mut(word.index()) {
                    *count += 1;
                }
            }
        }
        let limit = (leaders.len() / RARE_SHARE).max(2) as u32;
        let is_rare = |word: &TermId| {
            df.get(word.index()).is_some_and(|&count| count <= limit)
                && !texts.vocabulary.word(*word).bytes().any(|b| b.is_ascii_digit())
        };
        let rare = par::map_range(texts.list.len(), |t| {
            let mut words = distinct(t as u32);
            words.retain(|w| is_rare(w));
            words
        });
        Self { texts, rare }
    }

    /// Tells whether a pair are look-alikes.
    pub(super) fn strikes(&self, a: u32, b: u32) -> bool {
        let len = |t: u32| self.texts.list[t as usize].tokens.len();
        if len(a).min(len(b)) >= MAX_WORDS {
            return false;
        }
        let (x, y) = (&self.rare[a as usize], &self.rare[b as usize]);
        let least = x.len().min(y.len());
        if least == 0 {
            return false;
        }
        let shared = x.iter().filter(|w| y.binary_search(w).is_ok()).count();
        (shared as f64) < MIN_OVERLAP * least as f64
    }
}
