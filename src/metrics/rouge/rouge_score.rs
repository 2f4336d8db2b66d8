//! ROUGE as Google's Python package `rouge-score` 0.1.2 computes it.
//!
//! Text is lower-cased by Unicode's rules, and its words are the runs of `[a-z0-9]` that are then left; with the
//! stemmer on, words longer than three letters are stemmed. Of several references the one with the best F1 counts,
//! metric by metric, the first where they tie.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::grams::{Clip, Counter, Grams, Numbers};
use super::intern::{Interner, Token};
use super::lcs::Lcs;
use super::porter;
use crate::error::{Error, Result};
use crate::metrics::Prf;
use crate::par;

/// Pairs that share one table of words: few enough to keep both cores at work, enough to stem a word seldom.
const CHUNK: usize = 256;

/// A variant of ROUGE.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Metric {
    /// Runs of this many words.
    N(usize),
    /// The longest common subsequence of both texts; line ends count as spaces.
    L,
    /// The union of the longest common subsequences of each line of the reference with every line of the summary.
    Lsum,
}

impl std::fmt::Display for Metric {
    /// Names the metric as the package does: `rouge1`, `rougeL`, `rougeLsum`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::N(n) => write!(f, "rouge{n}"),
            Self::L => f.write_str("rougeL"),
            Self::Lsum => f.write_str("rougeLsum"),
        }
    }
}

impl FromStr for Metric {
    type Err = Error;

    /// Reads the package's name of a metric, or its part after `rouge`: `2`, `L`, `Lsum`.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for any other name.
    fn from_str(name: &str) -> Result<Self> {
        match name.strip_prefix("rouge").unwrap_or(name) {
            "L" => Ok(Self::L),
            "Lsum" => Ok(Self::Lsum),
            n => match n.parse() {
                Ok(n) => Ok(Self::N(n)),
                Err(_) => Err(Error::setting("rouge.metrics", &name, "a number of words, L or Lsum")),
            },
        }
    }
}

/// How texts are scored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// The variants, in the order in which they are wanted.
    pub metrics: Vec<Metric>,
    /// Whether words are stemmed (`use_stemmer` of the package).
    pub stem: bool,
}

impl Default for Params {
    /// What is most reported: 1, 2, L and Lsum of stemmed words.
    fn default() -> Self {
        Self { metrics: vec![Metric::N(1), Metric::N(2), Metric::L, Metric::Lsum], stem: true }
    }
}

impl Params {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for a run of no words.
    pub fn validate(&self) -> Result<()> {
        if self.metrics.contains(&Metric::N(0)) {
            return Err(Error::setting("rouge.metrics", &0, "runs of one word or more"));
        }
        Ok(())
    }
}

/// Scores one summary against its references; the scores stand in the order of `params.metrics`.
///
/// A text without words scores 0, as in the package.
///
/// # Errors
/// [`Error::Shape`] where there is no reference, [`Error::InvalidSetting`] as [`Params::validate`] says.
///
/// # Examples
/// ```
/// use wiredesk::metrics::rouge::rouge_score::{Metric, Params, score};
///
/// let params = Params { metrics: vec![Metric::N(1)], stem: true };
/// let scores = score(&params, &["The ferries were late."], "A late ferry.")?;
/// assert_eq!((scores[0].precision, scores[0].recall), (2.0 / 3.0, 0.5));
/// # Ok::<(), wiredesk::error::Error>(())
/// ```
pub fn score<S: AsRef<str>>(params: &Params, references: &[S], summary: &str) -> Result<Vec<Prf>> {
    params.validate()?;
    check(references)?;
    Ok(Scorer::default().score(params, references, summary))
}

/// Scores many summaries in parallel, each against its references; the answer is in the order of `pairs`.
///
/// # Errors
/// As for [`score`], for any of the pairs.
pub fn score_all<S: AsRef<str> + Sync>(params: &Params, pairs: &[(Vec<S>, S)]) -> Result<Vec<Vec<Prf>>> {
    params.validate()?;
    pairs.iter().try_for_each(|(references, _)| check(references))?;
    let chunks = par::map_chunks(pairs, CHUNK, |chunk| {
        let mut scorer = Scorer::default();
        let score = |(references, summary): &(Vec<S>, S)| scorer.score(params, references, summary.as_ref());
        chunk.iter().map(score).collect::<Vec<_>>()
    });
    Ok(chunks.into_iter().flatten().collect())
}

/// Tells whether a text has a word that counts: an ASCII letter or digit, or a letter that becomes one in lower case.
/// What has none scores 0, whatever it says.
#[must_use]
pub fn has_words(text: &str) -> bool {
    text.chars().any(|c| c.is_ascii_alphanumeric() || c.to_lowercase().any(|c| c.is_ascii_lowercase()))
}

fn check<S>(references: &[S]) -> Result<()> {
    if references.is_empty() {
        return Err(Error::Shape { what: "the list of references", expected: 1, found: 0 });
    }
    Ok(())
}

/// A text as words; `line_ends[i]` is the word after the last of line `i`.
#[derive(Debug, Default)]
struct Text {
    words: Vec<Token>,
    line_ends: Vec<usize>,
}

impl Text {
    fn read(&mut self, text: &str, stem: bool, interner: &mut Interner, word: &mut Vec<u8>) {
        self.words.clear();
        self.line_ends.clear();
        for line in text.split('\n').filter(|line| !line.is_empty()) {
            for c in line.chars() {
                if c.is_ascii_alphanumeric() {
                    word.push(c.to_ascii_lowercase() as u8);
                } else if c.is_ascii() {
                    self.end_word(stem, interner, word);
                } else {
                    // The Kelvin sign becomes a k, and an I with a dot becomes an i and a mark.
                    for c in c.to_lowercase() {
                        if c.is_ascii_lowercase() {
                            word.push(c as u8);
                        } else {
                            self.end_word(stem, interner, word);
                        }
                    }
                }
            }
            self.end_word(stem, interner, word);
            self.line_ends.push(self.words.len());
        }
    }

    fn end_word(&mut self, stem: bool, interner: &mut Interner, word: &mut Vec<u8>) {
        if word.is_empty() {
            return;
        }
        let reduce = |word: &mut Vec<u8>| {
            if stem && word.len() > 3 {
                porter::extended(word);
            }
        };
        self.words.extend(interner.token(word, reduce));
        word.clear();
    }

    fn lines(&self) -> impl Iterator<Item = &[Token]> {
        let starts = std::iter::once(0).chain(self.line_ends.iter().copied());
        starts.zip(&self.line_ends).map(|(start, &end)| &self.words[start..end])
    }
}

/// The tables, kept from text to text.
#[derive(Debug, Default)]
struct Scorer {
    interner: Interner,
    word: Vec<u8>,
    summary: Text,
    reference: Text,
    grams_of_summary: Grams,
    grams_of_reference: Grams,
    numbers: Numbers,
    counter: Counter,
    lcs: Lcs,
    clip: Clip,
    marked: Vec<bool>,
}

impl Scorer {
    fn score<S: AsRef<str>>(&mut self, params: &Params, references: &[S], summary: &str) -> Vec<Prf> {
        self.summary.read(summary, params.stem, &mut self.interner, &mut self.word);
        let mut best = vec![Prf::default(); params.metrics.len()];
        for (i, reference) in references.iter().enumerate() {
            self.reference.read(reference.as_ref(), params.stem, &mut self.interner, &mut self.word);
            for (best, &metric) in best.iter_mut().zip(&params.metrics) {
                let score = self.score_one(metric);
                if i == 0 || score.f1 > best.f1 {
                    *best = score;
                }
            }
        }
        best
    }

    fn score_one(&mut self, metric: Metric) -> Prf {
        let (n_reference, n_summary) = (self.reference.words.len(), self.summary.words.len());
        match metric {
            Metric::N(n) => {
                let hits = self.shared_grams(n);
                prf(hits, (n_summary + 1).saturating_sub(n), (n_reference + 1).saturating_sub(n))
            }
            Metric::L => {
                let hits = self.lcs.length(&self.reference.words, &self.summary.words);
                prf(hits, n_summary, n_reference)
            }
            Metric::Lsum => prf(self.union_hits(), n_summary, n_reference),
        }
    }

    fn shared_grams(&mut self, n: usize) -> usize {
        self.grams_of_reference.begin(&self.reference.words);
        self.grams_of_summary.begin(&self.summary.words);
        for n in 1..n {
            self.numbers.clear();
            self.grams_of_reference.grow(n, &self.reference.words, &mut self.numbers);
            self.grams_of_summary.grow(n, &self.summary.words, &mut self.numbers);
        }
        self.counter.shared(self.grams_of_reference.ids(), self.grams_of_summary.ids())
    }

    /// Counts the words of the reference that lie on a common subsequence of their line with any line of the summary,
    /// none more often than both texts hold it.
    fn union_hits(&mut self) -> usize {
        self.clip.fill(&self.reference.words, &self.summary.words);
        let mut hits = 0;
        for line in self.reference.lines() {
            self.marked.clear();
            self.marked.resize(line.len(), false);
            for candidate in self.summary.lines() {
                self.lcs.mark(line, candidate, &mut self.marked);
            }
            let marked = line.iter().zip(&self.marked).filter(|(_, marked)| **marked);
            hits += marked.filter(|(word, _)| self.clip.take(**word)).count();
        }
        hits
    }
}

fn prf(hits: usize, found: usize, relevant: usize) -> Prf {
    Prf::new(hits as f64 / found.max(1) as f64, hits as f64 / relevant.max(1) as f64)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(metric: Metric, references: &[&str], summary: &str) -> Prf {
        score(&Params { metrics: vec![metric], stem: false }, references, summary).unwrap()[0]
    }

    #[test]
    fn pairs_of_words_by_hand() {
        // Reference: the-pier pier-is is-shut; summary: the-pier pier-was was-shut.
        let prf = one(Metric::N(2), &["The pier is shut"], "the PIER, was shut!");
        assert_eq!((prf.precision, prf.recall), (1.0 / 3.0, 1.0 / 3.0));
    }

    #[test]
    fn the_union_counts_each_line_of_the_reference() {
        let prf = one(Metric::Lsum, &["a b c d e"], "a b x\nc d y");
        assert_eq!((prf.precision, prf.recall), (4.0 / 6.0, 4.0 / 5.0));
        assert_eq!(one(Metric::L, &["a b c d e"], "a b x\nc d y"), prf);
        assert!(one(Metric::L, &["a b c d e"], "c d y\na b x").recall < 0.5);
    }

    #[test]
    fn the_best_reference_counts() {
        assert_eq!(one(Metric::N(1), &["gulls", "the pier"], "the pier"), Prf::new(1.0, 1.0));
    }

    #[test]
    fn words_without_ascii_letters_do_not_count() {
        assert_eq!(one(Metric::N(1), &["海 \u{212A}"], "k"), Prf::new(1.0, 1.0));
        assert_eq!(one(Metric::N(1), &["海"], "海"), Prf::default());
        assert_eq!(["海", "\u{212A}", "", "7"].map(has_words), [false, true, false, true]);
    }

    #[test]
    fn metrics_are_named_as_the_package_names_them() {
        for metric in [Metric::N(2), Metric::L, Metric::Lsum] {
            let name = metric.to_string();
            assert_eq!(name.parse::<Metric>().unwrap(), metric);
            assert_eq!(name["rouge".len()..].parse::<Metric>().unwrap(), metric);
        }
        assert!("W1.2".parse::<Metric>().is_err() && "".parse::<Metric>().is_err());
    }

    #[test]
    fn no_reference_and_no_words_in_a_run_are_refused() {
        let none: [&str; 0] = [];
        assert!(matches!(score(&Params::default(), &none, "a"), Err(Error::Shape { .. })));
        let params = Params { metrics: vec![Metric::N(0)], stem: false };
        assert!(matches!(score(&params, &["a"], "a"), Err(Error::InvalidSetting { .. })));
    }

    proptest! {
        #[test]
        fn a_batch_scores_as_one_by_one(texts in prop::collection::vec("[ab \n]{0,20}", 0..6)) {
            let params = Params::default();
            let pairs: Vec<_> =
                texts.iter().zip(texts.iter().rev()).map(|(a, b)| (vec![a.as_str()], b.as_str())).collect();
            let batch = score_all(&params, &pairs).unwrap();
            for ((references, summary), scores) in pairs.iter().zip(batch) {
                prop_assert_eq!(score(&params, references, summary).unwrap(), scores);
            }
        }

        #[test]
        fn scores_lie_between_nothing_and_all(a in any::<String>(), b in any::<String>()) {
            for prf in score(&Params::default(), &[a], &b).unwrap() {
                prop_assert!([prf.precision, prf.recall, prf.f1].iter().all(|s| (0.0..=1.0).contains(s)));
            }
        }
    }
}
