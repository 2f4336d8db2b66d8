//! One row spread out, to be met with many.

use super::Row;

/// A row written into a dense buffer, so that its dot product with another row costs only that row's length.
///
/// The buffer is made once and reused: loading a row first clears the one before, in the time of its length.
#[derive(Clone, Debug, Default)]
pub struct Scatter {
    values: Vec<f32>,
    loaded: Vec<u32>,
}

impl Scatter {
    /// Makes an empty buffer for rows of `n_cols` columns.
    #[must_use]
    pub fn new(n_cols: usize) -> Self {
        Self { values: vec![0.0; n_cols], loaded: Vec::new() }
    }

    /// Writes a row in place of the last one. Columns past the buffer are left out.
    pub fn load(&mut self, row: &Row<'_>) {
        for &column in &self.loaded {
            self.values[column as usize] = 0.0;
        }
        self.loaded.clear();
        for (column, value) in row.iter() {
            if let Some(slot) = self.values.get_mut(column as usize) {
                *slot = value;
                self.loaded.push(column);
            }
        }
    }

    /// Gives the dot product of the loaded row with another.
    #[must_use]
    pub fn dot(&self, row: &Row<'_>) -> f64 {
        row.iter()
            .map(|(column, value)| {
                f64::from(self.values.get(column as usize).copied().unwrap_or(0.0)) * f64::from(value)
            })
            .sum()
    }
}
