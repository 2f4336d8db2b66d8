//! A sharded graph that comes out the same each time.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use hnsw_rs::prelude::{Distance, Hnsw, Neighbour};
use rustc_hash::FxHashSet;

use crate::par;

use super::params::NeighbourParams;
use super::points::{Points, differing};

/// So many points are worth another shard: each is built on one thread, but every search begins in all.
const SHARD: usize = 65_536;
/// The most shards.
const MAX_SHARDS: usize = 8;
/// From so many points up there are two shards, that two threads may build.
const SHARDED: usize = 4_096;
/// As many layers as `hnsw_rs` allows.
const MAX_LAYERS: usize = 16;
/// How many points a search in another shard begins from, and how many it looks at to find them.
const SEEDS: (usize, usize) = (8, 16);

/// The number of signs in which two rows differ.
struct Differing;

impl Distance<u64> for Differing {
    fn eval(&self, a: &[u64], b: &[u64]) -> f32 {
        differing(a, b) as f32
    }
}

/// Graphs over a partition of the points.
///
/// The links of the lowest layer are held a second time, as numbers in one block. A point of `hnsw_rs` lies behind two
/// pointers, and following them is two thirds of what a search costs.
pub(super) struct Shards {
    graphs: Vec<Hnsw<'static, u64, Differing>>,
    /// The shard of each point.
    shard_of: Vec<u8>,
    /// The place of each point in the order of insertion: of two points as near, the earlier is followed first.
    rank: Vec<u32>,
    /// Where the links of each point begin.
    starts: Vec<usize>,
    links: Vec<u32>,
    ef_search: usize,
}

impl Shards {
    /// Inserts distinct points, given with their hashes in ascending order, into a number of graphs that depends on how
    /// many there are and on nothing else.
    pub(super) fn build(points: &Points, order: &[(u64, u32)], params: &NeighbourParams) -> Self {
        let n = order.len();
        let n_shards = if n < SHARDED { 1 } else { n.div_ceil(SHARD).clamp(2, MAX_SHARDS) };
        let shard = |hash: u64| hash as usize % n_shards;
        let built = par::map_range(n_shards, |own| {
            let capacity = (n / n_shards).max(1);
            let ef = params.ef_construction_of(capacity);
            let graph = Hnsw::new(params.max_links, capacity, MAX_LAYERS, ef, Differing);
            for &(_, i) in order.iter().filter(|(hash, _)| shard(*hash) == own) {
                graph.insert_slice((points.row(i), i as usize));
            }
            let links = if graph.get_nb_point() > 0 { lowest_links(&graph) } else { Vec::new() };
            (graph, links)
        });
        let mut rank = vec![0; points.len()];
        for (place, &(_, i)) in order.iter().enumerate() {
            rank[i as usize] = place as u32;
        }
        let mut of_point: Vec<Vec<u32>> = vec![Vec::new(); points.len()];
        let mut shard_of = vec![0; points.len()];
        let mut graphs = Vec::with_capacity(n_shards);
        for (own, (graph, links)) in built.into_iter().enumerate() {
            for (i, links) in links {
                of_point[i as usize] = links;
                shard_of[i as usize] = own as u8;
            }
            graphs.push(graph);
        }
        let mut starts = Vec::with_capacity(points.len() + 1);
        starts.push(0);
        let mut links = Vec::with_capacity(of_point.iter().map(Vec::len).sum());
        for of_one in of_point {
            links.extend(of_one);
            starts.push(links.len());
        }
        Self { graphs, shard_of, rank, starts, links, ef_search: params.ef_search }
    }

    /// Finds about the `k` nearest points of point `i`, which may be among them, with the signs in which they differ; in
    /// no order.
    ///
    /// Begins at the links of the point and at what a short search finds in the other shards, and follows the links of the
    /// nearest points met, one after another.
    pub(super) fn search(&self, points: &Points, i: u32, k: usize) -> Vec<(u32, u32)> {
        let mut walk = Walk {
            points,
            rank: &self.rank,
            from: i,
            seen: FxHashSet::default(),
            queue: BinaryHeap::new(),
            found: Vec::new(),
        };
        walk.meet(i);
        for (shard, graph) in self.graphs.iter().enumerate() {
            if self.shard_of[i as usize] as usize != shard || self.links_of(i).is_empty() {
                for seed in graph.search(points.row(i), SEEDS.0, SEEDS.1) {
                    walk.meet(seed.d_id as u32);
                }
            }
        }
        for _ in 0..self.ef_search.max(k / 2) {
            let Some(Reverse((_, _, nearest))) = walk.queue.pop() else { break };
            for &link in self.links_of(nearest) {
                walk.meet(link);
            }
        }
        walk.found
    }

    fn links_of(&self, i: u32) -> &[u32] {
        let i = i as usize;
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(&start), Some(&end)) => self.links.get(start..end).unwrap_or_default(),
            _ => &[],
        }
    }

    /// Tells whether a search from the top of its shard finds a point.
    #[cfg(test)]
    pub(super) fn finds(&self, points: &Points, i: u32) -> bool {
        let graph = &self.graphs[self.shard_of[i as usize] as usize];
        graph.search(points.row(i), 10, 32).iter().any(|n| n.d_id == i as usize)
    }
}

/// A walk over the links.
struct Walk<'a> {
    points: &'a Points,
    rank: &'a [u32],
    from: u32,
    seen: FxHashSet<u32>,
    /// The points met whose links have not been followed, the nearest first.
    queue: BinaryHeap<Reverse<(u32, u32, u32)>>,
    found: Vec<(u32, u32)>,
}

impl Walk<'_> {
    fn meet(&mut self, i: u32) {
        if self.seen.insert(i) {
            let distance = self.points.distance(self.from, i);
            self.queue.push(Reverse((distance, self.rank[i as usize], i)));
            self.found.push((i, distance));
        }
    }
}

/// Gives the links of each point in the lowest layer.
fn lowest_links(graph: &Hnsw<'static, u64, Differing>) -> Vec<(u32, Vec<u32>)> {
    let links = |layers: Vec<Vec<Neighbour>>| -> Vec<u32> {
        layers.into_iter().next().into_iter().flatten().map(|link| link.d_id as u32).collect()
    };
    let points = graph.get_point_indexation().into_iter();
    points.map(|point| (point.get_origin_id() as u32, links(point.get_neighborhood_id()))).collect()
}

impl std::fmt::Debug for Shards {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Shards({})", self.graphs.len())
    }
}
