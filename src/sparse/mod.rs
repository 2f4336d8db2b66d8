//! Sparse rows in one block of memory (compressed sparse row form).
//!
//! Values are `f32`, for a matrix of 100,000 articles is the largest thing that a run holds; every dot product and norm
//! is summed in `f64`, in ascending columns, so that it has one value. Two rows are met by a merge: with a few hundred
//! entries a row that beats a hash probe, and where one row meets many the caller scatters it once
//! ([`Scatter`]) and each other row costs only its own length.

mod scatter;

pub use scatter::Scatter;

use crate::error::{Error, Result};

/// A matrix of `n_rows x n_cols` in compressed sparse row form. Columns ascend in each row; values are finite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SparseMatrix {
    n_cols: usize,
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

/// One row: columns in ascending order, each with its value.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Row<'a> {
    /// The columns, ascending and distinct.
    pub columns: &'a [u32],
    /// The value at each column.
    pub values: &'a [f32],
}

impl SparseMatrix {
    /// Takes the parts of a matrix: row `i` is `starts[i]..starts[i + 1]` of `columns` and `values`. `O(entries)`.
    ///
    /// # Errors
    /// [`Error::Shape`] when the parts do not fit each other, a column is out of range or the columns of a row do not
    /// ascend; [`Error::NotFinite`] for a value that is not finite.
    pub fn new(n_cols: usize, starts: Vec<usize>, columns: Vec<u32>, values: Vec<f32>) -> Result<Self> {
        let shape = |what, expected, found| Err(Error::Shape { what, expected, found });
        if columns.len() != values.len() {
            return shape("the values of a sparse matrix", columns.len(), values.len());
        }
        if starts.first().is_some_and(|&s| s != 0) {
            return shape("the first row start of a sparse matrix", 0, starts[0]);
        }
        let end = starts.last().copied().unwrap_or(0);
        if end != columns.len() {
            return shape("the last row end of a sparse matrix", columns.len(), end);
        }
        for pair in starts.windows(2) {
            if pair[0] > pair[1] || pair[1] > end {
                return shape("a row end of a sparse matrix", pair[0], pair[1]);
            }
            let row = &columns[pair[0]..pair[1]];
            if let Some(w) = row.windows(2).find(|w| w[0] >= w[1]) {
                return shape("a column of an ascending sparse row", w[0] as usize + 1, w[1] as usize);
            }
            if let Some(&last) = row.last().filter(|&&c| c as usize >= n_cols) {
                return shape("the columns of a sparse matrix", n_cols, last as usize + 1);
            }
        }
        if let Some(index) = values.iter().position(|v| !v.is_finite()) {
            return Err(Error::NotFinite { what: "sparse value", index });
        }
        Ok(Self { n_cols, starts, columns, values })
    }

    /// Takes parts that are right by construction.
    pub(crate) fn from_parts(n_cols: usize, starts: Vec<usize>, columns: Vec<u32>, values: Vec<f32>) -> Self {
        debug_assert!(Self::new(n_cols, starts.clone(), columns.clone(), values.clone()).is_ok());
        Self { n_cols, starts, columns, values }
    }

    /// Builds a matrix from rows of `(column, value)` in any order; values of one column are added.
    ///
    /// # Errors
    /// As [`SparseMatrix::new`].
    pub fn from_rows(n_cols: usize, rows: Vec<Vec<(u32, f32)>>) -> Result<Self> {
        let mut starts = Vec::with_capacity(rows.len() + 1);
        let (mut columns, mut values) = (Vec::new(), Vec::new());
        starts.push(0);
        for mut row in rows {
            row.sort_by_key(|&(column, _)| column);
            let first = columns.len();
            for (column, value) in row {
                match values.last_mut() {
                    Some(last) if columns.len() > first && columns.last() == Some(&column) => *last += value,
                    _ => {
                        columns.push(column);
                        values.push(value);
                    }
                }
            }
            starts.push(columns.len());
        }
        Self::new(n_cols, starts, columns, values)
    }

    /// Counts the rows.
    #[must_use]
    pub fn n_rows(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// Counts the columns.
    #[must_use]
    pub fn n_cols(&self) -> usize {
        self.n_cols
    }

    /// Counts the stored entries.
    #[must_use]
    pub fn n_entries(&self) -> usize {
        self.columns.len()
    }

    /// Gives a row; empty where there is none of that number.
    #[must_use]
    pub fn row(&self, i: usize) -> Row<'_> {
        match (self.starts.get(i), self.starts.get(i + 1)) {
            (Some(&a), Some(&b)) => Row { columns: &self.columns[a..b], values: &self.values[a..b] },
            _ => Row::default(),
        }
    }

    /// Adds up rows, each times its weight, and scales the sum to length 1: the centroid of a cluster as a sparse row.
    ///
    /// Entries ascend by column; empty where the sum is zero. `O(entries log entries)`.
    #[must_use]
    pub fn centroid(&self, rows: impl IntoIterator<Item = (usize, f64)>) -> Vec<(u32, f32)> {
        let mut entries: Vec<(u32, f64)> = Vec::new();
        for (i, weight) in rows {
            let row = self.row(i);
            entries.extend(row.iter().map(|(column, value)| (column, weight * f64::from(value))));
        }
        // A stable sort keeps the rows' order within a column, and with it the value of each sum.
        entries.sort_by_key(|&(column, _)| column);
        entries.dedup_by(|next, kept| {
            let same = next.0 == kept.0;
            if same {
                kept.1 += next.1;
            }
            same
        });
        let norm = entries.iter().map(|&(_, v)| v * v).sum::<f64>().sqrt();
        if norm == 0.0 || !norm.is_finite() {
            return Vec::new();
        }
        entries.into_iter().map(|(column, v)| (column, (v / norm) as f32)).collect()
    }
}

impl<'a> Row<'a> {
    /// Counts the stored entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.columns.len()
    }

    /// Tells whether the row is zero everywhere.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.columns.is_empty()
    }

    /// Iterates over `(column, value)`, columns ascending.
    pub fn iter(&self) -> impl Iterator<Item = (u32, f32)> + 'a {
        self.columns.iter().copied().zip(self.values.iter().copied())
    }

    /// Gives the dot product with another row. `O(len + len)`.
    #[must_use]
    pub fn dot(&self, other: &Row<'_>) -> f64 {
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some(&a), Some(&b)) = (self.columns.get(i), other.columns.get(j)) {
            if a == b {
                sum += f64::from(self.values[i]) * f64::from(other.values[j]);
            }
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        sum
    }

    /// Gives the Euclidean length.
    #[must_use]
    pub fn norm(&self) -> f64 {
        self.values.iter().map(|&v| f64::from(v) * f64::from(v)).sum::<f64>().sqrt()
    }

    /// Gives the cosine with another row, in `-1..=1`; 0 where either is zero.
    #[must_use]
    pub fn cosine(&self, other: &Row<'_>) -> f64 {
        let norms = self.norm() * other.norm();
        if norms > 0.0 { (self.dot(other) / norms).clamp(-1.0, 1.0) } else { 0.0 }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn matrix(rows: Vec<Vec<(u32, f32)>>) -> SparseMatrix {
        SparseMatrix::from_rows(8, rows).unwrap()
    }

    #[test]
    fn dot_and_cosine_by_hand() {
        let m = matrix(vec![vec![(3, 4.0), (0, 3.0)], vec![(3, 2.0), (5, 7.0)], vec![]]);
        assert_eq!(m.row(0).columns, [0, 3]);
        assert!((m.row(0).dot(&m.row(1)) - 8.0).abs() < 1e-12);
        assert!((m.row(0).norm() - 5.0).abs() < 1e-12);
        assert!((m.row(0).cosine(&m.row(0)) - 1.0).abs() < 1e-12);
        assert!(m.row(0).cosine(&m.row(2)).abs() < f64::EPSILON);
        assert!(m.row(99).is_empty());
    }

    #[test]
    fn values_of_one_column_are_added() {
        let m = matrix(vec![vec![(2, 1.0), (2, 2.0)], vec![(2, 5.0)]]);
        assert_eq!(m.row(0).values, [3.0]);
        assert_eq!(m.row(1).values, [5.0]);
    }

    #[test]
    fn parts_that_do_not_fit_are_refused() {
        assert!(SparseMatrix::new(2, vec![0, 1], vec![2], vec![1.0]).is_err());
        assert!(SparseMatrix::new(2, vec![0, 2], vec![1, 1], vec![1.0, 1.0]).is_err());
        assert!(SparseMatrix::new(2, vec![0, 1], vec![1], vec![f32::NAN]).is_err());
        assert!(SparseMatrix::new(2, vec![0, 9, 1], vec![1], vec![1.0]).is_err());
        assert!(SparseMatrix::new(2, vec![1, 1], vec![1], vec![1.0]).is_err());
        assert!(SparseMatrix::new(2, vec![0, 1], vec![1], vec![]).is_err());
        assert_eq!(SparseMatrix::new(0, vec![], vec![], vec![]).unwrap().n_rows(), 0);
    }

    #[test]
    fn a_centroid_has_length_one() {
        let m = matrix(vec![vec![(0, 1.0)], vec![(1, 1.0)], vec![]]);
        let c = m.centroid([(0, 1.0), (1, 1.0), (2, 1.0)]);
        assert_eq!(c.len(), 2);
        assert!((f64::from(c[0].1) - 0.5f64.sqrt()).abs() < 1e-6);
        assert!(m.centroid([(2, 1.0)]).is_empty());
    }

    proptest! {
        #[test]
        fn scatter_gives_the_same_dot_as_a_merge(
            a in proptest::collection::vec((0u32..8, -20i8..20), 0..12),
            b in proptest::collection::vec((0u32..8, -20i8..20), 0..12),
        ) {
            let row = |row: Vec<(u32, i8)>| row.into_iter().map(|(i, v)| (i, f32::from(v) / 10.0)).collect();
            let m = matrix(vec![row(a), row(b)]);
            let mut scatter = Scatter::new(m.n_cols());
            scatter.load(&m.row(0));
            prop_assert!((scatter.dot(&m.row(1)) - m.row(0).dot(&m.row(1))).abs() < 1e-9);
            scatter.load(&m.row(1));
            prop_assert!((scatter.dot(&m.row(1)) - m.row(1).dot(&m.row(1))).abs() < 1e-9);
        }
    }
}
