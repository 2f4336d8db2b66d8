//! One brief a story, all stories in parallel.

use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;

use crate::brief::{self, BriefParams, Cluster, Summarizer};
use crate::error::Result;
use crate::model::{Article, Brief, Digest, DuplicateGroup, Origin, Story};
use crate::par;
use crate::progress::{Monitor, Stage};
use crate::text::Corpus;

/// Makes the briefs of all stories of a digest, in the order of the stories.
pub(super) fn summarize_each(
    digest: &Digest,
    corpus: &Corpus,
    summarizer: &dyn Summarizer,
    params: &BriefParams,
    monitor: &Monitor<'_>,
) -> Result<Vec<Brief>> {
    let n_stories = digest.stories.len();
    monitor.report(Stage::Brief, 0, Some(n_stories))?;
    let shelf = Shelf::new(&digest.articles, &digest.groups);
    let done = AtomicUsize::new(0);
    let briefs = par::map(&digest.stories, |story| {
        let cluster = shelf.cluster(story, corpus);
        let brief = (!cluster.articles.is_empty())
            .then(|| brief::summarize(&story.id, &cluster, summarizer, params))
            .flatten();
        monitor.report(Stage::Brief, done.fetch_add(1, Ordering::Relaxed) + 1, Some(n_stories))?;
        Ok(brief)
    });
    briefs.into_iter().filter_map(Result::transpose).collect()
}

/// Where the articles of a digest stand and where their copy comes from.
struct Shelf<'a> {
    articles: &'a [Article],
    place_of: FxHashMap<&'a str, usize>,
    origin_of: FxHashMap<&'a str, &'a Origin>,
}

impl<'a> Shelf<'a> {
    fn new(articles: &'a [Article], groups: &'a [DuplicateGroup]) -> Self {
        let place_of = articles.iter().enumerate().map(|(place, a)| (a.id.as_str(), place)).collect();
        let origin_of =
            groups.iter().flat_map(|g| g.members.iter().map(|m| (m.id.as_str(), &g.origin))).collect();
        Self { articles, place_of, origin_of }
    }

    /// Gathers the news articles of a story, in its order, each with the number of its origin. Origins are numbered as
    /// they are met; an article in no group is an origin of its own.
    fn cluster(&self, story: &Story, corpus: &'a Corpus) -> Cluster<'a> {
        let mut cluster = Cluster {
            articles: Vec::new(),
            documents: Vec::new(),
            origins: Vec::new(),
            vocabulary: &corpus.vocabulary,
        };
        let mut met: Vec<Option<&Origin>> = Vec::new();
        for id in &story.articles {
            let Some(&place) = self.place_of.get(id.as_str()) else { continue };
            let (Some(article), Some(document)) = (self.articles.get(place), corpus.documents.get(place))
            else {
                continue;
            };
            if !article.kind.is_news() {
                continue;
            }
            let origin = self.origin_of.get(id.as_str()).copied();
            let known = origin.and_then(|o| met.iter().position(|m| *m == Some(o)));
            let label = known.unwrap_or_else(|| {
                met.push(origin);
                met.len() - 1
            });
            cluster.articles.push(article);
            cluster.documents.push(document);
            cluster.origins.push(label);
        }
        cluster
    }
}
