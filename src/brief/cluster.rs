//! The articles of a story as a summariser sees them.

use std::ops::Range;

use super::fitness;
use crate::model::{Article, Document, Sentence};
use crate::text::Vocabulary;

/// The articles of one story as a summariser sees them: parallel lists, in order of time, then id.
#[derive(Clone, Debug)]
pub struct Cluster<'a> {
    /// The articles.
    pub articles: Vec<&'a Article>,
    /// Their documents.
    pub documents: Vec<&'a Document>,
    /// The origin of each, from 0: documents with one label are copies of one text and count once.
    pub origins: Vec<usize>,
    /// The words.
    pub vocabulary: &'a Vocabulary,
}

/// A sentence of a [`Cluster`]: the place of its document and its place in that document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SentenceRef {
    /// The document, in `0..cluster.documents.len()`.
    pub doc: usize,
    /// The sentence, in `0..document.sentences.len()`.
    pub sentence: usize,
}

impl<'a> Cluster<'a> {
    /// Gives the cluster without what is no news, in order of time, then id, with origins numbered as they are met.
    /// Articles without a time come last. The same articles in any order give the same cluster.
    #[must_use]
    pub fn in_order(&self) -> Self {
        let lists = self.articles.iter().zip(&self.documents).zip(&self.origins);
        let mut rows: Vec<_> = lists.filter(|((article, _), _)| article.kind.is_news()).collect();
        rows.sort_by_key(|((article, _), _)| (article.published.is_none(), article.published, &article.id));
        let mut met = Vec::new();
        let mut cluster =
            Self { articles: vec![], documents: vec![], origins: vec![], vocabulary: self.vocabulary };
        for ((article, document), origin) in rows {
            let label = met.iter().position(|known| *known == origin).unwrap_or_else(|| {
                met.push(origin);
                met.len() - 1
            });
            cluster.articles.push(article);
            cluster.documents.push(document);
            cluster.origins.push(label);
        }
        cluster
    }

    /// Counts the independent origins.
    #[must_use]
    pub fn n_origins(&self) -> usize {
        self.origins.iter().map(|origin| origin + 1).max().unwrap_or(0)
    }

    /// Gives the bytes of its paragraph that a brief prints of a sentence: all but a dateline. Empty for a sentence
    /// that does not exist.
    #[must_use]
    pub fn span(&self, at: SentenceRef) -> Range<usize> {
        let Some(sentence) = self.sentence(at) else { return 0..0 };
        let span = sentence.span();
        let opens = sentence.paragraph == 0 && at.sentence == 0;
        let dateline = if opens { fitness::dateline(self.slice(at, span.clone())) } else { 0 };
        span.start + dateline..span.end
    }

    /// Gives the text of a sentence as a brief prints it.
    #[must_use]
    pub fn text(&self, at: SentenceRef) -> &'a str {
        self.slice(at, self.span(at))
    }

    /// Counts the words of a sentence as the budget does: by white space.
    #[must_use]
    pub fn words(&self, at: SentenceRef) -> usize {
        self.text(at).split_whitespace().count()
    }

    pub(super) fn sentence(&self, at: SentenceRef) -> Option<&'a Sentence> {
        self.documents.get(at.doc)?.sentences.get(at.sentence)
    }

    fn slice(&self, at: SentenceRef, span: Range<usize>) -> &'a str {
        let paragraph = self.sentence(at).map_or(0, |sentence| sentence.paragraph as usize);
        let article = self.articles.get(at.doc);
        article.and_then(|a| a.paragraphs.get(paragraph)).and_then(|p| p.get(span)).unwrap_or_default()
    }
}
