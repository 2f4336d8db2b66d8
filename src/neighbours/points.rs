//! Dense rows by the signs of their values.
//!
//! One bit a value (Charikar 2002): the angle between two rows is about pi times the share of bits in which they differ. A
//! distance is what an index spends its time on, and what that takes is reading rows from memory: 1,024 signs lie in 128
//! bytes and tell the angle as well as 400 floats in 1,600, where 256 sixteen-bit values lie in 512 and are a third worse.

use std::f32::consts::PI;

use xxhash_rust::xxh3::xxh3_64;

use crate::error::{Error, Result};
use crate::par;

/// How many rows one task turns into bits.
const CHUNK: usize = 256;

/// `n x dims` signs.
#[derive(Clone, Debug, Default)]
pub(super) struct Points {
    dims: usize,
    /// How many words of 64 bits a row has.
    n_words: usize,
    bits: Vec<u64>,
    /// Whether the row has nothing but zeros.
    zero: Vec<bool>,
}

impl Points {
    /// Takes `n` rows of `dims` values, which `row` makes.
    pub(super) fn of(n: usize, dims: usize, row: impl Fn(usize) -> Vec<f32> + Sync + Send) -> Result<Self> {
        let n_words = dims.div_ceil(64);
        let parts = par::map_range(n.div_ceil(CHUNK), |chunk| {
            let of_chunk = chunk * CHUNK..n.min((chunk + 1) * CHUNK);
            let (mut bits, mut zero) = (Vec::with_capacity(of_chunk.len() * n_words), Vec::new());
            for i in of_chunk {
                let values = row(i);
                if values.len() != dims {
                    return Err(Error::Shape { what: "a dense row", expected: dims, found: values.len() });
                }
                if let Some(index) = values.iter().position(|v| !v.is_finite()) {
                    return Err(Error::NotFinite { what: "value of a dense row", index });
                }
                zero.push(values.iter().all(|&v| v == 0.0));
                sign(&values, &mut bits);
            }
            Ok((bits, zero))
        });
        let mut points = Self { dims, n_words, bits: Vec::with_capacity(n * n_words), zero: Vec::new() };
        for part in parts {
            let (bits, zero) = part?;
            points.bits.extend(bits);
            points.zero.extend(zero);
        }
        Ok(points)
    }

    pub(super) fn len(&self) -> usize {
        self.zero.len()
    }

    /// Gives the signs of a row.
    pub(super) fn row(&self, i: u32) -> &[u64] {
        let first = i as usize * self.n_words;
        self.bits.get(first..first + self.n_words).unwrap_or(&[])
    }

    pub(super) fn is_zero(&self, i: u32) -> bool {
        self.zero.get(i as usize).copied().unwrap_or(true)
    }

    /// Counts the signs in which two rows differ.
    pub(super) fn distance(&self, a: u32, b: u32) -> u32 {
        differing(self.row(a), self.row(b))
    }

    /// Gives the cosine of two rows that differ in so many signs, in `-1..=1`.
    pub(super) fn cosine(&self, distance: u32) -> f32 {
        (PI * distance as f32 / self.dims.max(1) as f32).cos()
    }

    /// Hashes a row: its place in the order of insertion, whatever its number.
    pub(super) fn hash(&self, i: u32) -> u64 {
        let bytes: Vec<u8> = self.row(i).iter().flat_map(|word| word.to_le_bytes()).collect();
        xxh3_64(&bytes)
    }
}

/// Counts the bits in which two rows differ.
pub(super) fn differing(a: &[u64], b: &[u64]) -> u32 {
    a.iter().zip(b).map(|(x, y)| (x ^ y).count_ones()).sum()
}

/// Appends the signs of a row. The sign of a zero is drawn from a hash of the row: were it always the same, short rows,
/// which have many, would all be alike.
fn sign(values: &[f32], bits: &mut Vec<u64>) {
    let mut drawn: Option<u64> = None;
    for (at, part) in (0u64..).zip(values.chunks(64)) {
        let mut word = 0u64;
        for (bit, &value) in part.iter().enumerate() {
            let is_set = if value == 0.0 {
                let seed = *drawn.get_or_insert_with(|| {
                    let bytes: Vec<u8> = values.iter().flat_map(|v| v.to_le_bytes()).collect();
                    xxh3_64(&bytes)
                });
                let turned = (seed ^ at).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(bit as u32);
                turned.wrapping_mul(0xbf58_476d_1ce4_e5b9) >> 63 == 1
            } else {
                value > 0.0
            };
            word |= u64::from(is_set) << bit;
        }
        bits.push(word);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(rows: &[&[f32]]) -> Result<Points> {
        Points::of(rows.len(), rows.first().map_or(0, |r| r.len()), |i| rows[i].to_vec())
    }

    #[test]
    fn the_cosine_is_told_by_the_signs_that_differ() {
        let points = points(&[&[3.0, 4.0, -1.0, 2.0], &[1.0, 1.0, 1.0, -1.0], &[0.0; 4]]).unwrap();
        assert_eq!((points.len(), points.distance(0, 1), points.distance(0, 0)), (3, 2, 0));
        assert!(points.cosine(2).abs() < 1e-6 && (points.cosine(0) - 1.0).abs() < 1e-6);
        assert!(points.is_zero(2) && !points.is_zero(0) && points.is_zero(7));
    }

    #[test]
    fn the_zeros_of_two_rows_have_nothing_to_do_with_each_other() {
        let row = |at: usize| (0..1024).map(|i| f32::from(u8::from(i == at))).collect::<Vec<f32>>();
        let points = Points::of(2, 1024, row).unwrap();
        assert!((400..624).contains(&points.distance(0, 1)), "{}", points.distance(0, 1));
    }

    #[test]
    fn rows_that_are_not_numbers_or_of_another_length_are_refused() {
        assert!(points(&[&[f32::NAN]]).is_err());
        assert!(points(&[&[1.0, 2.0], &[3.0]]).is_err());
    }
}
