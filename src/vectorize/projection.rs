//! Rows to a few hundred dimensions.

use crate::random::mix;
use crate::sparse::Row;

/// One dimension in so many is touched by a term.
const DENSITY: usize = 16;
/// How many dimensions one hash names.
const LANES: u32 = 4;

/// A sparse signed random projection (Achlioptas 2003; Kane & Nelson 2014): each column is added to, or taken from, one
/// dimension in sixteen, which hashes of its number name. So even a brief of twenty words touches most dimensions.
///
/// Nothing is fitted and nothing stored, so rows can come one at a time. The expected dot product is kept; its error
/// falls as `1 / sqrt(dims)`, and a few hundred dimensions are enough to find candidates that are scored
/// exactly later.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Projection {
    dims: usize,
}

impl Projection {
    /// Projects to `dims` dimensions, at least 1.
    #[must_use]
    pub fn new(dims: usize) -> Self {
        Self { dims: dims.max(1) }
    }

    /// Counts the dimensions.
    #[must_use]
    pub fn dims(&self) -> usize {
        self.dims
    }

    /// Projects a row and scales it to length 1; a row of zeros stays one. `O(entries x dims / 16)`.
    #[must_use]
    pub fn project(&self, row: &Row<'_>) -> Vec<f32> {
        let mut dense = vec![0.0f32; self.dims];
        let n_hashes = (self.dims / DENSITY).div_ceil(LANES as usize).max(2);
        for (column, value) in row.iter() {
            let mut bits = u64::from(column);
            for _ in 0..n_hashes {
                bits = mix(bits);
                for lane in 0..LANES {
                    let drawn = (bits >> (16 * lane)) as u16;
                    let signed = if drawn & 1 == 0 { value } else { -value };
                    dense[(usize::from(drawn >> 1) * self.dims) >> 15] += signed;
                }
            }
        }
        let norm = dense.iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>().sqrt();
        if norm > 0.0 && norm.is_finite() {
            for value in &mut dense {
                *value = (f64::from(*value) / norm) as f32;
            }
        } else {
            dense.fill(0.0);
        }
        dense
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::sparse::SparseMatrix;

    #[test]
    fn a_row_of_zeros_stays_one() {
        assert_eq!(Projection::new(4).project(&Row::default()), [0.0; 4]);
        assert_eq!(Projection::new(0).dims(), 1);
    }

    proptest! {
        #[test]
        fn cosines_are_about_kept(
            a in proptest::collection::btree_map(0u32..500, 1u8..10, 20..60),
            b in proptest::collection::btree_map(0u32..500, 1u8..10, 20..60),
        ) {
            let row = |row: std::collections::BTreeMap<u32, u8>| row.into_iter().map(|(i, v)| (i, f32::from(v))).collect();
            let rows = vec![row(a), row(b)];
            let m = SparseMatrix::from_rows(500, rows).unwrap();
            let projection = Projection::new(512);
            let (p, q) = (projection.project(&m.row(0)), projection.project(&m.row(1)));
            let dot: f64 = p.iter().zip(&q).map(|(x, y)| f64::from(*x) * f64::from(*y)).sum();
            prop_assert!((dot - m.row(0).cosine(&m.row(1))).abs() < 0.3);
        }
    }
}
