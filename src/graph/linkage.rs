//! Average linkage on a sparse graph.
//!
//! Best first: the two clusters with the greatest mean similarity are joined, again and again, while that mean is at
//! least a threshold. A pair without an edge counts as 0, which is what keeps a chain of false edges from welding two
//! clusters as connected components do, and what a graph of nearest neighbours gives for nothing.
//!
//! A mean is kept as the sum over the edges between two clusters. When two are joined, only the edges of the one with
//! fewer neighbours move, so an edge moves `O(log n)` times. The means of the other's edges can only have fallen (average
//! linkage is reducible): their places in the heap are upper bounds, put right when they come up (Dhulipala et al. 2021
//! do the same for their exact variant).

use std::cmp::Ordering;
use std::collections::BinaryHeap;

use rustc_hash::FxHashMap;

use super::UnionFind;

/// Clusters `0..n` by average linkage: result `i` is the label of vertex `i`; labels are numbered by their smallest
/// vertex.
///
/// `edges` are `(a, b, similarity)` with similarities at or above 0, in any order and either direction; of several for one
/// pair the greatest counts. Edges of a vertex with itself, that name no vertex or whose similarity is not a number
/// are left out. Edges below `threshold` count in the means. Ties go to the pair with the smaller vertices.
///
/// Near-linear in the edges in practice: `O(m log m log n)` and the refreshed means.
#[must_use]
pub fn average_linkage(n: usize, edges: &[(u32, u32, f64)], threshold: f64) -> Vec<u32> {
    average_linkage_weighted(n, edges, &[], threshold)
}

/// Clusters as [`average_linkage`] does, vertex `i` counting as `weights[i]` vertices.
///
/// A weight that is absent, not positive or not finite is 1.
#[must_use]
pub fn average_linkage_weighted(
    n: usize,
    edges: &[(u32, u32, f64)],
    weights: &[f64],
    threshold: f64,
) -> Vec<u32> {
    let weights =
        (0..n).map(|i| weights.get(i).copied().filter(|w| *w > 0.0 && w.is_finite()).unwrap_or(1.0));
    let mut forest = Forest::new(weights.collect(), threshold);
    forest.link(edges);
    let mut sets = UnionFind::new(n);
    while let Some((a, b)) = forest.best() {
        sets.union(a, b);
        forest.join(a, b);
    }
    sets.labels()
}

/// What lies between two clusters.
#[derive(Clone, Copy, Debug)]
struct Link {
    /// The sum of weight x weight x similarity over the edges between them.
    sum: f64,
    /// The key of their one valid entry in the heap.
    key: f64,
}

/// A pair of clusters and an upper bound of its mean.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    key: f64,
    a: u32,
    b: u32,
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key.total_cmp(&other.key).then_with(|| (other.a, other.b).cmp(&(self.a, self.b)))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Candidate {}

/// The clusters that are left. A cluster is named by one of its vertices.
struct Forest {
    weight: Vec<f64>,
    /// The neighbours of each cluster, with some that have been joined to others since.
    neighbours: Vec<Vec<u32>>,
    links: FxHashMap<(u32, u32), Link>,
    heap: BinaryHeap<Candidate>,
    threshold: f64,
}

fn ordered(a: u32, b: u32) -> (u32, u32) {
    (a.min(b), a.max(b))
}

impl Forest {
    fn new(weight: Vec<f64>, threshold: f64) -> Self {
        let neighbours = vec![Vec::new(); weight.len()];
        Self { weight, neighbours, links: FxHashMap::default(), heap: BinaryHeap::new(), threshold }
    }

    fn link(&mut self, edges: &[(u32, u32, f64)]) {
        let n = self.weight.len();
        let mut edges: Vec<_> = edges
            .iter()
            .filter(|&&(a, b, s)| a != b && (a as usize) < n && (b as usize) < n && s.is_finite())
            .map(|&(a, b, s)| (ordered(a, b), s))
            .collect();
        edges.sort_unstable_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
        edges.dedup_by_key(|e| e.0);
        self.links.reserve(edges.len());
        for ((a, b), similarity) in edges {
            self.neighbours[a as usize].push(b);
            self.neighbours[b as usize].push(a);
            self.add(a, b, similarity * self.weight[a as usize] * self.weight[b as usize]);
        }
    }

    /// Adds to the sum between two clusters and offers their mean, where it reaches the threshold. Tells whether there
    /// was nothing between them before.
    fn add(&mut self, a: u32, b: u32, amount: f64) -> bool {
        let (a, b) = ordered(a, b);
        let product = self.weight[a as usize] * self.weight[b as usize];
        let mut new = false;
        let link = self.links.entry((a, b)).or_insert_with(|| {
            new = true;
            Link { sum: 0.0, key: f64::NAN }
        });
        link.sum += amount;
        link.key = link.sum / product;
        if link.key >= self.threshold {
            self.heap.push(Candidate { key: link.key, a, b });
        }
        new
    }

    /// Takes the pair with the greatest mean out of the heap.
    fn best(&mut self) -> Option<(u32, u32)> {
        while let Some(Candidate { key, a, b }) = self.heap.pop() {
            let Some(link) = self.links.get_mut(&(a, b)) else { continue };
            if link.key.total_cmp(&key) != Ordering::Equal {
                continue;
            }
            let mean = link.sum / (self.weight[a as usize] * self.weight[b as usize]);
            if mean >= key {
                return Some((a, b));
            }
            link.key = mean;
            if mean >= self.threshold {
                self.heap.push(Candidate { key: mean, a, b });
            }
        }
        None
    }

    /// Joins two clusters under the name of the one with more neighbours.
    fn join(&mut self, a: u32, b: u32) {
        let fewer = self.neighbours[a as usize].len() < self.neighbours[b as usize].len();
        let (small, large) = if fewer { (a, b) } else { (b, a) };
        self.links.remove(&ordered(a, b));
        self.weight[large as usize] += self.weight[small as usize];
        for other in std::mem::take(&mut self.neighbours[small as usize]) {
            let Some(link) = self.links.remove(&ordered(small, other)) else { continue };
            if self.add(large, other, link.sum) {
                self.neighbours[large as usize].push(other);
                self.neighbours[other as usize].push(large);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_second_join_is_judged_by_its_mean() {
        // 0-1 join at .9; then 2 has (.8 + 0) / 2 = .4 to them, absent pairs counting 0.
        let edges = [(0, 1, 0.9), (1, 2, 0.8)];
        assert_eq!(average_linkage(3, &edges, 0.41), [0, 0, 1]);
        assert_eq!(average_linkage(3, &edges, 0.40), [0, 0, 0]);
    }

    #[test]
    fn an_edge_below_the_threshold_counts_in_the_mean() {
        let edges = [(0, 1, 0.9), (1, 2, 0.8), (0, 2, 0.2)];
        assert_eq!(average_linkage(3, &edges, 0.5), [0, 0, 0]);
        assert_eq!(average_linkage(3, &edges, 0.51), [0, 0, 1]);
    }

    #[test]
    fn one_false_edge_does_not_weld_two_cliques() {
        let mut edges = Vec::new();
        for base in [0, 4] {
            for a in 0..4 {
                for b in 0..a {
                    edges.push((base + a, base + b, 0.8));
                }
            }
        }
        edges.push((3, 4, 0.7));
        assert_eq!(average_linkage(8, &edges, 0.3), [0, 0, 0, 0, 1, 1, 1, 1]);
    }

    #[test]
    fn weights_count_as_so_many_vertices() {
        let edges = [(0, 1, 0.9), (1, 2, 0.8)];
        // With 1 standing for nine articles the mean to 2 is .8 * 9 / 10.
        assert_eq!(average_linkage_weighted(3, &edges, &[1.0, 9.0, 1.0], 0.7), [0, 0, 0]);
        assert_eq!(average_linkage_weighted(3, &edges, &[0.0, f64::NAN, -1.0], 0.41), [0, 0, 1]);
    }

    #[test]
    fn bad_edges_are_left_out() {
        let edges = [(0, 0, 1.0), (0, 7, 1.0), (0, 1, f64::NAN), (1, 0, f64::INFINITY)];
        assert_eq!(average_linkage(2, &edges, 0.1), [0, 1]);
        assert_eq!(average_linkage(0, &edges, 0.1), Vec::<u32>::new());
        assert_eq!(average_linkage(1, &[], 0.1), [0]);
    }

    #[test]
    fn ties_go_to_the_smaller_vertices() {
        assert_eq!(average_linkage(3, &[(1, 2, 0.5), (0, 1, 0.5)], 0.3), [0, 0, 1]);
    }

    #[test]
    fn a_blob_is_not_quadratic() {
        // 5,000 vertices, each with 30 neighbours, all alike, end as one: a debug build takes minutes if that is quadratic.
        let n = 5_000u32;
        let edges: Vec<_> =
            (0..n).flat_map(|a| (1..=15).map(move |d| (a, (a + d * d * 7) % n, 0.5))).collect();
        let labels = average_linkage(n as usize, &edges, 0.01);
        assert_eq!(labels.len(), n as usize);
    }

    /// The definition, word for word: all pairs of clusters, every time.
    fn by_definition(n: usize, edges: &[(u32, u32, f64)], threshold: f64) -> Vec<u32> {
        let mut similarity = vec![vec![0.0f64; n]; n];
        for &(a, b, s) in edges.iter().filter(|e| e.0 != e.1) {
            let (a, b) = (a as usize, b as usize);
            similarity[a][b] = similarity[a][b].max(s);
            similarity[b][a] = similarity[a][b];
        }
        let mut clusters: Vec<Vec<usize>> = (0..n).map(|i| vec![i]).collect();
        loop {
            let mut best = (0.0, 0, 0);
            for i in 0..clusters.len() {
                for j in 0..i {
                    let pairs = clusters[i].iter().flat_map(|&a| clusters[j].iter().map(move |&b| (a, b)));
                    let sum: f64 = pairs.map(|(a, b)| similarity[a][b]).sum();
                    let mean = sum / (clusters[i].len() * clusters[j].len()) as f64;
                    if mean >= threshold && mean > best.0 {
                        best = (mean, i, j);
                    }
                }
            }
            if best.1 == best.2 {
                break;
            }
            let moved = clusters.remove(best.1);
            clusters[best.2].extend(moved);
        }
        let mut sets = UnionFind::new(n);
        for cluster in clusters {
            for pair in cluster.windows(2) {
                sets.union(pair[0] as u32, pair[1] as u32);
            }
        }
        sets.labels()
    }

    proptest! {
        // Similarities are random reals: ties, where both may be right, do not come up.
        #[test]
        fn the_result_is_that_of_the_definition(
            edges in proptest::collection::vec((0u32..12, 0u32..12, 0.01f64..1.0), 0..40),
            threshold in 0.05f64..0.9,
        ) {
            prop_assert_eq!(average_linkage(12, &edges, threshold), by_definition(12, &edges, threshold));
        }
    }
}
