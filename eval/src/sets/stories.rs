//! Articles with the event that each tells: ECB+ (look-alike events on purpose) and BASIL (three outlets an event).

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::Deserialize;
use wiredesk::model::{Flag, RawArticle};

use super::Set;
use crate::labels::{self, Labels};
use crate::records;
use crate::report::{Area, Measurement};

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

#[derive(Deserialize)]
struct Record {
    id: String,
    title: String,
    text: String,
    story: String,
    source: Option<String>,
    date: Option<Date>,
}

const COLUMNS: &[&str] = &["id", "story", "wrong", "missing"];

fn measure(name: &'static str, files: &[PathBuf]) -> Result<Measurement> {
    let [path] = files else { anyhow::bail!("the story sets have one file each") };
    let records: Vec<Record> = records::lines(path)?;
    let raw = records.iter().map(|record| raw(path, record)).collect::<Result<_>>()?;
    let digest = records::digest(raw)?;
    let found = labels::stories(&digest.stories);
    let labels = Labels::new(records.iter().map(|r| (r.id.as_str(), r.story.as_str())), &found);

    let mut measured = Measurement::new(name, COLUMNS);
    measured.count(Area::Stories, "articles", records.len());
    measured.count(Area::Stories, "articles not found", labels.n_alone());
    measured.clustering(Area::Stories, "story", &labels.scores()?);
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

/// The story is not given on: the gold of a set is nothing that a reader would find in it.
fn raw(path: &Path, record: &Record) -> Result<RawArticle> {
    let raw = records::raw(path, &record.id, &record.title, &record.text);
    let Some(date) = record.date else { return Ok(RawArticle { source: record.source.clone(), ..raw }) };
    let midnight = TimeZone::UTC.to_timestamp(date.into()).with_context(|| record.id.clone())?;
    Ok(RawArticle {
        source: record.source.clone(),
        published: Some(midnight),
        flags: vec![Flag::DateOnly],
        ..raw
    })
}
