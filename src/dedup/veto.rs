//! Step 6: look-alikes are no copies.
//!
//! Two dividend notices share nearly every word and tell of two companies. What gives them away is the few words that
//! hardly any other text has, and the headline, which may be all that names the company: on Reuters' briefs the rare words
//! alone leave 57 % of the joined pairs wrong, with the headline 11 %. Figures were tried too: a later version of a text
//! changes too many of them.

use crate::model::TermId;
use crate::par;

use super::texts::Texts;

/// Only where the shorter text has fewer words.
const MAX_WORDS: usize = 150;
/// At least this share of the lighter text's words, by the cube of their idf, must be in both.
const MIN_NAMES: f64 = 0.4;
/// At least this share of one headline, by idf, must be in the other text or its headline.
const MIN_HEADLINE: f64 = 0.6;
/// A text is noisy when so many of its words, and this share of them, are in no other text: a scanner's errors. Such words
/// are then no names.
const NOISY_WORDS: usize = 6;
/// See [`NOISY_WORDS`].
const NOISY_SHARE: f64 = 0.08;

/// Strikes out pairs of look-alikes.
pub(super) struct Veto<'a> {
    texts: &'a Texts<'a>,
    evidence: Vec<Evidence>,
    idf: Vec<f32>,
    /// The cube of the idf of each word; 0 for figures. The cube lets a few names outweigh a template, and a name that
    /// forty copies have outweigh the slips of each.
    names: Vec<f32>,
}

/// What tells a text from its like; each ascending.
#[derive(Clone, Debug, Default)]
struct Evidence {
    /// The words of the text and its headline.
    words: Vec<TermId>,
    /// Their weight, as names.
    weight: f64,
}

impl<'a> Veto<'a> {
    /// Counts words in the leaders.
    pub(super) fn new(texts: &'a Texts<'a>, leaders: &[u32]) -> Self {
        let mut df = vec![0u32; texts.vocabulary.len()];
        for &leader in leaders {
            for word in words(texts, leader) {
                if let Some(count) = df.get_mut(word.index()) {
                    *count += 1;
                }
            }
        }
        let n = leaders.len() as f64;
        let idf: Vec<f32> = df.iter().map(|&count| (1.0 + n / f64::from(count.max(1))).ln() as f32).collect();
        let is_figure = |w: u32| texts.vocabulary.word(TermId(w)).bytes().any(|b| b.is_ascii_digit());
        let names = (0u32..).zip(&idf).map(|(w, idf)| if is_figure(w) { 0.0 } else { idf.powi(3) });
        let names: Vec<f32> = names.collect();
        let evidence = par::map_range(texts.list.len(), |t| {
            let words = words(texts, t as u32);
            let is_lone = |w: TermId| df.get(w.index()).is_some_and(|&count| count <= 1);
            let lone = words.iter().filter(|&&w| is_lone(w)).count();
            let noisy = lone >= NOISY_WORDS && lone as f64 >= NOISY_SHARE * words.len() as f64;
            let weighed = words.iter().filter(|&&w| !(noisy && is_lone(w)));
            let weight = weighed.map(|&w| at(&names, w)).sum();
            Evidence { words, weight }
        });
        Self { texts, evidence, idf, names }
    }

    /// Tells whether a pair are look-alikes.
    pub(super) fn strikes(&self, a: u32, b: u32) -> bool {
        let len = |t: u32| self.texts.list[t as usize].tokens.len();
        if len(a).min(len(b)) >= MAX_WORDS {
            return false;
        }
        let headline = self.headline(a, b).max(self.headline(b, a));
        headline < MIN_HEADLINE || self.shared_names(a, b) < MIN_NAMES
    }

    /// The share of the lighter text's weight that lies in words of both; 1 where it has none.
    fn shared_names(&self, a: u32, b: u32) -> f64 {
        let (one, other) = (&self.evidence[a as usize], &self.evidence[b as usize]);
        let (short, long) = if one.words.len() <= other.words.len() { (one, other) } else { (other, one) };
        let in_both = short.words.iter().filter(|w| long.words.binary_search(w).is_ok());
        let shared: f64 = in_both.map(|&w| at(&self.names, w)).sum();
        let least = one.weight.min(other.weight);
        if least > 0.0 { shared / least } else { 1.0 }
    }

    /// The share of the headline of `a`, by idf, that is in `b`; 1 where there is no headline.
    fn headline(&self, a: u32, b: u32) -> f64 {
        let held = &self.evidence[b as usize].words;
        let (mut all, mut shared) = (0.0, 0.0);
        for word in &self.texts.list[a as usize].title {
            let idf = at(&self.idf, *word);
            all += idf;
            if held.binary_search(word).is_ok() {
                shared += idf;
            }
        }
        if all > 0.0 { shared / all } else { 1.0 }
    }
}

/// The distinct words of a text and its headline, ascending.
fn words(texts: &Texts<'_>, text: u32) -> Vec<TermId> {
    let text = &texts.list[text as usize];
    let mut words = text.tokens.to_vec();
    words.extend_from_slice(&text.title);
    words.sort_unstable();
    words.dedup();
    words
}

fn at(weights: &[f32], word: TermId) -> f64 {
    weights.get(word.index()).copied().map_or(0.0, f64::from)
}
