//! How alike sentences are: the cosine of their stems, weighed by tf-isf.
//!
//! `isf = ln(n / sf) + 1` is counted over the sentences of the cluster itself. An idf counted over other news was tried
//! on DUC 2004 and costs a point of ROUGE-1 and of ROUGE-2: what is rare in the story is not what is rare in the world.

use ndarray::{Array1, Array2};

use super::inverted::Inverted;
use super::units::Units;
use crate::graph::power::{page_rank, page_rank_of_rows};

/// Gives the isf of each stem: `ln(n / sf) + 1`, where `sf` of the `n` wordings hold it.
#[must_use]
pub fn isf(units: &Units) -> Vec<f64> {
    let mut sf = vec![0_u32; units.stop.len()];
    let mut last = vec![usize::MAX; units.stop.len()];
    for (number, unit) in units.all.iter().enumerate() {
        for &stem in &unit.stems {
            if let (Some(sf), Some(last)) = (sf.get_mut(stem as usize), last.get_mut(stem as usize))
                && *last != number
            {
                *last = number;
                *sf += 1;
            }
        }
    }
    let n = units.all.len() as f64;
    sf.iter().map(|&sf| (n / f64::from(sf.max(1))).ln() + 1.0).collect()
}

/// Gives at most `n` units, ascending: those that stand highest in a document, of equals those that come first.
#[must_use]
pub fn highest(units: &Units, n: usize) -> Vec<usize> {
    let mut order: Vec<(usize, usize)> =
        units.all.iter().enumerate().map(|(number, unit)| (unit.position, number)).collect();
    order.sort_unstable();
    let mut highest: Vec<usize> = order.into_iter().take(n).map(|(_, number)| number).collect();
    highest.sort_unstable();
    highest
}

/// The tf-isf rows of some units, each of length 1, stems ascending.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    entries: Vec<Vec<(u32, f64)>>,
    n_stems: usize,
}

impl Rows {
    /// Weighs the stems of all units, without stop words; isf counts the wordings that hold a stem.
    #[must_use]
    pub fn of(units: &Units) -> Self {
        let isf = isf(units);
        let rows = units.all.iter().map(|unit| {
            let mut stems: Vec<u32> = units.content(unit).collect();
            stems.sort_unstable();
            let mut row: Vec<(u32, f64)> = stems
                .chunk_by(|a, b| a == b)
                .filter_map(|run| {
                    let stem = *run.first()?;
                    Some((stem, run.len() as f64 * isf.get(stem as usize)?))
                })
                .collect();
            let length = row.iter().map(|(_, v)| v * v).sum::<f64>().sqrt();
            if length > 0.0 {
                for (_, value) in &mut row {
                    *value /= length;
                }
            }
            row
        });
        Self { entries: rows.collect(), n_stems: isf.len() }
    }

    /// Gives the share of the distinct stems of a unit that another one has, in `0..=1`.
    #[must_use]
    pub fn share(&self, unit: usize, other: usize) -> f64 {
        let (own, others) = (self.row(unit), self.row(other));
        let both = own.iter().filter(|(stem, _)| others.binary_search_by_key(stem, |entry| entry.0).is_ok());
        both.count() as f64 / own.len().max(1) as f64
    }

    /// Gives the row of a unit.
    #[must_use]
    pub fn row(&self, unit: usize) -> &[(u32, f64)] {
        self.entries.get(unit).map_or(&[], Vec::as_slice)
    }

    /// Gives the row of a unit with all its zeros.
    fn dense(&self, unit: usize) -> Array1<f64> {
        let mut dense = Array1::zeros(self.n_stems);
        self.add_to(unit, &mut dense);
        dense
    }

    /// Gives the sum of all rows, by stem.
    #[must_use]
    pub fn centroid(&self) -> Array1<f64> {
        let mut sum = Array1::zeros(self.n_stems);
        for unit in 0..self.entries.len() {
            self.add_to(unit, &mut sum);
        }
        sum
    }

    /// Adds the row of a unit to a dense one.
    pub fn add_to(&self, unit: usize, dense: &mut Array1<f64>) {
        for &(stem, value) in self.row(unit) {
            if let Some(cell) = dense.get_mut(stem as usize) {
                *cell += value;
            }
        }
    }

    /// Gives the dot product of the row of a unit and a dense one.
    #[must_use]
    pub fn dot(&self, unit: usize, dense: &Array1<f64>) -> f64 {
        self.row(unit).iter().map(|&(stem, v)| v * dense.get(stem as usize).copied().unwrap_or(0.0)).sum()
    }

    /// Gives the squared length of the row of a unit: 1, or 0 where it has no stem that counts.
    #[must_use]
    pub fn square(&self, unit: usize) -> f64 {
        if self.row(unit).is_empty() { 0.0 } else { 1.0 }
    }

    /// Gives the cosine of one unit with every unit. Linear in the length of all rows.
    #[must_use]
    pub fn cosines_with(&self, unit: usize) -> Vec<f64> {
        let dense = self.dense(unit);
        (0..self.entries.len()).map(|other| self.dot(other, &dense)).collect()
    }

    /// Gives the cosines of the units `chosen` with each other; a unit with itself counts 0.
    ///
    /// Runs over the stems that are shared, so the cost is that of the pairs which share one. Up to [`DENSE`] units all
    /// cosines are kept, of more only those above [`LEAST`].
    #[must_use]
    pub fn cosines(&self, chosen: &[usize]) -> Cosines {
        if chosen.len() <= DENSE {
            Cosines::Dense(self.table(chosen))
        } else {
            Cosines::Sparse(self.lists(chosen))
        }
    }

    /// Sums up each row on its own: both halves are counted, which is cheaper than to copy one across the table.
    fn table(&self, chosen: &[usize]) -> Array2<f64> {
        let entries = chosen.iter().enumerate();
        let entries = entries.flat_map(|(i, &unit)| {
            self.row(unit).iter().map(move |&(stem, value)| (stem, (i as u32, value)))
        });
        let holders = Inverted::of(self.n_stems, entries);
        let mut table = Array2::zeros((chosen.len(), chosen.len()));
        for (i, (mut line, &unit)) in table.rows_mut().into_iter().zip(chosen).enumerate() {
            let Some(line) = line.as_slice_mut() else { continue };
            for &(stem, value) in self.row(unit) {
                for &(j, other) in holders.list(stem) {
                    if let Some(cell) = line.get_mut(j as usize) {
                        *cell += value * other;
                    }
                }
            }
            if let Some(own) = line.get_mut(i) {
                *own = 0.0;
            }
        }
        table
    }

    /// Lists for each unit those whose cosine with it counts.
    fn lists(&self, chosen: &[usize]) -> Vec<Vec<(u32, f64)>> {
        let n = chosen.len();
        let mut holders: Vec<Vec<(usize, f64)>> = vec![Vec::new(); self.n_stems];
        let mut lists: Vec<Vec<(u32, f64)>> = vec![Vec::new(); n];
        let mut line = vec![0.0; n];
        for (i, &unit) in chosen.iter().enumerate() {
            line.fill(0.0);
            for &(stem, value) in self.row(unit) {
                let Some(list) = holders.get_mut(stem as usize) else { continue };
                for &(j, other) in list.iter() {
                    if let Some(cell) = line.get_mut(j) {
                        *cell += value * other;
                    }
                }
                list.push((i, value));
            }
            for (j, &cosine) in line.iter().enumerate().take(i).filter(|(_, cosine)| **cosine > LEAST) {
                if let Some(list) = lists.get_mut(j) {
                    list.push((i as u32, cosine));
                }
                if let Some(list) = lists.get_mut(i) {
                    list.push((j as u32, cosine));
                }
            }
        }
        lists
    }
}

/// The most units of which every cosine is kept: a table of 32 MB.
const DENSE: usize = 2000;

/// Cosines at or below it are left out of a larger table. Most pairs of a story share a common word or two.
const LEAST: f64 = 0.05;

/// The cosines of some units with each other, symmetric.
#[derive(Clone, Debug)]
pub enum Cosines {
    /// All, `n x n`, 0 on the diagonal.
    Dense(Array2<f64>),
    /// Those that count, a list a unit.
    Sparse(Vec<Vec<(u32, f64)>>),
}

impl Cosines {
    /// Calls `f` with each unit whose cosine with unit `place` is kept, and the cosine.
    pub fn for_each(&self, place: usize, mut f: impl FnMut(usize, f64)) {
        match self {
            Self::Dense(table) if place < table.nrows() => {
                table.row(place).iter().enumerate().for_each(|(other, &cosine)| f(other, cosine));
            }
            Self::Dense(_) => {}
            Self::Sparse(rows) => {
                for &(other, cosine) in rows.get(place).map_or(&[][..], Vec::as_slice) {
                    f(other as usize, cosine);
                }
            }
        }
    }

    /// Gives the PageRank of each unit, continuous LexRank (Erkan & Radev 2004, eq. 3); the ranks sum to 1.
    #[must_use]
    pub fn page_rank(&self, damping: f64) -> Vec<f64> {
        match self {
            Self::Dense(table) => page_rank(table, damping, TOLERANCE, MAX_ITERATIONS),
            Self::Sparse(rows) => page_rank_of_rows(rows, damping, TOLERANCE, MAX_ITERATIONS),
        }
    }
}

/// Ranks are done when they move by less in all: a thousandth of a sentence's centrality changes no choice that matters.
const TOLERANCE: f64 = 1e-4;

const MAX_ITERATIONS: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::brief::tests::{article, with_cluster};

    #[test]
    fn cosines_are_those_by_hand() {
        let texts = ["Ferry sinks slowly.", "Ferry sinks.", "Mayor resigns."];
        let rows: Vec<_> =
            (0..3_u32).map(|i| (article(&format!("a{i}"), i, &[texts[i as usize]]), 0)).collect();
        with_cluster(&rows, |cluster| {
            let cosines = Rows::of(cluster.units()).cosines(&[0, 1, 2]);
            let Cosines::Dense(table) = cosines else { panic!("three units are kept in a table") };
            // isf is ln(3/2) + 1 for ferry and sink, ln 3 + 1 for slowly.
            let (shared, own) = (1.5_f64.ln() + 1.0, 3_f64.ln() + 1.0);
            let expected = (2.0 * shared * shared).sqrt() / (2.0 * shared * shared + own * own).sqrt();
            assert!((table[(0, 1)] - expected).abs() < 1e-12 && (table[(1, 0)] - expected).abs() < 1e-12);
            assert!(table[(0, 0)].abs() < 1e-12 && table[(2, 0)].abs() < 1e-12);
        });
    }

    #[test]
    fn a_large_cluster_keeps_the_cosines_that_count() {
        let rows: Vec<_> = (0..=DENSE as u32)
            .map(|i| (article(&format!("a{i:04}"), 0, &[&format!("Ferry k{} met rock r{i}.", i / 2)]), 0))
            .collect();
        with_cluster(&rows, |cluster| {
            let all: Vec<usize> = (0..cluster.units().all.len()).collect();
            let cosines = Rows::of(cluster.units()).cosines(&all);
            assert!(matches!(cosines, Cosines::Sparse(_)));
            let mut met = Vec::new();
            cosines.for_each(10, |other, cosine| met.push((other, cosine > LEAST)));
            assert!(met.contains(&(11, true)), "{met:?}");
            let ranks = cosines.page_rank(0.85);
            assert!((ranks.iter().sum::<f64>() - 1.0).abs() < 1e-9);
        });
    }
}
