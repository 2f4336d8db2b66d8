//! `rouge155.jsonl`: what ROUGE-1.5.5 says of invented texts under a dozen command lines.

use std::collections::BTreeMap;

use serde::Deserialize;
use wiredesk::metrics::rouge::rouge155::{
    Averaging, Counts, Limit, Metric, Params, References, Score, average, jackknife, score,
};

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
pub struct CommandLine {
    pub params: Params,
    /// `-t`: 0 are scores of summaries, 1 and 2 are counts of words.
    pub averaging: u32,
}

impl CommandLine {
    pub fn parse(options: &str) -> Self {
        let mut params = Params { metrics: Vec::new(), stem: false, ..Params::default() };
        let (mut n_max, mut lcs, mut weight, mut gap) = (0, true, None, None);
        let (mut with_unigrams, mut both, mut averaging) = (false, false, 0);
        let mut words = options.split_whitespace();
        while let Some(option) = words.next() {
            let mut number = || words.next().unwrap();
            match option {
                "-c" | "-r" => drop(number()),
                "-n" => n_max = number().parse().unwrap(),
                "-x" => lcs = false,
                "-w" => weight = Some(number().parse().unwrap()),
                "-2" => gap = Some(number().parse::<i64>().unwrap()),
                "-u" => with_unigrams = true,
                "-U" => both = true,
                "-m" => params.stem = true,
                "-s" => params.remove_stop_words = true,
                "-l" => params.limit = Some(Limit::Words(number().parse().unwrap())),
                "-b" => params.limit = Some(Limit::Bytes(number().parse().unwrap())),
                "-f" if number() == "B" => params.references = References::Best,
                "-d" | "-f" => {}
                "-p" => params.alpha = number().parse().unwrap(),
                "-t" => averaging = number().parse().unwrap(),
                _ => panic!("{option}"),
            }
        }
        params.metrics.extend((1..=n_max).map(Metric::N));
        params.metrics.extend(lcs.then_some(Metric::L));
        params.metrics.extend(weight.map(Metric::W));
        if let Some(gap) = gap.map(|gap| usize::try_from(gap).ok()) {
            params.metrics.extend((both || !with_unigrams).then_some(Metric::S { gap, unigrams: false }));
            params.metrics.extend((both || with_unigrams).then_some(Metric::S { gap, unigrams: true }));
        }
        Self { params, averaging }
    }

    pub fn check(&self, id: u32, refs: &[String], pred: &str, expected: &[[f64; 3]]) {
        let ours = score(&self.params, refs, pred).unwrap();
        assert_eq!(ours.len(), expected.len());
        for ((metric, ours), theirs) in self.params.metrics.iter().zip(&ours).zip(expected) {
            let numbers = if self.averaging == 0 {
                [ours.recall, ours.precision, ours.f]
            } else {
                [ours.counts.references, ours.counts.summary, ours.counts.hits]
            };
            assert_eq!(bits(numbers), bits(*theirs), "{id}, {metric:?}: {numbers:?}, not {theirs:?}");
        }
    }

    pub fn check_jackknife(&self, id: u32, refs: &[String], pred: &str, expected: &[[f64; 3]]) {
        let ours = jackknife(&self.params, refs, pred).unwrap();
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
