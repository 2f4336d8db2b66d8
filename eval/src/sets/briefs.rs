//! Clusters of articles with human summaries: Multi-News+, whose articles are cut short in the source, and the stories
//! of the project's own sample.
//!
//! Constants were chosen on the first hundred clusters of Multi-News+, `multinews-tune`; the others are reported.

use std::ops::Range;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result};
use serde::Deserialize;
use wiredesk::brief::{self, BriefParams, Cluster, Summarizer};
use wiredesk::clean::{self, CleanParams};
use wiredesk::metrics::rouge::{rouge_score, rouge155};
use wiredesk::metrics::significance::{Resampling, compare, interval};
use wiredesk::model::{Article, Document, StoryId};
use wiredesk::progress::Monitor;
use wiredesk::text::{self, Corpus};

use super::{Set, sample};
use crate::records;
use crate::report::{Area, Measurement};
use crate::settings::{self, Settings};

pub const MULTI_NEWS: Set = Set {
    name: "multinews",
    own: false,
    areas: &[Area::Briefs],
    files: &["briefs/multinewsplus_valid.jsonl"],
    measure: |files| measure_multi_news(MULTI_NEWS.name, files, 100..usize::MAX),
};

pub const MULTI_NEWS_TUNE: Set = Set {
    name: "multinews-tune",
    measure: |files| measure_multi_news(MULTI_NEWS_TUNE.name, files, 0..100),
    ..MULTI_NEWS
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

/// The method that all others are compared with.
const BASELINE: &str = "lead";

/// What one method has made.
struct Made {
    method: &'static str,
    /// A brief a case, a sentence a line; empty where nothing was left to tell.
    briefs: Vec<String>,
    milliseconds: f64,
    /// The scores of each case, in the order of the names.
    scores: Vec<Vec<f64>>,
}

fn measure_multi_news(name: &'static str, files: &[PathBuf], range: Range<usize>) -> Result<Measurement> {
    let [path] = files else { anyhow::bail!("the set of briefs has one file") };
    let records: Vec<MultiNews> = records::lines(path)?;
    let wanted = records.into_iter().take(range.end).skip(range.start);
    let cases = wanted.map(|record| record.case(path)).collect::<Result<Vec<_>>>()?;
    measure(name, MULTI_NEWS.name, &cases)
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
    measure(SAMPLE.name, SAMPLE.name, &cases.collect::<Result<Vec<_>>>()?)
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

fn measure(set: &'static str, settings: &str, cases: &[Case]) -> Result<Measurement> {
    let settings = settings::of(settings)?;
    let mut measured = Measurement::new(set, COLUMNS);
    measured.count(Area::Briefs, "clusters", cases.len());
    measured.count(Area::Briefs, "references", cases.iter().map(|case| case.references.len()).sum());
    let analyze = |case: &Case| text::analyze(&case.articles, &settings.wiredesk.text, &Monitor::silent());
    let corpora = cases.iter().map(analyze).collect::<wiredesk::Result<Vec<Corpus>>>()?;

    let mut names: Vec<String> =
        settings.rouge.params.metrics.iter().map(|metric| format!("{metric} recall")).collect();
    let of_package = rouge_score::Params::default();
    names.extend(of_package.metrics.iter().map(|metric| format!("{metric} F1")));
    let with_method = |method: &&'static str| make(method, &settings, &of_package, cases, &corpora);
    let made = brief::METHODS.iter().map(with_method).collect::<Result<Vec<Made>>>()?;
    let baseline = made.iter().find(|made| made.method == BASELINE);
    for made in &made {
        tell(made, baseline, &names, &mut measured)?;
        for (case, (brief, scores)) in cases.iter().zip(made.briefs.iter().zip(&made.scores)) {
            let mut row = vec![case.id.clone(), made.method.to_owned()];
            row.push(brief.split_whitespace().count().to_string());
            let recalls = scores.iter().take(settings.rouge.params.metrics.len());
            row.extend(recalls.map(|recall| format!("{recall:.5}")));
            row.push(brief.replace('\n', " "));
            measured.cases.rows.push(row);
        }
    }
    Ok(measured)
}

/// Adds the figures of a method: scores with their intervals, how likely it is that they are those of the baseline by
/// chance, and the time.
fn tell(made: &Made, baseline: Option<&Made>, names: &[String], measured: &mut Measurement) -> Result<()> {
    let method = made.method;
    let of = |made: &Made, score: usize| -> Vec<f64> {
        made.scores.iter().map(|scores| scores.get(score).copied().unwrap_or(0.0)).collect()
    };
    for (score, name) in names.iter().enumerate() {
        let values = of(made, score);
        let bounds = interval(&values, Resampling::default())?;
        measured.score(Area::Briefs, format!("{method} {name}"), bounds.mean);
        measured.detail(Area::Briefs, format!("{method} {name}, 2.5 %"), bounds.low);
        measured.detail(Area::Briefs, format!("{method} {name}, 97.5 %"), bounds.high);
        if let Some(baseline) = baseline.filter(|baseline| baseline.method != method) {
            let p = compare(&values, &of(baseline, score), Resampling::default())?.p_randomization;
            measured.detail(Area::Briefs, format!("{method} {name}, p against {BASELINE}"), p);
        }
    }
    measured.detail(Area::Briefs, format!("{method} ms a cluster"), made.milliseconds);
    Ok(())
}

fn make(
    method: &'static str,
    settings: &Settings,
    of_package: &rouge_score::Params,
    cases: &[Case],
    corpora: &[Corpus],
) -> Result<Made> {
    let params = BriefParams { method: method.to_owned(), ..settings.wiredesk.brief.clone() };
    let summarizer = brief::summarizer(&params)?;
    let began = Instant::now();
    let briefs: Vec<String> = cases
        .iter()
        .zip(corpora)
        .map(|(case, corpus)| case.summarize(&*summarizer, &params, corpus))
        .collect();
    let milliseconds = 1000.0 * began.elapsed().as_secs_f64() / cases.len().max(1) as f64;

    let pairs: Vec<(Vec<String>, String)> =
        cases.iter().zip(&briefs).map(|(case, brief)| (case.references.clone(), brief.clone())).collect();
    let recalls = rouge155::score_all(&settings.rouge.params, &pairs)?;
    let f1s = rouge_score::score_all(of_package, &pairs)?;
    let join = |(recalls, f1s): (&Vec<rouge155::Score>, &Vec<wiredesk::metrics::Prf>)| {
        recalls.iter().map(|score| score.recall).chain(f1s.iter().map(|score| score.f1)).collect()
    };
    let scores = recalls.iter().zip(&f1s).map(join).collect();
    Ok(Made { method, briefs, milliseconds, scores })
}

impl Case {
    /// Makes the brief, a sentence a line; nothing where nothing was left to tell.
    fn summarize(&self, summarizer: &dyn Summarizer, params: &BriefParams, corpus: &Corpus) -> String {
        let mut labels: Vec<&String> = self.copies.iter().collect();
        labels.sort();
        labels.dedup();
        let origin = |label: &String| labels.binary_search(&label).unwrap_or_default();
        let articles: Vec<&Article> = self.articles.iter().collect();
        let documents: Vec<&Document> = corpus.documents.iter().collect();
        let origins: Vec<usize> = self.copies.iter().map(origin).collect();
        let cluster = Cluster::new(&articles, &documents, &origins, &corpus.vocabulary);
        let brief = brief::summarize(&StoryId::from(self.id.as_str()), &cluster, summarizer, params);
        let sentences = brief.into_iter().flat_map(|brief| brief.sentences);
        sentences.map(|sentence| sentence.text.replace('\n', " ")).collect::<Vec<_>>().join("\n")
    }
}
