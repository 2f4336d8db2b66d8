//! ROUGE as the Perl program ROUGE-1.5.5 computes it (Lin 2004), which DUC, TAC and papers before about 2019 report.
//!
//! A text is bytes, one sentence a line. Its words are the runs of ASCII letters and digits. Every oddity of the
//! original that moves a digit is kept: recall and precision are rounded to five places before F is made of them; "the
//! average" of several references adds up their hits and their sizes; ROUGE-W weights its base twice; the last word of
//! a text never counts as a unigram of ROUGE-SU. The places are marked in the code.
//!
//! [`score`] is for one summary, [`average`] for what the program prints at the end.

mod average;
mod options;
mod text;
mod words;

use std::str::FromStr;

use serde::{Deserialize, Serialize};

pub use self::average::{Average, Averaging, Interval, average, totals};
pub use self::options::Options;
pub use self::text::Limit;
use self::text::{Reading, Text};
use super::grams::{Clip, Counter, Grams, Numbers};
use super::intern::Interner;
use super::lcs::Lcs;
use crate::error::{Error, Result};
use crate::par;

/// Summaries that share one table of words.
const CHUNK: usize = 256;

/// Stands for no word: unigrams are numbered with it as the first word of a pair.
const NO_WORD: u32 = u32::MAX;

/// A variant of ROUGE.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Metric {
    /// Runs of this many words (`-n`).
    N(usize),
    /// The union of longest common subsequences, sentence by sentence.
    L,
    /// The same, where a run of `k` matches is worth `k` to this power (`-w`), above 0; 1.2 is usual.
    W(f64),
    /// Pairs of words in their order (`-2`).
    S {
        /// The most words that may lie between the two; `None` is any number (`-2 -1`).
        gap: Option<usize>,
        /// Whether single words count too (`-u`): ROUGE-SU.
        unigrams: bool,
    },
}

impl std::fmt::Display for Metric {
    /// Names the metric as the program does: `ROUGE-1`, `ROUGE-L`, `ROUGE-W-1.2`, `ROUGE-S4`, `ROUGE-SU*`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::N(n) => write!(f, "ROUGE-{n}"),
            Self::L => f.write_str("ROUGE-L"),
            Self::W(weight) => write!(f, "ROUGE-W-{weight}"),
            Self::S { gap, unigrams } => {
                f.write_str(if *unigrams { "ROUGE-SU" } else { "ROUGE-S" })?;
                match gap {
                    Some(gap) => write!(f, "{gap}"),
                    None => f.write_str("*"),
                }
            }
        }
    }
}

impl FromStr for Metric {
    type Err = Error;

    /// Reads the program's name of a metric, or its part after `ROUGE-`: `2`, `L`, `W-1.2`, `W1.2`, `S4`, `SU*`. A `W`
    /// without a weight has 1.2.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for any other name.
    fn from_str(name: &str) -> Result<Self> {
        let bad = || Error::setting("rouge.metrics", &name, "a number of words, L, W1.2, S4, S*, SU4 or SU*");
        let gap = |gap: &str| if gap == "*" { Ok(None) } else { gap.parse().map(Some).map_err(|_| bad()) };
        let metric = match name.strip_prefix("ROUGE-").unwrap_or(name) {
            "L" => Self::L,
            "W" => Self::W(1.2),
            short => {
                if let Some(weight) = short.strip_prefix('W') {
                    Self::W(weight.trim_start_matches('-').parse().map_err(|_| bad())?)
                } else if let Some(reach) = short.strip_prefix("SU") {
                    Self::S { gap: gap(reach)?, unigrams: true }
                } else if let Some(reach) = short.strip_prefix('S') {
                    Self::S { gap: gap(reach)?, unigrams: false }
                } else {
                    Self::N(short.parse().map_err(|_| bad())?)
                }
            }
        };
        Ok(metric)
    }
}

/// What several references make together (`-f`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum References {
    /// Their hits and their sizes are added up (`-f A`).
    #[default]
    Average,
    /// The one with the best recall counts, the first where they tie (`-f B`).
    Best,
}

/// How texts are scored; the default is `-n 2 -m -f A -p 0.5`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Params {
    /// The variants, in the order in which they are wanted.
    pub metrics: Vec<Metric>,
    /// Whether words are stemmed (`-m`).
    pub stem: bool,
    /// Whether the words of the SMART list are left out (`-s`).
    pub remove_stop_words: bool,
    /// Where all texts are cut (`-l`, `-b`).
    pub limit: Option<Limit>,
    /// What several references make together (`-f`).
    pub references: References,
    /// The weight of precision in F (`-p`), in `0..=1`; 0.5 is the harmonic mean, 0 is recall.
    pub alpha: f64,
}

impl Default for Params {
    fn default() -> Self {
        Self {
            metrics: vec![Metric::N(1), Metric::N(2), Metric::L],
            stem: true,
            remove_stop_words: false,
            limit: None,
            references: References::Average,
            alpha: 0.5,
        }
    }
}

impl Params {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        for metric in &self.metrics {
            match metric {
                Metric::N(0) => return Err(Error::setting("rouge.metrics", &0, "runs of one word or more")),
                Metric::W(weight) if !(weight.is_finite() && *weight > 0.0) => {
                    return Err(Error::setting("rouge.metrics", weight, "a finite power above 0"));
                }
                _ => {}
            }
        }
        if let Some(Limit::Words(0) | Limit::Bytes(0)) = self.limit {
            return Err(Error::setting("rouge.limit", &0, "at least 1"));
        }
        if !(0.0..=1.0).contains(&self.alpha) {
            return Err(Error::setting("rouge.alpha", &self.alpha, "in 0..=1"));
        }
        Ok(())
    }
}

/// What a summary and its references hold in common. The numbers are whole, but for ROUGE-W.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Counts {
    /// What the references hold.
    pub references: f64,
    /// What the summary holds, once for each reference.
    pub summary: f64,
    /// What both hold.
    pub hits: f64,
}

/// The score of one summary as the program prints it, each number in `0..=1` with five places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// The share of the references that the summary holds.
    pub recall: f64,
    /// The share of the summary that the references hold.
    pub precision: f64,
    /// `PR / ((1 - alpha) P + alpha R)`.
    pub f: f64,
    /// What the score was made of.
    pub counts: Counts,
}

/// Scores one summary against its references; texts hold one sentence a line. The scores stand in the order of
/// `params.metrics`.
///
/// A text without words scores 0, as in the original.
///
/// # Errors
/// [`Error::Shape`] where there is no reference, [`Error::InvalidSetting`] as [`Params::validate`] says.
///
/// # Examples
/// ```
/// use wiredesk::metrics::rouge::rouge155::{Metric, Params, score};
///
/// let params = Params { metrics: vec![Metric::N(1)], ..Params::default() };
/// let scores = score(&params, &["Both ferries went."], "A ferry will go at noon, both say.")?;
/// assert_eq!((scores[0].recall, scores[0].precision, scores[0].f), (1.0, 0.375, 0.54545));
/// # Ok::<(), wiredesk::error::Error>(())
/// ```
pub fn score<S: AsRef<str>>(params: &Params, references: &[S], summary: &str) -> Result<Vec<Score>> {
    params.validate()?;
    check(references)?;
    Ok(Scorer::default().score(params, references, summary))
}

/// Scores many summaries in parallel, each against its references; the answer is in the order of `pairs`.
///
/// # Errors
/// As for [`score`], for any of the pairs.
pub fn score_all<S: AsRef<str> + Sync>(params: &Params, pairs: &[(Vec<S>, S)]) -> Result<Vec<Vec<Score>>> {
    params.validate()?;
    pairs.iter().try_for_each(|(references, _)| check(references))?;
    let chunks = par::map_chunks(pairs, CHUNK, |chunk| {
        let mut scorer = Scorer::default();
        let score = |(references, summary): &(Vec<S>, S)| scorer.score(params, references, summary.as_ref());
        chunk.iter().map(score).collect::<Vec<_>>()
    });
    Ok(chunks.into_iter().flatten().collect())
}

/// Scores a summary against all references but one, each in turn, and averages (Lin 2004, section 2.1). Recall,
/// precision and F are averaged each by itself and not rounded; the counts are added up. With one reference it is
/// [`score`].
///
/// The program has no such option: DUC and TAC called it once for each reference that was left out.
///
/// # Errors
/// As for [`score`].
pub fn jackknife<S: AsRef<str>>(params: &Params, references: &[S], summary: &str) -> Result<Vec<Score>> {
    params.validate()?;
    check(references)?;
    Ok(Scorer::default().jackknife(params, references, summary))
}

/// Does as [`jackknife`] for many summaries, in parallel; the answer is in the order of `pairs`.
///
/// # Errors
/// As for [`score`], for any of the pairs.
pub fn jackknife_all<S: AsRef<str> + Sync>(
    params: &Params,
    pairs: &[(Vec<S>, S)],
) -> Result<Vec<Vec<Score>>> {
    params.validate()?;
    pairs.iter().try_for_each(|(references, _)| check(references))?;
    let chunks = par::map_chunks(pairs, CHUNK, |chunk| {
        let mut scorer = Scorer::default();
        let score =
            |(references, summary): &(Vec<S>, S)| scorer.jackknife(params, references, summary.as_ref());
        chunk.iter().map(score).collect::<Vec<_>>()
    });
    Ok(chunks.into_iter().flatten().collect())
}

/// Tells whether a text has a word that counts: an ASCII letter or digit. What has none scores 0, whatever it says.
#[must_use]
pub fn has_words(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_alphanumeric())
}

fn check<S>(references: &[S]) -> Result<()> {
    if references.is_empty() {
        return Err(Error::Shape { what: "the list of references", expected: 1, found: 0 });
    }
    Ok(())
}

impl Counts {
    fn add(&mut self, other: Self) {
        self.references += other.references;
        self.summary += other.summary;
        self.hits += other.hits;
    }
}

/// What is known of one metric while the references go by.
#[derive(Clone, Copy, Debug)]
struct Pool {
    counts: Counts,
    best: f64,
}

/// A text in both readings.
#[derive(Debug, Default)]
struct Texts {
    /// For runs and pairs of words, and for clipping.
    flat: Text,
    /// For subsequences; they differ only under a limit in bytes.
    lines: Text,
}

/// The tables, kept from text to text.
#[derive(Debug, Default)]
struct Scorer {
    interner: Interner,
    summary: Texts,
    reference: Texts,
    grams_of_summary: Grams,
    grams_of_reference: Grams,
    pairs_of_summary: Vec<u32>,
    pairs_of_reference: Vec<u32>,
    numbers: Numbers,
    counter: Counter,
    lcs: Lcs,
    clip: Clip,
    marked: Vec<bool>,
}

impl Scorer {
    fn score<S: AsRef<str>>(&mut self, params: &Params, references: &[S], summary: &str) -> Vec<Score> {
        self.summary.read(summary, params, &mut self.interner);
        let mut pools = vec![Pool { counts: Counts::default(), best: -1.0 }; params.metrics.len()];
        for reference in references {
            self.reference.read(reference.as_ref(), params, &mut self.interner);
            for (pool, &metric) in pools.iter_mut().zip(&params.metrics) {
                let (counts, recall) = self.count(metric);
                match params.references {
                    References::Average => pool.counts.add(counts),
                    References::Best if recall > pool.best => *pool = Pool { counts, best: recall },
                    References::Best => {}
                }
            }
        }
        pools.iter().zip(&params.metrics).map(|(pool, &metric)| pool.score(metric, params.alpha)).collect()
    }

    fn jackknife<S: AsRef<str>>(&mut self, params: &Params, references: &[S], summary: &str) -> Vec<Score> {
        if references.len() < 2 {
            return self.score(params, references, summary);
        }
        let mut sums = vec![Score::default(); params.metrics.len()];
        for left_out in 0..references.len() {
            let others = references.iter().enumerate().filter(|(i, _)| *i != left_out);
            let others: Vec<&str> = others.map(|(_, reference)| reference.as_ref()).collect();
            for (sum, score) in sums.iter_mut().zip(self.score(params, &others, summary)) {
                sum.recall += score.recall;
                sum.precision += score.precision;
                sum.f += score.f;
                sum.counts.add(score.counts);
            }
        }
        let n = references.len() as f64;
        for sum in &mut sums {
            (sum.recall, sum.precision, sum.f) = (sum.recall / n, sum.precision / n, sum.f / n);
        }
        sums
    }

    /// Counts for one reference, with the recall by which references are compared. For words and pairs that is
    /// rounded, for subsequences it is not.
    fn count(&mut self, metric: Metric) -> (Counts, f64) {
        match metric {
            Metric::N(n) => with_rounded_recall(self.count_grams(n)),
            Metric::S { gap, unigrams } => with_rounded_recall(self.count_pairs(gap, unigrams)),
            Metric::L => {
                let hits = self.union_hits(None);
                let n_lines = self.reference.lines.words().len() as f64;
                let counts = Counts { references: n_lines, summary: self.n_summary(), hits };
                (counts, ratio(hits, n_lines))
            }
            Metric::W(weight) => {
                let hits = self.union_hits(Some(weight));
                let base = self.reference.lines.sentences().map(|s| (s.len() as f64).powf(weight));
                let base: f64 = base.fold(0.0, |sum, term| sum + term);
                // The base is a sum of weighted lengths, and is weighted once more.
                let references = base.powf(weight);
                let counts = Counts { references, summary: self.n_summary().powf(weight), hits };
                (counts, ratio(hits, base).powf(1.0 / weight))
            }
        }
    }

    fn n_summary(&self) -> f64 {
        self.summary.flat.words().len() as f64
    }

    fn count_grams(&mut self, n: usize) -> Counts {
        let (reference, summary) = (self.reference.flat.words(), self.summary.flat.words());
        self.grams_of_reference.begin(reference);
        self.grams_of_summary.begin(summary);
        for n in 1..n {
            self.numbers.clear();
            self.grams_of_reference.grow(n, reference, &mut self.numbers);
            self.grams_of_summary.grow(n, summary, &mut self.numbers);
        }
        let (reference, summary) = (self.grams_of_reference.ids(), self.grams_of_summary.ids());
        Counts::of(&mut self.counter, reference, summary)
    }

    fn count_pairs(&mut self, gap: Option<usize>, unigrams: bool) -> Counts {
        self.numbers.clear();
        let texts = [
            (self.reference.flat.words(), &mut self.pairs_of_reference),
            (self.summary.flat.words(), &mut self.pairs_of_summary),
        ];
        for (words, pairs) in texts {
            pairs.clear();
            // The last word begins no pair, and so the original counts it as no unigram either.
            for (i, &first) in words.iter().enumerate().take(words.len().saturating_sub(1)) {
                if unigrams {
                    pairs.push(self.numbers.of(NO_WORD, first));
                }
                let reach = gap.map_or(usize::MAX, |gap| gap.saturating_add(1));
                pairs.extend(words[i + 1..].iter().take(reach).map(|&second| self.numbers.of(first, second)));
            }
        }
        Counts::of(&mut self.counter, &self.pairs_of_reference, &self.pairs_of_summary)
    }

    /// Counts the words of the reference that lie on a common subsequence of their sentence with any sentence of the
    /// summary, none more often than both texts hold it; with a weight, runs of them.
    fn union_hits(&mut self, weight: Option<f64>) -> f64 {
        self.clip.fill(self.reference.flat.words(), self.summary.flat.words());
        let mut hits = 0.0;
        for sentence in self.reference.lines.sentences() {
            self.marked.clear();
            self.marked.resize(sentence.len(), false);
            for candidate in self.summary.lines.sentences() {
                match weight {
                    None => self.lcs.mark(sentence, candidate, &mut self.marked),
                    Some(weight) => self.lcs.mark_weighted(sentence, candidate, weight, &mut self.marked),
                }
            }
            let mut run = 0;
            for (i, &word) in sentence.iter().enumerate() {
                if !self.marked[i] || !self.clip.take(word) {
                    continue;
                }
                let Some(weight) = weight else {
                    hits += 1.0;
                    continue;
                };
                run += 1;
                // A run that a clipped word ends is not closed; it goes on at the next match.
                if self.marked.get(i + 1) != Some(&true) {
                    hits += f64::from(run).powf(weight);
                    run = 0;
                }
            }
        }
        hits
    }
}

impl Texts {
    fn read(&mut self, text: &str, params: &Params, interner: &mut Interner) {
        let Params { stem, remove_stop_words, limit, .. } = *params;
        let reading = Reading { stem, remove_stop_words, limit, adds_up: true };
        self.flat.read(text, reading, interner);
        self.lines.read(text, Reading { adds_up: false, ..reading }, interner);
    }
}

impl Counts {
    fn of(counter: &mut Counter, reference: &[u32], summary: &[u32]) -> Self {
        Self {
            references: reference.len() as f64,
            summary: summary.len() as f64,
            hits: counter.shared(reference, summary) as f64,
        }
    }
}

impl Pool {
    fn score(&self, metric: Metric, alpha: f64) -> Score {
        let share = |whole: f64| {
            let share = ratio(self.counts.hits, whole);
            round(if let Metric::W(weight) = metric { share.powf(1.0 / weight) } else { share })
        };
        let (recall, precision) = (share(self.counts.references), share(self.counts.summary));
        Score { recall, precision, f: round(f_measure(recall, precision, alpha)), counts: self.counts }
    }
}

fn with_rounded_recall(counts: Counts) -> (Counts, f64) {
    (counts, round(ratio(counts.hits, counts.references)))
}

fn ratio(part: f64, whole: f64) -> f64 {
    if whole > 0.0 { part / whole } else { 0.0 }
}

fn f_measure(recall: f64, precision: f64, alpha: f64) -> f64 {
    let weighted = (1.0 - alpha) * precision + alpha * recall;
    if weighted > 0.0 { precision * recall / weighted } else { 0.0 }
}

/// Rounds to five places as C's `printf` does: by the exact value of the number, ties to even.
fn round(value: f64) -> f64 {
    let scaled = value * 1e5;
    // Away from the middle between two results, the error of the multiplication can't matter.
    if (scaled.fract() - 0.5).abs() > 1e-6 {
        scaled.round() / 1e5
    } else {
        format!("{value:.5}").parse().unwrap_or(value)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn one(metric: Metric, references: &[&str], summary: &str) -> Score {
        let params = Params { metrics: vec![metric], stem: false, ..Params::default() };
        score(&params, references, summary).unwrap()[0]
    }

    #[test]
    fn the_last_word_is_no_unigram_of_su() {
        // Reference: a, b, ab, ac, bc; summary: a, ac.
        let score = one(Metric::S { gap: Some(4), unigrams: true }, &["a b c"], "a c");
        assert_eq!((score.counts.references, score.counts.summary, score.counts.hits), (5.0, 2.0, 2.0));
        assert_eq!((score.recall, score.precision), (0.4, 1.0));
    }

    #[test]
    fn metrics_are_named_as_the_program_names_them() {
        let metrics = [Metric::N(2), Metric::W(1.2), Metric::S { gap: None, unigrams: true }];
        assert_eq!(metrics.map(|metric| metric.to_string()), ["ROUGE-2", "ROUGE-W-1.2", "ROUGE-SU*"]);
        for metric in metrics.into_iter().chain([Metric::L, Metric::S { gap: Some(4), unigrams: false }]) {
            let name = metric.to_string();
            assert_eq!(name.parse::<Metric>().unwrap(), metric);
            assert_eq!(name["ROUGE-".len()..].parse::<Metric>().unwrap(), metric);
        }
        for name in ["", "Lsum", "W-", "S", "SUx", "-1"] {
            assert!(name.parse::<Metric>().is_err(), "{name}");
        }
    }

    #[test]
    fn a_gap_counts_the_words_between() {
        for (gap, n_pairs) in [(Some(0), 3.0), (Some(1), 5.0), (Some(9), 6.0), (None, 6.0)] {
            let counts = one(Metric::S { gap, unigrams: false }, &["a b c d"], "a").counts;
            assert_eq!(counts, Counts { references: n_pairs, summary: 0.0, hits: 0.0 });
        }
    }

    #[test]
    fn references_are_added_up_or_the_best_is_taken() {
        let params = Params { metrics: vec![Metric::N(1)], stem: false, ..Params::default() };
        let average = score(&params, &["a b", "x y z"], "a x y").unwrap()[0];
        assert_eq!((average.recall, average.precision), (0.6, 0.5));
        let best = Params { references: References::Best, ..params };
        let best = score(&best, &["a b", "x y z"], "a x y").unwrap()[0];
        assert_eq!((best.recall, best.precision), (0.66667, 0.66667));
    }

    #[test]
    fn runs_are_worth_more_under_a_weight() {
        let (run, parts) =
            (one(Metric::W(2.0), &["a b c d"], "a b x y"), one(Metric::W(2.0), &["a b c d"], "a x c y"));
        assert_eq!((run.counts.hits, parts.counts.hits), (4.0, 2.0));
        // The base of four words is 4^2, and 16^2 when it is weighted again.
        assert_eq!((run.counts.references, run.recall), (256.0, 0.125));
    }

    #[test]
    fn empty_texts_score_nothing() {
        for metric in [Metric::N(1), Metric::L, Metric::W(1.2), Metric::S { gap: None, unigrams: true }] {
            for (reference, summary) in [("", "a"), ("a", ""), ("", "")] {
                let score = one(metric, &[reference], summary);
                assert_eq!((score.recall, score.precision, score.f), (0.0, 0.0, 0.0), "{metric:?}");
            }
        }
    }

    #[test]
    fn settings_out_of_range_are_refused() {
        let with = |metric| Params { metrics: vec![metric], ..Params::default() };
        let bad = [
            with(Metric::N(0)),
            with(Metric::W(f64::NAN)),
            Params { alpha: 1.5, ..Params::default() },
            Params { limit: Some(Limit::Words(0)), ..Params::default() },
        ];
        for params in bad {
            assert!(matches!(score(&params, &["a"], "a"), Err(Error::InvalidSetting { .. })), "{params:?}");
        }
        let none: [&str; 0] = [];
        assert!(matches!(score(&Params::default(), &none, "a"), Err(Error::Shape { .. })));
    }

    #[test]
    fn one_reference_has_no_other_to_leave_out() {
        let params = Params::default();
        assert_eq!(
            jackknife(&params, &["the pier"], "a pier").unwrap(),
            score(&params, &["the pier"], "a pier").unwrap()
        );
    }

    proptest! {
        #[test]
        fn rounding_is_that_of_printing(value in 0.0..1.0_f64) {
            prop_assert_eq!(format!("{:.5}", round(value)), format!("{value:.5}"));
        }

        #[test]
        fn middles_round_as_they_print(n in 0u32..100_000) {
            let value = (f64::from(n) + 0.5) / 1e5;
            prop_assert_eq!(format!("{:.5}", round(value)), format!("{value:.5}"));
        }

        #[test]
        fn a_batch_scores_as_one_by_one(texts in prop::collection::vec("[ab \n]{0,20}", 0..6)) {
            let params = Params::default();
            let pairs: Vec<_> =
                texts.iter().zip(texts.iter().rev()).map(|(a, b)| (vec![a.as_str()], b.as_str())).collect();
            for ((references, summary), scores) in pairs.iter().zip(score_all(&params, &pairs).unwrap()) {
                prop_assert_eq!(score(&params, references, summary).unwrap(), scores);
            }
        }

        #[test]
        fn no_text_breaks_it(a in any::<String>(), b in any::<String>(), limit in 1usize..50) {
            for limit in [Limit::Words(limit), Limit::Bytes(limit)] {
                let params = Params { limit: Some(limit), ..Params::default() };
                for score in score(&params, &[&a], &b).unwrap() {
                    prop_assert!([score.recall, score.precision, score.f].iter().all(|s| (0.0..=1.0).contains(s)));
                }
            }
        }
    }
}
