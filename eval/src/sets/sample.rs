//! The project's own sample: a desk's raw files, with the copies and stories that are in them and the true bodies.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Deserialize;
use wiredesk::clean::{self, CleanParams};
use wiredesk::metrics::cleaning::Overlap;
use wiredesk::model::{Article, Kind};
use wiredesk::progress::Monitor;

use super::{Set, bodies};
use crate::labels::{self, Labels};
use crate::records;
use crate::report::{Area, Measurement};

pub const SET: Set = Set {
    name: "sample",
    own: true,
    areas: &[Area::Cleaning, Area::Clusters, Area::Stories],
    files: &["data/sample", "data/sample-gold.jsonl"],
    measure,
};

/// What is true of one article.
#[derive(Deserialize)]
pub struct Gold {
    /// The file, from the root of the project.
    input: String,
    line: Option<u64>,
    pub cluster: String,
    pub story: String,
    kind: Kind,
    body: Option<String>,
}

impl Gold {
    /// Names the article by where it stands; ids that are made from the content are no names for people.
    fn name(&self) -> String {
        place(self.input.strip_prefix("data/sample/").unwrap_or(&self.input), self.line)
    }
}

const COLUMNS: &[&str] = &[
    "id",
    "kind",
    "found_kind",
    "cluster",
    "wrong_copies",
    "missing_copies",
    "story",
    "wrong_in_story",
    "missing_in_story",
    "words_lost",
    "words_extra",
];

fn measure(files: &[PathBuf]) -> Result<Measurement> {
    let [input, gold] = files else { anyhow::bail!("the sample has two files") };
    let gold: Vec<Gold> = records::lines(gold)?;
    let digest = records::digest(records::open(input)?)?;
    let prefix = format!("{}/", input.display());
    let by_place: BTreeMap<String, &Article> =
        digest.articles.iter().map(|article| (place_of(article, &prefix), article)).collect();
    let found: Vec<Option<&Article>> = gold.iter().map(|gold| by_place.get(&gold.name()).copied()).collect();

    let names: Vec<String> = gold.iter().map(Gold::name).collect();
    let name_of: BTreeMap<&str, &str> = names
        .iter()
        .zip(&found)
        .filter_map(|(name, article)| article.map(|article| (article.id.as_str(), name.as_str())))
        .collect();
    let by_name = |labels: BTreeMap<_, _>| -> BTreeMap<&str, &str> {
        labels.into_iter().filter_map(|(id, label)| Some((*name_of.get(id)?, label))).collect()
    };
    let groups = by_name(labels::groups(&digest));
    let stories = by_name(labels::stories(&digest.stories));
    let gold_of = |label: fn(&Gold) -> &str| names.iter().map(String::as_str).zip(gold.iter().map(label));
    let copies = Labels::new(gold_of(|gold| &gold.cluster), &groups);
    let told = Labels::new(gold_of(|gold| &gold.story), &stories);

    let words: Vec<Option<Overlap>> = gold
        .iter()
        .zip(&found)
        .map(|(gold, article)| {
            let kept = article.map(records::body).unwrap_or_default();
            gold.body.as_ref().map(|body| Overlap::of_words(body, &kept))
        })
        .collect();
    let kinds_right = gold
        .iter()
        .zip(&found)
        .filter(|(gold, article)| article.is_some_and(|a| a.kind == gold.kind))
        .count();

    let mut measured = Measurement::new(SET.name, COLUMNS);
    measured.count(Area::Cleaning, "articles", gold.len());
    measured.count(Area::Cleaning, "articles not found", found.iter().filter(|a| a.is_none()).count());
    measured.count(Area::Cleaning, "articles beyond the gold", digest.articles.len() - name_of.len());
    measured.score(Area::Cleaning, "kind", kinds_right as f64 / gold.len().max(1) as f64);
    bodies(&words.iter().flatten().copied().collect::<Vec<_>>(), &mut measured);
    measured.clustering(Area::Clusters, "cluster", &copies.scores()?);
    measured.clustering(Area::Stories, "story", &told.scores()?);
    for (item, gold) in gold.iter().enumerate() {
        let count =
            |count: fn(&Overlap) -> u64| words[item].map(|w| count(&w).to_string()).unwrap_or_default();
        measured.cases.rows.push(vec![
            names[item].clone(),
            kind(gold.kind)?,
            found[item]
                .map(|article| kind(article.kind))
                .transpose()?
                .unwrap_or_else(|| "rejected".to_owned()),
            gold.cluster.clone(),
            copies.wrong(item).join(" "),
            copies.missing(item).join(" "),
            gold.story.clone(),
            told.wrong(item).join(" "),
            told.missing(item).join(" "),
            count(|words| words.lost),
            count(|words| words.extra),
        ]);
    }
    Ok(measured)
}

/// Gives the cleaned articles, and the cluster of each id.
pub fn clusters(files: &[PathBuf]) -> Result<(Vec<Article>, BTreeMap<String, String>)> {
    let [input, gold] = files else { anyhow::bail!("the sample has two files") };
    let gold: Vec<Gold> = records::lines(gold)?;
    let digest = records::digest(records::open(input)?)?;
    let prefix = format!("{}/", input.display());
    let cluster_of: BTreeMap<String, String> =
        gold.into_iter().map(|gold| (gold.name(), gold.cluster)).collect();
    let labels = digest.articles.iter().filter_map(|article| {
        let cluster = cluster_of.get(&place_of(article, &prefix))?;
        Some((article.id.to_string(), cluster.clone()))
    });
    let labels = labels.collect();
    Ok((digest.articles, labels))
}

/// Gives the cleaned articles that the gold speaks of, each with what it says.
pub fn stories(input: &Path, gold: &Path) -> Result<Vec<(Article, Gold)>> {
    let gold: Vec<Gold> = records::lines(gold)?;
    let mut gold: BTreeMap<String, Gold> = gold.into_iter().map(|gold| (gold.name(), gold)).collect();
    let cleaned = clean::clean(records::open(input)?, &CleanParams::default(), &Monitor::silent())?;
    let prefix = format!("{}/", input.display());
    let articles = cleaned.articles.into_iter();
    Ok(articles
        .filter_map(|article| gold.remove(&place_of(&article, &prefix)).map(|gold| (article, gold)))
        .collect())
}

/// Names an article as its gold is named. Only JSON lines are told by their number.
fn place_of(article: &Article, prefix: &str) -> String {
    let name = article.input.strip_prefix(prefix).unwrap_or(&article.input);
    place(name, article.line.filter(|_| name.contains(".jsonl")))
}

fn place(name: &str, line: Option<u64>) -> String {
    line.map_or_else(|| name.to_owned(), |line| format!("{name}:{line}"))
}

/// Names a kind as the files do.
fn kind(kind: Kind) -> Result<String> {
    Ok(serde_json::to_value(kind)?.as_str().unwrap_or_default().to_owned())
}
