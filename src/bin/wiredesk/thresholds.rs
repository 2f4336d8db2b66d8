//! How groups change with the threshold, from one run.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};
use wiredesk::metrics::Prf;
use wiredesk::metrics::clustering;
use wiredesk::model::Article;
use wiredesk::{Error, Result};

use crate::layout::count;
use crate::scoring::Scores;

/// The thresholds, in hundredths, beside the one that holds.
const HUNDREDTHS: std::ops::RangeInclusive<u32> = 5..=95;
const STEP: usize = 5;

/// What the groups are like at every threshold.
#[derive(Serialize)]
pub struct Report {
    /// The threshold that holds.
    threshold: f64,
    articles: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    gold: Option<GoldCounts>,
    thresholds: Vec<Line>,
}

/// How the gold fits the articles.
#[derive(Serialize)]
struct GoldCounts {
    labels: usize,
    /// Labelled ids that no article has; each counts as an article that stands alone.
    absent: usize,
}

/// The groups at one threshold.
#[derive(Serialize)]
struct Line {
    threshold: f64,
    groups: usize,
    groups_with_copies: usize,
    copies: usize,
    largest: usize,
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    scores: Option<Prf>,
}

/// The gold labels: which articles are copies.
pub struct Gold(BTreeMap<String, String>);

impl Gold {
    /// Reads JSON lines with `id` and `label` or `cluster`.
    pub fn read(path: &Path) -> Result<Self> {
        #[derive(Deserialize)]
        struct Labelled {
            id: String,
            #[serde(alias = "cluster")]
            label: serde_json::Value,
        }
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let mut labels = BTreeMap::new();
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            let wrong = |message| Error::Format { path: path.to_owned(), line: Some(number), message };
            let Labelled { id, label } = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
            let label = label.to_string();
            if let Some(other) = labels.insert(id.clone(), label.clone()).filter(|other| *other != label) {
                return Err(wrong(format!("{id} has the label {label}, but had {other} before")));
            }
        }
        Ok(Self(labels))
    }
}

/// Groups the scored pairs at every threshold.
pub fn report(scores: &Scores<'_>, gold: Option<&Gold>) -> Result<Report> {
    let own = scores.config.dedup.threshold;
    let mut thresholds: Vec<f64> =
        HUNDREDTHS.step_by(STEP).map(|hundredths| f64::from(hundredths) / 100.0).collect();
    thresholds.push(own);
    thresholds.sort_by(f64::total_cmp);
    thresholds.dedup();
    let placed = gold.map(|gold| Placed::of(gold, scores.articles));
    let line = |&threshold: &f64| line(threshold, &scores.scored.labels(threshold), placed.as_ref());
    Ok(Report {
        threshold: own,
        articles: scores.articles.len(),
        gold: placed.as_ref().map(|placed| GoldCounts {
            labels: placed.gold.len(),
            absent: placed.places.iter().filter(|place| place.is_none()).count(),
        }),
        thresholds: thresholds.iter().map(line).collect::<Result<_>>()?,
    })
}

/// The gold labels and where their articles are.
struct Placed<'a> {
    gold: Vec<&'a str>,
    places: Vec<Option<usize>>,
}

impl<'a> Placed<'a> {
    fn of(gold: &'a Gold, articles: &[Article]) -> Self {
        let place_of: BTreeMap<&str, usize> = articles.iter().map(|a| a.id.as_str()).zip(0..).collect();
        let places = gold.0.keys().map(|id| place_of.get(id.as_str()).copied()).collect();
        Self { gold: gold.0.values().map(String::as_str).collect(), places }
    }
}

fn line(threshold: f64, labels: &[u32], placed: Option<&Placed<'_>>) -> Result<Line> {
    let mut sizes: BTreeMap<u32, usize> = BTreeMap::new();
    for &label in labels {
        *sizes.entry(label).or_default() += 1;
    }
    let scores = placed.map(|placed| {
        let found: Vec<(Option<u32>, usize)> = (0..)
            .zip(&placed.places)
            .map(|(alone, place)| match place.and_then(|place| labels.get(place)) {
                Some(&label) => (Some(label), 0),
                None => (None, alone),
            })
            .collect();
        clustering::pairwise(&placed.gold, &found)
    });
    Ok(Line {
        threshold,
        groups: sizes.len(),
        groups_with_copies: sizes.values().filter(|&&n| n > 1).count(),
        copies: labels.len() - sizes.len(),
        largest: sizes.values().copied().max().unwrap_or(0),
        scores: scores.transpose()?,
    })
}

/// Sets the report as a table.
pub fn table(report: &Report) -> String {
    let mut lines = vec![format!(
        "{} at each threshold in place of dedup.threshold = {} (*)",
        count(report.articles, "article", "articles"),
        report.threshold
    )];
    if let Some(gold) = &report.gold {
        let absent = match gold.absent {
            0 => String::new(),
            n => format!("; {n} of them are not among the articles and stand alone"),
        };
        lines.push(format!("scored by pairs of {}{absent}", count(gold.labels, "label", "labels")));
    }
    lines.push(String::new());
    let heads =
        format!("{:>10} {:>9} {:>12} {:>9} {:>9}", "threshold", "groups", "with copies", "copies", "largest");
    let heads_of_scores = if report.gold.is_some() {
        format!(" {:>10} {:>7} {:>7}", "precision", "recall", "F1")
    } else {
        String::new()
    };
    lines.push(heads + &heads_of_scores);
    for line in &report.thresholds {
        let mark = if line.threshold.total_cmp(&report.threshold).is_eq() { "*" } else { " " };
        let counts = format!(
            "{mark}{:>9} {:>9} {:>12} {:>9} {:>9}",
            line.threshold, line.groups, line.groups_with_copies, line.copies, line.largest
        );
        let scores = line.scores.map_or_else(String::new, |scores| {
            format!(" {:>10.3} {:>7.3} {:>7.3}", scores.precision, scores.recall, scores.f1)
        });
        lines.push(counts + &scores);
    }
    lines.join("\n") + "\n"
}
