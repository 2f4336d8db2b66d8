//! What a story says, in sentences of its articles.
//!
//! A [`Summarizer`] chooses a set of sentences; [`summarize`] keeps it within the budget, puts it in reading order and
//! tells for each sentence who else carries its fact. Sentences are printed as they stand: a brief never
//! alters a word. So a sentence longer than the budget is passed over, however important, and a story of which no
//! sentence fits has no brief: half a sentence, or the second half of a thought, is worse than none.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::{Brief, BriefSentence, StoryId};

mod cluster;
mod concepts;
pub mod coverage;
mod fitness;
pub mod lead;
mod similarity;
mod support;
mod units;

pub use cluster::{Cluster, SentenceRef};
pub use concepts::ConceptParams;

use support::Witnesses;

/// How briefs are made.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BriefParams {
    /// The summariser: `coverage` or `lead`.
    pub method: String,
    /// The longest brief, in words as white space parts them. 0 makes no briefs.
    pub max_words: usize,
}

impl Default for BriefParams {
    fn default() -> Self {
        Self { method: "coverage".to_owned(), max_words: 100 }
    }
}

impl BriefParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        summarizer(self).map(|_| ())
    }
}

/// Chooses the sentences of a brief.
pub trait Summarizer: Send + Sync {
    /// Names the method, as the files do.
    fn name(&self) -> &str;

    /// Chooses a set of sentences of at most `max_words` words in all, as [`Cluster::words`] counts them, the most
    /// important first. The cluster is [in order](Cluster::in_order). [`summarize`] leaves out what does not exist, what
    /// comes twice and what does not fit.
    fn select(&self, cluster: &Cluster<'_>, max_words: usize) -> Vec<SentenceRef>;
}

/// Makes the summariser that the settings name.
///
/// # Errors
/// [`Error::InvalidSetting`] when there is none of that name.
pub fn summarizer(params: &BriefParams) -> Result<Box<dyn Summarizer>> {
    match params.method.as_str() {
        "coverage" => Ok(Box::new(coverage::Coverage::default())),
        "lead" => Ok(Box::new(lead::Lead)),
        other => Err(Error::setting("brief.method", &other, "one of coverage, lead")),
    }
}

/// Makes the brief of one story: selection, order, support. `None` when nothing fits.
///
/// The same articles give the same brief in any order. Sentences stand in the order of their documents' times, then of
/// their places.
#[must_use]
pub fn summarize(
    story: &StoryId,
    cluster: &Cluster<'_>,
    summarizer: &dyn Summarizer,
    params: &BriefParams,
) -> Option<Brief> {
    let cluster = cluster.in_order();
    let mut words = 0;
    let mut chosen: Vec<SentenceRef> = Vec::new();
    for at in summarizer.select(&cluster, params.max_words) {
        let more = cluster.words(at);
        if more > 0 && words + more <= params.max_words && !chosen.contains(&at) {
            words += more;
            chosen.push(at);
        }
    }
    if chosen.is_empty() {
        return None;
    }
    chosen.sort_unstable();
    let witnesses = Witnesses::of(&cluster);
    let sentences = chosen.into_iter().filter_map(|at| sentence(&cluster, &witnesses, at)).collect();
    Some(Brief { story: story.clone(), method: summarizer.name().to_owned(), words, sentences })
}

fn sentence(cluster: &Cluster<'_>, witnesses: &Witnesses<'_, '_>, at: SentenceRef) -> Option<BriefSentence> {
    let article = cluster.articles.get(at.doc)?;
    let span = cluster.span(at);
    Some(BriefSentence {
        text: cluster.text(at).to_owned(),
        article: article.id.clone(),
        source: article.source.clone(),
        published: article.published,
        paragraph: cluster.sentence(at)?.paragraph as usize,
        start: span.start,
        end: span.end,
        support: witnesses.support(at),
        conflicts: Vec::new(),
    })
}

#[cfg(test)]
mod tests;
