//! News and blog pages with passages that must be kept and passages that must go.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;
use serde::Deserialize;
use wiredesk::clean::{self, CleanParams};
use wiredesk::metrics::cleaning::SnippetCounts;
use wiredesk::progress::Monitor;

use super::Set;
use crate::records;
use crate::report::{Area, Measurement};

pub const SET: Set = Set {
    name: "pages",
    own: false,
    areas: &[Area::Cleaning],
    files: &["html/gold.jsonl", "html/pages"],
    measure,
};

#[derive(Deserialize)]
struct Gold {
    page: String,
    with: Vec<String>,
    without: Vec<String>,
}

const COLUMNS: &[&str] = &["id", "kept", "lost", "leaked", "removed"];

fn measure(files: &[PathBuf]) -> Result<Measurement> {
    let [gold, pages] = files else { anyhow::bail!("the pages are a file and a directory") };
    let gold: Vec<Gold> = records::lines(gold)?;
    let cleaned = clean::clean(records::open(pages)?, &CleanParams::default(), &Monitor::silent())?;
    let kept: BTreeMap<String, String> =
        cleaned.articles.iter().map(|article| (file_name(&article.input), records::body(article))).collect();

    let mut measured = Measurement::new(SET.name, COLUMNS);
    let mut all = SnippetCounts::default();
    for Gold { page, with, without } in &gold {
        let text = kept.get(page).map_or("", String::as_str);
        all.add(text, with, without);
        let mut one = SnippetCounts::default();
        one.add(text, with, without);
        let counts = [one.kept, one.lost, one.leaked, one.removed].map(|n| n.to_string());
        measured.cases.rows.push([vec![page.clone()], counts.to_vec()].concat());
    }
    measured.count(Area::Cleaning, "pages", gold.len());
    measured.count(Area::Cleaning, "pages not accepted", gold.len().saturating_sub(kept.len()));
    measured.prf(Area::Cleaning, "snippet", all.scores());
    measured.score(Area::Cleaning, "snippet accuracy", all.accuracy());
    Ok(measured)
}

fn file_name(input: &str) -> String {
    Path::new(input).file_name().unwrap_or_default().to_string_lossy().into_owned()
}
