//! Settings of the search.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};

/// How neighbours are searched.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// By an HNSW graph: `O(log n)` a search, nearly all of the true neighbours.
    #[default]
    Hnsw,
    /// By comparing each row with all: `O(n)` a search. An oracle, and quick below a few thousand rows.
    Exact,
}

/// How neighbours are found.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct NeighbourParams {
    /// How they are searched.
    pub method: Method,
    /// How many neighbours a document gets.
    pub k: usize,
    /// To how many dimensions the rows are projected, of which the signs are kept. Neighbours are only candidates and
    /// scored on their whole rows later.
    pub dims: usize,
    /// The links of a point in a layer of the graph, twice as many in the lowest (`M` in the paper), `2..=128`.
    pub max_links: usize,
    /// Of how many points an insertion follows the links: more is slower to build and finds more. 0 takes a number that
    /// grows with the corpus: 32 up to 10,000 rows, 38 for 20,000, 56 for 100,000.
    pub ef_construction: usize,
    /// Of how many points a search follows the links; of half of those it is to find at least.
    pub ef_search: usize,
}

impl Default for NeighbourParams {
    fn default() -> Self {
        Self { method: Method::Hnsw, k: 30, dims: 1024, max_links: 12, ef_construction: 0, ef_search: 32 }
    }
}

impl NeighbourParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        let within = |key: &str, value: usize, low: usize, high: usize| {
            if (low..=high).contains(&value) {
                Ok(())
            } else {
                Err(Error::setting(format!("neighbours.{key}"), &value, format!("in {low}..={high}")))
            }
        };
        within("k", self.k, 1, 10_000)?;
        within("dims", self.dims, 8, 4096)?;
        within("max_links", self.max_links, 2, 128)?;
        within("ef_construction", self.ef_construction, 0, 100_000)?;
        within("ef_search", self.ef_search, 1, 100_000)
    }

    /// Tells how many points an insertion looks at in a graph of `n`.
    pub(super) fn ef_construction_of(&self, n: usize) -> usize {
        match self.ef_construction {
            #[expect(clippy::cast_sign_loss, reason = "it is clamped")]
            0 => (32.0 * (n as f64 / 10_000.0).powf(0.25)).clamp(32.0, 256.0) as usize,
            given => given,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_are_valid_and_zeros_are_not() {
        assert!(NeighbourParams::default().validate().is_ok());
        assert_eq!(NeighbourParams::default().ef_construction_of(100_000), 56);
        assert_eq!(NeighbourParams { ef_construction: 7, ..Default::default() }.ef_construction_of(9), 7);
        assert!(NeighbourParams { k: 0, ..Default::default() }.validate().is_err());
        assert!(NeighbourParams { max_links: 300, ..Default::default() }.validate().is_err());
    }
}
