//! `wiredesk eval rouge`: summaries against references.

use std::path::Path;

use wiredesk::Error;
use wiredesk::metrics::rouge::rouge_score;
use wiredesk::metrics::rouge::rouge155::{self, Averaging, Options, Score};
use wiredesk::metrics::significance::{Comparison, compare, compare_statistic, interval};

use super::args::OnFault;
use super::cases::{self, Cases};
use super::report::{Cell, Figure, Report};
use super::rouge_args::{Rouge, Scoring};
use super::source;

const MEASURES: [&str; 3] = ["recall", "precision", "f"];

/// The scores of every case: one row a case, one score a metric. Google's have no counts.
struct Scored {
    metrics: Vec<String>,
    rows: Vec<Vec<Score>>,
}

pub fn report(args: &Rouge) -> anyhow::Result<Report> {
    let scoring = args.scoring()?;
    let cases = cases::gather(args, &args.system, &scoring)?;
    let scored = score(args, &scoring, &cases)?;

    let mut report = Report::new();
    report.tell("dialect", scoring.dialect());
    report.tell("options", scoring.to_string());
    if args.jackknife {
        report.tell("jackknife", "each reference left out in turn");
    }
    report.tell("summaries", cases.pairs.len());
    report.tell("references", cases.pairs.iter().map(|(references, _)| references.len()).sum::<usize>());
    report.tell("left out", cases.left_out);
    if args.output.each {
        return Ok(each(report, &cases, &scored));
    }
    if let Scoring::Rouge155(Options { averaging: None, .. }) = scoring {
        refuse_comparison(args)?;
        return Ok(report.figures(totals(&scored)));
    }
    let mut figures = match &scoring {
        Scoring::RougeScore(_) => means(args, &scored)?,
        Scoring::Rouge155(options) => averages(options, &cases, &scored)?,
    };
    if let Some(other) = &args.output.compare {
        let others = cases::gather(args, other, &scoring)?;
        check_same_cases(&cases, &others, other)?;
        let others = score(args, &scoring, &others)?;
        let of_other = match &scoring {
            Scoring::RougeScore(_) => means(args, &others)?,
            Scoring::Rouge155(options) => averages(options, &cases, &others)?,
        };
        let comparisons = comparisons(args, &scoring, &scored, &others)?;
        for ((figure, other), comparison) in figures.iter_mut().zip(of_other).zip(comparisons) {
            figure.other = Some(other.value);
            figure.comparison = Some(comparison);
        }
        report.tell("other", other.display().to_string());
    }
    Ok(report.figures(figures))
}

fn score(args: &Rouge, scoring: &Scoring, cases: &Cases) -> Result<Scored, Error> {
    match scoring {
        Scoring::RougeScore(params) => {
            let as_score = |prf: wiredesk::metrics::Prf| Score {
                recall: prf.recall,
                precision: prf.precision,
                f: prf.f1,
                ..Score::default()
            };
            let rows = rouge_score::score_all(params, &cases.pairs)?;
            Ok(Scored {
                metrics: params.metrics.iter().map(ToString::to_string).collect(),
                rows: rows.into_iter().map(|row| row.into_iter().map(as_score).collect()).collect(),
            })
        }
        Scoring::Rouge155(Options { params, .. }) => Ok(Scored {
            metrics: params.metrics.iter().map(ToString::to_string).collect(),
            rows: if args.jackknife {
                rouge155::jackknife_all(params, &cases.pairs)?
            } else {
                rouge155::score_all(params, &cases.pairs)?
            },
        }),
    }
}

impl Scored {
    /// The scores of one metric, in the order of the cases.
    fn of(&self, metric: usize) -> Vec<Score> {
        self.rows.iter().filter_map(|row| row.get(metric).copied()).collect()
    }
}

/// The means of rouge-score with intervals of resampled means, as its aggregator makes them.
fn means(args: &Rouge, table: &Scored) -> Result<Vec<Figure>, Error> {
    let mut figures = Vec::new();
    for (at, metric) in table.metrics.iter().enumerate() {
        let scores = table.of(at);
        for (measure, get) in MEASURES.into_iter().zip(GETTERS) {
            let values: Vec<f64> = scores.iter().map(get).collect();
            let interval = interval(&values, args.output.resampling())?;
            let mut figure = Figure::new(metric.as_str(), measure, interval.mean);
            figure.interval = Some([interval.low, interval.high]);
            figures.push(figure);
        }
    }
    Ok(figures)
}

/// What ROUGE-1.5.5 prints at the end of a run. It draws summaries in the order of their names as strings, which end in
/// the name of the system.
fn averages(options: &Options, cases: &Cases, table: &Scored) -> Result<Vec<Figure>, Error> {
    let averaging = options.averaging.unwrap_or_default();
    let mut figures = Vec::new();
    for (at, metric) in table.metrics.iter().enumerate() {
        let names = cases.names.iter().map(|name| format!("{name}.1"));
        let scores: Vec<(String, Score)> = names.zip(table.of(at)).collect();
        let alpha = options.params.alpha;
        let average = rouge155::average(&scores, averaging, alpha, options.n_resamples, options.confidence)?;
        for (measure, interval) in MEASURES.into_iter().zip([average.recall, average.precision, average.f]) {
            let mut figure = Figure::new(metric.as_str(), measure, interval.mean);
            figure.interval = Some([interval.low, interval.high]);
            figures.push(figure);
        }
    }
    Ok(figures)
}

fn totals(scored: &Scored) -> Vec<Figure> {
    let of_metric = scored.metrics.iter().enumerate().map(|(at, metric)| {
        let sum = rouge155::totals(&scored.of(at));
        [("references", sum.references), ("summary", sum.summary), ("hits", sum.hits)]
            .map(|(measure, value)| Figure::new(metric.as_str(), measure, value))
    });
    of_metric.flatten().collect()
}

const GETTERS: [fn(&Score) -> f64; 3] = [|score| score.recall, |score| score.precision, |score| score.f];

/// Compares two systems, metric by metric, in the order of the figures.
fn comparisons(
    args: &Rouge,
    scoring: &Scoring,
    first: &Scored,
    second: &Scored,
) -> Result<Vec<Comparison>, Error> {
    let mut resampling = args.output.resampling();
    let mut by_words = None;
    if let Scoring::Rouge155(options) = scoring {
        (resampling.n_resamples, resampling.confidence) = (options.n_resamples, options.confidence);
        by_words = (options.averaging == Some(Averaging::Words)).then_some(options.params.alpha);
    }
    let mut comparisons = Vec::new();
    for at in 0..first.metrics.len() {
        let (first, second) = (first.of(at), second.of(at));
        for (measure, get) in GETTERS.iter().enumerate() {
            comparisons.push(match by_words {
                None => {
                    let values = |scores: &[Score]| -> Vec<f64> { scores.iter().map(get).collect() };
                    compare(&values(&first), &values(&second), resampling)?
                }
                Some(alpha) => {
                    let counts = |scores: &[Score]| -> Vec<[f64; 3]> {
                        scores
                            .iter()
                            .map(|s| [s.counts.references, s.counts.summary, s.counts.hits])
                            .collect()
                    };
                    let statistic = |sums| of_counts(sums, alpha).get(measure).copied().unwrap_or_default();
                    compare_statistic(&counts(&first), &counts(&second), statistic, resampling)?
                }
            });
        }
    }
    Ok(comparisons)
}

/// Recall, precision and F of what references, summaries and both hold.
fn of_counts([references, summary, hits]: [f64; 3], alpha: f64) -> [f64; 3] {
    let share = |whole: f64| if whole > 0.0 { hits / whole } else { 0.0 };
    let (recall, precision) = (share(references), share(summary));
    let weighted = (1.0 - alpha) * precision + alpha * recall;
    [recall, precision, if weighted > 0.0 { precision * recall / weighted } else { 0.0 }]
}

fn each(report: Report, cases: &Cases, scored: &Scored) -> Report {
    let mut rows = Vec::new();
    for (name, scores) in cases.names.iter().zip(&scored.rows) {
        for (metric, score) in scored.metrics.iter().zip(scores) {
            let mut row: Vec<Cell> = vec![name.as_str().into(), metric.as_str().into()];
            row.extend(GETTERS.map(|get| Cell::Number(get(score))));
            rows.push(row);
        }
    }
    let columns = ["case", "score"].into_iter().chain(MEASURES).collect();
    report.cases(columns, rows)
}

fn refuse_comparison(args: &Rouge) -> Result<(), Error> {
    match &args.output.compare {
        None => Ok(()),
        Some(other) => {
            Err(Error::setting("--compare", &other.display(), "left out where only totals are wanted (-t 2)"))
        }
    }
}

/// Two systems are compared on the same cases only.
fn check_same_cases(cases: &Cases, others: &Cases, other: &Path) -> Result<(), Error> {
    match cases.names.iter().zip(&others.names).find(|(a, b)| a != b) {
        None if cases.names.len() == others.names.len() => Ok(()),
        found => {
            let what = found.map_or_else(
                || format!("{} summaries, not {}", others.names.len(), cases.names.len()),
                |(ours, theirs)| format!("{theirs} where the first has {ours}"),
            );
            let hint =
                format!("{what}: both must hold the same cases in one order (see --on-fault {})", zero());
            Err(source::bad(other, None, hint))
        }
    }
}

fn zero() -> String {
    use clap::ValueEnum;
    OnFault::Zero.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default()
}
