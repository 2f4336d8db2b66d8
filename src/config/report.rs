//! Settings of the pages for people.
//!
//! They stand here and not beside the writers, for a writer takes the result of a run, and settings are part of it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// How much of a digest the pages for people show. The files for programs have all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ReportParams {
    /// How many stories `report.html` shows: the most important of those with at least two articles.
    pub max_stories: usize,
    /// How many briefs `briefs.md` shows: those of the most important stories.
    pub max_briefs: usize,
}

impl Default for ReportParams {
    fn default() -> Self {
        Self { max_stories: 2000, max_briefs: 100 }
    }
}
