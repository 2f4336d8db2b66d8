//! Briefs of clusters that are known already: each record names its own, and no copies or stories are looked for.
//!
//! Run with `cargo run --release --example known_clusters -- CLUSTERS.jsonl`, a line `{"id", "text", "story"}` an article.
//! This is the way that a summariser alone goes, from raw texts to sentences, so it is what other summarisers are timed
//! against.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write, stdout};

use wiredesk::brief::{BriefParams, Cluster, summarize, summarizer};
use wiredesk::clean::{CleanParams, clean};
use wiredesk::model::{Article, Body, Document, RawArticle, StoryId};
use wiredesk::progress::Monitor;
use wiredesk::text::{TextParams, analyze};

#[derive(serde::Deserialize)]
struct Line {
    id: String,
    text: String,
    story: String,
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args().nth(1).ok_or("name a file of JSON lines")?;
    let method = std::env::args().nth(2).unwrap_or_else(|| "coverage".to_owned());
    let mut clusters: BTreeMap<String, Vec<RawArticle>> = BTreeMap::new();
    for line in BufReader::new(std::fs::File::open(path)?).lines() {
        let Line { id, text, story } = serde_json::from_str(&line?)?;
        let raw = RawArticle { id: Some(id), body: Body::Text(text), ..RawArticle::default() };
        clusters.entry(story).or_default().push(raw);
    }
    let params = BriefParams { method, ..BriefParams::default() };
    let summarizer = summarizer(&params)?;
    let silent = Monitor::silent();
    let mut out = stdout().lock();
    for (story, raw) in clusters {
        let articles = clean(raw, &CleanParams::default(), &silent)?.articles;
        let corpus = analyze(&articles, &TextParams::default(), &silent)?;
        let of_articles: Vec<&Article> = articles.iter().collect();
        let documents: Vec<&Document> = corpus.documents.iter().collect();
        let origins: Vec<usize> = (0..articles.len()).collect();
        let cluster = Cluster::new(&of_articles, &documents, &origins, &corpus.vocabulary);
        for sentence in summarize(&StoryId(story.clone()), &cluster, &*summarizer, &params)
            .iter()
            .flat_map(|b| &b.sentences)
        {
            writeln!(out, "{story}: {}", sentence.text)?;
        }
    }
    Ok(())
}
