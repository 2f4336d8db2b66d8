//! How sure a mean is, and whether one system is better than another on the same cases.
//!
//! Every resample has a generator of its own, made from the seed and its number, so that an answer depends neither on
//! threads nor on the machine. Cost of every function: `O(n_resamples n)`, in parallel over resamples.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::par;
use crate::random::{SplitMix64, mix};

/// Less than any difference that scores of five places can have.
const NOTHING: f64 = 1e-12;

/// How often and from which seed cases are drawn again, and how much of what comes of it an interval holds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Resampling {
    /// The number of resamples, at least 1.
    pub n_resamples: usize,
    /// The seed.
    pub seed: u64,
    /// The share of the resampled means that an interval holds, in percent, above 0 and below 100.
    pub confidence: f64,
}

impl Default for Resampling {
    fn default() -> Self {
        Self { n_resamples: 1000, seed: 0, confidence: 95.0 }
    }
}

/// A mean and the middle part of the means of resamples. `rouge-score` prints `low`, `median` and `high`, with resamples
/// that differ from run to run.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The lower percentile, the 2.5th at a confidence of 95.
    pub low: f64,
    /// The 50th percentile.
    pub median: f64,
    /// The mean of the cases themselves.
    pub mean: f64,
    /// The upper percentile, the 97.5th at a confidence of 95.
    pub high: f64,
}

/// Two systems on the same cases.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// How much better the first is: the mean of the differences and where it would lie with other cases of the kind.
    pub difference: Interval,
    /// The share of resamples of the cases in which the first is not better (or, where it is worse, not worse): the
    /// paired bootstrap (Koehn 2004), one-sided.
    pub p_bootstrap: f64,
    /// How likely a difference this large, either way, is if the two systems' scores on each case could as well be
    /// exchanged: approximate randomisation (Noreen 1989), two-sided, never below `1 / (n_resamples + 1)`.
    pub p_randomization: f64,
}

/// Finds the interval of a mean: cases are drawn with replacement, and percentiles lie between two means in proportion.
///
/// # Errors
/// [`Error::Shape`] where there is no value, [`Error::NotFinite`] where one is no number, and
/// [`Error::InvalidSetting`] where there are no resamples.
pub fn interval(values: &[f64], resampling: Resampling) -> Result<Interval> {
    check(values, resampling)?;
    let mut means = par::map_range(resampling.n_resamples, |i| resampled_mean(values, resampling.seed, i));
    Ok(Interval::of(mean(values), &mut means, resampling.confidence))
}

/// Compares the mean scores of two systems; case `i` has the scores `first[i]` and `second[i]`.
///
/// # Errors
/// As [`interval`], and [`Error::Shape`] when the lists differ in length.
pub fn compare(first: &[f64], second: &[f64], resampling: Resampling) -> Result<Comparison> {
    let rows = |scores: &[f64]| -> Vec<[f64; 1]> { scores.iter().map(|score| [*score]).collect() };
    compare_statistic(&rows(first), &rows(second), |[mean]| mean, resampling)
}

/// Compares two systems by a number that is made of the means of several numbers a case, as an F1 over all cases is made
/// of their hits, their findings and what there was to find.
///
/// Case `i` has the numbers `first[i]` and `second[i]`; `statistic` turns the means over cases into the number that is
/// compared, where more is better.
///
/// ```
/// use wiredesk::metrics::significance::{Resampling, compare_statistic};
///
/// let f1 = |[hits, found, relevant]: [f64; 3]| 2.0 * hits / (found + relevant);
/// let (first, second) = ([[2.0, 2.0, 2.0]; 20], [[1.0, 2.0, 2.0]; 20]);
/// let comparison = compare_statistic(&first, &second, f1, Resampling::default())?;
/// assert_eq!((comparison.difference.mean, comparison.p_bootstrap), (0.5, 0.0));
/// # Ok::<(), wiredesk::Error>(())
/// ```
///
/// # Errors
/// As [`interval`], and [`Error::Shape`] when the lists differ in length.
pub fn compare_statistic<const N: usize>(
    first: &[[f64; N]],
    second: &[[f64; N]],
    statistic: impl Fn([f64; N]) -> f64 + Sync,
    resampling: Resampling,
) -> Result<Comparison> {
    if first.len() != second.len() {
        let (expected, found) = (first.len(), second.len());
        return Err(Error::Shape { what: "the list of scores of the second system", expected, found });
    }
    check(first.as_flattened(), resampling)?;
    check(second.as_flattened(), resampling)?;
    let rows: Vec<[[f64; N]; 2]> = first.iter().zip(second).map(|(a, b)| [*a, *b]).collect();
    let difference = |[a, b]: [[f64; N]; 2]| {
        let mean = |sums: [f64; N]| statistic(sums.map(|sum| sum / rows.len() as f64));
        mean(a) - mean(b)
    };
    let observed = difference(rows.iter().fold([[0.0; N]; 2], added));

    let Resampling { n_resamples, seed, .. } = resampling;
    let mut drawn = par::map_range(n_resamples, |i| difference(drawn_rows(&rows, seed, i)));
    // Sums of the same numbers in other orders differ in the last bits; that is no difference.
    let against =
        drawn.iter().filter(|d| if observed > 0.0 { **d <= NOTHING } else { **d >= -NOTHING }).count();
    let as_large = observed.abs() - NOTHING;
    let exchanged =
        par::map_range(n_resamples, |i| difference(exchanged_rows(&rows, seed, i)).abs() >= as_large);
    let n_as_large = exchanged.into_iter().filter(|as_large| *as_large).count();
    Ok(Comparison {
        difference: Interval::of(observed, &mut drawn, resampling.confidence),
        p_bootstrap: against as f64 / n_resamples as f64,
        p_randomization: (n_as_large + 1) as f64 / (n_resamples + 1) as f64,
    })
}

fn check(values: &[f64], resampling: Resampling) -> Result<()> {
    if resampling.n_resamples == 0 {
        return Err(Error::setting("n_resamples", &0, "at least 1"));
    }
    let confidence = resampling.confidence;
    if !(confidence > 0.0 && confidence < 100.0) {
        return Err(Error::setting("confidence", &confidence, "above 0 and below 100"));
    }
    if values.is_empty() {
        return Err(Error::Shape { what: "the list of scores", expected: 1, found: 0 });
    }
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(Error::NotFinite { what: "score", index }),
        None => Ok(()),
    }
}

impl Interval {
    fn of(mean: f64, means: &mut [f64], confidence: f64) -> Self {
        means.sort_by(f64::total_cmp);
        let cut = (100.0 - confidence) / 200.0;
        let (low, high) = (percentile(means, cut), percentile(means, 1.0 - cut));
        Self { low, median: percentile(means, 0.5), mean, high }
    }
}

/// Reads a sorted list at a share of its length, between two items in proportion.
fn percentile(sorted: &[f64], share: f64) -> f64 {
    let place = share * (sorted.len().saturating_sub(1)) as f64;
    #[expect(clippy::cast_sign_loss, reason = "a share of a length")]
    let below = place.floor() as usize;
    let at = |i: usize| sorted.get(i).or(sorted.last()).copied().unwrap_or(0.0);
    at(below) + (at(below + 1) - at(below)) * place.fract()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().fold(0.0, |sum, value| sum + value) / values.len() as f64
}

fn resampled_mean(values: &[f64], seed: u64, resample: usize) -> f64 {
    let mut random = Random::new(seed, resample, 0);
    let sum = (0..values.len()).fold(0.0, |sum, _| sum + random.pick(values).copied().unwrap_or(0.0));
    sum / values.len() as f64
}

/// Adds up as many pairs of rows as there are, drawn with replacement.
fn drawn_rows<const N: usize>(rows: &[[[f64; N]; 2]], seed: u64, resample: usize) -> [[f64; N]; 2] {
    let mut random = Random::new(seed, resample, 0);
    (0..rows.len()).fold([[0.0; N]; 2], |sums, _| match random.pick(rows) {
        Some(row) => added(sums, row),
        None => sums,
    })
}

/// Adds up all pairs of rows, each as it is or exchanged, by the throw of a coin.
fn exchanged_rows<const N: usize>(rows: &[[[f64; N]; 2]], seed: u64, resample: usize) -> [[f64; N]; 2] {
    let mut random = Random::new(seed, resample, 1);
    rows.iter().fold([[0.0; N]; 2], |sums, row| {
        if random.next() >> 63 == 0 { added(sums, row) } else { added(sums, &[row[1], row[0]]) }
    })
}

fn added<const N: usize>(mut sums: [[f64; N]; 2], row: &[[f64; N]; 2]) -> [[f64; N]; 2] {
    for (sum, value) in sums.as_flattened_mut().iter_mut().zip(row.as_flattened()) {
        *sum += value;
    }
    sums
}

/// Draws; resamples are numbered.
struct Random(SplitMix64);

impl Random {
    fn new(seed: u64, resample: usize, use_of: u64) -> Self {
        let own = mix(seed) ^ (resample as u64) << 1 ^ use_of;
        Self(SplitMix64(mix(own)))
    }

    fn next(&mut self) -> u64 {
        self.0.next()
    }

    fn pick<'a, T>(&mut self, values: &'a [T]) -> Option<&'a T> {
        let place = (u128::from(self.next()) * values.len() as u128) >> 64;
        values.get(place as usize)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_scores_have_no_width() {
        let interval = interval(&[0.5; 9], Resampling::default()).unwrap();
        assert_eq!(interval, Interval { low: 0.5, median: 0.5, mean: 0.5, high: 0.5 });
    }

    #[test]
    fn percentiles_lie_between_items() {
        assert_eq!(
            [0.0, 0.25, 0.5, 1.0].map(|share| percentile(&[1.0, 2.0, 4.0], share).to_string()),
            ["1", "1.5", "2", "4"]
        );
    }

    #[test]
    fn a_system_is_no_better_than_itself() {
        let scores = [0.1, 0.7, 0.3];
        let comparison = compare(&scores, &scores, Resampling::default()).unwrap();
        assert_eq!((comparison.p_bootstrap, comparison.p_randomization), (1.0, 1.0));
    }

    #[test]
    fn a_system_that_is_better_on_all_of_twenty_cases_is_better() {
        let second: Vec<f64> = (0..20).map(|i| f64::from(i) / 50.0).collect();
        let first: Vec<f64> = second.iter().map(|score| score + 0.01).collect();
        let comparison = compare(&first, &second, Resampling::default()).unwrap();
        assert!(comparison.p_bootstrap < 0.001 && comparison.p_randomization < 0.005, "{comparison:?}");
        assert!(comparison.difference.low > 0.0);
    }

    #[test]
    fn a_statistic_of_sums_is_not_the_mean_of_the_cases() {
        // The first finds all of a large case, the second all of three small ones.
        let (first, second) = (
            [[9.0, 9.0], [0.0, 1.0], [0.0, 1.0], [0.0, 1.0]],
            [[0.0, 9.0], [1.0, 1.0], [1.0, 1.0], [1.0, 1.0]],
        );
        let recall = |[hits, relevant]: [f64; 2]| hits / relevant;
        let comparison = compare_statistic(&first, &second, recall, Resampling::default()).unwrap();
        assert!((comparison.difference.mean - 0.5).abs() < 1e-12, "{comparison:?}");
        let mean = compare(&[1.0, 0.0, 0.0, 0.0], &[0.0, 1.0, 1.0, 1.0], Resampling::default()).unwrap();
        assert!((mean.difference.mean + 0.5).abs() < 1e-12, "{mean:?}");
    }

    #[test]
    fn more_confidence_is_a_wider_interval() {
        let values: Vec<f64> = (0..30).map(f64::from).collect();
        let width = |confidence| {
            let interval = interval(&values, Resampling { confidence, ..Resampling::default() }).unwrap();
            interval.high - interval.low
        };
        assert!(width(50.0) < width(95.0) && width(95.0) < width(99.0));
    }

    #[test]
    fn few_cases_are_exchanged_by_chance_as_often_as_they_must() {
        // Of the eight ways to exchange three equal differences, two are as large.
        let p = compare(
            &[1.0; 3],
            &[0.0; 3],
            Resampling { n_resamples: 20_000, seed: 3, ..Resampling::default() },
        )
        .unwrap()
        .p_randomization;
        assert!((p - 0.25).abs() < 0.01, "{p}");
    }

    #[test]
    fn bad_input_is_named() {
        let resampling = Resampling::default();
        assert!(matches!(interval(&[], resampling), Err(Error::Shape { .. })));
        assert!(matches!(interval(&[0.1, f64::NAN], resampling), Err(Error::NotFinite { index: 1, .. })));
        assert!(matches!(compare(&[0.1], &[], resampling), Err(Error::Shape { .. })));
        let none = Resampling { n_resamples: 0, ..resampling };
        assert!(matches!(interval(&[0.1], none), Err(Error::InvalidSetting { .. })));
        let all = Resampling { confidence: 100.0, ..resampling };
        assert!(matches!(interval(&[0.1], all), Err(Error::InvalidSetting { .. })));
    }

    proptest! {
        #[test]
        fn an_interval_lies_among_its_values(values in prop::collection::vec(-1.0..1.0_f64, 1..20), seed: u64) {
            let interval = interval(&values, Resampling { n_resamples: 50, seed, confidence: 90.0 }).unwrap();
            let (least, most) = (values.iter().copied().fold(1.0, f64::min), values.iter().copied().fold(-1.0, f64::max));
            prop_assert!(least - 1e-12 <= interval.low && interval.low <= interval.high && interval.high <= most + 1e-12);
        }
    }
}
