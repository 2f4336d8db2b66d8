//! What the settings of stories are worth on topics that they were not tuned on.
//!
//! The topics of every story set are parted in halves, and each half is a pile of its own. Of the settings that are tried
//! those that do best on the first halves of all sets together (there is one default for all) are measured on the second
//! halves, and the other way round; then the topics are parted anew.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Context, Result};
use wiredesk::Config;
use wiredesk::clean;
use wiredesk::dedup::Scored;
use wiredesk::metrics::clustering;
use wiredesk::model::{Article, DuplicateGroup, RawArticle};
use wiredesk::neighbours::NeighbourLists;
use wiredesk::progress::Monitor;
use wiredesk::stories::{Compared, StoryParams};
use wiredesk::text::{self, Corpus};
use wiredesk::vectorize;

use super::{Set, stories};
use crate::report::{Area, Measurement};

pub const SET: Set =
    Set { name: "stories-tuned", own: false, areas: &[Area::Stories], files: stories::FILES, measure };

/// The sets, in the order of the files.
const SETS: [&str; 3] = [stories::ECB_PLUS.name, stories::BASIL.name, stories::MULTI_NEWS.name];
const HALVES: [&str; 2] = ["first half", "second half"];
/// The values of `stories.threshold` that are tried.
const THRESHOLDS: [f64; 7] = [0.08, 0.09, 0.10, 0.11, 0.12, 0.14, 0.16];
/// The values of `stories.contrast`.
const CONTRASTS: [f64; 6] = [0.0, 0.65, 0.7, 0.75, 0.8, 0.85];
const COLUMNS: &[&str] =
    &["id", "ecbplus_1", "ecbplus_2", "basil_1", "basil_2", "multinews_1", "multinews_2"];

/// How often the topics are parted in halves: one topic of ECB+ is a point of a half.
const N_FOLDINGS: u64 = 20;

/// B-cubed F1 by set and half.
type Scores = [[f64; 2]; SETS.len()];

/// One parting of the topics.
struct Folding {
    /// What every setting gives.
    scores: Vec<Scores>,
    /// The setting that does best on the other half of each.
    chosen: [usize; 2],
}

impl Folding {
    /// Gives the scores of each half by the settings of the other.
    fn of_others(&self) -> Scores {
        let mut of_sets = Scores::default();
        for (half, &setting) in self.chosen.iter().enumerate() {
            for (of_set, tuned) in of_sets.iter_mut().zip(&self.scores[setting]) {
                of_set[half] = tuned[half];
            }
        }
        of_sets
    }
}

fn measure(files: &[PathBuf]) -> Result<Measurement> {
    let settings: Vec<(f64, f64)> =
        CONTRASTS.iter().flat_map(|&contrast| THRESHOLDS.map(|threshold| (contrast, threshold))).collect();
    let mut sets = Vec::new();
    for (name, path) in SETS.iter().zip(files) {
        let is_clusters = *name == stories::MULTI_NEWS.name;
        sets.push(if is_clusters { stories::clusters(path)? } else { stories::events(path)? });
    }
    let foldings: Vec<Folding> =
        (0..N_FOLDINGS).map(|number| fold(&sets, &settings, number)).collect::<Result<_>>()?;
    let first = foldings.first().context("the topics are never parted")?;

    let mut measured = Measurement::new(SET.name, COLUMNS);
    for (half, &setting) in first.chosen.iter().enumerate() {
        let (contrast, threshold) = settings[setting];
        measured.detail(Area::Stories, format!("contrast tuned on the {}", HALVES[1 - half]), contrast);
        measured.detail(Area::Stories, format!("threshold tuned on the {}", HALVES[1 - half]), threshold);
    }
    let mean = |of_set: &[f64; 2]| of_set.iter().sum::<f64>() / of_set.len() as f64;
    for (place, (set, of_set)) in SETS.iter().zip(first.of_others()).enumerate() {
        for (half, f1) in HALVES.iter().zip(of_set) {
            measured.score(Area::Stories, format!("{set}, {half} by the other's settings: B-cubed F1"), f1);
        }
        measured.score(Area::Stories, format!("{set}, mean of both: B-cubed F1"), mean(&of_set));
        let of_all = foldings.iter().map(|folding| mean(&folding.of_others()[place])).sum::<f64>();
        let name = format!("{set}, mean of {N_FOLDINGS} foldings: B-cubed F1");
        measured.score(Area::Stories, name, of_all / N_FOLDINGS as f64);
    }
    for ((contrast, threshold), row) in settings.iter().zip(&first.scores) {
        let id = format!("contrast={contrast},threshold={threshold}");
        let cells = row.iter().flatten().map(|f1| format!("{f1:.4}"));
        measured.cases.rows.push([id].into_iter().chain(cells).collect());
    }
    Ok(measured)
}

/// Scores every setting on both halves of a folding.
fn fold(sets: &[Vec<(RawArticle, String)>], settings: &[(f64, f64)], folding: u64) -> Result<Folding> {
    let mut scores = vec![Scores::default(); settings.len()];
    for (set, labelled) in sets.iter().enumerate() {
        for half in 0..HALVES.len() {
            let of_half = labelled.iter().filter(|(_, story)| stories::half_of(story, folding) == half);
            let found = Pile::new(of_half.cloned().collect())?.scores()?;
            for (row, f1) in scores.iter_mut().zip(found) {
                row[set][half] = f1;
            }
        }
    }
    let best = |half: usize| {
        let mean = |row: &Scores| row.iter().map(|of_set| of_set[1 - half]).sum::<f64>() / SETS.len() as f64;
        let order = |&a: &usize, &b: &usize| mean(&scores[a]).total_cmp(&mean(&scores[b])).then(b.cmp(&a));
        (0..scores.len()).max_by(order).context("no settings are tried")
    };
    let chosen = [best(0)?, best(1)?];
    Ok(Folding { scores, chosen })
}

/// Articles up to their groups and neighbours, which no setting of stories changes.
struct Pile {
    articles: Vec<Article>,
    corpus: Corpus,
    groups: Vec<DuplicateGroup>,
    neighbours: NeighbourLists,
    /// The id and the story of each labelled article.
    gold: Vec<(String, String)>,
}

impl Pile {
    fn new(labelled: Vec<(RawArticle, String)>) -> Result<Self> {
        let config = Config::default();
        let monitor = Monitor::silent();
        let gold = labelled.iter().map(|(raw, story)| (raw.id.clone().unwrap_or_default(), story.clone()));
        let gold = gold.collect();
        let raw = labelled.into_iter().map(|(raw, _)| raw).collect();
        let articles = clean::clean(raw, &config.clean, &monitor)?.articles;
        let corpus = text::analyze(&articles, &config.text, &monitor)?;
        let matrix = vectorize::fit(&corpus, &config.vectorize).transform(&corpus);
        let scored = Scored::of(&articles, &corpus, &matrix, &config.neighbours, &config.dedup, &monitor)?;
        let groups = scored.groups();
        let neighbours = scored.neighbours(&groups)?;
        drop(scored);
        Ok(Self { articles, corpus, groups, neighbours, gold })
    }

    /// Gives B-cubed F1 by every setting, in their order.
    fn scores(&self) -> Result<Vec<f64>> {
        let members =
            self.groups.iter().enumerate().flat_map(|(place, group)| {
                group.members.iter().map(move |member| (member.id.as_str(), place))
            });
        let group_of: BTreeMap<&str, usize> = members.collect();
        let gold: Vec<&str> = self.gold.iter().map(|(_, story)| story.as_str()).collect();
        let mut scores = Vec::new();
        for contrast in CONTRASTS {
            let params = StoryParams { contrast, ..StoryParams::default() };
            let monitor = Monitor::silent();
            let Self { articles, corpus, groups, neighbours, .. } = self;
            let compared = Compared::of(articles, corpus, groups, neighbours, &params, &monitor)?;
            for threshold in THRESHOLDS {
                let labels = compared.labels(threshold);
                let found = self.gold.iter().zip(0..).map(|((id, _), alone)| {
                    group_of.get(id.as_str()).map_or((None, alone), |&group| (Some(labels[group]), 0))
                });
                let found: Vec<(Option<u32>, usize)> = found.collect();
                scores.push(clustering::b_cubed(&gold, &found)?.f1);
            }
        }
        Ok(scores)
    }
}
