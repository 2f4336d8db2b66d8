//! `clusters.jsonl`: what scikit-learn says of labelings.

use serde::Deserialize;
use wiredesk::metrics::Prf;
use wiredesk::metrics::clustering::score;

const TOLERANCE: f64 = 1e-12;

#[derive(Deserialize)]
struct Case {
    gold: Vec<u32>,
    predicted: Vec<u32>,
    pairwise: [f64; 3],
    b_cubed: [f64; 3],
    ari: f64,
    nmi: f64,
    homogeneity: f64,
    completeness: f64,
    v_measure: f64,
}

#[test]
fn clustering_scores_are_those_of_scikit_learn() {
    let mut n_cases = 0;
    for (line, text) in include_str!("clusters.jsonl").lines().enumerate() {
        let case: Case = serde_json::from_str(text).unwrap();
        let ours = score(&case.gold, &case.predicted).unwrap();
        let pairs = [
            (as_array(ours.pairwise), case.pairwise),
            (as_array(ours.b_cubed), case.b_cubed),
            (
                [ours.adjusted_rand, ours.normalized_mutual_information, ours.v_measure],
                [case.ari, case.nmi, case.v_measure],
            ),
            ([ours.homogeneity, ours.completeness, 0.0], [case.homogeneity, case.completeness, 0.0]),
        ];
        for (ours, theirs) in pairs {
            for (a, b) in ours.into_iter().zip(theirs) {
                assert!((a - b).abs() <= TOLERANCE, "line {}: {ours:?} but {theirs:?}", line + 1);
            }
        }
        n_cases += 1;
    }
    // A thousand random labelings, and the edge cases before them.
    assert_eq!(n_cases, 1012);
}

fn as_array(prf: Prf) -> [f64; 3] {
    [prf.precision, prf.recall, prf.f1]
}
