//! Raw articles to articles: the news, all of it, and nothing else.
//!
//! A text is normalised to blocks, one a line; then each rule takes blocks, or the ends of blocks, and names itself:
//! letters to the reader, page furniture by the vote of word lists, the tail, the head, what the wire prints around its
//! copy. What no rule takes is the body. Extractors that judge blocks one by one (jusText, a page's own markup) drop the
//! news of a scraped text and keep the plea above it; rules in this order do not, and each removed block can be explained.
//!
//! [`rules`] lists the rules, [`clean`] runs a batch, [`clean_record`] one record.

mod agencies;
mod dateline;
mod dates;
mod draft;
mod features;
mod floor;
mod head;
mod html;
mod ids;
mod kind;
mod lexicon;
mod page;
#[cfg(test)]
mod pages_tests;
mod plea;
mod profile;
mod record;
mod reject;
pub mod rules;
mod tail;
#[cfg(test)]
mod tests;
mod vote;
mod wire;
mod words;

pub use html::{Page, extract};
pub use record::clean_record;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::{Article, Flag, RawArticle, Reason, Rejection};
use crate::par;
use crate::progress::{Monitor, Stage};

/// How articles are cleaned.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct CleanParams {
    /// Articles with fewer words are rejected; 0 is allowed and rejects only those without a word.
    pub min_words: usize,
}

impl Default for CleanParams {
    fn default() -> Self {
        Self { min_words: 5 }
    }
}

impl CleanParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// What [`clean`] made of a batch; both lists are in input order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cleaned {
    /// The accepted articles; their ids are unique.
    pub articles: Vec<Article>,
    /// The others.
    pub rejected: Vec<Rejection>,
}

/// How many records are cleaned between two reports of progress.
const STEP: usize = 2048;

/// Cleans a batch of raw articles.
///
/// # Errors
/// [`Error::Cancelled`](crate::error::Error::Cancelled) when the monitor says so.
pub fn clean(raw: Vec<RawArticle>, params: &CleanParams, monitor: &Monitor<'_>) -> Result<Cleaned> {
    let total = raw.len();
    let mut opened = Vec::with_capacity(total);
    let mut raw = raw.into_iter();
    loop {
        let chunk: Vec<RawArticle> = raw.by_ref().take(STEP).collect();
        monitor.report(Stage::Clean, opened.len() / 2, Some(total))?;
        if chunk.is_empty() {
            break;
        }
        opened.extend(par::map_owned(chunk, |raw| {
            let fingerprint = ids::fingerprint(&raw);
            let id = ids::id_of(&raw, fingerprint);
            let opened = record::open(raw);
            let entry = opened.as_ref().ok().and_then(|o| profile::Profiles::entry(&o.raw, &o.draft));
            (id, fingerprint, opened, entry)
        }));
    }
    let entries = opened.iter_mut().map(|record| record.3.take()).collect();
    let profiles = profile::Profiles::build(entries);

    let mut given = ids::Ids::default();
    let mut cleaned = Cleaned::default();
    let mut done = 0;
    let mut opened = opened.into_iter();
    loop {
        let chunk: Vec<_> = opened.by_ref().take(STEP).collect();
        monitor.report(Stage::Clean, total.div_ceil(2) + done / 2, Some(total))?;
        if chunk.is_empty() {
            break;
        }
        done += chunk.len();
        let results = par::map_owned(chunk, |(id, fingerprint, opened, _)| {
            (id, fingerprint, opened.and_then(|opened| record::finish(opened, params, Some(&profiles))))
        });
        for (id, fingerprint, result) in results {
            match result {
                Err(rejection) => cleaned.rejected.push(*rejection),
                Ok(article) => accept(article, id, fingerprint, &mut given, &mut cleaned),
            }
        }
    }
    Ok(cleaned)
}

/// Gives an article its id and its place, or rejects it as met before.
fn accept(mut article: Article, id: String, fingerprint: u128, given: &mut ids::Ids, cleaned: &mut Cleaned) {
    match given.give(id.clone(), fingerprint) {
        ids::Given::Met(first) => cleaned.rejected.push(Rejection {
            input: article.input,
            line: article.line,
            id: Some(id),
            reason: Reason::DuplicateRecord,
            detail: format!("the same record as {first}"),
        }),
        ids::Given::New(name) => {
            article.id = name;
            cleaned.articles.push(article);
        }
        ids::Given::Renamed(name) => {
            article.id = name;
            record::flag(&mut article.flags, Flag::DuplicateId);
            cleaned.articles.push(article);
        }
    }
}
