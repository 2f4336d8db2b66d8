//! Settings of the duplicate stage.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

use super::kept::Keep;

/// Where pairs to be scored come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum CandidateSource {
    /// From the join of shingles and from the index.
    #[default]
    Both,
    /// From the join of shingles alone: the quickest; misses copies in which every few words were changed.
    Join,
    /// From the index alone.
    Index,
    /// Every pair: an oracle for small corpora, as dear as the square of the texts.
    Exact,
}

/// How scored pairs become groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Grouping {
    /// By the mean score between two groups, absent pairs counting 0.
    #[default]
    Average,
    /// Every chain of pairs is a group. One false pair welds two groups; here to be compared with.
    Components,
}

/// How copies are found.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DedupParams {
    /// Copies are near-duplicates of the kept one from this similarity up, in `0..=1`: the geometric mean of the cosine and
    /// the shared 3-grams. Those below it are derived.
    pub strict_threshold: f64,
    /// Groups are joined while the mean probability that a member of the one and a member of the other are copies is at
    /// least this, in `0..=1`.
    pub threshold: f64,
    /// Where pairs to be scored come from.
    pub candidates: CandidateSource,
    /// How scored pairs become groups.
    pub grouping: Grouping,
    /// Copies, equal ones too, are published at most so many days apart, where both times are known; 0 for no limit.
    pub window_days: u32,
    /// Which copy of a group is kept.
    pub keep: Keep,
    /// The outlets whose copies are preferred, the most trusted first, as the articles name their source.
    pub outlet_rank: Vec<String>,
}

impl Default for DedupParams {
    fn default() -> Self {
        Self {
            strict_threshold: 0.40,
            threshold: 0.40,
            candidates: CandidateSource::Both,
            grouping: Grouping::Average,
            window_days: 7,
            keep: Keep::LatestVersion,
            outlet_rank: Vec::new(),
        }
    }
}

impl DedupParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        for (key, value) in
            [("dedup.strict_threshold", self.strict_threshold), ("dedup.threshold", self.threshold)]
        {
            if !(0.0..=1.0).contains(&value) {
                return Err(Error::setting(key, &value, "in 0..=1"));
            }
        }
        if self.keep == Keep::OutletRank && self.outlet_rank.is_empty() {
            return Err(Error::setting(
                "dedup.outlet_rank",
                &"[]",
                "a list of outlets where dedup.keep is outlet-rank",
            ));
        }
        Ok(())
    }
}
