//! The whole of the golden sets, where they are beside the project.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::Path;

use serde_json::Value;
use wiredesk::metrics::rouge::rouge155::{Options, score, totals};

use crate::rouge155::{CommandLine, check_average};

/// Reads a shared golden set, or says that it is not here.
fn read(name: &str) -> Option<String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data/rouge").join(name);
    let text = std::fs::read_to_string(&path).ok();
    if text.is_none() {
        // Not `eprintln!`, which is held back for a test that passes.
        let _ = writeln!(std::io::stderr(), "skipped: {name} is not here");
    }
    text
}

fn rows(name: &str) -> Option<Vec<Value>> {
    read(name).map(|text| text.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn strings(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect()
}

fn three(value: &Value) -> [f64; 3] {
    [0, 1, 2].map(|i| value[i].as_f64().unwrap())
}

#[test]
fn all_520_records_of_rouge_score() {
    let Some(rows) = rows("rouge_golden.jsonl") else { return };
    assert_eq!(rows.len(), 520);
    for row in rows {
        let names = ["rouge1", "rouge2", "rouge3", "rouge4", "rougeL", "rougeLsum"];
        let expected = names.map(|name| three(&row["scores"][name]));
        let (id, stem) = (row["id"].to_string(), row["stemmer"].as_bool().unwrap());
        crate::rouge_score::check(
            &id,
            stem,
            &strings(&row["refs"]),
            row["pred"].as_str().unwrap(),
            &expected,
        );
    }
}

#[test]
fn all_27_023_stems() {
    let Some(text) = read("stem_golden.tsv") else { return };
    let mut n_words = 0;
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split('\t').collect();
        crate::stems::check(&format!("{}\t{}\t{}", fields[0], fields[1], fields[6]));
        n_words += 1;
    }
    assert_eq!(n_words, 27_023);
}

#[test]
fn all_scores_averages_and_jackknives_of_rouge_1_5_5() {
    let Some(rows) = rows("rouge155_golden.jsonl") else { return };
    let of_type = |name: &'static str| rows.iter().filter(move |row| row["type"] == name);
    let id = |row: &Value| u32::try_from(row["id"].as_u64().unwrap()).unwrap();
    let cases: BTreeMap<u32, (Vec<String>, String)> = of_type("case")
        .map(|row| {
            let refs = row["refs"].as_array().unwrap().iter().map(|lines| strings(lines).join("\n"));
            (id(row), (refs.collect(), strings(&row["pred"]).join("\n")))
        })
        .collect();
    let configs: BTreeMap<&str, CommandLine> = of_type("aggregate")
        .map(|row| (row["config"].as_str().unwrap(), CommandLine::parse(row["options"].as_str().unwrap())))
        .collect();
    let config = |row: &Value| &configs[row["config"].as_str().unwrap()];
    let scores = |row: &Value, field: &str| -> Vec<[f64; 3]> {
        let metrics = config(row).0.params.metrics.iter();
        metrics.map(|metric| three(&row[field][metric.to_string()])).collect()
    };

    let (mut n_scores, mut n_jackknives, mut n_averages) = (0, 0, 0);
    for row in of_type("score") {
        let (refs, pred) = &cases[&id(row)];
        config(row).check(id(row), refs, pred, &scores(row, "scores"));
        n_scores += 1;
    }
    for row in of_type("jackknife") {
        let (refs, pred) = &cases[&id(row)];
        config(row).check_jackknife(id(row), refs, pred, &scores(row, "mean"));
        n_jackknives += 1;
    }
    for row in of_type("aggregate") {
        let Options { params, averaging, .. } = &config(row).0;
        let all = cases.iter().map(|(id, (refs, pred))| (format!("{}.1", id + 1), refs, pred));
        let all: Vec<_> = all.map(|(name, refs, pred)| (name, score(params, refs, pred).unwrap())).collect();
        for (place, metric) in params.metrics.iter().enumerate() {
            let name = metric.to_string();
            let expected = &row["agg"][&name];
            let one: Vec<_> = all.iter().map(|(id, scores)| (id.clone(), scores[place])).collect();
            if let Some(averaging) = *averaging {
                let expected = ["R", "P", "F"].map(|key| three(&expected[key]));
                check_average(&name, &one, averaging, params.alpha, expected);
            } else {
                let sum = totals(&one.iter().map(|(_, score)| *score).collect::<Vec<_>>());
                let expected = ["M", "P", "H"].map(|key| expected[key].as_f64().unwrap().to_bits());
                assert_eq!([sum.references, sum.summary, sum.hits].map(f64::to_bits), expected);
            }
        }
        n_averages += 1;
    }
    assert_eq!((n_scores, n_jackknives, n_averages), (3439, 154, 19));
}
