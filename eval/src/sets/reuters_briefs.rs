//! Pairs of real short briefs that look alike, among all stories of their corpus.

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::Result;
use serde::Deserialize;
use wiredesk::metrics::pairs::PairCounts;
use wiredesk::model::Article;

use super::Set;
use crate::labels;
use crate::records;
use crate::report::{Area, Measurement};

pub const SET: Set = Set {
    name: "reuters-briefs",
    own: false,
    areas: &[Area::Pairs],
    files: &["neardup/reuters_briefs_dev.jsonl", "corpus/reuters21578_blind.jsonl.gz"],
    measure,
};

#[derive(Deserialize)]
struct Pair {
    a: String,
    b: String,
    same: bool,
}

/// Whether two articles are the same, by their ids, the smaller first.
pub type Judgements = BTreeMap<(String, String), bool>;

/// Gives the cleaned articles of the corpus and what is judged of its pairs.
pub fn judged(files: &[PathBuf]) -> Result<(Vec<Article>, Judgements)> {
    let [pairs, corpus] = files else { anyhow::bail!("the briefs have two files") };
    let pairs: Vec<Pair> = records::lines(pairs)?;
    let digest = records::digest(records::open(corpus)?)?;
    let judged = pairs.into_iter().map(|Pair { a, b, same }| {
        let key = if a <= b { (a, b) } else { (b, a) };
        (key, same)
    });
    Ok((digest.articles, judged.collect()))
}

const COLUMNS: &[&str] = &["id", "same", "found"];

fn measure(files: &[PathBuf]) -> Result<Measurement> {
    let [pairs, corpus] = files else { anyhow::bail!("the briefs have two files") };
    let pairs: Vec<Pair> = records::lines(pairs)?;
    let digest = records::digest(records::open(corpus)?)?;
    let groups = labels::groups(&digest);

    let mut counts = PairCounts::default();
    let mut measured = Measurement::new(SET.name, COLUMNS);
    let mut n_absent = 0;
    for Pair { a, b, same } in &pairs {
        let (group_of_a, group_of_b) = (groups.get(a.as_str()), groups.get(b.as_str()));
        // An article that was not accepted is a copy of nothing.
        let found = group_of_a.is_some() && group_of_a == group_of_b;
        n_absent += usize::from(group_of_a.is_none() || group_of_b.is_none());
        counts.add(*same, found);
        measured.cases.rows.push(vec![format!("{a}+{b}"), same.to_string(), found.to_string()]);
    }
    measured.count(Area::Pairs, "pairs", pairs.len());
    measured.count(Area::Pairs, "pairs with a side not found", n_absent);
    measured.count(Area::Pairs, "articles", digest.articles.len());
    measured.prf(Area::Pairs, "pair", counts.scores());
    Ok(measured)
}
