//! Files to raw articles: one file a format, each an iterator over records.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::error::Result;
use crate::model::{RawArticle, Rejection};

/// How files are read.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadParams {
    /// The longest record (a line, or a file of one article) that is taken, in bytes. Longer ones are rejected.
    pub max_record_bytes: usize,
}

impl Default for ReadParams {
    fn default() -> Self {
        Self { max_record_bytes: 64 << 20 }
    }
}

impl ReadParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`](crate::error::Error::InvalidSetting) for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        Ok(())
    }
}

/// The records of a file, directory or stream, in order.
pub type Records = Box<dyn Iterator<Item = Result<RawArticle, Rejection>> + Send>;

/// Opens a file, a directory (walked in sorted order) or `-` (standard input).
///
/// # Errors
/// [`Error::Io`](crate::error::Error::Io) when `path` itself is absent or cannot be opened. What goes wrong later is a
/// [`Rejection`] among the records.
pub fn open(path: &Path, params: &ReadParams) -> Result<Records> {
    let _ = (path, params);
    Ok(Box::new(std::iter::empty()))
}
