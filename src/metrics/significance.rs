//! How sure a mean is, and whether one system is better than another on the same cases.
//!
//! Every resample has a generator of its own, made from the seed and its number, so that an answer depends neither on
//! threads nor on the machine. Cost of every function: `O(n_resamples n)`, in parallel over resamples.

use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::par;

/// How often and from which seed cases are drawn again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Resampling {
    /// The number of resamples, at least 1.
    pub n_resamples: usize,
    /// The seed.
    pub seed: u64,
}

impl Default for Resampling {
    fn default() -> Self {
        Self { n_resamples: 1000, seed: 0 }
    }
}

/// A mean and the middle 95 % of the means of resamples.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Interval {
    /// The 2.5th percentile.
    pub low: f64,
    /// The mean of the cases themselves.
    pub mean: f64,
    /// The 97.5th percentile.
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
    Ok(Interval::of(mean(values), &mut means))
}

/// Compares two systems; case `i` has the scores `first[i]` and `second[i]`.
///
/// # Errors
/// As [`interval`], and [`Error::Shape`] when the lists differ in length.
pub fn compare(first: &[f64], second: &[f64], resampling: Resampling) -> Result<Comparison> {
    if first.len() != second.len() {
        let (expected, found) = (first.len(), second.len());
        return Err(Error::Shape { what: "the list of scores of the second system", expected, found });
    }
    check(first, resampling)?;
    check(second, resampling)?;
    let differences: Vec<f64> = first.iter().zip(second).map(|(a, b)| a - b).collect();
    let observed = mean(&differences);

    let Resampling { n_resamples, seed } = resampling;
    let mut means = par::map_range(n_resamples, |i| resampled_mean(&differences, seed, i));
    let against =
        means.iter().filter(|mean| if observed > 0.0 { **mean <= 0.0 } else { **mean >= 0.0 }).count();
    // A sum of the same numbers in other signs may differ from the observed one in the last bits.
    let as_large = observed.abs() * (1.0 - 1e-12);
    let exchanged = par::map_range(n_resamples, |i| exchanged_mean(&differences, seed, i).abs() >= as_large);
    let n_as_large = exchanged.into_iter().filter(|as_large| *as_large).count();
    Ok(Comparison {
        difference: Interval::of(observed, &mut means),
        p_bootstrap: against as f64 / n_resamples as f64,
        p_randomization: (n_as_large + 1) as f64 / (n_resamples + 1) as f64,
    })
}

fn check(values: &[f64], resampling: Resampling) -> Result<()> {
    if resampling.n_resamples == 0 {
        return Err(Error::setting("n_resamples", &0, "at least 1"));
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
    fn of(mean: f64, means: &mut [f64]) -> Self {
        means.sort_by(f64::total_cmp);
        Self { low: percentile(means, 0.025), mean, high: percentile(means, 0.975) }
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
    let sum = (0..values.len()).fold(0.0, |sum, _| sum + random.pick(values));
    sum / values.len() as f64
}

fn exchanged_mean(differences: &[f64], seed: u64, resample: usize) -> f64 {
    let mut random = Random::new(seed, resample, 1);
    let sum = differences.iter().fold(0.0, |sum, d| if random.next() >> 63 == 0 { sum + d } else { sum - d });
    sum / differences.len() as f64
}

/// `SplitMix64` (Steele, Lea & Flood 2014): any seed is as good as another, so that resamples may be numbered.
struct Random(u64);

impl Random {
    fn new(seed: u64, resample: usize, use_of: u64) -> Self {
        let mut random = Self(seed);
        random.0 = random.next() ^ (resample as u64) << 1 ^ use_of;
        random.0 = random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn pick(&mut self, values: &[f64]) -> f64 {
        let place = (u128::from(self.next()) * values.len() as u128) >> 64;
        values.get(place as usize).copied().unwrap_or(0.0)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn equal_scores_have_no_width() {
        let interval = interval(&[0.5; 9], Resampling::default()).unwrap();
        assert_eq!(interval, Interval { low: 0.5, mean: 0.5, high: 0.5 });
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
    fn few_cases_are_exchanged_by_chance_as_often_as_they_must() {
        // Of the eight ways to exchange three equal differences, two are as large.
        let p = compare(&[1.0; 3], &[0.0; 3], Resampling { n_resamples: 20_000, seed: 3 })
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
        let none = Resampling { n_resamples: 0, seed: 0 };
        assert!(matches!(interval(&[0.1], none), Err(Error::InvalidSetting { .. })));
    }

    proptest! {
        #[test]
        fn an_interval_lies_among_its_values(values in prop::collection::vec(-1.0..1.0_f64, 1..20), seed: u64) {
            let interval = interval(&values, Resampling { n_resamples: 50, seed }).unwrap();
            let (least, most) = (values.iter().copied().fold(1.0, f64::min), values.iter().copied().fold(-1.0, f64::max));
            prop_assert!(least - 1e-12 <= interval.low && interval.low <= interval.high && interval.high <= most + 1e-12);
        }
    }
}
