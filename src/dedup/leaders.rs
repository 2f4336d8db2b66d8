//! Step 3: texts that are nearly one text are collapsed, and one of them leads the others.
//!
//! The index must not be fed many near-equal rows, and what stands in forty papers must not count as common. Only what is
//! certain is collapsed here, for a follower goes where its leader goes.

use crate::par;

use super::params::DedupParams;
use super::score::{NEXT_TIME, NOTICE_WORDS};
use super::shingles::Shingles;
use super::texts::{Pair, Texts};

/// Texts that share at least this of the union of their shingles are nearly one text.
const RESEMBLANCE: f64 = 0.7;
/// Shorter texts than this lead themselves: a template differs from its like in a few words.
const MIN_WORDS: usize = 60;

/// Which text leads which.
#[derive(Debug)]
pub(super) struct Leaders {
    /// The leaders, ascending.
    pub list: Vec<u32>,
    /// The leader of each text, as a text.
    pub of: Vec<u32>,
}

/// Chooses leaders: the longest texts first, each text follows the leader it resembles most.
pub(super) fn choose(
    texts: &Texts<'_>,
    shingles: &Shingles,
    joined: &[Pair],
    params: &DedupParams,
) -> Leaders {
    let n = texts.list.len() as u32;
    let len = |t: u32| texts.list[t as usize].tokens.len();
    let weights: Vec<f64> = (0..n).map(|t| shingles.weight(t)).collect();
    let close: Vec<Pair> = joined
        .iter()
        .copied()
        .filter(|&(a, b)| {
            let (low, high) = (len(a).min(len(b)), len(a).max(len(b)));
            low >= MIN_WORDS
                && low as f64 >= RESEMBLANCE * high as f64
                && texts.within_window(a, b, params.window_days)
                && (low >= NOTICE_WORDS || texts.seconds_apart(a, b) < NEXT_TIME)
        })
        .collect();
    let resemblance = par::map(&close, |&(a, b)| {
        shingles.overlap(a, b, (weights[a as usize], weights[b as usize])).resemblance
    });
    let mut alike: Vec<Vec<(u32, f64)>> = vec![Vec::new(); n as usize];
    for (&(a, b), &r) in close.iter().zip(&resemblance).filter(|&(_, &r)| r >= RESEMBLANCE) {
        alike[a as usize].push((b, r));
        alike[b as usize].push((a, r));
    }
    let mut order: Vec<u32> = (0..n).collect();
    order.sort_by_key(|&t| (std::cmp::Reverse(len(t)), t));
    let mut of = vec![u32::MAX; n as usize];
    for text in order {
        let leading = alike[text as usize].iter().filter(|&&(other, _)| of[other as usize] == other);
        let best = leading.max_by(|x, y| x.1.total_cmp(&y.1).then(y.0.cmp(&x.0)));
        of[text as usize] = best.map_or(text, |b| b.0);
    }
    let list = (0..n).filter(|&t| of[t as usize] == t).collect();
    Leaders { list, of }
}
