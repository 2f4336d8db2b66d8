//! Shared passages as bytes of the paragraphs they stand in.

use std::ops::Range;

use rustc_hash::FxHashSet;
use serde::Serialize;

use crate::model::{Article, Document, TermId};
use crate::text::tokens;

use super::align::Run;

/// Words in a shingle of a paragraph.
const WIDTH: usize = 3;
/// A text holds less than this share of the 3-grams of a paragraph that it lacks.
const LACKS: f64 = 0.2;

/// A piece of a paragraph: `paragraphs[paragraph][start..end]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Span {
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// The first byte in the paragraph.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// The same words in two articles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// How many words there are.
    pub words: usize,
    /// Where they stand in the one article: a piece of each paragraph that they touch, in order.
    pub a: Vec<Span>,
    /// Where they stand in the other.
    pub b: Vec<Span>,
}

/// Where each token of an article stands.
pub(super) struct Places(Vec<Span>);

impl Places {
    pub(super) fn of(article: &Article, document: &Document) -> Self {
        let mut places = Vec::with_capacity(document.tokens.len());
        for sentence in &document.sentences {
            let paragraph = sentence.paragraph as usize;
            let text = article.paragraphs.get(paragraph).and_then(|p| p.get(sentence.span()));
            let from = sentence.start as usize;
            let spans = tokens::spans(text.unwrap_or_default()).into_iter();
            places.extend(spans.map(|s| Span { paragraph, start: from + s.start, end: from + s.end }));
        }
        Self(places)
    }

    /// Gives the pieces of paragraphs that hold a range of tokens.
    fn spans(&self, tokens: Range<usize>) -> Vec<Span> {
        let places = self.0.get(tokens).unwrap_or_default();
        places
            .chunk_by(|x, y| x.paragraph == y.paragraph)
            .filter_map(|of_one| Some(Span { end: of_one.last()?.end, ..*of_one.first()? }))
            .collect()
    }
}

/// Puts runs of words where they stand in both articles.
pub(super) fn passages(runs: &[Run], a: &Places, b: &Places) -> Vec<Passage> {
    let passage = |run: &Run| Passage {
        words: run.len,
        a: a.spans(run.a..run.a + run.len),
        b: b.spans(run.b..run.b + run.len),
    };
    runs.iter().map(passage).collect()
}

/// Lists the paragraphs of a document of whose word 3-grams the other holds hardly any.
pub(super) fn lacking(document: &Document, other: &Document) -> Vec<usize> {
    let held: FxHashSet<&[TermId]> = (1..=WIDTH).flat_map(|width| other.tokens.windows(width)).collect();
    let paragraphs = document.sentences.chunk_by(|x, y| x.paragraph == y.paragraph);
    paragraphs
        .filter_map(|sentences| {
            let (first, last) = (sentences.first()?, sentences.last()?);
            let tokens = document.tokens.get(first.tokens().start..last.tokens().end)?;
            let windows = tokens.windows(WIDTH.min(tokens.len()).max(1));
            let all = windows.len();
            let shared = windows.filter(|window| held.contains(window)).count();
            ((shared as f64) < LACKS * all as f64).then_some(first.paragraph as usize)
        })
        .collect()
}
