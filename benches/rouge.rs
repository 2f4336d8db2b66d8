//! How many summaries a second both dialects score, of several lengths, each against two references.
//!
//! The texts are made of a fixed seed and Zipf-like words, outside the timed part. `cargo bench --bench rouge`.

use divan::counter::ItemsCount;
use divan::{Bencher, black_box};
use wiredesk::metrics::rouge::{rouge_score, rouge155};

fn main() {
    divan::main();
}

const PAIRS: usize = 200;
const WORDS: [usize; 3] = [25, 100, 400];

#[divan::bench(args = WORDS)]
fn rouge_score_1_2_l_lsum(bencher: Bencher<'_, '_>, n_words: usize) {
    let pairs = pairs(n_words);
    let params = rouge_score::Params::default();
    bencher.counter(ItemsCount::new(PAIRS)).bench(|| rouge_score::score_all(black_box(&params), &pairs));
}

#[divan::bench(args = WORDS)]
fn rouge155_1_2_l_w_su4(bencher: Bencher<'_, '_>, n_words: usize) {
    use rouge155::Metric::{L, N, S, W};
    let pairs = pairs(n_words);
    let metrics = vec![N(1), N(2), L, W(1.2), S { gap: Some(4), unigrams: true }];
    let params = rouge155::Params { metrics, ..rouge155::Params::default() };
    bencher.counter(ItemsCount::new(PAIRS)).bench(|| rouge155::score_all(black_box(&params), &pairs));
}

fn pairs(n_words: usize) -> Vec<(Vec<String>, String)> {
    let mut random = Random(1987);
    (0..PAIRS).map(|_| ((0..2).map(|_| random.text(n_words)).collect(), random.text(n_words))).collect()
}

/// Marsaglia's xorshift: the same numbers on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: u64) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0 % n
    }

    fn text(&mut self, n_words: usize) -> String {
        const SYLLABLES: [&str; 16] = [
            "ka", "lo", "mi", "ter", "ne", "sur", "ba", "ring", "do", "ment", "vi", "ation", "pe", "ful",
            "ro", "ly",
        ];
        let mut text = String::new();
        for i in 0..n_words {
            // The smaller of two draws falls off as frequencies of words do.
            let mut rank = self.below(4000).min(self.below(4000)).min(self.below(4000));
            while rank > 0 {
                text.push_str(SYLLABLES[(rank % 16) as usize]);
                rank /= 16;
            }
            text.push_str(if i % 20 == 19 { "a.\n" } else { "a " });
        }
        text
    }
}
