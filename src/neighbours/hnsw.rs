//! A sharded graph that comes out the same each time.

use std::sync::Arc;

use hnsw_rs::prelude::{Distance, Hnsw};

use crate::par;

use super::params::NeighbourParams;
use super::points::Points;

/// So many points are worth another shard: each shard is built on one thread, but every search goes through all.
const SHARD: usize = 16_384;
/// The most shards.
const MAX_SHARDS: usize = 8;
/// From so many points up there are two shards, that two threads may build.
const SHARDED: usize = 4_096;
/// As many layers as `hnsw_rs` allows.
const MAX_LAYERS: usize = 16;

/// One minus the cosine of two rows, named by their numbers, in `0..=2`.
struct ByNumber(Arc<Points>);

impl Distance<u32> for ByNumber {
    fn eval(&self, a: &[u32], b: &[u32]) -> f32 {
        match (a.first(), b.first()) {
            (Some(&a), Some(&b)) => (1.0 - self.0.cosine(a, b)).max(0.0),
            _ => 2.0,
        }
    }
}

/// Graphs over a partition of the points.
pub(super) struct Shards {
    graphs: Vec<Hnsw<'static, u32, ByNumber>>,
    ef_search: usize,
}

impl Shards {
    /// Inserts distinct points, given with their hashes in ascending order, into a number of graphs that depends on how
    /// many there are and on nothing else.
    pub(super) fn build(points: &Arc<Points>, order: &[(u64, u32)], params: &NeighbourParams) -> Self {
        let n = order.len();
        let n_shards = if n < SHARDED { 1 } else { n.div_ceil(SHARD).clamp(2, MAX_SHARDS) };
        let graphs = par::map_range(n_shards, |shard| {
            let distance = ByNumber(Arc::clone(points));
            let capacity = (n / n_shards).max(1);
            let graph = Hnsw::new(params.max_links, capacity, MAX_LAYERS, params.ef_construction, distance);
            for &(hash, i) in order.iter().filter(|(hash, _)| *hash as usize % n_shards == shard) {
                debug_assert_eq!(hash as usize % n_shards, shard);
                graph.insert_slice((&[i], i as usize));
            }
            graph
        });
        Self { graphs, ef_search: params.ef_search }
    }

    /// Finds about the `k` nearest points of point `i`, itself among them, with their cosines; in no order.
    pub(super) fn search(&self, i: u32, k: usize) -> Vec<(u32, f32)> {
        let found = self.graphs.iter().flat_map(|g| g.search(&[i], k, self.ef_search.max(k)));
        found.map(|n| (n.d_id as u32, 1.0 - n.distance)).collect()
    }
}

impl std::fmt::Debug for Shards {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shards({})", self.graphs.len())
    }
}
