//! The main path: raw articles in, a digest out.
//!
//! [`Pipeline::run`] calls one function a stage and adds nothing of its own: whoever wants another order, or one stage
//! alone, calls the same functions. It opens no file and reads no clock; files are made into records by
//! [`read`](crate::read), and times are taken by whoever hears the progress.

mod briefs;
mod builder;
mod given;
mod intake;
mod stats;

use crate::clean::{self, Cleaned};
use crate::config::Config;
use crate::dedup::Scored;
use crate::error::Result;
use crate::model::{Brief, Digest, RawArticle, Rejection, Stats, Story};
use crate::neighbours::NeighbourLists;
use crate::progress::{Monitor, Progress, Stage};
use crate::stories::{self, Compared};
use crate::{brief, text, vectorize};

pub use builder::Builder;
use given::Given;
use intake::Intake;

/// The whole way from raw articles to a digest.
///
/// ```
/// use wiredesk::Pipeline;
/// use wiredesk::model::{Body, RawArticle};
///
/// let article = RawArticle {
///     title: Some("Ferry returns to Quenby".to_owned()),
///     body: Body::Text("The ferry to Quenby sailed again on Monday after a winter of repairs.".to_owned()),
///     ..RawArticle::default()
/// };
/// let digest = Pipeline::builder().build()?.run([article])?;
/// assert_eq!(digest.stats.articles + digest.stats.rejected, 1);
/// # Ok::<(), wiredesk::Error>(())
/// ```
pub struct Pipeline {
    config: Config,
    summarizer: Box<dyn brief::Summarizer>,
    earlier: Vec<Brief>,
    progress: Box<dyn Fn(Progress) + Send + Sync>,
    cancel: Box<dyn Fn() -> bool + Send + Sync>,
    previous: Vec<Story>,
}

impl std::fmt::Debug for Pipeline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Pipeline")
            .field("config", &self.config)
            .field("summarizer", &self.summarizer.name())
            .finish_non_exhaustive()
    }
}

impl Pipeline {
    /// Begins a pipeline with the default settings, the summariser that they name, and no hooks.
    #[must_use]
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// Goes the whole way. No article at all makes a digest of nothing.
    ///
    /// # Errors
    /// [`Error::Cancelled`](crate::error::Error::Cancelled) when the cancel hook says so. A bad article is a rejection in
    /// the digest, never an error.
    pub fn run(&self, articles: impl IntoIterator<Item = RawArticle>) -> Result<Digest> {
        self.run_records(articles.into_iter().map(Ok), Stage::Brief)
    }

    /// Does the same for what [`read::open`](crate::read::open) gives, and ends after the stage `last`: what later
    /// stages would have made is absent. Records that could not be read are among the rejections of the digest, in input
    /// order with those of the cleaner.
    ///
    /// # Errors
    /// As [`Pipeline::run`].
    pub fn run_records(
        &self,
        records: impl IntoIterator<Item = Result<RawArticle, Rejection>>,
        last: Stage,
    ) -> Result<Digest> {
        let intake = Intake::take(records, &self.monitor())?;
        self.work(intake, &Given::default(), last)
    }

    /// Goes on from what an earlier stage wrote: as [`Pipeline::run_records`], but groups and stories that the articles
    /// bring along ([`RawArticle::place`]) are taken over. If any article is in a group, those in none stand alone; for
    /// stories likewise.
    ///
    /// # Errors
    /// As [`Pipeline::run`].
    pub fn resume_records(
        &self,
        records: impl IntoIterator<Item = Result<RawArticle, Rejection>>,
        last: Stage,
    ) -> Result<Digest> {
        let intake = Intake::take(records, &self.monitor())?;
        let given = Given::of(&intake.articles);
        self.work(intake, &given, last)
    }

    fn work(&self, mut intake: Intake, given: &Given, last: Stage) -> Result<Digest> {
        let (config, monitor) = (&self.config, self.monitor());
        let mut digest = self.empty_digest();

        monitor.report(Stage::Clean, 0, Some(intake.articles.len()))?;
        let Cleaned { articles, rejected } =
            clean::clean(std::mem::take(&mut intake.articles), &config.clean, &monitor)?;
        digest.rejected = intake.with_rejected(rejected);
        digest.articles = articles;
        if last < Stage::Dedup || digest.articles.is_empty() {
            return Ok(stats::counted(digest));
        }
        let articles = &digest.articles;

        monitor.report(Stage::Text, 0, Some(articles.len()))?;
        let corpus = text::analyze(articles, &config.text, &monitor)?;

        monitor.report(Stage::Vectorize, 0, Some(articles.len()))?;
        let matrix = vectorize::fit(&corpus, &config.vectorize).transform(&corpus);
        monitor.report(Stage::Vectorize, articles.len(), Some(articles.len()))?;

        monitor.report(Stage::Dedup, 0, Some(articles.len()))?;
        let scored = Scored::of(articles, &corpus, &matrix, &config.neighbours, &config.dedup, &monitor)?;
        let groups = scored.groups();
        let neighbours =
            if last < Stage::Stories { NeighbourLists::default() } else { scored.neighbours(&groups)? };
        drop(scored);
        digest.groups = given.groups_or(groups, articles, &corpus, &matrix, &config.dedup);
        drop(matrix);
        if last < Stage::Stories {
            return Ok(stats::counted(digest));
        }

        monitor.report(Stage::Stories, 0, Some(digest.groups.len()))?;
        let groups = &digest.groups;
        let compared = Compared::of(articles, &corpus, groups, &neighbours, &config.stories, &monitor)?;
        drop(neighbours);
        digest.stories = if let Some(told) = given.story_labels(groups) {
            told.name(compared.tell(&told.labels)?)
        } else {
            let mut found = compared.stories();
            stories::keep_ids(&mut found, &self.previous);
            found
        };
        drop(compared);
        monitor.report(Stage::Stories, groups.len(), Some(groups.len()))?;
        if last < Stage::Brief {
            return Ok(stats::counted(digest));
        }

        let work =
            briefs::Work { summarizer: &*self.summarizer, params: &config.brief, earlier: &self.earlier };
        digest.briefs = briefs::summarize_each(&digest, &corpus, &work, &monitor)?;
        Ok(stats::counted(digest))
    }

    /// Gives the settings that hold.
    #[must_use]
    pub const fn config(&self) -> &Config {
        &self.config
    }

    fn monitor(&self) -> Monitor<'_> {
        Monitor::new(&*self.progress, &*self.cancel)
    }

    fn empty_digest(&self) -> Digest {
        Digest {
            articles: Vec::new(),
            rejected: Vec::new(),
            groups: Vec::new(),
            stories: Vec::new(),
            briefs: Vec::new(),
            stats: Stats::default(),
            settings: serde_json::to_value(&self.config).unwrap_or_default(),
            version: env!("CARGO_PKG_VERSION"),
        }
    }
}
