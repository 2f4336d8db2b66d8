//! Clusters of articles with human summaries: Multi-News+, whose articles are cut short in the source, and the stories
//! of the project's own sample.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::Deserialize;
use wiredesk::brief::{self, BriefParams, Cluster, Summarizer};
use wiredesk::clean::{self, CleanParams};
use wiredesk::metrics::rouge::rouge155;
use wiredesk::model::{Article, StoryId};
use wiredesk::progress::Monitor;
use wiredesk::text;

use super::{Set, sample};
use crate::records;
use crate::report::{Area, Measurement};
use crate::settings::{self, Settings};

pub const MULTI_NEWS: Set = Set {
    name: "multinews",
    own: false,
    areas: &[Area::Briefs],
    files: &["briefs/multinewsplus_valid.jsonl"],
    measure: measure_multi_news,
};

pub const SAMPLE: Set = Set {
    name: "sample-briefs",
    own: true,
    areas: &[Area::Briefs],
    files: &["data/sample", "data/sample-gold.jsonl", "data/sample-briefs.jsonl"],
    measure: measure_sample,
};

#[derive(Deserialize)]
struct MultiNews {
    id: String,
    documents: Vec<String>,
    references: Vec<String>,
}

/// Three summaries of a story of the sample, each a list of sentences.
#[derive(Deserialize)]
struct Told {
    id: String,
    references: Vec<Vec<String>>,
}

/// A story, and what people wrote of it.
struct Case {
    id: String,
    articles: Vec<Article>,
    /// The label of the copy that each article is: copies of one text have one origin.
    copies: Vec<String>,
    references: Vec<String>,
}

const COLUMNS: &[&str] =
    &["id", "method", "words", "rouge1_recall", "rouge2_recall", "rougesu4_recall", "brief"];

/// The methods that are compared.
const METHODS: [&str; 2] = ["coverage", "lead"];

fn measure_multi_news(files: &[PathBuf]) -> Result<Measurement> {
    let [path] = files else { anyhow::bail!("the set of briefs has one file") };
    let records: Vec<MultiNews> = records::lines(path)?;
    let cases = records.into_iter().map(|record| record.case(path)).collect::<Result<Vec<_>>>()?;
    measure(MULTI_NEWS.name, &cases)
}

fn measure_sample(files: &[PathBuf]) -> Result<Measurement> {
    let [input, gold, told] = files else { anyhow::bail!("the briefs of the sample have three files") };
    let stories = sample::stories(input, gold)?;
    let told: Vec<Told> = records::lines(told)?;
    let cases = told.into_iter().map(|told| {
        let members = stories.iter().filter(|(_, gold)| gold.story == told.id);
        let (articles, copies): (Vec<Article>, Vec<String>) =
            members.map(|(article, gold)| (article.clone(), gold.cluster.clone())).unzip();
        anyhow::ensure!(!articles.is_empty(), "no article tells {}", told.id);
        let references = told.references.iter().map(|sentences| sentences.join("\n")).collect();
        Ok(Case { id: told.id, articles, copies, references })
    });
    measure(SAMPLE.name, &cases.collect::<Result<Vec<_>>>()?)
}

impl MultiNews {
    fn case(self, path: &Path) -> Result<Case> {
        let raw = self.documents.iter().enumerate().map(|(i, text)| {
            let mut raw = records::raw(path, &format!("{}-{i}", self.id), "", text);
            raw.title = None;
            raw
        });
        let articles = clean::clean(raw.collect(), &CleanParams::default(), &Monitor::silent())
            .with_context(|| self.id.clone())?
            .articles;
        let copies = articles.iter().map(|article| article.id.to_string()).collect();
        Ok(Case { id: self.id, articles, copies, references: self.references })
    }
}

fn measure(set: &'static str, cases: &[Case]) -> Result<Measurement> {
    let Settings { wiredesk, rouge } = settings::of(set)?;
    let mut measured = Measurement::new(set, COLUMNS);
    measured.count(Area::Briefs, "clusters", cases.len());
    measured.count(Area::Briefs, "references", cases.iter().map(|case| case.references.len()).sum());
    for method in METHODS {
        let settings = BriefParams { method: method.to_owned(), ..wiredesk.brief.clone() };
        let summarizer = brief::summarizer(&settings)?;
        let mut pairs = Vec::with_capacity(cases.len());
        for case in cases {
            let brief =
                case.summarize(&*summarizer, &settings, &wiredesk).with_context(|| case.id.clone())?;
            pairs.push((case.references.clone(), brief));
        }
        let scores = rouge155::score_all(&rouge.params, &pairs)?;
        let mut sums = vec![0.0; rouge.params.metrics.len()];
        for ((case, (_, brief)), scores) in cases.iter().zip(&pairs).zip(&scores) {
            let recalls: Vec<f64> = scores.iter().map(|score| score.recall).collect();
            for (sum, recall) in sums.iter_mut().zip(&recalls) {
                *sum += recall;
            }
            let mut row = vec![case.id.clone(), method.to_owned()];
            row.push(brief.split_whitespace().count().to_string());
            row.extend(recalls.iter().map(|recall| format!("{recall:.5}")));
            row.push(brief.replace('\n', " "));
            measured.cases.rows.push(row);
        }
        for (metric, sum) in rouge.params.metrics.iter().zip(sums) {
            let mean = sum / cases.len().max(1) as f64;
            measured.score(Area::Briefs, format!("{method} {metric} recall"), mean);
        }
    }
    Ok(measured)
}

impl Case {
    /// Makes the brief, a sentence a line; nothing where nothing was left to tell.
    fn summarize(
        &self,
        summarizer: &dyn Summarizer,
        settings: &BriefParams,
        wiredesk: &wiredesk::Config,
    ) -> Result<String> {
        let corpus = text::analyze(&self.articles, &wiredesk.text, &Monitor::silent())?;
        let mut labels: Vec<&String> = self.copies.iter().collect();
        labels.sort();
        labels.dedup();
        let origin = |label: &String| labels.binary_search(&label).unwrap_or_default();
        let cluster = Cluster {
            articles: self.articles.iter().collect(),
            documents: corpus.documents.iter().collect(),
            origins: self.copies.iter().map(origin).collect(),
            vocabulary: &corpus.vocabulary,
        };
        let story = StoryId::from(self.id.as_str());
        let brief = brief::summarize(&story, &cluster, summarizer, settings);
        let sentences = brief.into_iter().flat_map(|brief| brief.sentences);
        Ok(sentences.map(|sentence| sentence.text.replace('\n', " ")).collect::<Vec<_>>().join("\n"))
    }
}
