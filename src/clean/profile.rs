//! The site profile: blocks that an outlet prints in document after document.
//!
//! What stands in many documents of one outlet is furniture, whatever its words: the one rule that needs no list. Per
//! outlet only, never over the whole batch: on syndicated copy the repeated paragraph is the story itself.

use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::path::Path;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::draft::Draft;
use super::{record, rules, words};
use crate::error::{Error, Result};
use crate::model::{RawArticle, Wire};
use crate::par;
use crate::progress::{Monitor, Stage};

/// A block is furniture in so many documents of an outlet when they are also this share of all, or in `SURE_DOCS`.
const MIN_DOCS: u32 = 3;
const MIN_SHARE: f64 = 0.02;
const SURE_DOCS: u32 = 10;

/// What each outlet prints again and again: its furniture, learned from a batch.
///
/// Learned once and saved, it lets each later record be cleaned by itself ([`Cleaner`](super::Cleaner)). The file is
/// lines of JSON: the version, then one line an outlet, by name; a block is the XXH3 hash of its letters and digits in
/// lower case, with the number of documents that hold it. It holds no text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteProfiles {
    outlets: BTreeMap<String, Outlet>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Outlet {
    n_docs: u32,
    /// The blocks that are furniture, and how many documents hold them.
    blocks: FxHashMap<u64, u32>,
}

/// The version of the file.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Header {
    site_profiles: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    outlet: String,
    documents: u32,
    /// Hash in hex, documents; ascending.
    blocks: BTreeMap<String, u32>,
}

/// What one document adds to its outlet's profile.
pub(super) struct Entry {
    outlet: String,
    /// Documents with one title count once.
    title: u64,
    blocks: Vec<u64>,
}

impl SiteProfiles {
    /// Learns the profiles of a batch: one pass, the same result in any order of the records.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the monitor says so. Records that cannot be cleaned add nothing.
    pub fn learn<'a>(raw: impl IntoIterator<Item = &'a RawArticle>, monitor: &Monitor<'_>) -> Result<Self> {
        let raw: Vec<&RawArticle> = raw.into_iter().collect();
        let mut entries = Vec::with_capacity(raw.len());
        for chunk in raw.chunks(super::STEP) {
            monitor.report(Stage::Clean, entries.len(), Some(raw.len()))?;
            entries.extend(par::map(chunk, |&raw| {
                let opened = record::open(raw.clone(), true).ok()?;
                Self::entry(&opened.raw, &opened.draft)
            }));
        }
        Ok(Self::build(entries))
    }

    /// Counts the blocks of a batch. The order of the documents changes nothing.
    pub(super) fn build(entries: Vec<Option<Entry>>) -> Self {
        let mut by_title: BTreeMap<(String, u64), Vec<u64>> = BTreeMap::new();
        for entry in entries.into_iter().flatten() {
            by_title.entry((entry.outlet, entry.title)).or_default().extend(entry.blocks);
        }
        let mut outlets: BTreeMap<String, Outlet> = BTreeMap::new();
        for ((name, _), mut blocks) in by_title {
            let outlet = outlets.entry(name).or_default();
            outlet.n_docs += 1;
            blocks.sort_unstable();
            blocks.dedup();
            for block in blocks {
                *outlet.blocks.entry(block).or_insert(0) += 1;
            }
        }
        for outlet in outlets.values_mut() {
            let least = MIN_SHARE * f64::from(outlet.n_docs);
            outlet.blocks.retain(|_, &mut n| n >= MIN_DOCS && (f64::from(n) >= least || n >= SURE_DOCS));
        }
        outlets.retain(|_, outlet| !outlet.blocks.is_empty());
        Self { outlets }
    }

    /// Reads what a document adds; `None` where it takes no part: no outlet, or an item of an agency feed.
    pub(super) fn entry(raw: &RawArticle, draft: &Draft) -> Option<Entry> {
        let outlet = outlet_of(raw)?;
        let blocks: Vec<u64> = (0..draft.len()).map(|i| hash(draft.text(i))).collect();
        // Without a headline a document stands for itself: its first blocks tell it from others.
        let title =
            raw.title.as_deref().map(hash).filter(|&h| h != hash("")).unwrap_or_else(|| {
                xxh3_64(&blocks.iter().flat_map(|b| b.to_le_bytes()).collect::<Vec<u8>>())
            });
        Some(Entry { outlet, title, blocks })
    }

    /// Cuts the blocks that the profile of the document's outlet knows as furniture.
    pub(super) fn cut(&self, raw: &RawArticle, draft: &mut Draft) {
        let Some(outlet) = outlet_of(raw).and_then(|name| self.outlets.get(&name)) else { return };
        for i in draft.kept() {
            if !is_subhead_of_figures(draft, i) && outlet.blocks.contains_key(&hash(draft.text(i))) {
                draft.drop(i, rules::PROFILE);
            }
        }
    }

    /// Counts the outlets of which some furniture is known.
    #[must_use]
    pub fn n_outlets(&self) -> usize {
        self.outlets.len()
    }

    /// Writes the profiles; the same profiles give the same bytes.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        let mut line = |value: String| out.write_all(value.as_bytes()).and_then(|()| out.write_all(b"\n"));
        line(serde_json::to_string(&Header { site_profiles: VERSION })?)?;
        for (name, outlet) in &self.outlets {
            let mut blocks: Vec<(u64, u32)> = outlet.blocks.iter().map(|(&hash, &n)| (hash, n)).collect();
            blocks.sort_unstable();
            let blocks = blocks.into_iter().map(|(hash, n)| (format!("{hash:016x}"), n)).collect();
            let entry = Line { outlet: name.clone(), documents: outlet.n_docs, blocks };
            line(serde_json::to_string(&entry)?)?;
        }
        Ok(())
    }

    /// Reads what [`SiteProfiles::write`] wrote. `path` is for messages.
    ///
    /// # Errors
    /// [`Error::Io`] as `input` says, [`Error::Format`] with the line that is none of a profile.
    pub fn read(input: impl BufRead, path: &Path) -> Result<Self> {
        let fault = |line: usize, message: String| Error::Format {
            path: path.to_owned(),
            line: Some(line as u64 + 1),
            message,
        };
        let mut profiles = Self::default();
        let mut n_lines = 0;
        for (at, line) in input.lines().enumerate() {
            let line = line.map_err(|error| Error::io(path, error))?;
            n_lines += 1;
            if at == 0 {
                let header: Header =
                    serde_json::from_str(&line).map_err(|e| fault(at, format!("no site profiles: {e}")))?;
                if header.site_profiles != VERSION {
                    return Err(fault(
                        at,
                        format!("site profiles of version {}, but {VERSION} is read", header.site_profiles),
                    ));
                }
                continue;
            }
            let line: Line = serde_json::from_str(&line).map_err(|e| fault(at, e.to_string()))?;
            let mut outlet = Outlet { n_docs: line.documents, ..Outlet::default() };
            for (hash, n) in line.blocks {
                let hash = u64::from_str_radix(&hash, 16)
                    .map_err(|_| fault(at, format!("a block is {hash:?}, but must be 16 hex digits")))?;
                outlet.blocks.insert(hash, n);
            }
            profiles.outlets.insert(line.outlet, outlet);
        }
        if n_lines == 0 {
            return Err(fault(0, "no site profiles: the file is empty".to_owned()));
        }
        Ok(profiles)
    }
}

/// Tells whether a block is a line of figures or the short line above or below one (`Year`, `Nine mths`): briefs repeat
/// those from one to the next, and they are no furniture.
fn is_subhead_of_figures(draft: &Draft, i: usize) -> bool {
    let block = draft.features(i);
    let beside = [i.checked_sub(1), Some(i + 1)].into_iter().flatten();
    block.is_figures() || (block.n_words <= 5 && beside.into_iter().any(|j| draft.features(j).is_figures()))
}

/// The outlet of a document: its source, or the host of its address. Items of agency feeds have none.
fn outlet_of(raw: &RawArticle) -> Option<String> {
    if raw.wire.as_ref().is_some_and(Wire::is_of_agency) {
        return None;
    }
    let source = raw.source.as_deref().map(words::fold).filter(|s| !s.is_empty());
    source.or_else(|| {
        let url = raw.url.as_deref()?;
        let host = url.split_once("://").map_or(url, |parts| parts.1).split(['/', '?', '#']).next()?;
        let host = host.rsplit('@').next()?.split(':').next()?.trim_start_matches("www.").to_lowercase();
        (!host.is_empty() && host.contains('.')).then_some(host)
    })
}

fn hash(text: &str) -> u64 {
    xxh3_64(words::fold(text).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Body;

    fn page(outlet: &str, title: &str, text: &str) -> RawArticle {
        RawArticle {
            source: Some(outlet.to_owned()),
            title: Some(title.to_owned()),
            body: Body::Text(text.to_owned()),
            ..RawArticle::default()
        }
    }

    fn learned(pages: &[RawArticle]) -> SiteProfiles {
        SiteProfiles::learn(pages, &Monitor::silent()).unwrap()
    }

    #[test]
    fn three_documents_make_furniture_and_two_do_not() {
        let pages = |n: usize| -> Vec<RawArticle> {
            (0..n)
                .map(|i| {
                    page("Courier", &format!("Title {i}"), &format!("Baked daily.\nCase {i} was heard."))
                })
                .collect()
        };
        assert_eq!(learned(&pages(2)).n_outlets(), 0);
        assert_eq!(learned(&pages(3)).n_outlets(), 1);
    }

    #[test]
    fn documents_under_one_headline_count_once_and_outlets_are_apart() {
        let versions: Vec<RawArticle> =
            (0..9).map(|_| page("Courier", "Ferry sinks", "The ferry sank.")).collect();
        assert_eq!(learned(&versions).n_outlets(), 0);
        let spread: Vec<RawArticle> =
            (0..9).map(|i| page(&format!("Outlet {i}"), &format!("Title {i}"), "The ferry sank.")).collect();
        assert_eq!(learned(&spread).n_outlets(), 0);
    }

    #[test]
    fn in_a_large_outlet_a_block_must_stand_in_two_of_a_hundred_or_ten_in_all() {
        let pages = |n_docs: usize, n: usize| -> Vec<RawArticle> {
            let text = |i: usize| if i < n { "Baked daily." } else { "" };
            (0..n_docs)
                .map(|i| page("Courier", &format!("Title {i}"), &format!("Case {i}\n{}", text(i))))
                .collect()
        };
        assert_eq!(learned(&pages(400, 7)).n_outlets(), 0);
        assert_eq!(learned(&pages(400, 8)).n_outlets(), 1);
        assert_eq!(learned(&pages(1000, 10)).n_outlets(), 1);
    }

    #[test]
    fn profiles_come_back_as_they_were_written() {
        let pages: Vec<RawArticle> =
            (0..4).map(|i| page("Courier", &format!("Title {i}"), "Baked daily.\nBread for all.")).collect();
        let profiles = learned(&pages);
        let mut bytes = Vec::new();
        profiles.write(&mut bytes).unwrap();
        assert_eq!(SiteProfiles::read(bytes.as_slice(), Path::new("p")).unwrap(), profiles);
        assert_eq!(String::from_utf8(bytes).unwrap().lines().count(), 2);
    }

    #[test]
    fn a_file_that_is_no_profile_is_told_with_its_line() {
        let head = "{\"site_profiles\":1}\n";
        for (text, line) in [
            (String::new(), 1),
            ("{}\n".to_owned(), 1),
            ("{\"site_profiles\":9}\n".to_owned(), 1),
            (format!("{head}not json\n"), 2),
            (format!("{head}{{\"outlet\":\"a\",\"documents\":3,\"blocks\":{{\"xyz\":3}}}}\n"), 2),
        ] {
            let error = SiteProfiles::read(text.as_bytes(), Path::new("p")).unwrap_err();
            assert!(matches!(error, Error::Format { line: Some(n), .. } if n == line), "{text:?}: {error}");
        }
    }
}
