//! The project's own sample: a desk's raw files, with the copies and stories that are in them.

use std::path::PathBuf;

use anyhow::Result;
use serde::Deserialize;

use super::Set;
use crate::labels::{self, Labels};
use crate::records;
use crate::report::{Area, Measurement};

pub const SET: Set = Set {
    name: "sample",
    own: true,
    areas: &[Area::Clusters, Area::Stories],
    files: &["data/sample", "data/sample-gold.jsonl"],
    measure,
};

#[derive(Deserialize)]
struct Gold {
    id: String,
    cluster: String,
    story: String,
}

const COLUMNS: &[&str] =
    &["id", "cluster", "wrong_copies", "missing_copies", "story", "wrong_in_story", "missing_in_story"];

fn measure(files: &[PathBuf]) -> Result<Measurement> {
    let [input, gold] = files else { anyhow::bail!("the sample has two files") };
    let gold: Vec<Gold> = records::lines(gold)?;
    let digest = records::digest(records::open(input)?)?;
    let (groups, stories) = (labels::groups(&digest), labels::stories(&digest.stories));
    let copies = Labels::new(gold.iter().map(|g| (g.id.as_str(), g.cluster.as_str())), &groups);
    let told = Labels::new(gold.iter().map(|g| (g.id.as_str(), g.story.as_str())), &stories);

    let mut measured = Measurement::new(SET.name, COLUMNS);
    measured.count(Area::Clusters, "articles", copies.ids.len());
    measured.count(Area::Clusters, "articles not found", copies.n_alone());
    measured.clustering(Area::Clusters, "cluster", &copies.scores()?);
    measured.clustering(Area::Stories, "story", &told.scores()?);
    for (item, gold) in gold.iter().enumerate() {
        measured.cases.rows.push(vec![
            gold.id.clone(),
            gold.cluster.clone(),
            copies.wrong(item).join(" "),
            copies.missing(item).join(" "),
            gold.story.clone(),
            told.wrong(item).join(" "),
            told.missing(item).join(" "),
        ]);
    }
    Ok(measured)
}
