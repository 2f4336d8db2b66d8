//! How briefs are made: the settings.

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize};

use super::budget::Budget;
use super::cluster::Focus;
use crate::error::{Error, Result};
use crate::text::dates;

/// How briefs are made.
///
/// The limits hold together: a brief ends at the first that is met.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct BriefParams {
    /// The summariser, one of [`METHODS`](super::METHODS).
    pub method: String,
    /// The longest brief, in words as white space parts them. 0 makes no briefs.
    pub max_words: usize,
    /// The most sentences; no limit where it is absent.
    pub max_sentences: Option<usize>,
    /// The most bytes of all sentences with one space between them; no limit where it is absent.
    pub max_bytes: Option<usize>,
    /// What the briefs are to tell of, in words. A story without any of them has no brief.
    pub query: Option<String>,
    /// Tell only what is new since this time: a date, or a date and a time. Articles before it are known.
    #[serde(deserialize_with = "time")]
    #[schemars(with = "Option<String>")]
    pub since: Option<Timestamp>,
    /// One sentence a story, one that opens an article.
    pub headline: bool,
}

impl Default for BriefParams {
    fn default() -> Self {
        Self {
            method: "coverage".to_owned(),
            max_words: 100,
            max_sentences: None,
            max_bytes: None,
            query: None,
            since: None,
            headline: false,
        }
    }
}

impl BriefParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        if let Some(query) = self.query.as_ref().filter(|query| !query.chars().any(char::is_alphanumeric)) {
            return Err(Error::setting("brief.query", query, "one word or more"));
        }
        super::summarizer(self).map(|_| ())
    }

    /// Gives the limits.
    #[must_use]
    pub fn budget(&self) -> Budget {
        let max_sentences = self.max_sentences.unwrap_or(usize::MAX);
        Budget {
            max_words: self.max_words,
            max_sentences: if self.headline { max_sentences.min(1) } else { max_sentences },
            max_bytes: self.max_bytes.unwrap_or(usize::MAX),
        }
    }

    /// Gives the focus that the settings ask for; `None` where `given` has it all.
    pub(super) fn focus(&self, given: &Focus) -> Option<Focus> {
        let focus = Focus {
            query: self.query.clone().or_else(|| given.query.clone()),
            since: self.since.or(given.since),
            known: given.known.clone(),
            openings_only: self.headline || given.openings_only,
        };
        (focus != *given).then_some(focus)
    }
}

/// Reads a time as people write it.
fn time<'de, D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Option<Timestamp>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    let parse = |text: String| {
        dates::parse(&text).map(|(time, _)| time).ok_or_else(|| serde::de::Error::custom("expected a time"))
    };
    text.map(parse).transpose()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> std::result::Result<BriefParams, String> {
        serde_json::from_str(json).map_err(|e| e.to_string())
    }

    #[test]
    fn a_date_is_a_time() {
        let since = |text: &str| read(&format!("{{\"since\": \"{text}\"}}")).map(|params| params.since);
        assert_eq!(since("2024-03-05").unwrap(), "2024-03-05T00:00:00Z".parse().ok());
        assert_eq!(since("2024-03-05T06:00:00Z").unwrap(), "2024-03-05T06:00:00Z".parse().ok());
        assert!(since("soon").unwrap_err().contains("expected a time"));
    }

    #[test]
    fn a_query_without_words_is_rejected() {
        let params = BriefParams { query: Some(" - ".to_owned()), ..BriefParams::default() };
        assert!(params.validate().unwrap_err().to_string().starts_with("brief.query is"));
    }

    #[test]
    fn a_headline_is_one_sentence() {
        let params = BriefParams { headline: true, max_sentences: Some(5), ..BriefParams::default() };
        assert_eq!(params.budget().max_sentences, 1);
    }
}
