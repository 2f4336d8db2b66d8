//! PageRank by power iteration.

use ndarray::{Array1, Array2, Axis};

/// Gives the PageRank of each vertex of an undirected graph; the ranks sum to 1 (Brin & Page 1998).
///
/// `similarity` is `n x n`, symmetric, finite and not negative. A vertex without edges hands its rank to all. Ends when
/// the ranks move by less than `tolerance` in all, or after `max_iterations`. `O(n^2)` an iteration.
#[must_use]
pub fn page_rank(similarity: &Array2<f64>, damping: f64, tolerance: f64, max_iterations: usize) -> Vec<f64> {
    let degrees = similarity.sum_axis(Axis(1));
    iterate(&degrees, damping, tolerance, max_iterations, |share| similarity.dot(share))
}

/// Gives the PageRank of each vertex as [`page_rank`] does, of a graph whose edges are listed: row `i` has the neighbours
/// of vertex `i` with their weights, and every edge stands in both rows. Neighbours outside the graph are left out.
/// `O(edges)` an iteration.
#[must_use]
pub fn page_rank_of_rows(
    rows: &[Vec<(u32, f64)>],
    damping: f64,
    tolerance: f64,
    max_iterations: usize,
) -> Vec<f64> {
    let degrees: Vec<f64> = rows.iter().map(|row| row.iter().map(|(_, weight)| weight).sum()).collect();
    iterate(&Array1::from(degrees), damping, tolerance, max_iterations, |share| {
        rows.iter()
            .map(|row| {
                row.iter().map(|&(j, weight)| weight * share.get(j as usize).copied().unwrap_or(0.0)).sum()
            })
            .collect()
    })
}

/// Iterates until the ranks stand still; `spread` multiplies the adjacency matrix by what each vertex gives along an edge
/// of weight 1.
fn iterate(
    degrees: &Array1<f64>,
    damping: f64,
    tolerance: f64,
    max_iterations: usize,
    spread: impl Fn(&Array1<f64>) -> Array1<f64>,
) -> Vec<f64> {
    let n = degrees.len();
    let uniform = 1.0 / n as f64;
    let mut rank = Array1::from_elem(n, uniform);
    for _ in 0..max_iterations {
        // What vertices without edges give to all.
        let mut stranded = 0.0;
        let mut share = rank.clone();
        for (share, degree) in share.iter_mut().zip(degrees) {
            if *degree > 0.0 {
                *share /= degree;
            } else {
                stranded += *share;
                *share = 0.0;
            }
        }
        let mut next = spread(&share);
        let base = (1.0 - damping + damping * stranded) * uniform;
        next.mapv_inplace(|along| base + damping * along);
        let moved: f64 = next.iter().zip(&rank).map(|(a, b)| (a - b).abs()).sum();
        rank = next;
        if moved < tolerance {
            break;
        }
    }
    rank.to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::array;
    use proptest::prelude::*;

    fn rank(similarity: &Array2<f64>) -> Vec<f64> {
        page_rank(similarity, 0.85, 1e-12, 500)
    }

    #[test]
    fn no_vertices_have_no_rank() {
        assert!(rank(&Array2::zeros((0, 0))).is_empty());
    }

    #[test]
    fn vertices_without_edges_are_equal() {
        assert!(rank(&Array2::zeros((4, 4))).iter().all(|r| (r - 0.25).abs() < 1e-12));
    }

    #[test]
    fn the_middle_of_a_path_of_three_ranks_as_by_hand() {
        // m = .05 + .85 * 2e and 2e = 1 - m give m = .9 / 1.85.
        let ranks = rank(&array![[0., 1., 0.], [1., 0., 1.], [0., 1., 0.]]);
        let middle = 0.9 / 1.85;
        assert!((ranks[1] - middle).abs() < 1e-9);
        assert!((ranks[0] - (1.0 - middle) / 2.0).abs() < 1e-9);
    }

    #[test]
    fn listed_edges_give_the_same_ranks() {
        let table = array![[0., 2., 0., 0.], [2., 0., 1., 0.], [0., 1., 0., 0.], [0., 0., 0., 0.]];
        let rows = [vec![(1, 2.0)], vec![(0, 2.0), (2, 1.0)], vec![(1, 1.0)], vec![]];
        let listed = page_rank_of_rows(&rows, 0.85, 1e-12, 500);
        assert!(rank(&table).iter().zip(&listed).all(|(a, b)| (a - b).abs() < 1e-12));
        assert!(page_rank_of_rows(&[], 0.85, 1e-12, 500).is_empty());
    }

    proptest! {
        #[test]
        fn ranks_sum_to_one(values in prop::collection::vec(0.0..1.0_f64, 36)) {
            let half = Array2::from_shape_vec((6, 6), values).unwrap();
            let ranks = rank(&(&half + &half.t()));
            prop_assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
            prop_assert!(ranks.iter().all(|r| *r > 0.0));
        }
    }
}
