//! Clusters of articles with one human summary each: Multi-News+, whose articles are cut short in the source.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use wiredesk::brief::{self, BriefParams, Cluster, Summarizer};
use wiredesk::clean::{self, CleanParams};
use wiredesk::metrics::rouge::rouge155::{self, Limit, Metric, Params};
use wiredesk::model::StoryId;
use wiredesk::progress::Monitor;
use wiredesk::text::{self, TextParams};

use super::Set;
use crate::records;
use crate::report::{Area, Measurement};

pub const SET: Set = Set {
    name: "multinews",
    own: false,
    areas: &[Area::Briefs],
    files: &["briefs/multinewsplus_valid.jsonl"],
    measure,
};

#[derive(Deserialize)]
struct Record {
    id: String,
    documents: Vec<String>,
    references: Vec<String>,
}

const COLUMNS: &[&str] = &["id", "method", "words", "rouge1_recall", "rouge2_recall", "brief"];

/// The methods that are compared.
const METHODS: [&str; 2] = ["coverage", "lead"];

fn measure(files: &[PathBuf]) -> Result<Measurement> {
    let [path] = files else { anyhow::bail!("the set of briefs has one file") };
    let records: Vec<Record> = records::lines(path)?;
    let params = Params {
        metrics: vec![Metric::N(1), Metric::N(2)],
        limit: Some(Limit::Words(BriefParams::default().max_words)),
        ..Params::default()
    };
    let mut measured = Measurement::new(SET.name, COLUMNS);
    measured.count(Area::Briefs, "clusters", records.len());
    for method in METHODS {
        let settings = BriefParams { method: method.to_owned(), ..BriefParams::default() };
        let summarizer = brief::summarizer(&settings)?;
        let mut pairs = Vec::with_capacity(records.len());
        for record in &records {
            let brief =
                summarize(path, record, &*summarizer, &settings).with_context(|| record.id.clone())?;
            pairs.push((record.references.clone(), brief));
        }
        let scores = rouge155::score_all(&params, &pairs)?;
        let mut sums = [0.0; 2];
        for ((record, (_, brief)), scores) in records.iter().zip(&pairs).zip(&scores) {
            let recalls: Vec<f64> = scores.iter().map(|score| score.recall).collect();
            for (sum, recall) in sums.iter_mut().zip(&recalls) {
                *sum += recall;
            }
            let mut row = vec![record.id.clone(), method.to_owned()];
            row.push(brief.split_whitespace().count().to_string());
            row.extend(recalls.iter().map(|recall| format!("{recall:.5}")));
            row.push(brief.replace('\n', " "));
            measured.cases.rows.push(row);
        }
        for (metric, sum) in params.metrics.iter().zip(sums) {
            let mean = sum / records.len().max(1) as f64;
            measured.score(Area::Briefs, format!("{method} {metric} recall"), mean);
        }
    }
    Ok(measured)
}

/// Makes the brief of one cluster, a sentence a line; nothing where nothing was left to tell.
fn summarize(
    path: &Path,
    record: &Record,
    summarizer: &dyn Summarizer,
    settings: &BriefParams,
) -> Result<String> {
    let monitor = Monitor::silent();
    let raw = record.documents.iter().enumerate().map(|(i, text)| {
        let mut raw = records::raw(path, &format!("{}-{i}", record.id), "", text);
        raw.title = None;
        raw
    });
    let articles = clean::clean(raw.collect(), &CleanParams::default(), &monitor)?.articles;
    let corpus = text::analyze(&articles, &TextParams::default(), &monitor)?;
    let cluster = Cluster {
        articles: articles.iter().collect(),
        documents: corpus.documents.iter().collect(),
        origins: (0..articles.len()).collect(),
        vocabulary: &corpus.vocabulary,
    };
    let story = StoryId::from(record.id.as_str());
    let brief = brief::summarize(&story, &cluster, summarizer, settings);
    let sentences = brief.into_iter().flat_map(|brief| brief.sentences);
    Ok(sentences.map(|sentence| sentence.text.replace('\n', " ")).collect::<Vec<_>>().join("\n"))
}
