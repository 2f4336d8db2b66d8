//! `rouge_score.jsonl`: what Google's rouge-score 0.1.2 says of invented texts.

use serde::Deserialize;
use wiredesk::metrics::rouge::rouge_score::{Metric, Params, score};

const METRICS: [Metric; 6] =
    [Metric::N(1), Metric::N(2), Metric::N(3), Metric::N(4), Metric::L, Metric::Lsum];
const TOLERANCE: f64 = 1e-9;

#[derive(Deserialize)]
struct Case {
    id: String,
    stem: bool,
    refs: Vec<String>,
    pred: String,
    /// Precision, recall and F1 of each metric.
    scores: Vec<[f64; 3]>,
}

#[test]
fn scores_are_those_of_the_package() {
    let mut n_cases = 0;
    for line in include_str!("rouge_score.jsonl").lines() {
        let case: Case = serde_json::from_str(line).unwrap();
        check(&case.id, case.stem, &case.refs, &case.pred, &case.scores);
        n_cases += 1;
    }
    assert_eq!(n_cases, 220);
}

pub fn check(id: &str, stem: bool, refs: &[String], pred: &str, expected: &[[f64; 3]]) {
    let ours = score(&Params { metrics: METRICS.to_vec(), stem }, refs, pred).unwrap();
    assert_eq!(ours.len(), expected.len());
    for ((metric, ours), theirs) in METRICS.iter().zip(&ours).zip(expected) {
        for (a, b) in [ours.precision, ours.recall, ours.f1].iter().zip(theirs) {
            assert!((a - b).abs() <= TOLERANCE, "{id}, {metric:?}, stem {stem}: {ours:?}, not {theirs:?}");
        }
    }
}
