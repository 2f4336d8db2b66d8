//! Dense rows as small integers in one block.
//!
//! Sixteen bits a value rather than eight: the dot product of two such rows is one instruction for eight values on every
//! x86-64, which eight bits are not.

use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, Result};

/// The greatest quantised value; 4,096 squares of it still fit in 32 bits.
const GREATEST: f32 = 511.0;

/// `n x dims` rows, each scaled so that its greatest value is [`GREATEST`].
#[derive(Clone, Debug, Default)]
pub(super) struct Points {
    dims: usize,
    values: Vec<i16>,
    /// One over the length of each quantised row; 0 for a row of zeros.
    inverse_norm: Vec<f32>,
}

impl Points {
    /// Quantises rows of `dims` values each, one after another.
    pub(super) fn quantise(rows: &[f32], dims: usize) -> Result<Self> {
        if let Some(index) = rows.iter().position(|v| !v.is_finite()) {
            return Err(Error::NotFinite { what: "value of a dense row", index });
        }
        let dims = dims.max(1);
        if !rows.len().is_multiple_of(dims) {
            let expected = rows.len() / dims * dims;
            return Err(Error::Shape { what: "a block of dense rows", expected, found: rows.len() });
        }
        let mut points = Self { dims, values: Vec::with_capacity(rows.len()), inverse_norm: Vec::new() };
        for row in rows.chunks_exact(dims) {
            let greatest = row.iter().fold(0.0f32, |m, v| m.max(v.abs()));
            let scale = if greatest > 0.0 { GREATEST / greatest } else { 0.0 };
            let first = points.values.len();
            points.values.extend(row.iter().map(|v| (v * scale).round().clamp(-GREATEST, GREATEST) as i16));
            let own = &points.values[first..];
            let square = dot(own, own);
            points.inverse_norm.push(if square > 0 { 1.0 / (square as f32).sqrt() } else { 0.0 });
        }
        Ok(points)
    }

    pub(super) fn len(&self) -> usize {
        self.inverse_norm.len()
    }

    pub(super) fn row(&self, i: u32) -> &[i16] {
        let first = i as usize * self.dims;
        self.values.get(first..first + self.dims).unwrap_or(&[])
    }

    pub(super) fn is_zero(&self, i: u32) -> bool {
        self.inverse_norm.get(i as usize).is_none_or(|&n| n == 0.0)
    }

    /// Gives the cosine of two rows, in `-1..=1`.
    pub(super) fn cosine(&self, a: u32, b: u32) -> f32 {
        let norms = |i: u32| self.inverse_norm.get(i as usize).copied().unwrap_or(0.0);
        (dot(self.row(a), self.row(b)) as f32 * norms(a) * norms(b)).clamp(-1.0, 1.0)
    }

    /// Hashes the values of a row: its place in the order of insertion, whatever its number.
    pub(super) fn hash(&self, i: u32) -> u64 {
        let bytes: Vec<u8> = self.row(i).iter().flat_map(|v| v.to_le_bytes()).collect();
        xxh3_64(&bytes)
    }
}

fn dot(a: &[i16], b: &[i16]) -> i32 {
    a.iter().zip(b).map(|(x, y)| i32::from(*x) * i32::from(*y)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cosines_survive_quantising() {
        let points = Points::quantise(&[3.0, 4.0, 4.0, 3.0, 0.0, 0.0], 2).unwrap();
        assert_eq!(points.len(), 3);
        assert!((points.cosine(0, 1) - 0.96).abs() < 0.01);
        assert!((points.cosine(0, 0) - 1.0).abs() < 1e-6);
        assert!(points.is_zero(2) && !points.is_zero(0));
        assert!(points.cosine(0, 2).abs() < f32::EPSILON);
    }

    #[test]
    fn rows_that_are_not_numbers_are_refused() {
        assert!(Points::quantise(&[f32::NAN], 1).is_err());
        assert!(Points::quantise(&[1.0, 2.0, 3.0], 2).is_err());
    }
}
