//! JSON lines to records, and records to raw articles.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use wiredesk::model::{Article, Body, Digest, RawArticle};
use wiredesk::{Config, Pipeline, read};

/// Reads a file of one JSON record a line; blank lines are passed over.
pub fn lines<T: DeserializeOwned>(path: &Path) -> Result<Vec<T>> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    text.lines()
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(n, line)| serde_json::from_str(line).with_context(|| format!("{}:{}", path.display(), n + 1)))
        .collect()
}

/// Makes a raw article of plain text.
pub fn raw(path: &Path, id: &str, title: &str, text: &str) -> RawArticle {
    RawArticle {
        id: Some(id.to_owned()),
        input: path.display().to_string(),
        title: Some(title.to_owned()),
        body: Body::Text(text.to_owned()),
        ..RawArticle::default()
    }
}

/// Goes the whole way with the default settings.
pub fn digest(articles: Vec<RawArticle>) -> Result<Digest> {
    digest_with(Config::default(), articles)
}

/// Goes the whole way with settings of one's own.
pub fn digest_with(config: Config, articles: Vec<RawArticle>) -> Result<Digest> {
    Ok(Pipeline::builder().config(config).build()?.run(articles)?)
}

/// Opens a file or directory as the program does; what can't be read is left out, as it is there.
pub fn open(path: &Path) -> Result<Vec<RawArticle>> {
    Ok(read::open(path, &read::ReadParams::default())?.flatten().collect())
}

/// Joins the paragraphs of an article.
pub fn body(article: &Article) -> String {
    article.paragraphs.join("\n\n")
}
