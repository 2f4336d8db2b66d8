//! A document: an article as numbers that point back into its text.

use std::ops::Range;

use super::ids::TermId;

/// The sentences and tokens of one article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// The words of the headline, in order.
    pub title: Vec<TermId>,
    /// The words of the body, in order, sentence after sentence.
    pub tokens: Vec<TermId>,
    /// The sentences of the body, in order.
    pub sentences: Vec<Sentence>,
}

/// One sentence: a span of a paragraph and a run of the document's tokens.
///
/// Spans are byte ranges on character borders; those of one paragraph ascend and are disjoint. Every token of the
/// document belongs to exactly one sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The paragraph, from 0.
    pub paragraph: u32,
    /// The first byte in the paragraph.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// The first token in the document.
    pub first_token: u32,
    /// The token after the last.
    pub end_token: u32,
}

impl Sentence {
    /// Gives the bytes of the paragraph.
    #[must_use]
    pub const fn span(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Gives the tokens of the document.
    #[must_use]
    pub const fn tokens(&self) -> Range<usize> {
        self.first_token as usize..self.end_token as usize
    }
}
