//! `rouge155.jsonl`: what ROUGE-1.5.5 says of invented texts under nineteen command lines.

use std::collections::BTreeMap;

use serde::Deserialize;
use wiredesk::metrics::rouge::rouge155::{Averaging, Options, Score, average, jackknife, score, totals};

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "kebab-case")]
enum Row {
    Config { config: String, options: String },
    Case { id: u32, refs: Vec<String>, pred: String },
    Score { config: String, id: u32, scores: Vec<[f64; 3]> },
    Jackknife { config: String, id: u32, scores: Vec<[f64; 3]> },
    Average { config: String, averages: Vec<Averages> },
}

/// Mean and interval of recall, precision and F; or, of totals, what references, summaries and both hold.
#[derive(Deserialize)]
#[serde(untagged)]
enum Averages {
    Intervals([[f64; 3]; 3]),
    Totals([f64; 3]),
}

#[test]
fn scores_are_those_of_the_program() {
    let mut configs = BTreeMap::new();
    // In the order of the file, which is that of the program's list.
    let mut cases: Vec<(u32, Vec<String>, String)> = Vec::new();
    let (mut n_scores, mut n_jackknives, mut n_averages) = (0, 0, 0);
    for line in include_str!("rouge155.jsonl").lines() {
        let case = |cases: &[(u32, Vec<String>, String)], id| -> (Vec<String>, String) {
            let (_, refs, pred) = cases.iter().find(|(other, ..)| *other == id).unwrap();
            (refs.clone(), pred.clone())
        };
        match serde_json::from_str(line).unwrap() {
            Row::Config { config, options } => {
                configs.insert(config, CommandLine::parse(&options));
            }
            Row::Case { id, refs, pred } => cases.push((id, refs, pred)),
            Row::Score { config, id, scores } => {
                let (refs, pred) = case(&cases, id);
                configs[&config].check(id, &refs, &pred, &scores);
                n_scores += 1;
            }
            Row::Jackknife { config, id, scores } => {
                let (refs, pred) = case(&cases, id);
                configs[&config].check_jackknife(id, &refs, &pred, &scores);
                n_jackknives += 1;
            }
            Row::Average { config, averages } => {
                check_averages(&configs[&config], &cases, &averages);
                n_averages += 1;
            }
        }
    }
    assert_eq!((n_scores, n_jackknives, n_averages), (19 * 38, 16, 19));
}

fn check_averages(line: &CommandLine, cases: &[(u32, Vec<String>, String)], expected: &[Averages]) {
    let Options { params, averaging, n_resamples, confidence } = &line.0;
    assert_eq!((*n_resamples, confidence.to_bits()), (1000, 95.0_f64.to_bits()));
    assert_eq!(expected.len(), params.metrics.len());
    let rows: Vec<Vec<Score>> =
        cases.iter().map(|(_, refs, pred)| score(params, refs, pred).unwrap()).collect();
    for (place, (metric, expected)) in params.metrics.iter().zip(expected).enumerate() {
        let named = rows.iter().enumerate().map(|(i, row)| (format!("{}.X", i + 1), row[place]));
        let named: Vec<(String, Score)> = named.collect();
        match expected {
            Averages::Intervals(expected) => {
                check_average(&metric.to_string(), &named, averaging.unwrap(), params.alpha, *expected);
            }
            Averages::Totals(expected) => {
                let sum = totals(&named.iter().map(|(_, score)| *score).collect::<Vec<_>>());
                assert_eq!(bits([sum.references, sum.summary, sum.hits]), bits(*expected), "{metric}");
            }
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
