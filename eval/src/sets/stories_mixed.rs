//! The articles of all shared story sets in one pile, as on a desk: some in small letters, some without dates.
//!
//! What is rare or a name in one set need not be so in another, and stories may be joined across sets.

use std::path::PathBuf;

use anyhow::Result;
use wiredesk::model::RawArticle;

use super::{Set, stories};
use crate::labels::{self, Labels};
use crate::records;
use crate::report::{Area, Measurement};

pub const SET: Set =
    Set { name: "stories-mixed", own: false, areas: &[Area::Stories], files: stories::FILES, measure };

fn measure(files: &[PathBuf]) -> Result<Measurement> {
    let [ecb_plus, basil, multi_news] = files else { anyhow::bail!("stories-mixed has three files") };
    let sets = [
        (stories::ECB_PLUS.name, stories::events(ecb_plus)?),
        (stories::BASIL.name, stories::events(basil)?),
        (stories::MULTI_NEWS.name, stories::clusters(multi_news)?),
    ];
    let raw: Vec<RawArticle> =
        sets.iter().flat_map(|(_, of_set)| of_set).map(|(raw, _)| raw.clone()).collect();
    let digest = records::digest(raw)?;
    let found = labels::stories(&digest.stories);
    let gold = sets.each_ref().map(|(name, of_set)| (*name, gold(of_set)));

    let mut measured = Measurement::new(SET.name, &["id", "story", "wrong", "missing"]);
    let labels = Labels::new(gold.iter().flat_map(|(_, of_set)| pairs(of_set)), &found);
    measured.clustering(Area::Stories, "story", &labels.scores()?);
    for (name, of_set) in &gold {
        let labels = Labels::new(pairs(of_set), &found);
        measured.score(Area::Stories, format!("{name}: B-cubed F1"), labels.scores()?.b_cubed.f1);
    }
    for (item, (id, story)) in labels.ids.iter().zip(&labels.gold).enumerate() {
        measured.cases.rows.push(vec![
            (*id).to_owned(),
            (*story).to_owned(),
            labels.wrong(item).join(" "),
            labels.missing(item).join(" "),
        ]);
    }
    Ok(measured)
}

/// Gives the id and the story of each article.
fn gold(of_set: &[(RawArticle, String)]) -> Vec<(String, String)> {
    of_set.iter().map(|(raw, story)| (raw.id.clone().unwrap_or_default(), story.clone())).collect()
}

fn pairs(gold: &[(String, String)]) -> impl Iterator<Item = (&str, &str)> {
    gold.iter().map(|(id, story)| (id.as_str(), story.as_str()))
}
