//! The choices of a pipeline, checked before any work.

use crate::brief::{self, Summarizer};
use crate::config::Config;
use crate::error::Result;
use crate::model::{Brief, Story};
use crate::progress::Progress;

use super::Pipeline;

/// Gathers what a [`Pipeline`] needs.
#[derive(Default)]
pub struct Builder {
    config: Config,
    summarizer: Option<Box<dyn Summarizer>>,
    earlier: Vec<Brief>,
    progress: Option<Box<dyn Fn(Progress) + Send + Sync>>,
    cancel: Option<Box<dyn Fn() -> bool + Send + Sync>>,
    previous: Vec<Story>,
}

impl std::fmt::Debug for Builder {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Builder").field("config", &self.config).finish_non_exhaustive()
    }
}

impl Builder {
    /// Sets all settings.
    #[must_use]
    pub fn config(mut self, config: Config) -> Self {
        self.config = config;
        self
    }

    /// Sets the summariser, instead of the one that `brief.method` names.
    #[must_use]
    pub fn summarizer(mut self, summarizer: impl Summarizer + 'static) -> Self {
        self.summarizer = Some(Box::new(summarizer));
        self
    }

    /// Sets the briefs of an earlier run: what they tell is known and not told again. A brief is of a story if it has the
    /// story's id or quotes one of its articles.
    #[must_use]
    pub fn earlier(mut self, briefs: Vec<Brief>) -> Self {
        self.earlier = briefs;
        self
    }

    /// Sets who hears progress. It is called at the beginning of every stage and now and then within it, from any
    /// thread; the counts of one stage may come out of order.
    #[must_use]
    pub fn progress(mut self, hear: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        self.progress = Some(Box::new(hear));
        self
    }

    /// Sets who says stop: a run ends with [`Error::Cancelled`](crate::error::Error::Cancelled) soon after `stop` first
    /// returns true. It is asked whenever progress is reported, from any thread.
    #[must_use]
    pub fn cancel(mut self, stop: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        self.cancel = Some(Box::new(stop));
        self
    }

    /// Sets the stories of an earlier run, whose ids stories keep by majority ([`keep_ids`](crate::stories::keep_ids)).
    #[must_use]
    pub fn previous(mut self, stories: Vec<Story>) -> Self {
        self.previous = stories;
        self
    }

    /// Checks the settings and makes the pipeline.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first setting out of range.
    pub fn build(self) -> Result<Pipeline> {
        self.config.validate()?;
        let summarizer = match self.summarizer {
            Some(summarizer) => summarizer,
            None => brief::summarizer(&self.config.brief)?,
        };
        Ok(Pipeline {
            config: self.config,
            summarizer,
            earlier: self.earlier,
            progress: self.progress.unwrap_or_else(|| Box::new(|_| {})),
            cancel: self.cancel.unwrap_or_else(|| Box::new(|| false)),
            previous: self.previous,
        })
    }
}
