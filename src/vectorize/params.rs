//! Settings of the rows.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// How documents become rows.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VectorizeParams {
    /// Whether pairs of neighbouring stems are terms too.
    pub bigrams: bool,
    /// A term in fewer documents is left out; no limit below `small_corpus` documents.
    pub min_df: usize,
    /// A term of stop words in a larger share of the documents is left out, in `0..=1`; no limit below `small_corpus`
    /// documents. Other terms stay, however many documents hold them: where most articles are copies of one text, that
    /// text is made of such terms.
    pub max_df: f64,
    /// From this many documents up the two limits hold.
    pub small_corpus: usize,
}

impl Default for VectorizeParams {
    fn default() -> Self {
        Self { bigrams: true, min_df: 2, max_df: 0.2, small_corpus: 50 }
    }
}

impl VectorizeParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        if !(0.0..=1.0).contains(&self.max_df) {
            return Err(Error::setting("vectorize.max_df", &self.max_df, "in 0..=1"));
        }
        Ok(())
    }
}
