//! How a failure is told, and with which exit code.

use std::io::{self, Write};
use std::process::ExitCode;

use wiredesk::Error;
use wiredesk::model::Rejection;

use crate::layout::plain;
use crate::{console, summary};

/// A file or stream that could not be written.
#[derive(Debug)]
pub struct Unwritten {
    /// Its name, for people.
    pub name: String,
    /// What the operating system said.
    pub source: io::Error,
}

impl std::fmt::Display for Unwritten {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: cannot be written: {}", self.name, self.source)
    }
}

impl std::error::Error for Unwritten {}

/// An article was asked for that is not there.
#[derive(Debug)]
pub enum NoSuchArticle {
    /// It was not accepted.
    Rejected(Rejection),
    /// None has this id.
    Unknown {
        /// The id.
        id: String,
        /// The ids that are most like it, the nearest first.
        nearest: Vec<String>,
    },
}

impl std::fmt::Display for NoSuchArticle {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Rejected(rejection) => {
                write!(f, "that record was rejected: {}", summary::of_rejection(rejection))
            }
            Self::Unknown { id, nearest } if nearest.is_empty() => {
                write!(
                    f,
                    "no article has the id {}; `wiredesk clean` and articles.jsonl show the ids",
                    plain(id)
                )
            }
            Self::Unknown { id, nearest } => {
                write!(
                    f,
                    "no article has the id {}; did you mean {}?",
                    plain(id),
                    plain(&nearest.join(" or "))
                )
            }
        }
    }
}

impl std::error::Error for NoSuchArticle {}

/// Prints what the parser of the command line has to say, help or a fault, and gives the exit code.
pub fn of_command_line(told: &clap::Error) -> ExitCode {
    match told.print().and_then(|()| io::stdout().flush()) {
        Err(source) if !told.use_stderr() => {
            tell(&Unwritten { name: "standard output".to_owned(), source }.into())
        }
        _ => ExitCode::from(u8::try_from(told.exit_code()).unwrap_or(2)),
    }
}

/// Tells of a problem in one line and gives the exit code. Whoever reads standard output may stop when they have
/// enough: that is no problem.
pub fn tell(problem: &anyhow::Error) -> ExitCode {
    let unwritten = problem.downcast_ref::<Unwritten>();
    if unwritten.is_some_and(|u| u.source.kind() == io::ErrorKind::BrokenPipe) {
        return ExitCode::SUCCESS;
    }
    console::complain(&problem.to_string());
    if problem.is::<NoSuchArticle>() {
        return ExitCode::from(2);
    }
    match problem.downcast_ref::<Error>() {
        Some(
            Error::Io { .. }
            | Error::Format { .. }
            | Error::InvalidSetting { .. }
            | Error::UnknownSetting { .. },
        ) => ExitCode::from(2),
        _ => ExitCode::FAILURE,
    }
}
