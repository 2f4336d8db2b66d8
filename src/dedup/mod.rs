//! Which articles are the same copy.
//!
//! In this order, one file a step: equal texts are collapsed (`exact`); a join of sampled word shingles finds pairs that
//! share passages (`join`), and those that are nearly one text are collapsed to leaders (`leaders`); an index over the
//! leaders' projected rows finds what shingles miss (`candidates`); every pair of leaders is aligned and compared
//! (`align`, `features`) and gets the probability that they are copies (`model`, `score`); average linkage groups them
//! (`groups`), with the versions of a wire item (`versions`) whatever their texts; roundups are set beside the groups that
//! they contain (`roundups`); each group gets its kept copy (`kept`) and its origin (`origin`), and what the agency has said
//! of an item since holds for all of its copies (`notices`).
//!
//! TF-IDF cosine and connected components alone stop at a pairwise F1 of .74 on planted copies. Average linkage keeps one
//! false pair from welding two groups, containment finds what was cut short, and the names, figures and headlines that
//! were exchanged tell a copy from a look-alike.
//!
//! Inside, texts are numbered by a hash of their content, so that nothing depends on the order of the input.

mod align;
mod candidates;
mod exact;
mod explain;
mod features;
mod groups;
mod join;
mod kept;
mod leaders;
mod model;
mod notices;
mod origin;
mod params;
mod passages;
mod roundups;
mod score;
mod scored;
mod shingles;
mod slugs;
mod texts;
mod versions;

pub use explain::{Decision, Explanation};
pub use features::PairFeatures;
pub use kept::Keep;
pub(crate) use notices::carry as carry_notices;
pub(crate) use origin::of as origin_of;
pub use params::{CandidateSource, DedupParams, Grouping};
pub use passages::{Passage, Span};
pub(crate) use score::PairScore;
pub use scored::Scored;
pub(crate) use versions::chain as versions_of;

use align::Aligner;
use candidates::Candidates;
use leaders::Leaders;
use score::Scorer;

use crate::error::{Error, Result};
use crate::model::{Article, DocId, DuplicateGroup};
use crate::neighbours::{NeighbourLists, NeighbourParams};
use crate::par;
use crate::progress::Monitor;
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
    let scored = Scored::of(articles, corpus, matrix, neighbours, params, monitor)?;
    let groups = scored.groups();
    let neighbours = scored.neighbours(&groups)?;
    Ok(Duplicates { groups, neighbours })
}

/// A pair of articles that may be copies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ScoredPair {
    /// The one, as a place in the articles.
    pub a: DocId,
    /// The other.
    pub b: DocId,
    /// The probability that they are copies, in `0..=1`.
    pub score: f64,
    /// What it is made of.
    pub features: PairFeatures,
}

/// Gives the pairs that [`find_duplicates`] scores before it groups: what the score is trained on.
///
/// Copies of equal text, and texts that are nearly one, are represented by one of them.
///
/// # Errors
/// As [`find_duplicates`].
pub fn candidate_pairs(
    articles: &[Article],
    corpus: &Corpus,
    matrix: &SparseMatrix,
    neighbours: &NeighbourParams,
    params: &DedupParams,
) -> Result<Vec<ScoredPair>> {
    let (scorer, _, found) = prepare(articles, corpus, matrix, neighbours, params, &|_| Ok(()))?;
    let first = |text: u32| scorer.texts.list[text as usize].docs.first().copied();
    let judged = par::map(&found.pairs, |&(a, b)| {
        if !scorer.texts.within_window(a, b, params.window_days) {
            return None;
        }
        let (score, features) = scorer.judge((a, b), &mut Aligner::default());
        Some(ScoredPair { a: first(a)?, b: first(b)?, score: score.score, features: features? })
    });
    Ok(judged.into_iter().flatten().collect())
}

/// Scores pairs of articles as [`find_duplicates`] does, whatever it would say of their dates; each shingle weighs by how
/// few of the distinct texts have it. An article that is compared with none is like none.
pub(crate) fn score(
    articles: &[Article],
    corpus: &Corpus,
    matrix: &SparseMatrix,
    pairs: &[(DocId, DocId)],
) -> Vec<PairScore> {
    let texts = exact::collapse(articles, corpus, matrix, 0);
    let mut shingles = shingles::Shingles::build(&texts);
    shingles.weigh(&(0..texts.list.len() as u32).collect::<Vec<_>>());
    let text_of = texts.by_article(articles.len());
    let scorer = score::Scorer::new(texts, shingles);
    par::map(pairs, |(a, b)| {
        let both = text_of[a.index()].zip(text_of[b.index()]);
        both.map_or_else(PairScore::default, |(a, b)| scorer.score(a, b))
    })
}

/// Goes as far as the pairs that are worth scoring.
fn prepare<'a>(
    articles: &[Article],
    corpus: &'a Corpus,
    matrix: &'a SparseMatrix,
    neighbours: &NeighbourParams,
    params: &DedupParams,
    report: &dyn Fn(usize) -> Result<()>,
) -> Result<(Scorer<'a>, Leaders, Candidates)> {
    check_shapes(articles.len(), corpus, matrix)?;
    report(0)?;
    let texts = exact::collapse(articles, corpus, matrix, params.window_days);
    let mut shingles = shingles::Shingles::build(&texts);
    report(1)?;
    let joined = join::pairs(&texts, &shingles, params);
    report(2)?;
    let leaders = leaders::choose(&texts, &shingles, &joined, params);
    shingles.weigh(&leaders.list);
    report(3)?;
    let found = candidates::find(&texts, &leaders, &joined, matrix.n_cols(), neighbours, params)?;
    report(7)?;
    Ok((Scorer::new(texts, shingles), leaders, found))
}

fn check_shapes(n: usize, corpus: &Corpus, matrix: &SparseMatrix) -> Result<()> {
    for (what, found) in
        [("the documents of a corpus", corpus.documents.len()), ("the rows of a matrix", matrix.n_rows())]
    {
        if found != n {
            return Err(Error::Shape { what, expected: n, found });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
