//! Articles with the event that each tells: ECB+ (look-alike events on purpose), BASIL (three outlets an event), and
//! Multi-News, each cluster of which is taken as one story (broad topics; much of it without capitals and dates).

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use wiredesk::Config;
use wiredesk::model::{Body, Digest, Flag, Kind, RawArticle};
use wiredesk::stories::Method;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::Set;
use crate::labels::{self, Labels};
use crate::records;
use crate::report::{Area, Measurement};

/// The files of the shared sets, in the order of the sets below.
pub const FILES: &[&str] = &[ECB_PLUS.files[0], BASIL.files[0], MULTI_NEWS.files[0]];

pub const ECB_PLUS: Set = Set {
    name: "ecbplus",
    own: false,
    areas: &[Area::Stories],
    files: &["stories/ecbplus_train.jsonl"],
    measure: |files| measure(ECB_PLUS.name, files),
};

pub const BASIL: Set = Set {
    name: "basil",
    own: false,
    areas: &[Area::Stories],
    files: &["stories/basil_train.jsonl"],
    measure: |files| measure(BASIL.name, files),
};

pub const MULTI_NEWS: Set = Set {
    name: "multinews-stories",
    own: false,
    areas: &[Area::Stories],
    files: &["briefs/multinewsplus_valid.jsonl"],
    measure: measure_clusters,
};

#[derive(Deserialize)]
struct Record {
    id: String,
    #[serde(default)]
    title: String,
    text: String,
    story: String,
    source: Option<String>,
    date: Option<Date>,
}

#[derive(Deserialize)]
struct Cluster {
    id: String,
    documents: Vec<String>,
}

const COLUMNS: &[&str] = &["id", "story", "wrong", "missing"];

fn measure(name: &'static str, files: &[PathBuf]) -> Result<Measurement> {
    let [path] = files else { anyhow::bail!("the story sets have one file each") };
    let records: Vec<Record> = records::lines(path)?;
    let mut measured = whole(name, path, &records)?;
    for method in [Method::Average, Method::Leiden] {
        let mut config = Config::default();
        config.stories.method = method;
        // A headline of three words is a headline.
        config.clean.min_words = 1;
        let raw = records.iter().map(|record| headline(path, record)).collect::<Result<_>>()?;
        let digest = records::digest_with(config, raw)?;
        let found = labels::stories(&digest.stories);
        let labels = Labels::new(records.iter().map(|r| (r.id.as_str(), r.story.as_str())), &found);
        let name = match method {
            Method::Leiden => "headlines alone, leiden: B-cubed F1",
            Method::Average => "headlines alone, average: B-cubed F1",
        };
        measured.score(Area::Stories, name, labels.scores()?.b_cubed.f1);
    }
    Ok(measured)
}

fn measure_clusters(files: &[PathBuf]) -> Result<Measurement> {
    let [path] = files else { anyhow::bail!("the story sets have one file each") };
    whole(MULTI_NEWS.name, path, &records_of_clusters(path)?)
}

/// Gives the articles of a file of events, each with its story.
pub(super) fn events(path: &Path) -> Result<Vec<(RawArticle, String)>> {
    labelled(path, records::lines(path)?)
}

/// Gives the documents of a file of clusters, each with its cluster.
pub(super) fn clusters(path: &Path) -> Result<Vec<(RawArticle, String)>> {
    labelled(path, records_of_clusters(path)?)
}

fn labelled(path: &Path, records: Vec<Record>) -> Result<Vec<(RawArticle, String)>> {
    records.into_iter().map(|record| Ok((raw(path, &record)?, record.story))).collect()
}

fn records_of_clusters(path: &Path) -> Result<Vec<Record>> {
    let clusters: Vec<Cluster> = records::lines(path)?;
    let of_cluster = |cluster: Cluster| {
        let story = cluster.id;
        cluster.documents.into_iter().enumerate().map(move |(i, text)| Record {
            id: format!("{story}-{i}"),
            title: String::new(),
            text,
            story: story.clone(),
            source: None,
            date: None,
        })
    };
    Ok(clusters.into_iter().flat_map(of_cluster).collect())
}

/// Measures whole texts, all together and by halves.
fn whole(name: &'static str, path: &Path, records: &[Record]) -> Result<Measurement> {
    let raw = records.iter().map(|record| raw(path, record)).collect::<Result<_>>()?;
    let digest = records::digest(raw)?;
    let found = labels::stories(&digest.stories);
    let labels = Labels::new(records.iter().map(|r| (r.id.as_str(), r.story.as_str())), &found);

    let mut measured = Measurement::new(name, COLUMNS);
    measured.count(Area::Stories, "articles", records.len());
    measured.count(Area::Stories, "articles not found", labels.n_alone());
    measured.clustering(Area::Stories, "story", &labels.scores()?);
    for (half, name) in ["first half: B-cubed F1", "second half: B-cubed F1"].into_iter().enumerate() {
        measured.score(Area::Stories, name, of_half(&digest, records, half)?);
    }
    for (item, record) in records.iter().enumerate() {
        measured.cases.rows.push(vec![
            record.id.clone(),
            record.story.clone(),
            labels.wrong(item).join(" "),
            labels.missing(item).join(" "),
        ]);
    }
    Ok(measured)
}

/// Scores the articles of half of the topics.
fn of_half(digest: &Digest, records: &[Record], half: usize) -> Result<f64> {
    let found = labels::stories(&digest.stories);
    let of_half = records.iter().filter(|record| half_of(&record.story, 0) == half);
    let labels = Labels::new(of_half.map(|r| (r.id.as_str(), r.story.as_str())), &found);
    Ok(labels.scores()?.b_cubed.f1)
}

/// Puts a story into one of two halves by a hash of its topic; each folding parts the topics in another way. ECB+ names the two
/// look-alike events of a topic by a letter behind its number: both go into one half.
pub(super) fn half_of(story: &str, folding: u64) -> usize {
    let topic = story.trim_end_matches(['a', 'b']);
    (xxh3_64_with_seed(topic.as_bytes(), folding) % 2) as usize
}

/// The story is not given on: the gold of a set is nothing that a reader would find in it.
fn raw(path: &Path, record: &Record) -> Result<RawArticle> {
    let title = Some(record.title.clone()).filter(|title| !title.is_empty());
    let raw = RawArticle { title, ..records::raw(path, &record.id, "", &record.text) };
    let Some(date) = record.date else { return Ok(RawArticle { source: record.source.clone(), ..raw }) };
    let midnight = TimeZone::UTC.to_timestamp(date.into()).with_context(|| record.id.clone())?;
    Ok(RawArticle {
        source: record.source.clone(),
        published: Some(midnight),
        flags: vec![Flag::DateOnly],
        ..raw
    })
}

/// The headline is all that there is. It is given as clean: a text of one line would be taken for a headline without a text.
fn headline(path: &Path, record: &Record) -> Result<RawArticle> {
    let paragraphs = vec![record.title.clone()];
    let body = Body::Clean { paragraphs, kind: Kind::Story, removed: Vec::new() };
    Ok(RawArticle { title: None, body, ..raw(path, record)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alike_events_are_in_one_half() {
        assert!((0..40).all(|topic| half_of(&format!("{topic}a"), 0) == half_of(&format!("{topic}b"), 0)));
        assert!((0..40).any(|topic| half_of(&format!("{topic}a"), 0) == 1));
    }
}
