//! Nearest neighbours: exact, or by an HNSW graph.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::DocId;

/// How neighbours are found.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NeighbourParams {}

impl NeighbourParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// The nearest documents of documents, with their cosine: what one index search found, for every stage after it.
///
/// Only documents that were indexed (one for each set of verified copies) have neighbours, and only they are neighbours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NeighbourLists {
    lists: Vec<Vec<(DocId, f32)>>,
}

impl NeighbourLists {
    /// Gives the neighbours of a document, the nearest first, ties by id; empty where it was not indexed.
    #[must_use]
    pub fn of(&self, doc: DocId) -> &[(DocId, f32)] {
        self.lists.get(doc.index()).map_or(&[], Vec::as_slice)
    }
}
