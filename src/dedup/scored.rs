//! A run up to its scored pairs: groups at any threshold, and why two articles are copies or are not.

use crate::error::Result;
use crate::model::{Article, DuplicateGroup};
use crate::neighbours::{NeighbourLists, NeighbourParams};
use crate::progress::{Monitor, Stage};
use crate::sparse::SparseMatrix;
use crate::text::Corpus;

use super::candidates::{self, Candidates};
use super::leaders::Leaders;
use super::params::DedupParams;
use super::roundups::{self, Roundups};
use super::score::{self, Edge, Scorer};
use super::texts::Pair;
use super::{groups, notices, prepare, versions};

/// The scored pairs of some articles.
///
/// [`find_duplicates`](super::find_duplicates) is [`Scored::of`], [`Scored::groups`] and [`Scored::neighbours`]; groups at another threshold
/// cost only the linkage.
#[derive(Debug)]
pub struct Scored<'a> {
    pub(super) articles: &'a [Article],
    pub(super) corpus: &'a Corpus,
    pub(super) params: &'a DedupParams,
    neighbours: &'a NeighbourParams,
    n_cols: usize,
    pub(super) scorer: Scorer<'a>,
    /// The text of each article; none of one that is compared with none.
    pub(super) text_of: Vec<Option<u32>>,
    pub(super) leaders: Leaders,
    pub(super) found: Candidates,
    pub(super) edges: Vec<Edge>,
    /// Pairs of leaders that are versions of one item, ascending.
    pub(super) versions: Vec<Pair>,
    pub(super) roundups: Roundups,
}

impl<'a> Scored<'a> {
    /// Finds the pairs of articles that may be copies and scores them; `matrix` has one row an article.
    ///
    /// # Errors
    /// [`Error::Shape`](crate::error::Error::Shape) when articles, documents and rows differ in number;
    /// [`Error::Cancelled`](crate::error::Error::Cancelled) when the monitor says so.
    pub fn of(
        articles: &'a [Article],
        corpus: &'a Corpus,
        matrix: &'a SparseMatrix,
        neighbours: &'a NeighbourParams,
        params: &'a DedupParams,
        monitor: &Monitor<'_>,
    ) -> Result<Self> {
        let n = articles.len();
        let report = |tenths: usize| monitor.report(Stage::Dedup, n * tenths / 10, Some(n));
        let (scorer, leaders, found) = prepare(articles, corpus, matrix, neighbours, params, &report)?;
        let edges = score::score_pairs(&scorer, &found.pairs, params);
        let roundups = roundups::find(&scorer.texts, &edges);
        let versions = versions::pairs(articles, &scorer.texts, &leaders);
        report(10)?;
        let text_of = scorer.texts.by_article(n);
        Ok(Self {
            articles,
            corpus,
            params,
            neighbours,
            n_cols: matrix.n_cols(),
            scorer,
            text_of,
            leaders,
            found,
            edges,
            versions,
            roundups,
        })
    }

    /// Labels each article with its group at a threshold in place of [`DedupParams::threshold`]: equal labels, one group.
    ///
    /// Labels are numbered by the first article that has them. Near-linear in the scored pairs.
    #[must_use]
    pub fn labels(&self, threshold: f64) -> Vec<u32> {
        let of_texts = self.text_labels(threshold);
        let mut number_of = vec![u32::MAX; of_texts.len()];
        let mut next = 0..;
        let mut fresh = || next.next().unwrap_or_default();
        self.text_of
            .iter()
            .map(|text| match text {
                Some(text) => {
                    let number = &mut number_of[of_texts[*text as usize] as usize];
                    if *number == u32::MAX {
                        *number = fresh();
                    }
                    *number
                }
                None => fresh(),
            })
            .collect()
    }

    /// Groups the articles at [`DedupParams::threshold`]: a partition of them, ordered by their first article.
    #[must_use]
    pub fn groups(&self) -> Vec<DuplicateGroup> {
        let labels = self.text_labels(self.params.threshold);
        let mut groups = groups::assemble(self.articles, &self.scorer, &labels, &self.roundups, self.params);
        notices::carry(self.articles, self.corpus, &mut groups);
        groups
    }

    /// Gives the neighbours of the kept copy of each group among the other groups' kept copies, at most
    /// [`NeighbourParams::k`]. The index is asked now if it was not asked for candidates.
    ///
    /// # Errors
    /// [`Error::NotFinite`](crate::error::Error::NotFinite) for a row that is not.
    pub fn neighbours(&self, groups: &[DuplicateGroup]) -> Result<NeighbourLists> {
        let texts = &self.scorer.texts;
        let by_group = |near| candidates::by_group(self.articles, texts, groups, near, self.neighbours.k);
        match &self.found.neighbours {
            Some(near) => Ok(by_group(near)),
            None => Ok(by_group(&candidates::nearest(texts, &self.leaders, self.n_cols, self.neighbours)?)),
        }
    }

    pub(super) fn text_labels(&self, threshold: f64) -> Vec<u32> {
        groups::group(
            &self.leaders,
            &self.edges,
            &self.versions,
            &self.roundups,
            self.params.grouping,
            threshold,
        )
    }
}
