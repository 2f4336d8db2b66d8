//! Wire stories of 1987 as twenty outlets would have run them, with scraped furniture, edits, cuts and OCR noise.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Deserialize;
use wiredesk::clean::{self, CleanParams};
use wiredesk::metrics::cleaning::Overlap;
use wiredesk::model::{Article, Digest, RawArticle};
use wiredesk::progress::Monitor;

use super::{Set, bodies};
use crate::labels::{self, Labels};
use crate::records;
use crate::report::{Area, Measurement};

pub const SET: Set = Set {
    name: "planted",
    own: false,
    areas: &[Area::Clusters, Area::Cleaning],
    files: &["neardup/planted_dev.jsonl"],
    measure,
};

#[derive(Deserialize)]
struct Record {
    id: String,
    outlet: String,
    title: String,
    text: String,
    body: String,
    cluster: String,
    kind: String,
    ops: Vec<String>,
}

impl Record {
    fn has_ocr_noise(&self) -> bool {
        self.ops.iter().any(|op| op.starts_with("ocr"))
    }
}

const COLUMNS: &[&str] = &["id", "kind", "ops", "cluster", "wrong", "missing", "words_lost", "words_extra"];

fn measure(files: &[PathBuf]) -> Result<Measurement> {
    let [path] = files else { anyhow::bail!("the planted set has one file") };
    let records: Vec<Record> = records::lines(path)?;
    let digest = digest(path, &records)?;
    let groups = labels::groups(&digest);
    let labels = Labels::new(records.iter().map(|r| (r.id.as_str(), r.cluster.as_str())), &groups);
    let words = compare_bodies(&records, &digest.articles);

    let mut measured = Measurement::new(SET.name, COLUMNS);
    measured.count(Area::Clusters, "articles", records.len());
    measured.count(Area::Clusters, "articles not found", labels.n_alone());
    measured.clustering(Area::Clusters, "cluster", &labels.scores()?);
    for (op, (found, all)) in recall_by_op(&records, &labels) {
        measured.score(Area::Clusters, format!("recall of pairs with {op}"), found as f64 / all as f64);
    }
    templates(&records, &labels, &mut measured);
    cleaning(&records, &words, &mut measured);
    for (without, params) in [
        ("no profile", CleanParams { profile: false, ..CleanParams::default() }),
        ("no lexicon", CleanParams { lexicon: false, ..CleanParams::default() }),
        ("neither", CleanParams { profile: false, lexicon: false, ..CleanParams::default() }),
    ] {
        let cleaned = clean::clean(raw(path, &records), &params, &Monitor::silent())?;
        let words = compare_bodies(&records, &cleaned.articles);
        let judged = judged(&records, &words);
        let n = judged.len().max(1) as f64;
        let n_clean = judged.iter().filter(|words| words.is_fully_clean()).count();
        let f1: f64 = judged.iter().map(|words| words.scores().f1).sum();
        measured.score(Area::Cleaning, format!("fully clean, {without}"), n_clean as f64 / n);
        measured.score(Area::Cleaning, format!("mean word F1, {without}"), f1 / n);
    }
    for (item, (record, words)) in records.iter().zip(&words).enumerate() {
        measured.cases.rows.push(vec![
            record.id.clone(),
            record.kind.clone(),
            record.ops.join(" "),
            record.cluster.clone(),
            labels.wrong(item).join(" "),
            labels.missing(item).join(" "),
            words.lost.to_string(),
            words.extra.to_string(),
        ]);
    }
    Ok(measured)
}

fn digest(path: &Path, records: &[Record]) -> Result<Digest> {
    records::digest(raw(path, records))
}

fn raw(path: &Path, records: &[Record]) -> Vec<RawArticle> {
    let raw = records.iter().map(|record| RawArticle {
        source: Some(record.outlet.clone()),
        ..records::raw(path, &record.id, &record.title, &record.text)
    });
    raw.collect()
}

/// Gives the cleaned articles, and the cluster of each id.
pub fn clusters(files: &[PathBuf]) -> Result<(Vec<Article>, BTreeMap<String, String>)> {
    let [path] = files else { anyhow::bail!("the planted set has one file") };
    let records: Vec<Record> = records::lines(path)?;
    let digest = digest(path, &records)?;
    Ok((digest.articles, records.into_iter().map(|record| (record.id, record.cluster)).collect()))
}

/// Tells whether two clusters are made of one wire story. Some look-alikes are word for word a story that is in the set under
/// another cluster too, and no method can part the two.
pub fn are_of_one_story(one: &str, other: &str) -> bool {
    let number = |cluster: &str| cluster.trim_start_matches(|c: char| !c.is_ascii_digit()).to_owned();
    !number(one).is_empty() && number(one) == number(other)
}

/// Compares what was kept of each record with its true body; of a rejected one nothing was kept.
fn compare_bodies(records: &[Record], articles: &[Article]) -> Vec<Overlap> {
    let kept: BTreeMap<&str, String> =
        articles.iter().map(|article| (article.id.as_str(), records::body(article))).collect();
    let kept_of = |id: &str| kept.get(id).map_or("", String::as_str);
    records.iter().map(|record| Overlap::of_words(&record.body, kept_of(&record.id))).collect()
}

/// Counts, for each operation, the true pairs with a side that it was done to: those found, and all.
fn recall_by_op<'a>(records: &'a [Record], labels: &Labels<'_>) -> BTreeMap<&'a str, (usize, usize)> {
    let mut counts = BTreeMap::<&str, (usize, usize)>::new();
    for (a, one) in records.iter().enumerate() {
        for &b in labels.gold_mates(a).iter().filter(|&&b| b > a) {
            let mut ops: Vec<&str> = one.ops.iter().chain(&records[b].ops).map(String::as_str).collect();
            ops.sort_unstable();
            ops.dedup();
            for op in ops {
                let (found, all) = counts.entry(op).or_default();
                *found += usize::from(labels.found[a] == labels.found[b]);
                *all += 1;
            }
        }
    }
    counts
}

/// Counts the look-alikes that were taken for a copy of something.
fn templates(records: &[Record], labels: &Labels<'_>, measured: &mut Measurement) {
    let templates: Vec<usize> = (0..records.len()).filter(|&item| records[item].kind == "template").collect();
    let merged = templates.iter().filter(|&&item| !labels.wrong(item).is_empty()).count();
    measured.count(Area::Clusters, "templates merged wrongly", merged);
    let cluster_of: BTreeMap<&str, &str> =
        records.iter().map(|r| (r.id.as_str(), r.cluster.as_str())).collect();
    let is_same_story = |item: usize| {
        let wrong = labels.wrong(item);
        let mut others = wrong.iter().filter_map(|id| cluster_of.get(id));
        !wrong.is_empty() && others.all(|other| are_of_one_story(&records[item].cluster, other))
    };
    let same_story = templates.iter().filter(|&&item| is_same_story(item)).count();
    measured.count(Area::Clusters, "of them with the very story they are made of", same_story);
    let roundups: Vec<usize> = (0..records.len()).filter(|&item| records[item].kind == "roundup").collect();
    let alone = roundups.iter().filter(|&&item| labels.found_mates(item).len() == 1).count();
    measured.count(Area::Clusters, "roundups", roundups.len());
    measured.count(Area::Clusters, "roundups out of groups", alone);
    if !templates.is_empty() {
        let apart = 1.0 - merged as f64 / templates.len() as f64;
        measured.score(Area::Clusters, "templates kept apart", apart);
    }
}

/// Scores the kept bodies.
fn cleaning(records: &[Record], words: &[Overlap], measured: &mut Measurement) {
    bodies(&judged(records, words), measured);
}

/// Leaves out the records with OCR noise: their true body is the one before the noise.
fn judged(records: &[Record], words: &[Overlap]) -> Vec<Overlap> {
    let judged = records.iter().zip(words).filter(|(record, _)| !record.has_ocr_noise());
    judged.map(|(_, words)| *words).collect()
}
