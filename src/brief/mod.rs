//! What a story says, in sentences of its articles.

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::{Article, Brief, Document, StoryId};
use crate::text::Vocabulary;

/// How briefs are made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BriefParams {
    /// The summariser: `coverage` or `lead`.
    pub method: String,
    /// The longest brief, in words.
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
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// The articles of one story as a summariser sees them: parallel lists, in order of time, then id.
#[derive(Clone, Debug)]
pub struct Cluster<'a> {
    /// The articles.
    pub articles: Vec<&'a Article>,
    /// Their documents.
    pub documents: Vec<&'a Document>,
    /// The origin of each, from 0: documents with one label are copies of one text and count once.
    pub origins: Vec<usize>,
    /// The words.
    pub vocabulary: &'a Vocabulary,
}

/// A sentence of a [`Cluster`]: the place of its document and its place in that document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceRef {
    /// The document, in `0..cluster.documents.len()`.
    pub doc: usize,
    /// The sentence, in `0..document.sentences.len()`.
    pub sentence: usize,
}

/// Chooses the sentences of a brief.
pub trait Summarizer: Send + Sync {
    /// Names the method, as the files do.
    fn name(&self) -> &str;

    /// Chooses a set of sentences of at most `max_words` words in all. [`summarize`] puts them in order.
    fn select(&self, cluster: &Cluster<'_>, max_words: usize) -> Vec<SentenceRef>;
}

/// Makes the summariser that the settings name.
///
/// # Errors
/// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) when there is none of that name.
pub fn summarizer(params: &BriefParams) -> Result<Box<dyn Summarizer>> {
    Err(crate::error::Error::setting("brief.method", &params.method, "one of coverage, lead"))
}

/// Makes the brief of one story: selection, order, support. `None` when nothing fits.
#[must_use]
pub fn summarize(
    story: &StoryId,
    cluster: &Cluster<'_>,
    summarizer: &dyn Summarizer,
    params: &BriefParams,
) -> Option<Brief> {
    let _ = (story, cluster, summarizer, params);
    None
}
