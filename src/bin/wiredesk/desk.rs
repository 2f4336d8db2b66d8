//! Joins what was typed to the library: settings, inputs, threads, progress.

use std::fs;
use std::path::{Path, PathBuf};

use wiredesk::model::{Digest, RawArticle, Reason, Rejection};
use wiredesk::progress::Stage;
use wiredesk::read::{self, ReadParams};
use wiredesk::{Config, Error, Pipeline, par};

use crate::args::{Global, Inputs};
use crate::progress::Board;
use crate::settings;

/// A checked call: its settings are valid and its inputs are there.
pub struct Desk<'a> {
    pub global: &'a Global,
    pub board: Board,
    config: Config,
    paths: &'a [PathBuf],
}

impl<'a> Desk<'a> {
    /// Gathers the settings and looks at every input.
    pub fn open(inputs: &'a Inputs, global: &'a Global) -> wiredesk::Result<Self> {
        let config = settings::gather(global)?;
        for path in &inputs.paths {
            check(path)?;
        }
        Ok(Self { global, board: Board::new(!global.quiet), config, paths: &inputs.paths })
    }

    /// Does the work, up to and with the stage `last`.
    pub fn run(&self, last: Stage) -> anyhow::Result<Digest> {
        let board = self.board.clone();
        let pipeline = Pipeline::builder()
            .config(self.config.clone())
            .progress(move |progress| board.hear(progress))
            .build()?;
        let records = self.records();
        Ok(self.with_threads(|| pipeline.run_records(records, last))??)
    }

    /// Gives the records of all inputs, in order. An input is opened when its turn comes, so that their number is not
    /// bounded by that of open files.
    pub fn records(&self) -> impl Iterator<Item = Result<RawArticle, Rejection>> + Send + 'a {
        let (paths, params) = (self.paths, self.config.read.clone());
        paths.iter().flat_map(move |path| open(path, &params))
    }

    /// Gives the inputs as they were typed.
    pub fn inputs(&self) -> Vec<String> {
        self.paths.iter().map(|path| path.display().to_string()).collect()
    }

    /// Runs `f` with as many threads as were asked for.
    pub fn with_threads<R: Send>(&self, f: impl FnOnce() -> R + Send) -> anyhow::Result<R> {
        let n = self.global.threads.map_or(0, usize::from);
        par::with_threads(n, f).map_err(|e| anyhow::anyhow!("threads cannot be started: {e}"))
    }
}

/// Sees whether a path can be opened. What is no file and no directory (a named pipe, say) can be opened only once and
/// is not tried.
fn check(path: &Path) -> wiredesk::Result<()> {
    if path == Path::new("-") {
        return Ok(());
    }
    let tried = fs::metadata(path).and_then(|meta| {
        if meta.is_dir() {
            fs::read_dir(path).map(drop)
        } else if meta.is_file() {
            fs::File::open(path).map(drop)
        } else {
            Ok(())
        }
    });
    tried.map_err(|e| Error::io(path, e))
}

fn open(path: &Path, params: &ReadParams) -> read::Records {
    read::open(path, params).unwrap_or_else(|e| {
        Box::new(std::iter::once(Err(Rejection {
            input: path.display().to_string(),
            line: None,
            id: None,
            reason: Reason::Unreadable,
            detail: e.to_string(),
        })))
    })
}
