//! `eval/baseline.json`: the floor of every score, and which files the own sets were made of.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};

use crate::report::{Figure, Measurement};

/// The floors of all sets.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Baseline {
    pub sets: BTreeMap<String, Pinned>,
}

/// The floors of one set.
#[derive(Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pinned {
    /// The hash of its files, for the own sets.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub hash: Option<String>,
    /// The scores by key.
    pub floors: BTreeMap<String, f64>,
}

impl Baseline {
    /// Reads the file; where there is none, nothing is pinned.
    pub fn read(path: &Path) -> Result<Self> {
        if !path.exists() {
            return Ok(Self::default());
        }
        let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
        serde_json::from_str(&text).with_context(|| path.display().to_string())
    }

    /// Writes the file.
    pub fn write(&self, path: &Path) -> Result<()> {
        let text = serde_json::to_string_pretty(self)? + "\n";
        fs::write(path, text).with_context(|| path.display().to_string())
    }

    /// Gives the floor of a figure.
    pub fn floor(&self, set: &str, figure: &Figure) -> Option<f64> {
        self.sets.get(set)?.floors.get(&figure.key()).copied()
    }

    /// Compares a set with what is pinned; every line of the answer is a fault.
    pub fn faults(&self, measured: &Measurement, hash: &str) -> Vec<String> {
        let set = measured.set;
        let Some(pinned) = self.sets.get(set) else {
            return vec![format!("{set} is not pinned: cargo evaluate repin")];
        };
        let mut faults = Vec::new();
        if pinned.hash.as_deref() != Some(hash) {
            let was = pinned.hash.as_deref().unwrap_or("nothing");
            faults.push(format!("{set} is not the set that was pinned: its hash is {hash}, not {was}"));
        }
        faults.extend(self.falls(measured));
        for key in pinned.floors.keys() {
            if !measured.figures.iter().any(|figure| figure.key() == *key) {
                faults.push(format!("{set}: {key} has a floor, but was not measured"));
            }
        }
        faults
    }

    /// Names the figures that are below their floors.
    pub fn falls(&self, measured: &Measurement) -> Vec<String> {
        let figures = measured.figures.iter().filter(|figure| figure.score);
        figures
            .filter_map(|figure| {
                let floor = self.floor(measured.set, figure)?;
                // Not `value < floor`: a NaN is a fall too.
                let holds = figure.value >= floor;
                let key = figure.key();
                (!holds).then(|| format!("{}: {key} is {:.4}, below {floor:.4}", measured.set, figure.value))
            })
            .collect()
    }

    /// Makes the figures of a set its floors, rounded down to the four places that are printed.
    pub fn pin(&mut self, measured: &Measurement, hash: Option<String>) {
        let scores = measured.figures.iter().filter(|figure| figure.score);
        let floors = scores.map(|figure| (figure.key(), round_down(figure.value))).collect();
        self.sets.insert(measured.set.to_owned(), Pinned { hash, floors });
    }
}

/// Rounds down to four places, so that a figure is never below its own floor. What is a hair below a round number,
/// as 0.2899999999 for 0.29, counts as that number only if it is not below it.
fn round_down(value: f64) -> f64 {
    let places = (value * 1e4).floor() / 1e4;
    if places > value { (value * 1e4 - 1.0).floor() / 1e4 } else { places }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Area;

    fn measured(value: f64) -> Measurement {
        let mut measured = Measurement::new("own", &["id"]);
        measured.score(Area::Clusters, "F1", value);
        measured.count(Area::Clusters, "articles", 3);
        measured
    }

    fn pinned(value: f64) -> Baseline {
        let mut baseline = Baseline::default();
        baseline.pin(&measured(value), Some("ab".to_owned()));
        baseline
    }

    #[test]
    fn a_pinned_figure_holds_its_own_floor() {
        for value in [0.0, 0.29, 1.0 / 3.0, 0.58, 0.999_999, 1.0] {
            assert_eq!(pinned(value).faults(&measured(value), "ab"), Vec::<String>::new());
        }
    }

    #[test]
    fn a_fall_of_one_printed_place_is_a_fault() {
        assert_eq!(pinned(0.9).falls(&measured(0.8999)), ["own: clusters.F1 is 0.8999, below 0.9000"]);
        assert_eq!(pinned(0.9).falls(&measured(f64::NAN)).len(), 1);
    }

    #[test]
    fn another_hash_or_a_lost_figure_is_a_fault() {
        assert_eq!(pinned(0.9).faults(&measured(0.9), "cd").len(), 1);
        assert_eq!(pinned(0.9).faults(&Measurement::new("own", &["id"]), "ab").len(), 1);
        assert_eq!(pinned(0.9).faults(&Measurement::new("new", &["id"]), "ab").len(), 1);
    }
}
