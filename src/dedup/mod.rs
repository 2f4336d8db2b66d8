//! Which articles are the same copy.
//!
//! In this order, one file a step: equal texts are collapsed (`exact`); a join of sampled word shingles finds pairs that
//! share passages (`join`), and those that are nearly one text are collapsed to leaders (`leaders`); an index over the
//! leaders' projected rows finds what shingles miss; every pair of leaders is scored by its cosine and the weighted share
//! of its 3-grams (`score`); look-alikes are struck out (`veto`); average linkage groups the rest (`groups`);
//! roundups are set beside the groups that they contain (`roundups`); each group gets its kept copy (`kept`) and its
//! origin (`origin`).
//!
//! TF-IDF cosine and connected components alone stop at a pairwise F1 of .74 on planted copies: average linkage keeps one
//! false pair from welding two groups, and containment finds what was cut short.
//!
//! Inside, texts are numbered by a hash of their content, so that nothing depends on the order of the input.

mod candidates;
mod exact;
mod groups;
mod join;
mod kept;
mod leaders;
mod origin;
mod params;
mod roundups;
mod score;
mod shingles;
mod texts;
mod veto;

pub(crate) use groups::versions;
pub(crate) use origin::of as origin_of;
pub use params::{CandidateSource, DedupParams, Grouping};

use crate::error::{Error, Result};
use crate::model::{Article, DuplicateGroup};
use crate::neighbours::{NeighbourLists, NeighbourParams};
use crate::progress::{Monitor, Stage};
use crate::sparse::SparseMatrix;
use crate::text::Corpus;

/// What [`find_duplicates`] found.
#[derive(Clone, Debug, Default)]
pub struct Duplicates {
    /// The copies: a partition of the articles, ordered by their first article.
    pub groups: Vec<DuplicateGroup>,
    /// The neighbours of the kept copy of each group among the other groups' kept copies, at most
    /// [`NeighbourParams::k`]; the story stage starts from them.
    pub neighbours: NeighbourLists,
}

/// Groups the articles that are the same copy.
///
/// `matrix` has one row an article. The same articles give the same partition in any order. Articles whose kind is no news
/// ([`Kind::is_news`](crate::model::Kind::is_news)) are compared with none and stand alone. Near-linear in the articles,
/// but for families of texts that all share passages, which are compared pair by pair.
///
/// # Errors
/// [`Error::Shape`] when articles, documents and rows differ in number; [`Error::Cancelled`] when the monitor says so.
pub fn find_duplicates(
    articles: &[Article],
    corpus: &Corpus,
    matrix: &SparseMatrix,
    neighbours: &NeighbourParams,
    params: &DedupParams,
    monitor: &Monitor<'_>,
) -> Result<Duplicates> {
    let n = articles.len();
    for (what, found) in
        [("the documents of a corpus", corpus.documents.len()), ("the rows of a matrix", matrix.n_rows())]
    {
        if found != n {
            return Err(Error::Shape { what, expected: n, found });
        }
    }
    let report = |tenths: usize| monitor.report(Stage::Dedup, n * tenths / 10, Some(n));
    report(0)?;
    let texts = exact::collapse(articles, corpus, matrix);
    let mut shingles = shingles::Shingles::build(&texts);
    report(1)?;
    let joined = join::pairs(&texts, &shingles, params);
    report(2)?;
    let leaders = leaders::choose(&texts, &shingles, &joined, params);
    shingles.weigh(&leaders.list);
    report(3)?;
    let found = candidates::find(&texts, &leaders, &joined, neighbours, params)?;
    report(7)?;
    let scorer = score::Scorer::new(&texts, &shingles);
    let veto = veto::Veto::new(&texts, &leaders.list);
    let edges = score::score_pairs(&scorer, &veto, &found.pairs, params);
    report(8)?;
    let roundups = roundups::find(&texts, &edges);
    let labels = groups::group(&texts, &leaders, &edges, &roundups, params);
    report(9)?;
    let groups = groups::assemble(articles, &texts, &scorer, &labels, &roundups, params);
    let neighbours = candidates::by_group(articles, &texts, &groups, &found, neighbours.k);
    report(10)?;
    Ok(Duplicates { groups, neighbours })
}

#[cfg(test)]
mod tests;
