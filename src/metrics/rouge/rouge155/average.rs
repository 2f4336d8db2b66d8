//! What ROUGE-1.5.5 prints at the end of a run: means over summaries with their confidence intervals.
//!
//! The mean that it prints is not that of the scores but the mean of the means of the resamples. Resample `i` is drawn
//! by the generator of the C library's `drand48` with seed `i`, from the summaries in the order of their names, so that
//! every run prints the same; this does likewise.

use serde::{Deserialize, Serialize};

use super::{Counts, Score, f_measure, ratio, round};
use crate::error::{Error, Result};
use crate::par;

/// What is averaged (`-t`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Averaging {
    /// The scores: every summary weighs the same (`-t 0`).
    #[default]
    Summaries,
    /// The counts: every word weighs the same (`-t 1`).
    Words,
}

/// A mean and where it would lie with other summaries of the kind, each rounded to five places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The mean.
    pub mean: f64,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

/// The three means of a metric over summaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Average {
    /// Recall.
    pub recall: Interval,
    /// Precision.
    pub precision: Interval,
    /// F.
    pub f: Interval,
}

/// Averages the scores of one metric over summaries.
///
/// Each score comes with the name of its summary (the program's is `EVAL.PEER`): resampling goes by the order of the
/// names as strings, ties by their place. `n_resamples` is `-r`, 1000 where nothing is said; `confidence` is `-c`, in
/// percent, 95; `alpha` is that of the scores, and counts for [`Averaging::Words`] only. Parallel over resamples,
/// `O(n_resamples n)`. No score gives zeros.
///
/// # Errors
/// [`Error::InvalidSetting`] where there are fewer than two resamples or the confidence does not lie above 0 and below
/// 100.
pub fn average<S: AsRef<str>>(
    scores: &[(S, Score)],
    averaging: Averaging,
    alpha: f64,
    n_resamples: usize,
    confidence: f64,
) -> Result<Average> {
    if n_resamples < 2 {
        return Err(Error::setting("rouge.resamples", &n_resamples, "at least 2"));
    }
    if !(confidence > 0.0 && confidence < 100.0) {
        return Err(Error::setting("rouge.confidence", &confidence, "above 0 and below 100"));
    }
    if scores.is_empty() {
        return Ok(Average::default());
    }
    let rows = rows_by_name(scores, averaging);
    let means = par::map_range(n_resamples, |i| {
        let sums = resample(&rows, i as u64);
        match averaging {
            Averaging::Summaries => sums.map(|sum| sum / rows.len() as f64),
            Averaging::Words => {
                let [references, summary, hits] = sums;
                let (recall, precision) = (ratio(hits, references), ratio(hits, summary));
                [recall, precision, f_measure(recall, precision, alpha)]
            }
        }
    });
    let interval = |column: usize| {
        let mut column: Vec<f64> = means.iter().map(|row| row[column]).collect();
        column.sort_by(f64::total_cmp);
        Interval::of_sorted(&column, confidence)
    };
    Ok(Average { recall: interval(0), precision: interval(1), f: interval(2) })
}

/// Adds up the counts over summaries (`-t 2`).
#[must_use]
pub fn totals(scores: &[Score]) -> Counts {
    scores.iter().fold(Counts::default(), |mut sum, score| {
        sum.add(score.counts);
        sum
    })
}

fn rows_by_name<S: AsRef<str>>(scores: &[(S, Score)], averaging: Averaging) -> Vec<[f64; 3]> {
    let mut order: Vec<&(S, Score)> = scores.iter().collect();
    order.sort_by(|(a, _), (b, _)| a.as_ref().as_bytes().cmp(b.as_ref().as_bytes()));
    let row = |score: &Score| match averaging {
        Averaging::Summaries => [score.recall, score.precision, score.f],
        Averaging::Words => [score.counts.references, score.counts.summary, score.counts.hits],
    };
    order.into_iter().map(|(_, score)| row(score)).collect()
}

/// Adds up as many rows as there are, drawn with replacement.
fn resample(rows: &[[f64; 3]], seed: u64) -> [f64; 3] {
    const MASK: u64 = (1 << 48) - 1;
    let mut state = ((seed & 0xFFFF_FFFF) << 16) + 0x330E;
    let mut sums = [0.0; 3];
    for _ in rows {
        state = state.wrapping_mul(0x5_DEEC_E66D).wrapping_add(0xB) & MASK;
        let place = rows.len() as f64 * (state as f64 / (1_u64 << 48) as f64);
        // Positive and below the number of rows, so that dropping the fraction is all that happens.
        #[expect(clippy::cast_sign_loss, reason = "a product of two positive numbers")]
        let place = place as usize;
        for (sum, value) in sums.iter_mut().zip(rows.get(place).copied().unwrap_or_default()) {
            *sum += value;
        }
    }
    sums
}

impl Interval {
    /// Takes the ends between two sorted means each, at the place that the program computes; the same fraction serves
    /// both ends.
    fn of_sorted(means: &[f64], confidence: f64) -> Self {
        let n = means.len() as f64;
        let delta = n * ((100.0 - confidence) / 2.0) / 100.0;
        let upper = (n - delta - 1.0).trunc();
        let fraction = n - delta - 1.0 - upper;
        let between = |place: f64| {
            #[expect(clippy::cast_sign_loss, reason = "half of the resamples at most are cut off")]
            let place = place.max(0.0) as usize;
            let at = |place: usize| means.get(place).or(means.last()).copied().unwrap_or(0.0);
            round(at(place) + (at(place + 1) - at(place)) * fraction)
        };
        let sum = means.iter().fold(0.0, |sum, mean| sum + mean);
        Self { mean: round(sum / n), low: between(delta.trunc()), high: between(upper) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scores(recalls: &[f64]) -> Vec<(String, Score)> {
        let score = |recall: &f64| Score { recall: *recall, ..Score::default() };
        recalls.iter().enumerate().map(|(i, recall)| (format!("{i}.1"), score(recall))).collect()
    }

    #[test]
    fn equal_scores_have_no_width() {
        let average = average(&scores(&[0.25; 7]), Averaging::Summaries, 0.5, 1000, 95.0).unwrap();
        assert_eq!(average.recall, Interval { mean: 0.25, low: 0.25, high: 0.25 });
    }

    #[test]
    fn one_score_and_none() {
        let one = average(&scores(&[0.5]), Averaging::Summaries, 0.5, 2, 95.0).unwrap();
        assert_eq!(one.recall, Interval { mean: 0.5, low: 0.5, high: 0.5 });
        assert_eq!(average(&scores(&[]), Averaging::Words, 0.5, 2, 95.0).unwrap(), Average::default());
    }

    #[test]
    fn the_order_of_the_scores_does_not_count() {
        let mut list = scores(&[0.1, 0.9, 0.4, 0.3, 0.2, 0.8, 0.6, 0.7, 0.0, 1.0, 0.5]);
        let one = average(&list, Averaging::Summaries, 0.5, 100, 90.0).unwrap();
        list.reverse();
        assert_eq!(average(&list, Averaging::Summaries, 0.5, 100, 90.0).unwrap(), one);
        assert!(one.recall.low < one.recall.mean && one.recall.mean < one.recall.high, "{one:?}");
    }

    #[test]
    fn settings_out_of_range_are_refused() {
        for (n, confidence) in [(1, 95.0), (1000, 100.0), (1000, f64::NAN)] {
            let result = average(&scores(&[0.5]), Averaging::Summaries, 0.5, n, confidence);
            assert!(matches!(result, Err(Error::InvalidSetting { .. })), "{n} {confidence}");
        }
    }
}
