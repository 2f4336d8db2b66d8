//! The articles of a story as a summariser sees them.

use std::ops::Range;
use std::sync::OnceLock;

use jiff::Timestamp;
use rustc_hash::FxHashMap;

use super::budget::Cost;
use super::fitness;
use super::units::Units;
use crate::model::{Article, Document, Kind, Sentence};
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
    /// What the brief is to tell.
    pub focus: Focus,
    units: OnceLock<Units>,
}

/// What a brief is to tell of its story, where that is not all of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Focus {
    /// What the reader asks for; `None` for the news as it is.
    pub query: Option<String>,
    /// Articles before this time are known: none of their sentences is taken, and what they tell is no news.
    pub since: Option<Timestamp>,
    /// Sentences that the reader knows already, of an earlier brief for example.
    pub known: Vec<String>,
    /// Whether only sentences that open an article are wanted.
    pub openings_only: bool,
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
    /// Joins parallel lists to a cluster without what is no news, in order of time, then id, with origins numbered as
    /// they are met. Roundups tell of other stories too, and so are left out unless there is nothing else. Articles without a time come last. The same articles in any order give the same cluster.
    ///
    /// `origins` has any label for each; what the lists have beyond the shortest is left out.
    #[must_use]
    pub fn new(
        articles: &[&'a Article],
        documents: &[&'a Document],
        origins: &[usize],
        vocabulary: &'a Vocabulary,
    ) -> Self {
        let lists = articles.iter().zip(documents).zip(origins);
        let mut rows: Vec<_> = lists.filter(|((article, _), _)| article.kind.is_news()).collect();
        if rows.iter().any(|((article, _), _)| article.kind != Kind::Roundup) {
            rows.retain(|((article, _), _)| article.kind != Kind::Roundup);
        }
        rows.sort_by_key(|((article, _), _)| (article.published.is_none(), article.published, &article.id));
        let mut met: FxHashMap<usize, usize> = FxHashMap::default();
        let mut cluster = Self {
            articles: Vec::with_capacity(rows.len()),
            documents: Vec::with_capacity(rows.len()),
            origins: Vec::with_capacity(rows.len()),
            vocabulary,
            focus: Focus::default(),
            units: OnceLock::new(),
        };
        for ((article, document), origin) in rows {
            let next = met.len();
            cluster.articles.push(article);
            cluster.documents.push(document);
            cluster.origins.push(*met.entry(*origin).or_insert(next));
        }
        cluster
    }

    /// Gives the cluster with another focus.
    #[must_use]
    pub fn with_focus(self, focus: Focus) -> Self {
        Self { focus, units: OnceLock::new(), ..self }
    }

    /// Counts the independent origins.
    #[must_use]
    pub fn n_origins(&self) -> usize {
        self.origins.iter().map(|origin| origin + 1).max().unwrap_or(0)
    }

    /// Tells whether sentences of a document may be taken: it is not before [`Focus::since`]. A document without a time
    /// may be.
    #[must_use]
    pub fn is_fresh(&self, doc: usize) -> bool {
        let published = self.articles.get(doc).and_then(|article| article.published);
        !matches!((published, self.focus.since), (Some(time), Some(since)) if time < since)
    }

    /// Iterates over the sentences of all documents, in order.
    pub fn sentences(&self) -> impl Iterator<Item = SentenceRef> {
        let sentences = |(doc, document): (usize, &&Document)| {
            (0..document.sentences.len()).map(move |sentence| SentenceRef { doc, sentence })
        };
        self.documents.iter().enumerate().flat_map(sentences)
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

    /// Tells what a sentence takes of the budget.
    #[must_use]
    pub fn cost(&self, at: SentenceRef) -> Cost {
        Cost::of(self.text(at))
    }

    /// Gives the sentences, each wording once; made when first asked for.
    pub(super) fn units(&self) -> &Units {
        self.units.get_or_init(|| Units::of(self))
    }

    pub(super) fn sentence(&self, at: SentenceRef) -> Option<&'a Sentence> {
        self.documents.get(at.doc)?.sentences.get(at.sentence)
    }

    /// Gives the whole paragraph of a sentence.
    pub(super) fn paragraph(&self, at: SentenceRef) -> &'a str {
        let paragraph = self.sentence(at).map_or(0, |sentence| sentence.paragraph as usize);
        let article = self.articles.get(at.doc);
        article.and_then(|a| a.paragraphs.get(paragraph)).map_or("", String::as_str)
    }

    fn slice(&self, at: SentenceRef, span: Range<usize>) -> &'a str {
        self.paragraph(at).get(span).unwrap_or_default()
    }
}
