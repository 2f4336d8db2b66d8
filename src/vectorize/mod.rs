//! Documents to TF-IDF rows.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::sparse::SparseMatrix;
use crate::text::Corpus;

/// How documents become rows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct VectorizeParams {
    /// Whether pairs of neighbouring stems are terms too.
    pub bigrams: bool,
    /// A term in fewer documents is left out; no limit below `small_corpus` documents.
    pub min_df: usize,
    /// A term in a larger share of the documents is left out, in `0..=1`; no limit below `small_corpus` documents.
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
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// What was learned from a corpus: its terms and their weights.
#[derive(Clone, Debug, Default)]
pub struct TfIdf {}

/// Learns the terms of a corpus and their idf.
#[must_use]
pub fn fit(corpus: &Corpus, params: &VectorizeParams) -> TfIdf {
    let _ = (corpus, params);
    TfIdf {}
}

impl TfIdf {
    /// Makes one unit row a document.
    #[must_use]
    pub fn transform(&self, corpus: &Corpus) -> SparseMatrix {
        let _ = corpus;
        SparseMatrix::default()
    }
}
