//! Sparse rows in one block of memory.

/// A matrix of `n_rows x n_cols` in compressed sparse row form. Columns ascend in each row; values are finite.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SparseMatrix {
    n_cols: usize,
    starts: Vec<usize>,
    columns: Vec<u32>,
    values: Vec<f32>,
}

impl SparseMatrix {
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
}
