//! Joins what was typed to the library: settings, inputs, threads, progress.

use std::fs;
use std::path::{Path, PathBuf};

use wiredesk::model::{Brief, Digest, Story};
use wiredesk::progress::Stage;
use wiredesk::read::{self, Records};
use wiredesk::report::File;
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
    earlier: Vec<Brief>,
    previous: Vec<Story>,
}

/// What a command has done.
pub struct Job {
    /// The name of the command.
    pub command: &'static str,
    /// The last stage.
    pub last: Stage,
    /// Whether groups and stories that the articles bring along are taken over.
    pub resume: bool,
    /// The files that it writes into a directory, beside `run.json`.
    pub files: &'static [File],
}

impl<'a> Desk<'a> {
    /// Gathers the settings, looks at every input and makes ready to read them.
    pub fn open(inputs: &'a Inputs, global: &'a Global) -> wiredesk::Result<(Self, Records)> {
        Self::open_with(settings::gather(global)?, inputs, global)
    }

    /// Does the same with settings that are gathered already.
    pub fn open_with(
        config: Config,
        inputs: &'a Inputs,
        global: &'a Global,
    ) -> wiredesk::Result<(Self, Records)> {
        let records = read::open_all(&inputs.paths, &config.read)?;
        Ok((
            Self {
                global,
                board: Board::new(!global.quiet),
                config,
                paths: &inputs.paths,
                earlier: Vec::new(),
                previous: Vec::new(),
            },
            records,
        ))
    }

    /// Makes known what the briefs of an earlier run tell.
    pub fn with_earlier(self, earlier: Vec<Brief>) -> Self {
        Self { earlier, ..self }
    }

    /// Has stories keep the ids of an earlier run's files in `dir`.
    pub fn after(mut self, dir: Option<&Path>) -> wiredesk::Result<Self> {
        if let Some(dir) = dir {
            self.previous = read_stories(&dir.join(File::Stories.name()))?;
        }
        Ok(self)
    }

    /// Does the work of a job.
    pub fn run(&self, records: Records, job: &Job) -> anyhow::Result<Digest> {
        let board = self.board.clone();
        let pipeline = Pipeline::builder()
            .config(self.config.clone())
            .earlier(self.earlier.clone())
            .previous(self.previous.clone())
            .progress(move |progress| board.hear(progress))
            .build()?;
        let digest = self.with_threads(|| {
            if job.resume {
                pipeline.resume_records(records, job.last)
            } else {
                pipeline.run_records(records, job.last)
            }
        })?;
        Ok(digest?)
    }

    /// Gives the settings that hold.
    pub const fn config(&self) -> &Config {
        &self.config
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

fn read_stories(path: &Path) -> wiredesk::Result<Vec<Story>> {
    let text = fs::read_to_string(path).map_err(|source| Error::Io { path: path.to_owned(), source })?;
    let story = |(number, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|problem| Error::Format {
            path: path.to_owned(),
            line: Some(number as u64 + 1),
            message: format!("{problem}, but must be a story"),
        })
    };
    text.lines().enumerate().map(story).collect()
}
