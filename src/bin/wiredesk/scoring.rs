//! The way to scored pairs of articles, for the commands that ask about them.

use wiredesk::dedup::Scored;
use wiredesk::model::{Article, DuplicateGroup, Rejection};
use wiredesk::progress::{Monitor, Stage};
use wiredesk::read::Records;
use wiredesk::stories::Compared;
use wiredesk::text::{self, Corpus};
use wiredesk::{Config, vectorize};

use crate::desk::{Desk, Job};

const JOB: Job = Job { command: "clean", last: Stage::Clean, resume: false, files: &[] };

/// Articles and their scored pairs.
pub struct Scores<'a> {
    pub config: &'a Config,
    pub articles: &'a [Article],
    pub rejected: &'a [Rejection],
    pub scored: &'a Scored<'a>,
    corpus: &'a Corpus,
    monitor: Monitor<'a>,
}

impl Scores<'_> {
    /// Makes the groups that a run makes of the articles, compares them for stories, and hands both to `ask`.
    pub fn with_stories<R>(
        &self,
        ask: impl FnOnce(&[DuplicateGroup], &Compared<'_>) -> wiredesk::Result<R>,
    ) -> wiredesk::Result<R> {
        let groups = self.scored.groups();
        let neighbours = self.scored.neighbours(&groups)?;
        let params = &self.config.stories;
        let compared = Compared::of(self.articles, self.corpus, &groups, &neighbours, params, &self.monitor)?;
        ask(&groups, &compared)
    }
}

/// Reads, cleans and scores, and hands what came of it to `ask`.
pub fn with_scores<R: Send>(
    desk: &Desk<'_>,
    records: Records,
    ask: impl FnOnce(&Scores<'_>) -> wiredesk::Result<R> + Send,
) -> anyhow::Result<R> {
    let digest = desk.run(records, &JOB)?;
    let (articles, config) = (&digest.articles, desk.config());
    let board = desk.board.clone();
    let (hear, go_on) = (move |progress| board.hear(progress), || false);
    let answer = desk.with_threads(|| {
        let monitor = Monitor::new(&hear, &go_on);
        monitor.report(Stage::Text, 0, Some(articles.len()))?;
        let corpus = text::analyze(articles, &config.text, &monitor)?;
        monitor.report(Stage::Vectorize, 0, Some(articles.len()))?;
        let matrix = vectorize::fit(&corpus, &config.vectorize).transform(&corpus);
        let scored = Scored::of(articles, &corpus, &matrix, &config.neighbours, &config.dedup, &monitor)?;
        let (rejected, scored, corpus) = (&digest.rejected, &scored, &corpus);
        ask(&Scores { config, articles, rejected, scored, corpus, monitor })
    })?;
    desk.board.finish();
    Ok(answer?)
}
