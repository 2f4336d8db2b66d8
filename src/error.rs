//! What can go wrong, split by what a caller can do about it.
//!
//! A bad *record* is never an [`Error`]: it is a [`Rejection`](crate::model::Rejection) in the result, counted by its
//! reason, and the run goes on. An [`Error`] ends the call that returns it.

use std::path::PathBuf;

/// The result of a call of this library.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a call could not be answered.
#[non_exhaustive]
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file or directory could not be opened, read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The path as it was given.
        path: PathBuf,
        /// What the operating system said.
        source: std::io::Error,
    },
    /// A file is not in the format that it must have (settings, references; never news).
    #[error("{}{}: {message}", path.display(), line.map(|n| format!(":{n}")).unwrap_or_default())]
    Format {
        /// The path as it was given.
        path: PathBuf,
        /// The line, from 1, where it is known.
        line: Option<u64>,
        /// What was found and what was expected.
        message: String,
    },
    /// A setting has a value outside its range or of the wrong type.
    #[error("{key} is {value}, but must be {expected}")]
    InvalidSetting {
        /// The dotted key, as in `dedup.threshold`.
        key: String,
        /// The value that was given.
        value: String,
        /// What it must be, as it reads after "must be".
        expected: String,
    },
    /// There is no such setting.
    #[error("{key} is not a setting{}", did_you_mean(nearest))]
    UnknownSetting {
        /// The dotted key.
        key: String,
        /// The settings with the nearest names; none where all are far.
        nearest: Vec<String>,
    },
    /// Two inputs that belong together differ in size.
    #[error("{what} has {found}, but must have {expected}")]
    Shape {
        /// Which input, and of what.
        what: &'static str,
        /// The size it must have.
        expected: usize,
        /// The size it has.
        found: usize,
    },
    /// A number that must be finite is not.
    #[error("{what} number {index} is not finite")]
    NotFinite {
        /// Which input.
        what: &'static str,
        /// The place in it, from 0.
        index: usize,
    },
    /// There is nothing to work on.
    #[error("no article was left to work on")]
    EmptyCorpus,
    /// The caller's cancel hook said stop.
    #[error("cancelled")]
    Cancelled,
}

impl Error {
    /// Builds the error for a setting out of range; `expected` reads on after "must be".
    pub fn setting(
        key: impl Into<String>,
        value: &dyn std::fmt::Display,
        expected: impl Into<String>,
    ) -> Self {
        Self::InvalidSetting { key: key.into(), value: value.to_string(), expected: expected.into() }
    }

    /// Builds the error for a failed operation on `path`.
    pub fn io(path: impl Into<PathBuf>, source: std::io::Error) -> Self {
        Self::Io { path: path.into(), source }
    }
}

fn did_you_mean(nearest: &[String]) -> String {
    if nearest.is_empty() { String::new() } else { format!("; did you mean {}?", nearest.join(" or ")) }
}
