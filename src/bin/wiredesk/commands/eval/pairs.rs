//! `wiredesk eval pairs`: judgements about pairs against true ones.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use wiredesk::Error;
use wiredesk::metrics::Prf;
use wiredesk::metrics::pairs::PairCounts;
use wiredesk::metrics::significance::compare_statistic;

use super::args::Pairs;
use super::clusters::PARTS;
use super::faults::{Faults, Verdict};
use super::labels;
use super::report::{Cell, Figure, Report};
use super::source::{self, Record};

/// Two ids, the smaller first.
type Pair = (String, String);

/// What is said about a pair: same or not, or a score.
enum Said {
    Of(BTreeMap<Pair, (bool, u64)>),
    Groups(BTreeMap<String, labels::Label>),
}

/// The pairs that are judged.
struct Judged {
    pairs: Vec<Pair>,
    /// True and predicted judgement of each.
    same: Vec<(bool, bool)>,
    left_out: u64,
}

pub fn report(args: &Pairs) -> anyhow::Result<Report> {
    if let Some(threshold) = args.threshold.filter(|threshold| !threshold.is_finite()) {
        return Err(Error::setting("--threshold", &threshold, "finite").into());
    }
    let gold = gold(&args.gold)?;
    let judged = judge(args, &args.predicted, &gold)?;
    let counts: PairCounts = judged.same.iter().copied().collect();
    let mut report = Report::new();
    report.tell("pairs", judged.pairs.len());
    report.tell("same", counts.true_positives + counts.false_negatives);
    report.tell("said to be the same", counts.true_positives + counts.false_positives);
    report.tell("both", counts.true_positives);
    report.tell("left out", judged.left_out);
    if args.output.each {
        let rows = judged.pairs.iter().zip(&judged.same).map(|((a, b), (gold, said))| {
            vec![a.as_str().into(), b.as_str().into(), gold.to_string().into(), said.to_string().into()]
        });
        let rows: Vec<Vec<Cell>> = rows.collect();
        return Ok(report.cases(vec!["a", "b", "same", "predicted"], rows));
    }
    let mut figures = Vec::from(Figure::of_prf("pairs", counts.scores()));
    if let Some(path) = &args.output.compare {
        let other = judge(args, path, &gold)?;
        if other.pairs != judged.pairs {
            return Err(source::bad(
                path,
                None,
                "holds other pairs than the first; --on-fault zero keeps all",
            )
            .into());
        }
        let of_other = other.same.iter().copied().collect::<PairCounts>().scores();
        for ((figure, other), comparison) in
            figures.iter_mut().zip(Figure::of_prf("pairs", of_other)).zip(comparisons(args, &judged, &other)?)
        {
            figure.other = Some(other.value);
            figure.comparison = Some(comparison);
        }
        report.tell("other", path.display().to_string());
    }
    Ok(report.figures(figures))
}

fn comparisons(
    args: &Pairs,
    first: &Judged,
    second: &Judged,
) -> Result<Vec<wiredesk::metrics::significance::Comparison>, Error> {
    let number = |yes: bool| f64::from(u8::from(yes));
    let rows = |judged: &Judged| -> Vec<[f64; 3]> {
        judged.same.iter().map(|&(gold, said)| [number(gold && said), number(said), number(gold)]).collect()
    };
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 1.0 };
    let scores = |[both, found, relevant]: [f64; 3]| Prf::new(share(both, found), share(both, relevant));
    let (first, second) = (rows(first), rows(second));
    let compared = PARTS
        .iter()
        .map(|get| compare_statistic(&first, &second, |sums| get(&scores(sums)), args.output.resampling()));
    compared.collect()
}

fn gold(path: &Path) -> Result<Vec<(Pair, bool, u64)>, Error> {
    let mut gold = Vec::new();
    let mut seen: BTreeMap<Pair, u64> = BTreeMap::new();
    for record in source::records(path)? {
        let pair = pair(path, &record)?;
        let same = same(path, &record)?;
        if let Some(first) = seen.insert(pair.clone(), record.line) {
            return Err(source::bad(
                path,
                Some(record.line),
                format!("{} stands on line {first} too", shown(&pair)),
            ));
        }
        gold.push((pair, same, record.line));
    }
    Ok(gold)
}

fn pair(path: &Path, record: &Record) -> Result<Pair, Error> {
    let (a, b) = (record.name(path, "a")?, record.name(path, "b")?);
    if a == b {
        return Err(source::bad(path, Some(record.line), format!("{a} is paired with itself")));
    }
    Ok(if a < b { (a, b) } else { (b, a) })
}

fn shown((a, b): &Pair) -> String {
    format!("the pair of {a} and {b}")
}

fn same(path: &Path, record: &Record) -> Result<bool, Error> {
    match record.fields.get("same") {
        Some(Value::Bool(same)) => Ok(*same),
        Some(other) => Err(record.wrong(path, "same", other, "true or false")),
        None => Err(source::bad(path, Some(record.line), "has no same (true or false)")),
    }
}

fn said(args: &Pairs, path: &Path) -> Result<Said, Error> {
    let records = source::records(path)?;
    if labels::are_groups(&records) {
        return Ok(Said::Groups(labels::by_id(path, "label")?));
    }
    let mut said: BTreeMap<Pair, (bool, u64)> = BTreeMap::new();
    for record in &records {
        let pair = pair(path, record)?;
        let same = match (record.fields.get("score"), args.threshold) {
            (Some(Value::Number(score)), Some(threshold)) => {
                score.as_f64().is_some_and(|score| score >= threshold)
            }
            (Some(Value::Number(_)), None) if !record.fields.contains_key("same") => {
                return Err(source::bad(
                    path,
                    Some(record.line),
                    "has a score: --threshold says which is the same",
                ));
            }
            (Some(other), Some(_)) => return Err(record.wrong(path, "score", other, "a number")),
            (None, Some(_)) => return Err(source::bad(path, Some(record.line), "has no score")),
            (_, None) => same(path, record)?,
        };
        if let Some((_, first)) = said.insert(pair.clone(), (same, record.line)) {
            return Err(source::bad(
                path,
                Some(record.line),
                format!("{} stands on line {first} too", shown(&pair)),
            ));
        }
    }
    Ok(Said::Of(said))
}

fn judge(args: &Pairs, path: &Path, gold: &[(Pair, bool, u64)]) -> Result<Judged, Error> {
    let said = said(args, path)?;
    let mut faults = Faults::new(args.output.on_fault);
    let mut judged = Judged { pairs: Vec::new(), same: Vec::new(), left_out: 0 };
    for (pair, same, line) in gold {
        let predicted = match &said {
            Said::Of(said) => said.get(pair).map(|(same, _)| *same),
            Said::Groups(groups) => {
                let group = |id: &String| groups.get(id).map(|label| label.name.as_str());
                match (group(&pair.0), group(&pair.1)) {
                    (Some(a), Some(b)) => Some(a == b),
                    _ => None,
                }
            }
        };
        if predicted.is_none() {
            let case = format!("{} ({})", shown(pair), source::place(&args.gold, *line));
            let what = format!("is not judged in {}", path.display());
            if faults.note(&case, &what) == Verdict::LeaveOut {
                continue;
            }
        }
        judged.pairs.push(pair.clone());
        judged.same.push((*same, predicted.unwrap_or(false)));
    }
    judged.left_out = faults.settle(path, judged.pairs.len())?;
    Ok(judged)
}
