//! The words of a run, numbered in alphabetical order.
//!
//! Chunks of a fixed number of documents number their words on their own, in parallel; one sorted merge then gives
//! every word its number. So the numbers depend neither on the threads nor on the order of the input, and at most one
//! sorted word list a chunk is held besides the documents. A shared table with a lock numbers words in the order in
//! which threads meet them, which is neither.

use rustc_hash::FxHashMap;

use super::dates;
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

    /// Joins the documents of chunks to one list and numbers their words.
    ///
    /// `langs` has the language of each document. A word is stemmed in the language of most documents that hold it,
    /// the first in the alphabet where several have as many.
    pub(super) fn join(chunks: Vec<Chunk>, langs: &[String]) -> (Vec<Document>, Self) {
        let mut words: Vec<&str> = chunks.iter().flat_map(Chunk::words).collect();
        par::sort(&mut words);
        words.dedup();
        let words: Vec<String> = words.into_iter().map(str::to_owned).collect();
        let mut documents: Vec<Document> = Vec::with_capacity(langs.len());
        let mut cases = vec![Cases::default(); words.len()];
        for (of_chunk, counted) in par::map_owned(chunks, |chunk| chunk.number(&words)) {
            documents.extend(of_chunk);
            for (term, own) in counted {
                if let Some(sum) = cases.get_mut(term.index()) {
                    sum.add(own);
                }
            }
        }

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
        let stop: Vec<bool> = found.iter().map(|(_, stop)| *stop).collect();
        let name = words.iter().zip(&cases).zip(&stop).map(|((word, cases), &stop)| {
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
        (documents, Self { words, stem_of, stems, stop, name })
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

/// How often a word stands within sentences, and how often with a capital.
#[derive(Clone, Copy, Debug, Default)]
struct Cases {
    all: u32,
    upper: u32,
}

impl Cases {
    fn add(&mut self, other: Self) {
        self.all += other.all;
        self.upper += other.upper;
    }

    fn mostly_upper(self) -> bool {
        self.upper > self.all / 2
    }
}

/// A line with a larger share of capitals is a headline and tells nothing of names.
const MAX_CAPITALS: f64 = 0.6;

/// Numbers words in the order in which they come.
#[derive(Default)]
pub(super) struct Numbers {
    numbers: FxHashMap<Box<str>, u32>,
    cases: Vec<Cases>,
}

impl Numbers {
    /// Gives the number of a word, a new one to a new word.
    pub(super) fn number(&mut self, word: &str) -> TermId {
        if let Some(&number) = self.numbers.get(word) {
            return TermId(number);
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(word.into(), number);
        self.cases.push(Cases::default());
        TermId(number)
    }

    /// Counts the capitals of a sentence, but for its first word, which has one in any case.
    pub(super) fn count_capitals(&mut self, sentence: &[TermId], capitals: &[bool]) {
        let n_upper = capitals.iter().filter(|&&is_upper| is_upper).count();
        if n_upper as f64 > MAX_CAPITALS * capitals.len() as f64 {
            return;
        }
        for (word, &is_upper) in sentence.iter().zip(capitals).skip(1) {
            if let Some(cases) = self.cases.get_mut(word.index()) {
                cases.add(Cases { all: 1, upper: u32::from(is_upper) });
            }
        }
    }

    /// Ends a chunk of documents that are written in these numbers.
    pub(super) fn finish(self, documents: Vec<Document>) -> Chunk {
        let mut words: Vec<(Box<str>, u32)> = self.numbers.into_iter().collect();
        words.sort_unstable();
        let mut chunk = Chunk {
            documents,
            text: String::new(),
            ends: Vec::new(),
            numbers: Vec::new(),
            cases: self.cases,
        };
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
    /// By the chunk's own numbers.
    cases: Vec<Cases>,
}

impl Chunk {
    fn words(&self) -> impl Iterator<Item = &str> {
        let starts = [0].into_iter().chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.text.get(start..end).unwrap_or_default())
    }

    /// Writes the documents, and what was counted of each word, in the numbers of the sorted `words`, which hold all of
    /// the chunk's.
    fn number(mut self, words: &[String]) -> (Vec<Document>, Vec<(TermId, Cases)>) {
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
        (self.documents, final_of.into_iter().zip(self.cases).collect())
    }
}
