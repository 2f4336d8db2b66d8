//! `rouge155.jsonl`: what ROUGE-1.5.5 says of invented texts under a dozen command lines.

use std::collections::BTreeMap;

use serde::Deserialize;
use wiredesk::metrics::rouge::rouge155::{Averaging, Counts, Options, Score, average, jackknife, score};

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Row {
    Config { config: String, options: String },
    Case { id: u32, refs: Vec<String>, pred: String },
    Score { config: String, id: u32, scores: Vec<[f64; 3]> },
    Jackknife { config: String, id: u32, scores: Vec<[f64; 3]> },
    Average { averaging: Averaging, scores: Vec<(String, f64, f64, f64)>, average: [[f64; 3]; 3] },
}

#[test]
fn scores_are_those_of_the_program() {
    let mut configs = BTreeMap::new();
    let mut cases = BTreeMap::new();
    let mut n_checked = 0;
    for line in include_str!("rouge155.jsonl").lines() {
        match serde_json::from_str(line).unwrap() {
            Row::Config { config, options } => {
                configs.insert(config, CommandLine::parse(&options));
            }
            Row::Case { id, refs, pred } => {
                cases.insert(id, (refs, pred));
            }
            Row::Score { config, id, scores } => {
                let (refs, pred) = &cases[&id];
                configs[&config].check(id, refs, pred, &scores);
                n_checked += 1;
            }
            Row::Jackknife { config, id, scores } => {
                let (refs, pred) = &cases[&id];
                configs[&config].check_jackknife(id, refs, pred, &scores);
                n_checked += 1;
            }
            Row::Average { averaging, scores, average } => {
                let scores: Vec<_> = scores
                    .into_iter()
                    .map(|(name, a, b, c)| (name, as_score(averaging, [a, b, c])))
                    .collect();
                check_average("", &scores, averaging, 0.5, average);
                n_checked += 1;
            }
        }
    }
    assert!(n_checked > 38 * 12, "{n_checked}");
}

/// The numbers of a golden score are counts where words are averaged.
fn as_score(averaging: Averaging, [a, b, c]: [f64; 3]) -> Score {
    match averaging {
        Averaging::Summaries => Score { recall: a, precision: b, f: c, ..Score::default() },
        Averaging::Words => {
            Score { counts: Counts { references: a, summary: b, hits: c }, ..Score::default() }
        }
    }
}

pub fn check_average(
    name: &str,
    scores: &[(String, Score)],
    averaging: Averaging,
    alpha: f64,
    expected: [[f64; 3]; 3],
) {
    let ours = average(scores, averaging, alpha, 1000, 95.0).unwrap();
    let ours = [ours.recall, ours.precision, ours.f].map(|i| [i.mean, i.low, i.high]);
    assert_eq!(ours.map(bits), expected.map(bits), "{name}: {ours:?}, not {expected:?}");
}

/// What a command line of the program asks for.
pub struct CommandLine(pub Options);

impl CommandLine {
    pub fn parse(options: &str) -> Self {
        Self(options.parse().unwrap())
    }

    pub fn check(&self, id: u32, refs: &[String], pred: &str, expected: &[[f64; 3]]) {
        let ours = score(&self.0.params, refs, pred).unwrap();
        assert_eq!(ours.len(), expected.len());
        for ((metric, ours), theirs) in self.0.params.metrics.iter().zip(&ours).zip(expected) {
            let numbers = if self.0.averaging == Some(Averaging::Summaries) {
                [ours.recall, ours.precision, ours.f]
            } else {
                [ours.counts.references, ours.counts.summary, ours.counts.hits]
            };
            assert_eq!(bits(numbers), bits(*theirs), "{id}, {metric:?}: {numbers:?}, not {theirs:?}");
        }
    }

    pub fn check_jackknife(&self, id: u32, refs: &[String], pred: &str, expected: &[[f64; 3]]) {
        let ours = jackknife(&self.0.params, refs, pred).unwrap();
        assert_eq!(ours.len(), expected.len());
        for (ours, theirs) in ours.iter().zip(expected) {
            for (a, b) in [ours.recall, ours.precision, ours.f].iter().zip(theirs) {
                assert!((a - b).abs() < 1e-12, "{id}: {ours:?}, not {theirs:?}");
            }
        }
    }
}

/// Numbers of five places are the same only if their bits are.
fn bits(numbers: [f64; 3]) -> [u64; 3] {
    numbers.map(f64::to_bits)
}
