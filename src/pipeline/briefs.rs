//! One brief a story, all stories in parallel.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustc_hash::FxHashMap;

use crate::brief::{self, BriefParams, Cluster, Focus, Summarizer};
use crate::error::Result;
use crate::model::{Article, Brief, Digest, DuplicateGroup, Origin, Story};
use crate::par;
use crate::progress::{Monitor, Stage};
use crate::text::Corpus;

/// How briefs are made, and those that readers know.
pub(super) struct Work<'a> {
    pub summarizer: &'a dyn Summarizer,
    pub params: &'a BriefParams,
    pub earlier: &'a [Brief],
}

/// Makes the briefs of all stories of a digest, in the order of the stories.
pub(super) fn summarize_each(
    digest: &Digest,
    corpus: &Corpus,
    work: &Work<'_>,
    monitor: &Monitor<'_>,
) -> Result<Vec<Brief>> {
    let n_stories = digest.stories.len();
    monitor.report(Stage::Brief, 0, Some(n_stories))?;
    let shelf = Shelf::new(&digest.articles, &digest.groups);
    let known = Known::of_briefs(work.earlier);
    let done = AtomicUsize::new(0);
    let briefs = par::map(&digest.stories, |story| {
        let focus = Focus { known: known.of(story), ..Focus::default() };
        let cluster = shelf.cluster(story, corpus).with_focus(focus);
        let brief = (!cluster.articles.is_empty())
            .then(|| brief::summarize(&story.id, &cluster, work.summarizer, work.params))
            .flatten();
        monitor.report(Stage::Brief, done.fetch_add(1, Ordering::Relaxed) + 1, Some(n_stories))?;
        Ok(brief)
    });
    briefs.into_iter().filter_map(Result::transpose).collect()
}

/// What earlier briefs tell, by their stories and by the articles that they quote.
#[derive(Default)]
struct Known<'a> {
    of_story: FxHashMap<&'a str, Vec<&'a str>>,
    of_article: FxHashMap<&'a str, Vec<&'a str>>,
}

impl<'a> Known<'a> {
    fn of_briefs(briefs: &'a [Brief]) -> Self {
        let mut known = Self::default();
        for brief in briefs {
            for sentence in &brief.sentences {
                known.of_story.entry(brief.story.as_str()).or_default().push(&sentence.text);
                known.of_article.entry(sentence.article.as_str()).or_default().push(&sentence.text);
            }
        }
        known
    }

    /// Gives what is known of a story, sorted, each sentence once.
    fn of(&self, story: &Story) -> Vec<String> {
        let of_articles = story.articles.iter().filter_map(|id| self.of_article.get(id.as_str()));
        let of_story = self.of_story.get(story.id.as_str());
        let texts: BTreeSet<&str> = of_articles.chain(of_story).flatten().copied().collect();
        texts.into_iter().map(str::to_owned).collect()
    }
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
        let (mut articles, mut documents, mut origins) = (Vec::new(), Vec::new(), Vec::new());
        let mut met: Vec<Option<&Origin>> = Vec::new();
        for id in &story.articles {
            let Some(&place) = self.place_of.get(id.as_str()) else { continue };
            let (Some(article), Some(document)) = (self.articles.get(place), corpus.documents.get(place))
            else {
                continue;
            };
            let origin = self.origin_of.get(id.as_str()).copied();
            let known = origin.and_then(|o| met.iter().position(|m| *m == Some(o)));
            let label = known.unwrap_or_else(|| {
                met.push(origin);
                met.len() - 1
            });
            articles.push(article);
            documents.push(document);
            origins.push(label);
        }
        Cluster::new(&articles, &documents, &origins, &corpus.vocabulary)
    }
}
