//! What tells a pair of copies from a pair of look-alikes.
//!
//! Two dividend notices share nearly every word and tell of two companies: where one has a name or a figure, the other
//! has another. A copy is cut, inserted into and misspelled, but keeps its names. None of the features but the cosine and
//! the containment depends on the other articles, so that four texts are judged as forty thousand are.

use std::sync::OnceLock;

use serde::Serialize;

use crate::model::TermId;
use crate::text::Vocabulary;

use super::align::{self, Aligner, Gap};
use super::texts::{Pair, Text, Texts};

/// Longer gaps were rewritten, not filled in.
const MAX_SLOT: usize = 8;
/// Two words share at least this of their pairs of letters where one is the other misspelled.
const SPELLED_ALIKE: f64 = 0.4;

/// What the score of a pair is made of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct PairFeatures {
    /// The cosine of the TF-IDF rows.
    pub cosine: f64,
    /// The weighted share of the lighter one's word 3-grams that the other holds.
    pub containment: f64,
    /// The words of the shorter text, as the logarithm of one more.
    pub length: f64,
    /// The words of the shorter text to those of the longer.
    pub length_ratio: f64,
    /// The share of the shorter text that stands in the other in the same order.
    pub aligned: f64,
    /// In how many passages it does.
    pub runs: f64,
    /// Gaps between these passages that are filled with the same words misspelled.
    pub respelled: f64,
    /// Gaps that hold another name on either side.
    pub name_swaps: f64,
    /// Gaps that hold another figure on either side.
    pub figure_swaps: f64,
    /// The share of the fewer names that are in both.
    pub names: f64,
    /// How many names the fewer are.
    pub n_names: f64,
    /// The share of the fewer figures that are in both.
    pub figures: f64,
    /// The share of the shorter headline's words that are in the other; 0 where there is none. Stop words do not count.
    pub headline: f64,
    /// The share of a headline's words that are in the other text or its headline, of the two headlines the greater.
    pub headline_held: f64,
    /// The words of the shorter headline.
    pub headline_words: f64,
}

impl PairFeatures {
    /// How many there are.
    pub const COUNT: usize = 15;

    /// Their names, in the order of [`PairFeatures::values`].
    pub const NAMES: [&'static str; Self::COUNT] = [
        "cosine",
        "containment",
        "length",
        "length_ratio",
        "aligned",
        "runs",
        "respelled",
        "name_swaps",
        "figure_swaps",
        "names",
        "n_names",
        "figures",
        "headline",
        "headline_held",
        "headline_words",
    ];

    /// Gives them as a list.
    #[must_use]
    pub const fn values(&self) -> [f64; Self::COUNT] {
        [
            self.cosine,
            self.containment,
            self.length,
            self.length_ratio,
            self.aligned,
            self.runs,
            self.respelled,
            self.name_swaps,
            self.figure_swaps,
            self.names,
            self.n_names,
            self.figures,
            self.headline,
            self.headline_held,
            self.headline_words,
        ]
    }
}

/// What of a text is compared, besides its rows and shingles; each ascending.
#[derive(Clone, Debug, Default)]
struct TextTraits {
    names: Vec<TermId>,
    figures: Vec<TermId>,
    /// The words of the headline that are no stop words.
    headline: Vec<TermId>,
}

/// What of each text is compared; taken when a text is first compared, for most are like no other.
#[derive(Debug)]
pub(super) struct Traits(Vec<OnceLock<TextTraits>>);

impl Traits {
    /// Makes room for those of `n` texts.
    pub(super) fn of(n: usize) -> Self {
        Self(std::iter::repeat_with(OnceLock::new).take(n).collect())
    }

    fn of_text(&self, texts: &Texts<'_>, text: u32) -> &TextTraits {
        let (text, place) = (&texts.list[text as usize], text as usize);
        self.0[place].get_or_init(|| {
            let vocabulary = texts.vocabulary;
            let mut words = text.tokens.to_vec();
            words.extend_from_slice(&text.title);
            words.sort_unstable();
            words.dedup();
            let of = |list: &[TermId], is: &dyn Fn(TermId) -> bool| -> Vec<TermId> {
                list.iter().copied().filter(|&word| is(word)).collect()
            };
            TextTraits {
                names: of(&words, &|word| vocabulary.is_name(word)),
                figures: of(&words, &|word| is_figure(vocabulary, word)),
                headline: of(&text.title, &|word| !vocabulary.is_stop(word)),
            }
        })
    }

    /// Takes the features of a pair of texts of which the cosine and the containment are known.
    pub(super) fn compare(
        &self,
        texts: &Texts<'_>,
        (a, b): Pair,
        (cosine, containment): (f64, f64),
        aligner: &mut Aligner,
    ) -> PairFeatures {
        let tokens = |t: u32| texts.list[t as usize].tokens;
        let (a, b) = if (tokens(a).len(), a) <= (tokens(b).len(), b) { (a, b) } else { (b, a) };
        let (short, long) = (tokens(a), tokens(b));
        let (one, other) = (self.of_text(texts, a), self.of_text(texts, b));
        let runs = aligner.align((a, short), (b, long));
        let in_order: usize = runs.iter().map(|run| run.len).sum();
        let mut features = PairFeatures {
            cosine,
            containment,
            length: (short.len() as f64).ln_1p(),
            length_ratio: short.len() as f64 / long.len().max(1) as f64,
            aligned: in_order as f64 / short.len().max(1) as f64,
            runs: runs.len() as f64,
            names: share(&one.names, &other.names).unwrap_or(1.0),
            n_names: one.names.len().min(other.names.len()) as f64,
            figures: share(&one.figures, &other.figures).unwrap_or(1.0),
            headline: share(&one.headline, &other.headline).unwrap_or(0.0),
            headline_held: held(&one.headline, &texts.list[b as usize])
                .max(held(&other.headline, &texts.list[a as usize])),
            headline_words: one.headline.len().min(other.headline.len()) as f64,
            ..PairFeatures::default()
        };
        for Gap { a, b } in align::gaps(&runs, (short.len(), long.len())) {
            if !a.is_empty() && !b.is_empty() && a.len().max(b.len()) <= MAX_SLOT {
                count_swap(texts.vocabulary, &short[a], &long[b], &mut features);
            }
        }
        features
    }
}

fn count_swap(vocabulary: &Vocabulary, a: &[TermId], b: &[TermId], features: &mut PairFeatures) {
    let has_other = |own: &[TermId], other: &[TermId], is: &dyn Fn(TermId) -> bool| {
        own.iter().any(|&word| is(word) && !other.contains(&word))
    };
    let swapped = |is: &dyn Fn(TermId) -> bool| has_other(a, b, is) && has_other(b, a, is);
    let respelled =
        a.iter().all(|&x| b.iter().any(|&y| x == y || spelled_alike(vocabulary.word(x), vocabulary.word(y))));
    if respelled {
        features.respelled += 1.0;
    } else if swapped(&|word| vocabulary.is_name(word)) {
        features.name_swaps += 1.0;
    }
    if swapped(&|word| is_figure(vocabulary, word)) {
        features.figure_swaps += 1.0;
    }
}

fn is_figure(vocabulary: &Vocabulary, word: TermId) -> bool {
    vocabulary.word(word).bytes().any(|byte| byte.is_ascii_digit())
}

fn count_shared(list: &[TermId], sorted: &[TermId]) -> usize {
    list.iter().filter(|word| sorted.binary_search(word).is_ok()).count()
}

/// The share of the fewer that are in both; nothing where a side has none.
fn share(a: &[TermId], b: &[TermId]) -> Option<f64> {
    let fewer = a.len().min(b.len());
    (fewer > 0).then(|| count_shared(a, b) as f64 / fewer as f64)
}

/// The share of the words that are in a text or its headline; 0 where there is none.
fn held(words: &[TermId], text: &Text<'_>) -> f64 {
    let n_held = words.iter().filter(|word| text.tokens.contains(word) || text.title.contains(word)).count();
    n_held as f64 / words.len().max(1) as f64
}

/// Tells whether two words share most of their pairs of neighbouring letters (Dice's coefficient).
fn spelled_alike(x: &str, y: &str) -> bool {
    let pairs = |word: &str| {
        let (left, right) = (['^'].into_iter().chain(word.chars()), word.chars().chain(['$']));
        let mut pairs: Vec<(char, char)> = left.zip(right).collect();
        pairs.sort_unstable();
        pairs
    };
    let (one, other) = (pairs(x), pairs(y));
    let (mut i, mut j, mut shared) = (0, 0, 0);
    while let (Some(a), Some(b)) = (one.get(i), other.get(j)) {
        shared += usize::from(a == b);
        i += usize::from(a <= b);
        j += usize::from(b <= a);
    }
    (2 * shared) as f64 >= SPELLED_ALIKE * (one.len() + other.len()) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scanner_s_error_is_the_same_word_and_another_name_is_not() {
        assert!(spelled_alike("harbour", "harb0ur"));
        assert!(spelled_alike("council", "couneil"));
        assert!(!spelled_alike("brandel", "osterlin"));
        assert!(!spelled_alike("12", "40"));
    }

    #[test]
    fn shares_are_of_the_fewer() {
        let ids = |list: &[u32]| list.iter().map(|&id| TermId(id)).collect::<Vec<_>>();
        assert_eq!(share(&ids(&[1, 2]), &ids(&[2, 3, 4])), Some(0.5));
        assert_eq!(share(&ids(&[]), &ids(&[2])), None);
        let tokens = ids(&[5, 2]);
        let text = Text { tokens: &tokens, title: ids(&[3]), ..Text::default() };
        assert!((held(&ids(&[1, 2, 3, 4]), &text) - 0.5).abs() < 1e-12);
        assert!(held(&[], &text).abs() < 1e-12);
    }
}
