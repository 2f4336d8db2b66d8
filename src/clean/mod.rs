//! Raw articles to articles: the news, all of it, and nothing else.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::{Article, RawArticle, Rejection};
use crate::progress::Monitor;

/// How articles are cleaned.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CleanParams {
    /// Articles with fewer words are rejected.
    pub min_words: usize,
}

impl Default for CleanParams {
    fn default() -> Self {
        Self { min_words: 5 }
    }
}

impl CleanParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// What [`clean`] made of a batch; both lists are in input order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cleaned {
    /// The accepted articles; their ids are unique.
    pub articles: Vec<Article>,
    /// The others.
    pub rejected: Vec<Rejection>,
}

/// Cleans a batch of raw articles, each by itself.
///
/// # Errors
/// [`Error::Cancelled`](crate::error::Error::Cancelled) when the monitor says so.
pub fn clean(raw: Vec<RawArticle>, params: &CleanParams, monitor: &Monitor<'_>) -> Result<Cleaned> {
    let _ = (raw, params, monitor);
    Ok(Cleaned::default())
}
