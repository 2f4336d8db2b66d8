//! What a story says, in sentences of its articles.
//!
//! A [`Summarizer`] chooses a set of sentences; [`summarize`] keeps it within the budget, puts it in reading order and
//! tells for each sentence who else carries its fact. Sentences are printed as they stand: a brief never
//! alters a word. So a sentence longer than the budget is passed over, however important, and a story of which no
//! sentence fits has no brief: half a sentence, or the second half of a thought, is worse than none.

use crate::error::{Error, Result};
use crate::model::{Brief, BriefSentence, StoryId};

mod budget;
pub mod centroid;
mod cluster;
mod concepts;
pub mod coverage;
mod figures;
mod fitness;
mod greedy;
pub mod icsi;
mod inverted;
pub mod lead;
pub mod lexrank;
pub mod mmr;
mod openings;
mod order;
mod params;
mod selection;
mod similarity;
pub mod submodular;
mod support;
mod units;

pub use budget::{Budget, Cost};
pub use cluster::{Cluster, Focus, SentenceRef};
pub use concepts::ConceptParams;
pub use params::BriefParams;

use support::Witnesses;

/// Chooses the sentences of a brief.
pub trait Summarizer: Send + Sync {
    /// Names the method, as the files do.
    fn name(&self) -> &str;

    /// Chooses a set of sentences within the budget, the most important first. [`summarize`] leaves out what does not
    /// exist, what comes twice, what does not fit, and what is [not fresh](Cluster::is_fresh).
    fn select(&self, cluster: &Cluster<'_>, budget: &Budget) -> Vec<SentenceRef>;
}

/// The methods, by the names that the settings have for them.
pub const METHODS: [&str; 8] =
    ["coverage", "icsi", "icsi-exact", "lexrank", "centroid", "mmr", "submodular", "lead"];

/// Makes the summariser that the settings name.
///
/// # Errors
/// [`Error::InvalidSetting`] when there is none of that name.
pub fn summarizer(params: &BriefParams) -> Result<Box<dyn Summarizer>> {
    Ok(match params.method.as_str() {
        "coverage" => Box::new(coverage::Coverage::default()),
        "icsi" => Box::new(icsi::Icsi::default()),
        "icsi-exact" => Box::new(icsi::Icsi::exact()),
        "lexrank" => Box::new(lexrank::LexRank::default()),
        "centroid" => Box::new(centroid::Centroid::default()),
        "mmr" => Box::new(mmr::Mmr::default()),
        "submodular" => Box::new(submodular::Submodular::default()),
        "lead" => Box::new(lead::Lead),
        other => {
            return Err(Error::setting("brief.method", &other, format!("one of {}", METHODS.join(", "))));
        }
    })
}

/// Makes the brief of one story: selection, order, support, conflicts. `None` when nothing fits.
///
/// The focus is that of the cluster, where the settings name none. The same articles give the same brief in any order.
/// A brief opens with the news: the most important sentence that opens an article, where one is chosen. The others follow
/// in the order of their documents' times, then of their places.
#[must_use]
pub fn summarize(
    story: &StoryId,
    cluster: &Cluster<'_>,
    summarizer: &dyn Summarizer,
    params: &BriefParams,
) -> Option<Brief> {
    let focused;
    let cluster = match params.focus(&cluster.focus) {
        Some(focus) => {
            focused = cluster.clone().with_focus(focus);
            &focused
        }
        None => cluster,
    };
    let mut left = params.budget();
    let mut words = 0;
    let mut chosen: Vec<SentenceRef> = Vec::new();
    for at in summarizer.select(cluster, &left) {
        let cost = cluster.cost(at);
        if cost.words > 0 && !chosen.contains(&at) && cluster.is_fresh(at.doc) && left.take(cost) {
            words += cost.words;
            chosen.push(at);
        }
    }
    if chosen.is_empty() {
        return None;
    }
    order::arrange(cluster, &mut chosen);
    let witnesses = Witnesses::of(cluster);
    let sentences = chosen.into_iter().filter_map(|at| sentence(cluster, &witnesses, at)).collect();
    Some(Brief { story: story.clone(), method: summarizer.name().to_owned(), words, sentences })
}

fn sentence(cluster: &Cluster<'_>, witnesses: &Witnesses<'_, '_>, at: SentenceRef) -> Option<BriefSentence> {
    let article = cluster.articles.get(at.doc)?;
    let span = cluster.span(at);
    let (support, conflicts) = witnesses.support(at);
    Some(BriefSentence {
        text: cluster.text(at).to_owned(),
        article: article.id.clone(),
        source: article.source.clone(),
        published: article.published,
        paragraph: cluster.sentence(at)?.paragraph as usize,
        start: span.start,
        end: span.end,
        support,
        conflicts,
    })
}

#[cfg(test)]
mod tests;
