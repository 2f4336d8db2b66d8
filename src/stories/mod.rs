//! Which groups tell the same event.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::{Article, DuplicateGroup, Story};
use crate::neighbours::NeighbourLists;
use crate::progress::Monitor;
use crate::text::Corpus;

/// How stories are found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoryParams {
    /// Groups are joined while their mean similarity is at least this, in `0..=1`.
    pub threshold: f64,
}

impl Default for StoryParams {
    fn default() -> Self {
        Self { threshold: 0.17 }
    }
}

impl StoryParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// Joins groups that tell the same event; the stories come in order of importance.
///
/// # Errors
/// [`Error::Cancelled`](crate::error::Error::Cancelled) when the monitor says so.
pub fn find_stories(
    articles: &[Article],
    corpus: &Corpus,
    groups: &[DuplicateGroup],
    neighbours: &NeighbourLists,
    params: &StoryParams,
    monitor: &Monitor<'_>,
) -> Result<Vec<Story>> {
    let _ = (articles, corpus, groups, neighbours, params, monitor);
    Ok(Vec::new())
}
