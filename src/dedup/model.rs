//! The probability that a pair are copies, by boosted trees.
//!
//! The trees are data (`data/dedup/pair-model.json`), trained and written by `eval/scripts/train_pairs.py`. They grow with
//! what speaks for a copy and fall with what speaks against it (monotone constraints), so that a pair unlike any in
//! training is judged soundly. A sum of logistic weights is simpler, and 4 points of F1 worse.

use std::sync::LazyLock;

use serde::Deserialize;

use super::features::PairFeatures;

/// The trees as JSON.
const BUILT_IN: &str = include_str!("../../data/dedup/pair-model.json");

static MODEL: LazyLock<PairModel> =
    LazyLock::new(|| serde_json::from_str(BUILT_IN).ok().filter(PairModel::is_sound).unwrap_or_default());

/// Boosted trees over [`PairFeatures`].
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PairModel {
    features: Vec<String>,
    /// The log odds before the first tree.
    bias: f64,
    trees: Vec<Vec<Node>>,
}

/// A node of a tree; the first is the root.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(untagged)]
enum Node {
    /// Number of the feature, threshold, the node for values up to it, the node for greater ones.
    Split(u32, f64, u32, u32),
    /// What it adds to the log odds.
    Leaf(f64),
}

impl PairModel {
    /// The model that is built into the library.
    pub(super) fn built_in() -> &'static Self {
        &MODEL
    }

    /// Tells whether the features are those of the code and every walk ends at a leaf.
    fn is_sound(&self) -> bool {
        let is_sound = |tree: &Vec<Node>| {
            (0..).zip(tree).all(|(at, node)| match *node {
                Node::Split(feature, _, low, high) => {
                    let is_behind = |next: u32| next > at && (next as usize) < tree.len();
                    (feature as usize) < PairFeatures::COUNT && is_behind(low) && is_behind(high)
                }
                Node::Leaf(_) => true,
            })
        };
        self.features == PairFeatures::NAMES && self.trees.iter().all(is_sound)
    }

    /// Gives the probability, in `0..=1`.
    pub(super) fn probability(&self, features: &PairFeatures) -> f64 {
        let values = features.values();
        let log_odds = self.trees.iter().fold(self.bias, |sum, tree| sum + walk(tree, &values));
        1.0 / (1.0 + (-log_odds).exp())
    }
}

fn walk(tree: &[Node], values: &[f64]) -> f64 {
    let mut at = 0;
    loop {
        match tree.get(at) {
            Some(&Node::Split(feature, threshold, low, high)) => {
                let value = values.get(feature as usize).copied().unwrap_or_default();
                at = if value <= threshold { low } else { high } as usize;
            }
            Some(&Node::Leaf(value)) => return value,
            None => return 0.0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_model_is_that_of_the_code() {
        let model: PairModel = serde_json::from_str(BUILT_IN).unwrap();
        assert!(model.is_sound());
        assert!(!PairModel::built_in().trees.is_empty());
    }

    #[test]
    fn trees_add_up_to_log_odds() {
        let json = r#"{"features": [], "bias": 0.5, "trees": [[[0, 0.4, 1, 2], -2.0, 1.5], [-2.0]]}"#;
        let model: PairModel = serde_json::from_str(json).unwrap();
        let of = |cosine: f64| model.probability(&PairFeatures { cosine, ..PairFeatures::default() });
        assert!((of(0.9) - 0.5).abs() < 1e-12);
        assert!((of(0.4) - 1.0 / (1.0 + 3.5f64.exp())).abs() < 1e-12);
    }

    #[test]
    fn a_walk_that_does_not_end_is_refused() {
        let json = r#"{"features": [], "bias": 0.0, "trees": [[[0, 0.4, 0, 1], 1.0]]}"#;
        let mut model: PairModel = serde_json::from_str(json).unwrap();
        model.features = PairFeatures::NAMES.map(str::to_owned).to_vec();
        assert!(!model.is_sound());
    }

    #[test]
    fn a_whole_copy_is_surer_than_a_pair_with_other_names() {
        let copy = PairFeatures {
            cosine: 0.9,
            containment: 0.95,
            length: 5.0,
            length_ratio: 0.8,
            aligned: 0.97,
            runs: 3.0,
            names: 1.0,
            n_names: 8.0,
            figures: 1.0,
            headline: 0.5,
            headline_held: 0.9,
            headline_words: 5.0,
            ..PairFeatures::default()
        };
        let other = PairFeatures {
            names: 0.2,
            name_swaps: 4.0,
            figures: 0.2,
            figure_swaps: 4.0,
            headline_held: 0.3,
            ..copy
        };
        let model = PairModel::built_in();
        assert!(model.probability(&copy) > 0.8 && model.probability(&other) < 0.2);
    }
}
