//! The words of a run, numbered in alphabetical order.

use super::dates;
use super::numbering::Cases;
use super::stems::Stems;
use super::stopwords::StopWords;
use crate::model::{Document, TermId};
use crate::par;

/// Every word of a corpus with its stem. Words are numbered in alphabetical (byte) order, stems likewise.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    words: Vec<String>,
    stem_of: Vec<TermId>,
    stems: Vec<String>,
    stop: Vec<bool>,
    name: Vec<bool>,
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

    /// Gives the word, lower-case; empty for an id of another vocabulary.
    #[must_use]
    pub fn word(&self, term: TermId) -> &str {
        self.words.get(term.index()).map_or("", String::as_str)
    }

    /// Finds a lower-case word. `O(log n)`.
    #[must_use]
    pub fn find(&self, word: &str) -> Option<TermId> {
        self.words.binary_search_by(|w| w.as_str().cmp(word)).ok().map(|i| TermId(i as u32))
    }

    /// Gives the stem of a word, in `0..n_stems()`; stem 0 for an id of another vocabulary.
    #[must_use]
    pub fn stem(&self, term: TermId) -> TermId {
        self.stem_of.get(term.index()).copied().unwrap_or(TermId(0))
    }

    /// Gives a stem as text; empty for an id of another vocabulary.
    #[must_use]
    pub fn stem_text(&self, stem: TermId) -> &str {
        self.stems.get(stem.index()).map_or("", String::as_str)
    }

    /// Tells whether the word is a stop word of the language it mostly occurs in.
    #[must_use]
    pub fn is_stop(&self, term: TermId) -> bool {
        self.stop.get(term.index()).copied().unwrap_or(false)
    }

    /// Tells whether the word is part of a name, as far as capitals tell: within sentences it is mostly written with one,
    /// and it is neither a figure, a stop word, a single letter, nor an English month or weekday.
    #[must_use]
    pub fn is_name(&self, term: TermId) -> bool {
        self.name.get(term.index()).copied().unwrap_or(false)
    }

    /// Makes the vocabulary of words in alphabetical order that the documents are written in.
    ///
    /// `langs` has the language of each document. A word is stemmed in the language of most documents that hold it,
    /// the first in the alphabet where several have as many.
    pub(super) fn of(words: Vec<String>, cases: &[Cases], documents: &[Document], langs: &[String]) -> Self {
        let lang_of = languages_of(documents, langs, words.len());
        let mut names: Vec<&str> = langs.iter().map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        let tools: Vec<(Stems, StopWords)> =
            names.iter().map(|lang| (Stems::of(lang), StopWords::of(lang))).collect();
        let found: Vec<(String, bool)> = par::map_range(words.len(), |i| {
            let (Some(word), Some(tool)) =
                (words.get(i), lang_of.get(i).and_then(|&l| tools.get(l as usize)))
            else {
                return (String::new(), false);
            };
            (tool.0.stem(word), tool.1.contains(word))
        });
        let stop: Vec<bool> = found.iter().map(|(_, stop)| *stop).collect();
        let name = words.iter().zip(cases).zip(&stop).map(|((word, cases), &stop)| {
            let is_figure = word.bytes().any(|byte| byte.is_ascii_digit());
            cases.mostly_upper()
                && !stop
                && !is_figure
                && word.chars().nth(1).is_some()
                && !dates::is_month_or_weekday(word)
        });
        let name = name.collect();
        let mut stems: Vec<String> = found.iter().map(|(stem, _)| stem.clone()).collect();
        par::sort(&mut stems);
        stems.dedup();
        let stem_of = par::map(&found, |(stem, _)| TermId(stems.binary_search(stem).unwrap_or(0) as u32));
        Self { words, stem_of, stems, stop, name }
    }
}

/// Tells each word's language: its place in the sorted list of distinct `langs`.
fn languages_of(documents: &[Document], langs: &[String], n_words: usize) -> Vec<u32> {
    let mut by_lang: Vec<(&str, &Document)> = langs.iter().map(String::as_str).zip(documents).collect();
    by_lang.sort_by_key(|(lang, _)| *lang);
    let groups: Vec<&[(&str, &Document)]> = by_lang.chunk_by(|a, b| a.0 == b.0).collect();
    if groups.len() < 2 {
        return vec![0; n_words];
    }
    let counted = par::map(&groups, |group| document_counts(group, n_words));
    let mut best = vec![(0_u32, 0_u32); n_words];
    for (place, counts) in (0..).zip(counted) {
        for (best, count) in best.iter_mut().zip(counts) {
            if count > best.0 {
                *best = (count, place);
            }
        }
    }
    best.into_iter().map(|(_, place)| place).collect()
}

/// Counts in how many of the documents each word stands.
fn document_counts(documents: &[(&str, &Document)], n_words: usize) -> Vec<u32> {
    let (mut counts, mut last) = (vec![0_u32; n_words], vec![0_u32; n_words]);
    for (stamp, (_, document)) in (1..).zip(documents) {
        for term in document.title.iter().chain(&document.tokens) {
            if let (Some(last), Some(count)) = (last.get_mut(term.index()), counts.get_mut(term.index()))
                && *last != stamp
            {
                *last = stamp;
                *count += 1;
            }
        }
    }
    counts
}
