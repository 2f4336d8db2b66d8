//! How groups or stories change with the threshold, from one run.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use serde::{Deserialize, Serialize};
use wiredesk::metrics::Prf;
use wiredesk::metrics::clustering;
use wiredesk::model::{Article, DuplicateGroup};
use wiredesk::read::{self, Records};
use wiredesk::stories::Method;
use wiredesk::{Error, Result};

use crate::desk::Desk;
use crate::layout::count;
use crate::scoring::{self, Scores};
use crate::{console, delivery};

/// The thresholds of copies, in hundredths, beside the one that holds.
const OF_GROUPS: Hundredths = (5, 95, 5);
/// Those of stories: two reports of one event are less alike than two copies.
const OF_STORIES: Hundredths = (2, 40, 2);

/// The first, the last and the step.
type Hundredths = (u32, u32, usize);

/// What the groups or stories are like at every threshold.
#[derive(Serialize)]
pub struct Report {
    /// The key of the threshold.
    #[serde(skip)]
    key: &'static str,
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

/// The groups or stories at one threshold.
#[derive(Serialize)]
struct Line {
    threshold: f64,
    #[serde(flatten)]
    counts: Counts,
    /// The articles of the largest.
    largest: usize,
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    scores: Option<Prf>,
}

/// How many there are.
#[derive(Serialize)]
#[serde(untagged)]
enum Counts {
    /// Groups of copies.
    Groups { groups: usize, groups_with_copies: usize, copies: usize },
    /// Stories, and those that more than one group tells.
    Stories { stories: usize, stories_of_several: usize },
}

/// The gold labels: which articles belong together.
pub struct Gold(BTreeMap<String, String>);

impl Gold {
    /// Reads JSON lines with `id` and `label` or the field `other`.
    pub fn read(path: &Path, other: &str) -> Result<Self> {
        #[derive(Deserialize)]
        struct Labelled {
            id: String,
            #[serde(flatten)]
            fields: BTreeMap<String, serde_json::Value>,
        }
        let text = read::text(path, &read::ReadParams::default())?;
        let mut labels = BTreeMap::new();
        for (line, number) in text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty()) {
            let wrong = |message| Error::Format { path: path.to_owned(), line: Some(number), message };
            let Labelled { id, fields } = serde_json::from_str(line).map_err(|e| wrong(e.to_string()))?;
            let label = fields.get("label").or_else(|| fields.get(other));
            let label =
                label.ok_or_else(|| wrong(format!("{id} has neither label nor {other}")))?.to_string();
            if let Some(other) = labels.insert(id.clone(), label.clone()).filter(|other| *other != label) {
                return Err(wrong(format!("{id} has the label {label}, but had {other} before")));
            }
        }
        Ok(Self(labels))
    }
}

/// Reads and scores, and prints the report that `ask` makes of it.
pub fn tell(
    desk: &Desk<'_>,
    records: Records,
    ask: impl FnOnce(&Scores<'_>) -> Result<Report> + Send,
) -> anyhow::Result<ExitCode> {
    let (report, rejected) =
        scoring::with_scores(desk, records, |scores| Ok((ask(scores)?, scores.rejected.to_vec())))?;
    if desk.global.json {
        let mut text = serde_json::to_vec_pretty(&report)?;
        text.push(b'\n');
        console::print(&text)?;
    } else {
        console::print(table(&report).as_bytes())?;
    }
    delivery::tell_rejected(desk, &rejected, None);
    Ok(delivery::verdict(desk, rejected.len()))
}

/// Groups the scored pairs at every threshold.
pub fn of_groups(scores: &Scores<'_>, gold: Option<&Gold>) -> Result<Report> {
    let own = scores.config.dedup.threshold;
    let placed = gold.map(|gold| Placed::of(gold, scores.articles));
    let line = |threshold| {
        let labels = scores.scored.labels(threshold);
        let sizes = sizes(&labels);
        let counts = Counts::Groups {
            groups: sizes.len(),
            groups_with_copies: n_above_one(&sizes),
            copies: labels.len() - sizes.len(),
        };
        let judge = |placed: &Placed<'_>| clustering::pairwise(&placed.gold, &placed.found(&labels));
        Ok(Line {
            threshold,
            counts,
            largest: largest(&sizes),
            scores: placed.as_ref().map(judge).transpose()?,
        })
    };
    let lines = thresholds(OF_GROUPS, own).into_iter().map(line).collect::<Result<_>>()?;
    Ok(report("dedup.threshold", own, scores, placed.as_ref(), lines))
}

/// Joins the groups of a run to stories at every threshold.
pub fn of_stories(scores: &Scores<'_>, gold: Option<&Gold>) -> Result<Report> {
    let params = &scores.config.stories;
    let (key, own) = match params.method {
        Method::Average => ("stories.threshold", params.threshold),
        Method::Leiden => ("stories.resolution", params.resolution),
    };
    let placed = gold.map(|gold| Placed::of(gold, scores.articles));
    scores.with_stories(|groups, compared| {
        let group_of = group_of(groups, scores.articles);
        let line = |threshold| {
            let of_groups = compared.labels(threshold);
            let labels: Vec<u32> =
                group_of.iter().map(|&group| of_groups.get(group).copied().unwrap_or(u32::MAX)).collect();
            let told_by = sizes(&of_groups);
            let counts =
                Counts::Stories { stories: told_by.len(), stories_of_several: n_above_one(&told_by) };
            let judge = |placed: &Placed<'_>| clustering::b_cubed(&placed.gold, &placed.found(&labels));
            Ok(Line {
                threshold,
                counts,
                largest: largest(&sizes(&labels)),
                scores: placed.as_ref().map(judge).transpose()?,
            })
        };
        let lines = thresholds(OF_STORIES, own).into_iter().map(line).collect::<Result<_>>()?;
        Ok(report(key, own, scores, placed.as_ref(), lines))
    })
}

fn thresholds((first, last, step): Hundredths, own: f64) -> Vec<f64> {
    let mut thresholds: Vec<f64> =
        (first..=last).step_by(step).map(|hundredths| f64::from(hundredths) / 100.0).collect();
    thresholds.push(own);
    thresholds.sort_by(f64::total_cmp);
    thresholds.dedup();
    thresholds
}

fn report(
    key: &'static str,
    threshold: f64,
    scores: &Scores<'_>,
    placed: Option<&Placed<'_>>,
    thresholds: Vec<Line>,
) -> Report {
    let gold = placed.map(|placed| GoldCounts {
        labels: placed.gold.len(),
        absent: placed.places.iter().filter(|place| place.is_none()).count(),
    });
    Report { key, threshold, articles: scores.articles.len(), gold, thresholds }
}

/// Gives the place of the group of each article.
fn group_of(groups: &[DuplicateGroup], articles: &[Article]) -> Vec<usize> {
    let members =
        groups.iter().enumerate().flat_map(|(place, group)| group.members.iter().map(move |m| (m, place)));
    let place_of: BTreeMap<&str, usize> =
        members.map(|(member, place)| (member.id.as_str(), place)).collect();
    articles.iter().map(|a| place_of.get(a.id.as_str()).copied().unwrap_or(usize::MAX)).collect()
}

fn sizes(labels: &[u32]) -> BTreeMap<u32, usize> {
    let mut sizes = BTreeMap::new();
    for &label in labels {
        *sizes.entry(label).or_default() += 1;
    }
    sizes
}

fn n_above_one(sizes: &BTreeMap<u32, usize>) -> usize {
    sizes.values().filter(|&&n| n > 1).count()
}

fn largest(sizes: &BTreeMap<u32, usize>) -> usize {
    sizes.values().copied().max().unwrap_or(0)
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

    /// Gives each labelled article the label that was found, or one of its own where it is not there.
    fn found(&self, labels: &[u32]) -> Vec<(Option<u32>, usize)> {
        let found = |(alone, place): (usize, &Option<usize>)| match place.and_then(|place| labels.get(place))
        {
            Some(&label) => (Some(label), 0),
            None => (None, alone),
        };
        (0..).zip(&self.places).map(found).collect()
    }
}

/// Sets the report as a table.
fn table(report: &Report) -> String {
    let mut lines = vec![format!(
        "{} at each threshold in place of {} = {} (*)",
        count(report.articles, "article", "articles"),
        report.key,
        report.threshold
    )];
    let of_stories = report.thresholds.iter().any(|line| matches!(line.counts, Counts::Stories { .. }));
    if let Some(gold) = &report.gold {
        let absent = match gold.absent {
            0 => String::new(),
            n => format!("; {n} of them are not among the articles and stand alone"),
        };
        let by = if of_stories { "articles (B-cubed)" } else { "pairs" };
        lines.push(format!("scored by {by} of {}{absent}", count(gold.labels, "label", "labels")));
    }
    lines.push(String::new());
    let heads = if of_stories {
        format!("{:>10} {:>9} {:>12} {:>9}", "threshold", "stories", "of several", "largest")
    } else {
        format!("{:>10} {:>9} {:>12} {:>9} {:>9}", "threshold", "groups", "with copies", "copies", "largest")
    };
    let heads_of_scores = if report.gold.is_some() {
        format!(" {:>10} {:>7} {:>7}", "precision", "recall", "F1")
    } else {
        String::new()
    };
    lines.push(heads + &heads_of_scores);
    for line in &report.thresholds {
        let mark = if line.threshold.total_cmp(&report.threshold).is_eq() { "*" } else { " " };
        let counts = match line.counts {
            Counts::Groups { groups, groups_with_copies, copies } => {
                format!("{groups:>9} {groups_with_copies:>12} {copies:>9}")
            }
            Counts::Stories { stories, stories_of_several } => {
                format!("{stories:>9} {stories_of_several:>12}")
            }
        };
        let scores = line.scores.map_or_else(String::new, |scores| {
            format!(" {:>10.3} {:>7.3} {:>7.3}", scores.precision, scores.recall, scores.f1)
        });
        lines.push(format!("{mark}{:>9} {counts} {:>9}{scores}", line.threshold, line.largest));
    }
    lines.join("\n") + "\n"
}
