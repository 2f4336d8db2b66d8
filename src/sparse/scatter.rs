//! One row spread out, to be met with many.

use super::Row;

/// A row written into a dense buffer, so that its dot product with another row costs only that row's length.
///
/// The buffer is made once and reused: loading a row first clears the one before, in the time of its length. Most columns
/// of another row are not among the loaded, and a bitmap that stays in the nearest cache tells so without a look into the
/// buffer, which does not.
#[derive(Clone, Debug, Default)]
pub struct Scatter {
    values: Vec<f32>,
    loaded: Vec<u32>,
    /// Whether a column that ends in these bits is loaded.
    marks: Vec<u64>,
}

/// The low bits of a column that are marked: 8 KiB of marks.
const MARKED: u32 = 0xffff;

impl Scatter {
    /// Makes an empty buffer for rows of `n_cols` columns.
    #[must_use]
    pub fn new(n_cols: usize) -> Self {
        Self { values: vec![0.0; n_cols], loaded: Vec::new(), marks: vec![0; MARKED as usize / 64 + 1] }
    }

    /// Writes a row in place of the last one. Columns past the buffer are left out.
    pub fn load(&mut self, row: &Row<'_>) {
        for &column in &self.loaded {
            self.values[column as usize] = 0.0;
            self.marks[mark(column).0] = 0;
        }
        self.loaded.clear();
        for (column, value) in row.iter() {
            if let Some(slot) = self.values.get_mut(column as usize) {
                *slot = value;
                self.loaded.push(column);
                let (word, bit) = mark(column);
                self.marks[word] |= bit;
            }
        }
    }

    /// Gives the dot product of the loaded row with another.
    #[must_use]
    pub fn dot(&self, row: &Row<'_>) -> f64 {
        let is_marked = |column: u32| {
            let (word, bit) = mark(column);
            self.marks.get(word).is_some_and(|marks| marks & bit != 0)
        };
        row.iter().filter(|&(column, _)| is_marked(column)).fold(0.0, |sum, (column, value)| {
            let own = self.values.get(column as usize).copied().unwrap_or(0.0);
            sum + f64::from(own) * f64::from(value)
        })
    }
}

/// The word and the bit of a column's mark.
const fn mark(column: u32) -> (usize, u64) {
    ((column & MARKED) as usize / 64, 1 << (column % 64))
}
