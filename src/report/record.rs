//! `run.json`: what was run, with which settings, and what came of it.

use std::io::{self, Write};

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Digest, Stats};

/// What `run.json` holds. All but `timing` is the same from run to run.
#[derive(Clone, Debug, JsonSchema, Serialize)]
pub struct RunRecord<'a> {
    /// The version of wiredesk.
    pub version: &'a str,
    /// The command that was given.
    pub command: &'a str,
    /// The inputs, as they were given.
    pub inputs: &'a [String],
    /// The files that were written, this one included.
    pub files: &'a [&'static str],
    /// The settings that held.
    pub config: &'a serde_json::Value,
    /// How many of each there are, rejected records by reason among them.
    pub counts: &'a Stats,
    /// What differs from run to run: times, memory, threads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub timing: Option<serde_json::Value>,
}

impl<'a> RunRecord<'a> {
    /// Tells of a digest and of the call that made it.
    #[must_use]
    pub fn new(
        digest: &'a Digest,
        command: &'a str,
        inputs: &'a [String],
        files: &'a [&'static str],
        timing: Option<serde_json::Value>,
    ) -> Self {
        Self {
            version: digest.version,
            command,
            inputs,
            files,
            config: &digest.settings,
            counts: &digest.stats,
            timing,
        }
    }
}

/// Writes `run.json`, indented.
///
/// # Errors
/// What `out` says.
pub fn run_json(record: &RunRecord<'_>, out: &mut impl Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, record)?;
    out.write_all(b"\n")
}
