//! The sets: one file each.

mod briefs;
mod pages;
pub mod planted;
pub mod reuters_briefs;
pub mod sample;
mod stories;
mod stories_mixed;
mod stories_tuned;

use std::path::PathBuf;

use anyhow::Result;
use wiredesk::metrics::cleaning::{Overlap, mean_scores};

use crate::report::{Area, Measurement};

/// A set: its files and how it is measured.
#[derive(Clone, Copy)]
pub struct Set {
    pub name: &'static str,
    /// Whether it is part of the project, and so gates it.
    pub own: bool,
    /// What it says something about.
    pub areas: &'static [Area],
    /// Its files, in the project or in the directory of shared sets.
    pub files: &'static [&'static str],
    /// Measures it; the paths are those of `files`.
    pub measure: fn(&[PathBuf]) -> Result<Measurement>,
}

/// The name of the set that `show` takes where none is named.
pub const OWN_SAMPLE: &str = sample::SET.name;

/// Every set, in the order of the tables.
pub const ALL: &[Set] = &[
    sample::SET,
    planted::SET,
    reuters_briefs::SET,
    stories::ECB_PLUS,
    stories::BASIL,
    stories::MULTI_NEWS,
    stories_mixed::SET,
    stories_tuned::SET,
    pages::SET,
    briefs::SAMPLE,
    briefs::MULTI_NEWS_TUNE,
    briefs::MULTI_NEWS,
];

/// Adds the scores of kept bodies against true ones.
fn bodies(judged: &[Overlap], measured: &mut Measurement) {
    let n = judged.len().max(1) as f64;
    let clean = judged.iter().filter(|words| words.is_fully_clean()).count();
    let f1: f64 = judged.iter().map(|words| words.scores().f1).sum();
    let mean = mean_scores(judged);
    measured.count(Area::Cleaning, "bodies", judged.len());
    measured.score(Area::Cleaning, "fully clean", clean as f64 / n);
    measured.score(Area::Cleaning, "mean word F1", f1 / n);
    measured.score(Area::Cleaning, "mean word precision", mean.precision);
    measured.score(Area::Cleaning, "mean word recall", mean.recall);
}
