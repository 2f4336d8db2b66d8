//! Settings of the story stage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// How groups that are alike become stories.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// By the mean similarity between two stories, absent pairs counting 0; two that differ in their names are kept apart.
    #[default]
    Average,
    /// Leiden under the constant Potts model: for headlines alone, where no text says more of each.
    Leiden,
}

/// How stories are found.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoryParams {
    /// How groups that are alike become stories.
    pub method: Method,
    /// Stories are joined while the mean similarity of their groups is at least this, in `0..=1` (method `average`). Lower
    /// joins more.
    pub threshold: f64,
    /// What is joined is cut in two where the parts are less than this times as alike as each is in itself, in words, names
    /// and figures, in `0..=1` (method `average`). Higher keeps look-alike events apart; 0 cuts nothing.
    pub contrast: f64,
    /// How much a story of up to ten groups must stand out from what is around it (method `average`): 1 asks what was measured, more
    /// leaves fewer stories of two or three, 0 asks nothing.
    pub stand_out: f64,
    /// The similarity that groups of one story have at least on average, in `0..=1` (method `leiden`). Lower joins more.
    pub resolution: f64,
    /// The seed of method `leiden`.
    pub seed: u64,
    /// How many neighbours each group keeps, from 1.
    pub k: usize,
    /// How much a word of the headline counts beside one of the body, from 0.
    pub title_weight: f64,
    /// How much more a word, name or figure weighs that stands in the headline or the first three paragraphs, from 0.
    pub lead_weight: f64,
    /// How much names and figures weigh against all words, from 0.
    pub entity_weight: f64,
    /// How much figures weigh against names, from 0.
    pub number_weight: f64,
    /// Groups further apart than this are not linked, in hours; where only dates are known, those of days so far apart
    /// are. It does not hold where a time is not known.
    pub window_hours: f64,
    /// The time over which a similarity falls: at this distance to .61 of itself, in hours.
    pub decay_hours: f64,
    /// Whether a story may have articles in several languages. An article whose language is not known goes with any.
    pub across_languages: bool,
}

impl Default for StoryParams {
    fn default() -> Self {
        Self {
            method: Method::Average,
            threshold: 0.12,
            contrast: 0.8,
            stand_out: 1.0,
            resolution: 0.1,
            seed: 0,
            k: 30,
            title_weight: 2.0,
            lead_weight: 1.0,
            entity_weight: 0.3,
            number_weight: 0.4,
            window_hours: 72.0,
            decay_hours: 72.0,
            across_languages: false,
        }
    }
}

impl StoryParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        let shares = [
            ("stories.threshold", self.threshold),
            ("stories.contrast", self.contrast),
            ("stories.resolution", self.resolution),
        ];
        for (key, value) in shares {
            if !(0.0..=1.0).contains(&value) {
                return Err(Error::setting(key, &value, "in 0..=1"));
            }
        }
        if self.k == 0 {
            return Err(Error::setting("stories.k", &self.k, "1 or more"));
        }
        let weights = [
            ("stories.stand_out", self.stand_out, 0.0),
            ("stories.title_weight", self.title_weight, 0.0),
            ("stories.lead_weight", self.lead_weight, 0.0),
            ("stories.entity_weight", self.entity_weight, 0.0),
            ("stories.number_weight", self.number_weight, 0.0),
            ("stories.window_hours", self.window_hours, 0.0),
            ("stories.decay_hours", self.decay_hours, f64::MIN_POSITIVE),
        ];
        for (key, value, least) in weights {
            if !(value.is_finite() && value >= least) {
                let expected = if least > 0.0 { "a number above 0" } else { "a number from 0" };
                return Err(Error::setting(key, &value, expected));
            }
        }
        Ok(())
    }

    /// Gives the weights of words, names and figures; they add up to 1. Where the names of a text are not known, the others
    /// have their part.
    pub(super) fn weights(&self, has_names: bool) -> [f64; 3] {
        let particulars = self.entity_weight / (1.0 + self.entity_weight);
        let names = particulars / (1.0 + self.number_weight);
        let weights = [1.0 - particulars, names, particulars - names];
        if has_names {
            return weights;
        }
        let rest = (1.0 - names).max(f64::MIN_POSITIVE);
        [weights[0] / rest, 0.0, weights[2] / rest]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_valid_and_values_out_of_range_are_not() {
        assert!(StoryParams::default().validate().is_ok());
        for bad in [
            StoryParams { threshold: 1.5, ..Default::default() },
            StoryParams { contrast: -0.1, ..Default::default() },
            StoryParams { stand_out: -1.0, ..Default::default() },
            StoryParams { resolution: f64::NAN, ..Default::default() },
            StoryParams { k: 0, ..Default::default() },
            StoryParams { decay_hours: 0.0, ..Default::default() },
            StoryParams { window_hours: f64::INFINITY, ..Default::default() },
            StoryParams { number_weight: -1.0, ..Default::default() },
        ] {
            assert!(bad.validate().is_err(), "{bad:?}");
        }
    }
}
