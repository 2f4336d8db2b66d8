//! Communities by the Leiden method (Traag, Waltman & van Eck 2019) under the constant Potts model (CPM).
//!
//! The quality of a partition is the sum over its communities of `e - γ n (n - 1) / 2`: the similarity inside less what
//! `n` vertices would have if each pair had `γ`. Unlike modularity it has no resolution limit: what is one community in
//! a small pile stays one in a large one.
//!
//! In rounds: vertices move to the community that gains most, by a queue; each community is then refined, from
//! vertices alone, into parts that hang together; the parts become vertices of a smaller graph, and so on. All is done
//! again from the communities that were found, until no vertex gains by a move. Where the paper draws among the gains in
//! the refinement, the greatest is taken: only the order of visits is left to chance, and it comes from the seed.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::UnionFind;
use crate::random::SplitMix64;

/// Rounds after which it ends in any case; a few are enough for any graph of news.
const MAX_ROUNDS: usize = 32;
/// A smaller gain is none, so that rounding moves nothing back and forth.
const MIN_GAIN: f64 = 1e-12;

/// Finds communities of `0..n` at a resolution `γ`: result `i` is the label of vertex `i`; labels are numbered by their
/// smallest vertex.
///
/// `edges` are `(a, b, similarity)` in any order and either direction; of several for one pair the greatest counts. Edges
/// of a vertex with itself, that name no vertex, or whose similarity is not above 0 and finite are left out. The same
/// seed gives the same partition. Near-linear in the edges.
#[must_use]
pub fn leiden(n: usize, edges: &[(u32, u32, f64)], resolution: f64, seed: u64) -> Vec<u32> {
    let graph = Graph::new(n, edges);
    let mut order = Order(SplitMix64(seed));
    let mut communities: Vec<u32> = (0..n as u32).collect();
    for _ in 0..MAX_ROUNDS {
        if !graph.move_vertices(&mut communities, resolution, &mut order) {
            break;
        }
        communities = graph.coarsen(communities, resolution, &mut order);
    }
    let mut sets = UnionFind::new(n);
    for (vertex, &first) in first_of_each(&communities).iter().enumerate() {
        sets.union(first, vertex as u32);
    }
    sets.labels()
}

/// Gives each vertex the first one of its community.
fn first_of_each(communities: &[u32]) -> Vec<u32> {
    let mut first_of: FxHashMap<u32, u32> = FxHashMap::default();
    let vertices = communities.iter().zip(0..);
    vertices.map(|(&community, vertex)| *first_of.entry(community).or_insert(vertex)).collect()
}

/// Gives each part the community that its vertices are in, numbered by the parts.
fn of_parts(names: &[u32], communities: &[u32]) -> Vec<u32> {
    let n_parts = names.iter().max().map_or(0, |&last| last as usize + 1);
    let mut of_parts = vec![0; n_parts];
    let mut first_part: FxHashMap<u32, u32> = FxHashMap::default();
    for (&part, community) in names.iter().zip(communities) {
        of_parts[part as usize] = *first_part.entry(*community).or_insert(part);
    }
    of_parts
}

/// An order of visits.
struct Order(SplitMix64);

impl Order {
    fn of(&mut self, n: usize) -> Vec<u32> {
        let mut keyed: Vec<(u64, u32)> = (0..n as u32).map(|vertex| (self.0.next(), vertex)).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, vertex)| vertex).collect()
    }
}

struct Graph {
    /// The neighbours of each vertex, ascending, and the similarity between the two.
    neighbours: Vec<Vec<(u32, f64)>>,
    /// How many vertices of the first graph each stands for.
    size: Vec<f64>,
}

impl Graph {
    fn new(n: usize, edges: &[(u32, u32, f64)]) -> Self {
        let mut both: Vec<(u32, u32, f64)> = edges
            .iter()
            .filter(|&&(a, b, s)| a != b && (a as usize) < n && (b as usize) < n && s > 0.0 && s.is_finite())
            .flat_map(|&(a, b, s)| [(a, b, s), (b, a, s)])
            .collect();
        both.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
        both.dedup_by_key(|e| (e.0, e.1));
        let mut neighbours = vec![Vec::new(); n];
        for (a, b, similarity) in both {
            neighbours[a as usize].push((b, similarity));
        }
        Self { neighbours, size: vec![1.0; n] }
    }

    /// Refines communities, makes the parts vertices and moves those, again and again until no two become one; gives the
    /// community of each vertex of this graph, named by its first vertex.
    fn coarsen(&self, mut communities: Vec<u32>, resolution: f64, order: &mut Order) -> Vec<u32> {
        let mut part_of: Vec<u32> = (0..self.size.len() as u32).collect();
        let mut coarser: Option<Self> = None;
        for _ in 0..MAX_ROUNDS {
            let graph = coarser.as_ref().unwrap_or(self);
            let (next, names) = graph.aggregate(&graph.refine(&communities, resolution, order));
            if next.size.len() == graph.size.len() {
                break;
            }
            communities = of_parts(&names, &communities);
            for part in &mut part_of {
                *part = names[*part as usize];
            }
            next.move_vertices(&mut communities, resolution, order);
            coarser = Some(next);
        }
        first_of_each(&part_of.iter().map(|&part| communities[part as usize]).collect::<Vec<_>>())
    }

    /// Moves vertices to the communities that gain most until none gains; tells whether any moved. Communities are
    /// named by numbers below the number of vertices.
    fn move_vertices(&self, communities: &mut [u32], resolution: f64, order: &mut Order) -> bool {
        let n = self.size.len();
        let mut size = vec![0.0; n];
        let mut members = vec![0_u32; n];
        for (vertex, &community) in communities.iter().enumerate() {
            size[community as usize] += self.size[vertex];
            members[community as usize] += 1;
        }
        let mut empty: Vec<u32> = (0..n as u32).rev().filter(|&c| members[c as usize] == 0).collect();
        let mut queue: VecDeque<u32> = order.of(n).into();
        let mut is_queued = vec![true; n];
        let mut is_moved = false;
        let mut gains = Gains::new(n);
        while let Some(vertex) = queue.pop_front() {
            let v = vertex as usize;
            is_queued[v] = false;
            let own = communities[v];
            gains.clear();
            for &(other, similarity) in &self.neighbours[v] {
                gains.add(communities[other as usize], similarity);
            }
            size[own as usize] -= self.size[v];
            let gain = |c: u32| gains.of(c) - resolution * self.size[v] * size[c as usize];
            // Alone a vertex gains nothing; to stay is better than any move that gains as much.
            let (mut best, mut most) = (own, gain(own));
            if most < -MIN_GAIN {
                (best, most) = (empty.last().copied().unwrap_or(own), 0.0);
            }
            for &community in &gains.touched {
                let here = gain(community);
                if here > most + MIN_GAIN {
                    (best, most) = (community, here);
                }
            }
            size[best as usize] += self.size[v];
            if best == own {
                continue;
            }
            is_moved = true;
            communities[v] = best;
            if empty.last() == Some(&best) {
                empty.pop();
            }
            members[best as usize] += 1;
            members[own as usize] -= 1;
            if members[own as usize] == 0 {
                empty.push(own);
            }
            for &(other, _) in &self.neighbours[v] {
                if communities[other as usize] != best && !is_queued[other as usize] {
                    is_queued[other as usize] = true;
                    queue.push_back(other);
                }
            }
        }
        is_moved
    }

    /// Parts each community anew: every vertex starts alone, and one that is still alone joins the part of its community
    /// that gains most, if both hang well enough together with the rest of the community.
    fn refine(&self, communities: &[u32], resolution: f64, order: &mut Order) -> Vec<u32> {
        let n = self.size.len();
        let mut total = vec![0.0; n];
        for (vertex, &community) in communities.iter().enumerate() {
            total[community as usize] += self.size[vertex];
        }
        let inside = |v: usize| {
            let mates = self.neighbours[v].iter().filter(|n| communities[n.0 as usize] == communities[v]);
            mates.map(|n| n.1).sum::<f64>()
        };
        let mut parts: Vec<u32> = (0..n as u32).collect();
        let mut size = self.size.clone();
        // What lies between a part and the rest of its community.
        let mut outward: Vec<f64> = (0..n).map(inside).collect();
        let mut is_alone = vec![true; n];
        let mut gains = Gains::new(n);
        for vertex in order.of(n) {
            let v = vertex as usize;
            let all = total[communities[v] as usize];
            let hangs = |outward: f64, size: f64| outward >= resolution * size * (all - size) - MIN_GAIN;
            if !is_alone[v] || !hangs(outward[v], self.size[v]) {
                continue;
            }
            gains.clear();
            for &(other, similarity) in &self.neighbours[v] {
                if communities[other as usize] == communities[v] {
                    gains.add(parts[other as usize], similarity);
                }
            }
            let (mut best, mut most) = (vertex, 0.0);
            for &part in &gains.touched {
                let p = part as usize;
                let gain = gains.of(part) - resolution * self.size[v] * size[p];
                if gain > most + MIN_GAIN && hangs(outward[p], size[p]) {
                    (best, most) = (part, gain);
                }
            }
            if best != vertex {
                let b = best as usize;
                parts[v] = best;
                size[b] += self.size[v];
                outward[b] += outward[v] - 2.0 * gains.of(best);
                is_alone[b] = false;
                is_alone[v] = false;
            }
        }
        parts
    }

    /// Makes each part a vertex; gives the new graph and the vertex that each old one became.
    fn aggregate(&self, parts: &[u32]) -> (Self, Vec<u32>) {
        let mut used: Vec<u32> = parts.to_vec();
        used.sort_unstable();
        used.dedup();
        let names: Vec<u32> = parts.iter().map(|p| used.partition_point(|u| u < p) as u32).collect();
        let mut size = vec![0.0; used.len()];
        let mut edges: Vec<(u32, u32, f64)> = Vec::new();
        for (vertex, &name) in names.iter().enumerate() {
            size[name as usize] += self.size[vertex];
            for &(other, similarity) in &self.neighbours[vertex] {
                let other = names[other as usize];
                if other != name {
                    edges.push((name, other, similarity));
                }
            }
        }
        // A stable sort keeps the order of each sum.
        edges.sort_by_key(|&(a, b, _)| (a, b));
        let mut neighbours: Vec<Vec<(u32, f64)>> = vec![Vec::new(); used.len()];
        for (a, b, similarity) in edges {
            match neighbours[a as usize].last_mut() {
                Some(last) if last.0 == b => last.1 += similarity,
                _ => neighbours[a as usize].push((b, similarity)),
            }
        }
        (Self { neighbours, size }, names)
    }
}

/// The similarity of one vertex to communities, in a buffer that is cleared in the time it was filled in.
struct Gains {
    sum: Vec<f64>,
    touched: Vec<u32>,
}

impl Gains {
    fn new(n: usize) -> Self {
        Self { sum: vec![0.0; n], touched: Vec::new() }
    }

    fn clear(&mut self) {
        for &community in &self.touched {
            self.sum[community as usize] = 0.0;
        }
        self.touched.clear();
    }

    /// Adds a similarity above 0.
    fn add(&mut self, community: u32, similarity: f64) {
        if self.sum[community as usize] <= 0.0 {
            self.touched.push(community);
        }
        self.sum[community as usize] += similarity;
    }

    fn of(&self, community: u32) -> f64 {
        self.sum[community as usize]
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Two cliques of four with one edge between.
    fn two_cliques() -> Vec<(u32, u32, f64)> {
        let clique = |base: u32| (0..4).flat_map(move |a| (0..a).map(move |b| (base + a, base + b, 0.8)));
        clique(0).chain(clique(4)).chain([(3, 4, 0.7)]).collect()
    }

    fn quality(n: usize, edges: &[(u32, u32, f64)], labels: &[u32], resolution: f64) -> f64 {
        let graph = Graph::new(n, edges);
        let mut sum = 0.0;
        for a in 0..n {
            for b in 0..a {
                if labels[a] == labels[b] {
                    let found = graph.neighbours[a].iter().find(|e| e.0 == b as u32);
                    sum += found.map_or(0.0, |e| e.1) - resolution;
                }
            }
        }
        sum
    }

    #[test]
    fn the_resolution_says_how_alike_a_community_is() {
        let edges = two_cliques();
        assert_eq!(leiden(8, &edges, 0.3, 0), [0, 0, 0, 0, 1, 1, 1, 1]);
        assert_eq!(leiden(8, &edges, 0.01, 0), [0; 8]);
        assert_eq!(leiden(8, &edges, 0.9, 0), [0, 1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn a_small_community_stays_one_in_a_large_graph() {
        // Forty cliques in a ring: modularity joins neighbours, CPM does not.
        let n = 160;
        let edges: Vec<_> = (0..40)
            .flat_map(|c| {
                let base = c * 4;
                let inside = (0..4).flat_map(move |a| (0..a).map(move |b| (base + a, base + b, 0.8)));
                inside.chain([(base + 3, (base + 4) % 160, 0.4)])
            })
            .collect();
        let labels = leiden(n, &edges, 0.3, 7);
        assert!((0..n).all(|i| labels[i] == i as u32 / 4), "{labels:?}");
    }

    #[test]
    fn nothing_one_and_bad_edges_are_answered() {
        assert_eq!(leiden(0, &[], 0.1, 0), Vec::<u32>::new());
        assert_eq!(leiden(1, &[], 0.1, 0), [0]);
        let bad = [(0, 0, 1.0), (0, 9, 1.0), (0, 1, f64::NAN), (0, 1, -1.0), (0, 1, 0.0)];
        assert_eq!(leiden(2, &bad, 0.1, 0), [0, 1]);
    }

    proptest! {
        #[test]
        fn it_is_deterministic_and_no_move_of_one_vertex_gains(
            edges in prop::collection::vec((0u32..14, 0u32..14, 0.01f64..1.0), 0..50),
            resolution in 0.05f64..0.6,
            seed: u64,
        ) {
            let labels = leiden(14, &edges, resolution, seed);
            prop_assert_eq!(&labels, &leiden(14, &edges, resolution, seed));
            let found = quality(14, &edges, &labels, resolution);
            for vertex in 0..14 {
                for community in 0..=14 {
                    let mut moved = labels.clone();
                    moved[vertex] = community;
                    prop_assert!(quality(14, &edges, &moved, resolution) <= found + 1e-9);
                }
            }
        }
    }
}
