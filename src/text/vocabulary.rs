//! The words of a run, numbered in alphabetical order.
//!
//! Chunks of a fixed number of documents number their words on their own, in parallel; one sorted merge then gives
//! every word its number. So the numbers depend neither on the threads nor on the order of the input, and at most one
//! sorted word list a chunk is held besides the documents. A shared table with a lock numbers words in the order in
//! which threads meet them, which is neither.

use rustc_hash::FxHashMap;

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

    /// Joins the documents of chunks to one list and numbers their words.
    ///
    /// `langs` has the language of each document. A word is stemmed in the language of most documents that hold it,
    /// the first in the alphabet where several have as many.
    pub(super) fn join(chunks: Vec<Chunk>, langs: &[String]) -> (Vec<Document>, Self) {
        let mut words: Vec<&str> = chunks.iter().flat_map(Chunk::words).collect();
        par::sort(&mut words);
        words.dedup();
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let documents: Vec<Document> =
            par::map_owned(chunks, |chunk| chunk.number(&words)).into_iter().flatten().collect();

        let lang_of = languages_of(&documents, langs, words.len());
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
        let stop = found.iter().map(|(_, stop)| *stop).collect();
        let mut stems: Vec<String> = found.iter().map(|(stem, _)| stem.clone()).collect();
        par::sort(&mut stems);
        stems.dedup();
        let stem_of = par::map(&found, |(stem, _)| TermId(stems.binary_search(stem).unwrap_or(0) as u32));
        (documents, Self { words, stem_of, stems, stop })
    }
}

/// Tells each word's language: its place in the sorted list of distinct `langs`.
fn languages_of(documents: &[Document], langs: &[String], n_words: usize) -> Vec<u32> {
    let mut by_lang: Vec<(&str, &Document)> = langs.iter().map(String::as_str).zip(documents).collect();
    by_lang.sort_by_key(|(lang, _)| *lang);
    let mut best = vec![(0_u32, 0_u32); n_words];
    let mut seen = vec![0_u32; n_words];
    let mut count = vec![0_u32; n_words];
    let mut stamp = 0;
    for (place, group) in by_lang.chunk_by(|a, b| a.0 == b.0).enumerate() {
        count.fill(0);
        for (_, document) in group {
            stamp += 1;
            for term in document.title.iter().chain(&document.tokens) {
                if let (Some(seen), Some(count)) = (seen.get_mut(term.index()), count.get_mut(term.index()))
                    && *seen != stamp
                {
                    *seen = stamp;
                    *count += 1;
                }
            }
        }
        for (best, &count) in best.iter_mut().zip(&count) {
            if count > best.0 {
                *best = (count, place as u32);
            }
        }
    }
    best.into_iter().map(|(_, place)| place).collect()
}

/// Numbers words in the order in which they come.
#[derive(Default)]
pub(super) struct Numbers {
    numbers: FxHashMap<Box<str>, u32>,
}

impl Numbers {
    /// Gives the number of a word, a new one to a new word.
    pub(super) fn number(&mut self, word: &str) -> TermId {
        if let Some(&number) = self.numbers.get(word) {
            return TermId(number);
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(word.into(), number);
        TermId(number)
    }

    /// Ends a chunk of documents that are written in these numbers.
    pub(super) fn finish(self, documents: Vec<Document>) -> Chunk {
        let mut words: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        words.sort_unstable();
        let mut chunk = Chunk { documents, text: String::new(), ends: Vec::new(), numbers: Vec::new() };
        for (word, number) in words {
            chunk.text.push_str(&word);
            chunk.ends.push(chunk.text.len());
            chunk.numbers.push(number);
        }
        chunk
    }
}

/// Some documents, written in numbers of their own, and their words in alphabetical order.
pub(super) struct Chunk {
    documents: Vec<Document>,
    text: String,
    ends: Vec<usize>,
    numbers: Vec<u32>,
}

impl Chunk {
    fn words(&self) -> impl Iterator<Item = &str> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.text.get(start..end).unwrap_or_default())
    }

    /// Writes the documents in the numbers of the sorted `words`, which hold all of the chunk's.
    fn number(mut self, words: &[String]) -> Vec<Document> {
        let mut final_of = vec![TermId(0); self.numbers.len()];
        for (word, &number) in self.words().zip(&self.numbers) {
            if let Some(slot) = final_of.get_mut(number as usize) {
                *slot = TermId(words.binary_search_by(|w| w.as_str().cmp(word)).unwrap_or(0) as u32);
            }
        }
        for document in &mut self.documents {
            for term in document.title.iter_mut().chain(&mut document.tokens) {
                *term = final_of.get(term.index()).copied().unwrap_or(TermId(0));
            }
        }
        self.documents
    }
}
