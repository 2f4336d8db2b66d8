//! How a long call tells where it is and hears that it should stop.

use crate::error::{Error, Result};

/// A stage of the main path, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stage {
    /// Raw articles are taken in.
    Read,
    /// Raw articles become articles or rejections.
    Clean,
    /// Articles become sentences and tokens.
    Text,
    /// Documents become TF-IDF rows.
    Vectorize,
    /// Copies are grouped.
    Dedup,
    /// Groups are joined to stories.
    Stories,
    /// Each story gets its brief.
    Brief,
}

impl Stage {
    /// Names the stage as the settings and the files do.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Clean => "clean",
            Self::Text => "text",
            Self::Vectorize => "vectorize",
            Self::Dedup => "dedup",
            Self::Stories => "stories",
            Self::Brief => "brief",
        }
    }
}

/// One report of progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The stage at work.
    pub stage: Stage,
    /// How many of its items are done.
    pub done: usize,
    /// How many there are; `None` while that is not known.
    pub total: Option<usize>,
}

/// The two hooks of a caller: one hears progress, one says stop. Both may be called from any thread.
#[derive(Clone, Copy)]
pub struct Monitor<'a> {
    progress: &'a (dyn Fn(Progress) + Sync),
    cancel: &'a (dyn Fn() -> bool + Sync),
}

impl<'a> Monitor<'a> {
    /// Joins a progress hook and a cancel hook.
    pub fn new(progress: &'a (dyn Fn(Progress) + Sync), cancel: &'a (dyn Fn() -> bool + Sync)) -> Self {
        Self { progress, cancel }
    }

    /// Makes a monitor that hears nothing and never stops.
    #[must_use]
    pub fn silent() -> Self {
        Self { progress: &|_| {}, cancel: &|| false }
    }

    /// Reports that `done` items of `total` are done in `stage`.
    ///
    /// # Errors
    /// [`Error::Cancelled`] when the cancel hook says so.
    pub fn report(&self, stage: Stage, done: usize, total: Option<usize>) -> Result<()> {
        (self.progress)(Progress { stage, done, total });
        if (self.cancel)() { Err(Error::Cancelled) } else { Ok(()) }
    }
}

impl std::fmt::Debug for Monitor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Monitor")
    }
}
