//! Raw articles to articles: the news, all of it, and nothing else.
//!
//! A text is normalised to blocks, one a line; then each rule takes blocks, or the ends of blocks, and names itself:
//! letters to the reader, page furniture by the vote of word lists, the tail, the head, what the wire prints around its
//! copy. What no rule takes is the body. Extractors that judge blocks one by one (jusText, a page's own markup) drop the
//! news of a scraped text and keep the plea above it; rules in this order do not, and each removed block can be explained.
//!
//! [`rules`] lists the rules, [`clean`] runs a batch, [`Cleaner`] records as they come, [`clean_record`] one by itself.

mod agencies;
#[cfg(test)]
mod agencies_tests;
mod dateline;
mod dates;
mod draft;
mod explain;
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
mod survey;
mod tail;
#[cfg(test)]
mod tests;
mod vote;
mod wire;
mod words;

pub use explain::{Piece, pieces};
pub use html::{Page, extract};
pub use profile::SiteProfiles;
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
    /// Whether blocks that an outlet prints in many documents are furniture. `false` cleans each record by itself.
    pub profile: bool,
    /// Whether the lists of phrases vote on blocks. `false` leaves what tells furniture by its make and place: to
    /// measure what the lists are worth, or where they err.
    pub lexicon: bool,
}

impl Default for CleanParams {
    fn default() -> Self {
        Self { min_words: 5, profile: true, lexicon: true }
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
            let opened = record::open(raw, params.lexicon);
            let known = opened.as_ref().ok().filter(|_| params.profile);
            let entry = known.and_then(|o| SiteProfiles::entry(&o.raw, &o.draft));
            (id, fingerprint, opened, entry)
        }));
    }
    let entries = opened.iter_mut().map(|record| record.3.take()).collect();
    let profiles = SiteProfiles::build(entries);

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
            match result.and_then(|article| accept(article, id, fingerprint, &mut given)) {
                Err(rejection) => cleaned.rejected.push(*rejection),
                Ok(article) => cleaned.articles.push(article),
            }
        }
    }
    Ok(cleaned)
}

/// Cleans records as they come, against profiles learned before: nothing is held but the ids that were given.
#[derive(Debug)]
pub struct Cleaner<'a> {
    params: &'a CleanParams,
    profiles: Option<&'a SiteProfiles>,
    given: ids::Ids,
}

impl<'a> Cleaner<'a> {
    /// Begins with no record met. With the profiles that [`SiteProfiles::learn`] makes of a batch, its records come out
    /// as [`clean`] gives them.
    #[must_use]
    pub fn new(params: &'a CleanParams, profiles: &'a SiteProfiles) -> Self {
        Self { params, profiles: Some(profiles).filter(|_| params.profile), given: ids::Ids::default() }
    }

    /// Cleans one record and gives it an id that no earlier one has.
    ///
    /// # Errors
    /// The record as a [`Rejection`], as [`clean_record`] has it or because it was met before.
    pub fn clean(&mut self, raw: RawArticle) -> Result<Article, Box<Rejection>> {
        let fingerprint = ids::fingerprint(&raw);
        let id = ids::id_of(&raw, fingerprint);
        let opened = record::open(raw, self.params.lexicon)?;
        let article = record::finish(opened, self.params, self.profiles)?;
        accept(article, id, fingerprint, &mut self.given)
    }
}

/// Gives an article its id, or rejects it as met before.
fn accept(
    mut article: Article,
    id: String,
    fingerprint: u128,
    given: &mut ids::Ids,
) -> Result<Article, Box<Rejection>> {
    match given.give(id.clone(), fingerprint) {
        ids::Given::Met(first) => {
            return Err(Box::new(Rejection {
                input: article.input,
                line: article.line,
                id: Some(id),
                reason: Reason::DuplicateRecord,
                detail: format!("the same record as {first}"),
            }));
        }
        ids::Given::New(name) => article.id = name,
        ids::Given::Renamed(name) => {
            article.id = name;
            record::flag(&mut article.flags, Flag::DuplicateId);
        }
    }
    Ok(article)
}
