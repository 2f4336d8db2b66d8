//! Which articles are the same copy.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::{Article, DuplicateGroup};
use crate::neighbours::{NeighbourLists, NeighbourParams};
use crate::progress::Monitor;
use crate::sparse::SparseMatrix;
use crate::text::Corpus;

/// How copies are found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DedupParams {
    /// Pairs at or above this score are near-duplicates, in `0..=1`.
    pub strict_threshold: f64,
    /// Pairs at or above this score were made from one copy, in `0..=1`.
    pub threshold: f64,
}

impl Default for DedupParams {
    fn default() -> Self {
        Self { strict_threshold: 0.40, threshold: 0.26 }
    }
}

impl DedupParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// What [`find_duplicates`] found.
#[derive(Clone, Debug, Default)]
pub struct Duplicates {
    /// The copies: a partition of the articles, ordered by their first article.
    pub groups: Vec<DuplicateGroup>,
    /// The neighbours of the documents that stand for sets of copies; the story stage starts from them.
    pub neighbours: NeighbourLists,
}

/// Groups the articles that are the same copy.
///
/// `matrix` has one row an article. The same articles give the same partition in any order.
///
/// # Errors
/// [`Error::Shape`](crate::error::Error::Shape) when articles, documents and rows differ in number;
/// [`Error::Cancelled`](crate::error::Error::Cancelled) when the monitor says so.
pub fn find_duplicates(
    articles: &[Article],
    corpus: &Corpus,
    matrix: &SparseMatrix,
    neighbours: &NeighbourParams,
    params: &DedupParams,
    monitor: &Monitor<'_>,
) -> Result<Duplicates> {
    let _ = (articles, corpus, matrix, neighbours, params, monitor);
    Ok(Duplicates::default())
}
