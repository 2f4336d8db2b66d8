//! Which groups tell the same event.
//!
//! Groups, not articles, are clustered, so that forty reprints weigh no more than one report. The neighbours are those
//! that the duplicate stage has found; they are measured again with features that suit the question (`similarity`,
//! `times`), and texts of one mould are told apart pair by pair (`look_alikes`), daily notices by what is told anew at other
//! times (`routines`). Average linkage joins what is alike, absent pairs counting 0, down to a low threshold, for the reports
//! of a broad topic are not much alike. What it has joined is cut again (`cut`) where two parts differ more from each other
//! than each does in itself (`contrast`): that tells look-alike events apart. A few texts, of which the contrast says little,
//! must stand out from others (`surroundings`). Then each story is told (`facts`, `names`), with the one that it goes on from
//! (`follows`).
//!
//! Connected components of the same graph lost ten points of B-cubed F1 in a prototype, a single pass through time seven.
//! For headlines alone Leiden is better than linkage on the mean of two sets (`cargo evaluate stories`: .73 for .75 on ECB+, .98 for
//! .93 on BASIL); on whole texts it has no cut.
//!
//! A story that runs on for weeks is one story a few days long after another, each with a link to the one before: to join
//! them by their ends alone would join a market's daily reports for ever.

mod capitals;
mod compared;
mod contrast;
mod cut;
mod explain;
mod facts;
mod follows;
mod look_alikes;
mod names;
mod params;
mod previous;
mod routines;
mod similarity;
mod surroundings;
mod times;

pub use compared::Compared;
pub use explain::{Decision, Explanation, Part};
pub use params::{Method, StoryParams};
pub use previous::keep_ids;

use crate::error::Result;
use crate::model::{Article, DuplicateGroup, Story};
use crate::neighbours::NeighbourLists;
use crate::progress::{Monitor, Stage};
use crate::text::Corpus;

/// Joins groups that tell the same event; the stories come in order of importance, then the latest first, then by id.
///
/// `corpus` has one document an article, `groups` is a partition of the articles, `neighbours` speaks of their places.
/// Every group is in exactly one story; a group whose kept copy is no news ([`crate::model::Kind::is_news`]) is a story
/// by itself. `O(n k)` similarities and `O(n k log n)` for the linkage of `n` groups.
///
/// # Errors
/// [`Error::Shape`](crate::error::Error::Shape) when articles and documents differ in number or a group names an article that is not there;
/// [`Error::Cancelled`](crate::error::Error::Cancelled) when the monitor says so.
pub fn find_stories(
    articles: &[Article],
    corpus: &Corpus,
    groups: &[DuplicateGroup],
    neighbours: &NeighbourLists,
    params: &StoryParams,
    monitor: &Monitor<'_>,
) -> Result<Vec<Story>> {
    let stories = Compared::of(articles, corpus, groups, neighbours, params, monitor)?.stories();
    monitor.report(Stage::Stories, groups.len(), Some(groups.len()))?;
    Ok(stories)
}

#[cfg(test)]
mod tests;
