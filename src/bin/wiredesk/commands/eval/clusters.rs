//! `wiredesk eval clusters`: groups against true groups.

use std::collections::BTreeMap;
use std::path::Path;

use wiredesk::Error;
use wiredesk::metrics::Prf;
use wiredesk::metrics::clustering::{self, ClusterScores};
use wiredesk::metrics::significance::{Comparison, compare_statistic};

use super::args::{Clusters, OnFault};
use super::faults::{Faults, Verdict};
use super::labels::{self, Label, Placed};
use super::report::{Cell, Figure, Report};
use super::source;

/// The labels of the items that are judged.
struct Judged<'a> {
    ids: Vec<&'a str>,
    gold: Vec<&'a str>,
    placed: Vec<Placed<'a>>,
}

pub fn report(args: &Clusters) -> anyhow::Result<Report> {
    let gold = labels::labels(&args.gold, &args.label)?;
    let names: Vec<(String, String)> =
        gold.iter().map(|(id, label)| (id.clone(), label.name.clone())).collect();
    labels::unique(&args.gold, gold)?;
    let predicted = labels::by_id(&args.predicted, &args.predicted_label)?;
    let judged = judge(args, &args.predicted, &names, &predicted)?;

    let mut report = Report::new();
    report.tell("items", judged.ids.len());
    report.tell("true groups", n_distinct(&judged.gold));
    report.tell("predicted groups", n_distinct(&judged.placed));
    report.tell(
        "in no predicted group",
        judged.placed.iter().filter(|p| matches!(p, Placed::Alone(_))).count(),
    );
    let known: std::collections::BTreeSet<&str> = names.iter().map(|(id, _)| id.as_str()).collect();
    report.tell("beyond the gold", predicted.keys().filter(|id| !known.contains(id.as_str())).count());
    if args.output.each {
        return Ok(each(report, &judged));
    }
    let mut figures = figures(&clustering::score(&judged.gold, &judged.placed)?);
    if let Some(path) = &args.output.compare {
        let other = labels::by_id(path, &args.predicted_label)?;
        let other = judge(args, path, &names, &other)?;
        if other.ids != judged.ids {
            return Err(source::bad(
                path,
                None,
                "holds other items than the first; --on-fault zero keeps all",
            )
            .into());
        }
        let of_other = figures_of(&other)?;
        for (figure, other) in figures.iter_mut().zip(of_other) {
            figure.other = Some(other.value);
        }
        for (figure, comparison) in figures.iter_mut().zip(comparisons(args, &judged, &other)?) {
            figure.comparison = Some(comparison);
        }
        report.tell("other", path.display().to_string());
    }
    Ok(report.figures(figures))
}

/// Puts the predicted label of each item beside its true one. To be in no group is an answer, so it is a fault only
/// where that is said of every item: then the files do not belong together.
fn judge<'a>(
    args: &Clusters,
    path: &Path,
    names: &'a [(String, String)],
    predicted: &'a BTreeMap<String, Label>,
) -> Result<Judged<'a>, Error> {
    let mut judged = Judged { ids: Vec::new(), gold: Vec::new(), placed: Vec::new() };
    let mut faults = Faults::new(args.output.on_fault);
    let none_is_there = names.iter().all(|(id, _)| !predicted.contains_key(id));
    for (id, gold) in names {
        let placed = predicted.get(id).map_or(Placed::Alone(id), |label| Placed::In(&label.name));
        let is_fault =
            placed == Placed::Alone(id) && (none_is_there || args.output.on_fault == OnFault::Skip);
        if is_fault && faults.note(id, &format!("is in no group of {}", path.display())) == Verdict::LeaveOut
        {
            continue;
        }
        judged.ids.push(id);
        judged.gold.push(gold);
        judged.placed.push(placed);
    }
    faults.settle(path, judged.ids.len())?;
    Ok(judged)
}

fn n_distinct<T: Ord>(labels: &[T]) -> usize {
    labels.iter().collect::<std::collections::BTreeSet<_>>().len()
}

fn figures_of(judged: &Judged<'_>) -> Result<Vec<Figure>, Error> {
    Ok(figures(&clustering::score(&judged.gold, &judged.placed)?))
}

/// The figures that can be tested come first, in the order of [`comparisons`].
fn figures(scores: &ClusterScores) -> Vec<Figure> {
    let mut figures = Vec::from(Figure::of_prf("pairwise", scores.pairwise));
    figures.extend(Figure::of_prf("B-cubed", scores.b_cubed));
    figures.extend([
        Figure::new("adjusted Rand index", "index", scores.adjusted_rand),
        Figure::new("normalized mutual information", "index", scores.normalized_mutual_information),
        Figure::new("homogeneity", "index", scores.homogeneity),
        Figure::new("completeness", "index", scores.completeness),
        Figure::new("V-measure", "index", scores.v_measure),
    ]);
    figures
}

/// How an item stands: how many others share both labels, the predicted one, the true one.
fn mates(judged: &Judged<'_>) -> Vec<[f64; 3]> {
    let (mut both, mut found, mut relevant) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (gold, placed) in judged.gold.iter().zip(&judged.placed) {
        *both.entry((gold, placed)).or_insert(0.0) += 1.0;
        *found.entry(placed).or_insert(0.0) += 1.0;
        *relevant.entry(gold).or_insert(0.0) += 1.0;
    }
    let of_item = |(gold, placed)| {
        let sizes = [both.get(&(gold, placed)), found.get(placed), relevant.get(gold)];
        sizes.map(|size: Option<&f64>| size.copied().unwrap_or(1.0) - 1.0)
    };
    judged.gold.iter().zip(&judged.placed).map(of_item).collect()
}

/// The precision and recall of each item by B-cubed.
fn b_cubed(mates: &[[f64; 3]]) -> Vec<[f64; 2]> {
    mates
        .iter()
        .map(|[both, found, relevant]| [(both + 1.0) / (found + 1.0), (both + 1.0) / (relevant + 1.0)])
        .collect()
}

/// Compares two partitions: items are drawn or exchanged, and the scores made of what is known of each.
fn comparisons(args: &Clusters, first: &Judged<'_>, second: &Judged<'_>) -> Result<Vec<Comparison>, Error> {
    let resampling = args.output.resampling();
    let (first, second) = (mates(first), mates(second));
    let share = |part: f64, whole: f64| if whole > 0.0 { part / whole } else { 1.0 };
    let pairwise = |[both, found, relevant]: [f64; 3]| Prf::new(share(both, found), share(both, relevant));
    let cubed = |[precision, recall]: [f64; 2]| Prf::new(precision, recall);
    let (first_cubed, second_cubed) = (b_cubed(&first), b_cubed(&second));
    let mut comparisons = Vec::new();
    for get in PARTS {
        comparisons.push(compare_statistic(&first, &second, |sums| get(&pairwise(sums)), resampling)?);
    }
    for get in PARTS {
        comparisons.push(compare_statistic(
            &first_cubed,
            &second_cubed,
            |sums| get(&cubed(sums)),
            resampling,
        )?);
    }
    Ok(comparisons)
}

/// In the order of [`Figure::of_prf`].
pub const PARTS: [fn(&Prf) -> f64; 3] = [|prf| prf.precision, |prf| prf.recall, |prf| prf.f1];

fn each(report: Report, judged: &Judged<'_>) -> Report {
    let scores = b_cubed(&mates(judged));
    let rows = judged.ids.iter().zip(&judged.gold).zip(&judged.placed).zip(scores);
    let rows = rows.map(|(((&id, &gold), placed), [precision, recall])| {
        let placed = match placed {
            Placed::In(label) => (*label).into(),
            Placed::Alone(_) => Cell::Text(String::new()),
        };
        vec![id.into(), gold.into(), placed, Cell::Number(precision), Cell::Number(recall)]
    });
    let rows = rows.collect();
    report.cases(vec!["id", "label", "predicted", "b_cubed_precision", "b_cubed_recall"], rows)
}
