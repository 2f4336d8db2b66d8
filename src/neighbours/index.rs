//! The index: distinct rows, searched one way or the other.

use crate::error::Result;
use crate::par;

use super::hnsw::Graph;
use super::params::{Method, NeighbourParams};
use super::points::Points;

/// An index of dense rows.
#[derive(Debug)]
pub struct Index {
    points: Points,
    /// Sets of equal rows, each led by its smallest number.
    equal: Vec<Vec<u32>>,
    /// The set of each row; `u32::MAX` for a row of zeros.
    set_of: Vec<u32>,
    searcher: Searcher,
}

#[derive(Debug)]
enum Searcher {
    Exact,
    Hnsw(Box<Graph>),
}

/// Indexes `n` rows of `dims` values, which `row` makes; only their signs are kept.
///
/// Rows of zeros are like nothing and are left out. The index depends on the rows only, not on their order, up to the
/// numbers of equal rows. About `O(n log n)` distances by HNSW, none by the exact method.
///
/// # Errors
/// [`Error::Shape`](crate::error::Error::Shape) for a row of another length;
/// [`Error::NotFinite`](crate::error::Error::NotFinite) for a value that is not finite.
pub fn build(
    n: usize,
    dims: usize,
    params: &NeighbourParams,
    row: impl Fn(usize) -> Vec<f32> + Sync + Send,
) -> Result<Index> {
    let points = Points::of(n, dims, row)?;
    let rows: Vec<u32> = (0..n as u32).filter(|&i| !points.is_zero(i)).collect();
    let mut order: Vec<(u64, u32)> = par::map(&rows, |&i| (points.hash(i), i));
    order.sort_unstable_by(|a, b| {
        a.0.cmp(&b.0).then_with(|| points.row(a.1).cmp(points.row(b.1))).then(a.1.cmp(&b.1))
    });
    let mut set_of = vec![u32::MAX; n];
    let (mut equal, mut distinct) = (Vec::new(), Vec::new());
    for set in order.chunk_by(|a, b| a.0 == b.0 && points.row(a.1) == points.row(b.1)) {
        for &(_, i) in set {
            set_of[i as usize] = equal.len() as u32;
        }
        distinct.push(set[0].1);
        equal.push(set.iter().map(|&(_, i)| i).collect::<Vec<_>>());
    }
    let searcher = match params.method {
        Method::Exact => Searcher::Exact,
        Method::Hnsw => Searcher::Hnsw(Box::new(Graph::build(&points, &distinct, params))),
    };
    Ok(Index { points, equal, set_of, searcher })
}

impl Index {
    /// Counts the rows, indexed or not.
    #[must_use]
    pub fn len(&self) -> usize {
        self.points.len()
    }

    /// Tells whether there is no row.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Finds the `k` rows nearest to row `i`, itself not among them, with their cosine in `-1..=1` as far as signs tell
    /// it: nearest first, ties by number. Rows equal to it come first. Empty for a row of zeros or that there is none of.
    #[must_use]
    pub fn neighbours(&self, i: u32, k: usize) -> Vec<(u32, f32)> {
        let Some(own) = self.set_of.get(i as usize).and_then(|&s| self.equal.get(s as usize)) else {
            return Vec::new();
        };
        let lead = own[0];
        let mut found: Vec<(u32, u32)> = match &self.searcher {
            Searcher::Exact => {
                self.equal.iter().map(|set| (set[0], self.points.distance(lead, set[0]))).collect()
            }
            Searcher::Hnsw(graph) => graph.search(&self.points, lead, k),
        };
        found.sort_unstable_by_key(|&(j, distance)| (distance, j));
        // A set that is cut short at k loses its greatest numbers, so more sets than k are never needed.
        found.truncate(k.saturating_add(1));
        let mut rows: Vec<(u32, u32)> = found
            .iter()
            .flat_map(|&(j, distance)| self.equals_of(j).iter().map(move |&m| (m, distance)))
            .filter(|&(m, _)| m != i)
            .collect();
        rows.sort_unstable_by_key(|&(j, distance)| (distance, j));
        rows.truncate(k);
        rows.into_iter().map(|(j, distance)| (j, self.points.cosine(distance))).collect()
    }

    /// Finds the `k` nearest of every row, in parallel; result `i` is that of [`Index::neighbours`].
    #[must_use]
    pub fn all_neighbours(&self, k: usize) -> Vec<Vec<(u32, f32)>> {
        par::map_range(self.len(), |i| self.neighbours(i as u32, k))
    }

    fn equals_of(&self, i: u32) -> &[u32] {
        let set = self.set_of.get(i as usize).and_then(|&s| self.equal.get(s as usize));
        set.map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows from a small generator with a fixed seed.
    fn rows(n: usize, dims: usize, mut seed: u64) -> Vec<f32> {
        let mut next = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 40) as f32 / (1u64 << 24) as f32 - 0.5
        };
        (0..n * dims).map(|_| next()).collect()
    }

    fn params(method: Method) -> NeighbourParams {
        NeighbourParams { method, ..Default::default() }
    }

    fn index(block: &[f32], dims: usize, method: Method) -> Index {
        build(block.len() / dims, dims, &params(method), |i| block[i * dims..(i + 1) * dims].to_vec())
            .unwrap()
    }

    #[test]
    fn nothing_and_little_can_be_indexed() {
        for method in [Method::Exact, Method::Hnsw] {
            assert!(index(&[], 4, method).is_empty());
            let one = index(&[1.0, -1.0], 2, method);
            assert!(one.neighbours(0, 5).is_empty());
            assert!(one.neighbours(7, 5).is_empty());
            assert_eq!(index(&[1.0, -1.0, 1.0, 1.0], 2, method).neighbours(0, 5).len(), 1);
            assert_eq!(index(&[0.0; 8], 2, method).all_neighbours(3), vec![vec![]; 4]);
        }
    }

    #[test]
    fn hnsw_finds_most_of_what_exact_finds() {
        // Twenty rows about each of forty centres: rows without any structure have no neighbours worth finding.
        let (centres, noise) = (rows(40, 256, 7), rows(800, 256, 8));
        let block: Vec<f32> =
            (0..800 * 256).map(|at| centres[at / 256 % 40 * 256 + at % 256] + 0.8 * noise[at]).collect();
        let exact = index(&block, 256, Method::Exact).all_neighbours(10);
        let hnsw = index(&block, 256, Method::Hnsw).all_neighbours(10);
        let found: usize =
            exact.iter().zip(&hnsw).map(|(e, h)| e.iter().filter(|n| h.contains(n)).count()).sum();
        assert!(found >= 7_800, "{found} of 8000");
    }

    #[test]
    fn every_point_finds_itself_beside_a_thousand_equal_ones() {
        let mut block = rows(1, 128, 3).repeat(1000);
        block.extend(rows(600, 128, 9));
        let index = index(&block, 128, Method::Hnsw);
        let Searcher::Hnsw(graph) = &index.searcher else { panic!("not a graph") };
        for set in &index.equal {
            assert!(graph.finds(&index.points, set[0]));
        }
        assert_eq!(index.neighbours(0, 5).iter().map(|n| n.0).collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    }

    #[test]
    fn the_order_of_rows_does_not_matter() {
        let block = rows(500, 128, 5);
        let reversed: Vec<f32> = block.chunks(128).rev().flatten().copied().collect();
        let a = index(&block, 128, Method::Hnsw).all_neighbours(6);
        let b = index(&reversed, 128, Method::Hnsw).all_neighbours(6);
        let nearness = |list: &[(u32, f32)]| list.iter().map(|n| n.1).collect::<Vec<_>>();
        for (i, list) in a.iter().enumerate() {
            assert_eq!(nearness(list), nearness(&b[499 - i]));
        }
    }
}
