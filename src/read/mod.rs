//! Files to raw articles: one file a format, each an iterator over records.
//!
//! [`open`] takes a file, a directory or standard input, unpacks gzip and zstd, makes UTF-8 of it, decides the format by what the
//! first bytes say (the name is a hint where they say nothing) and hands the stream to the reader of that format.
//! What cannot be read is a [`Rejection`] that names file and line, and the rest goes on.
//!
//! **Memory** is bounded by [`ReadParams::max_record_bytes`], never by the size of the input: line formats and JSON arrays
//! are taken record by record, as are rows, frames and archives, and a record that is too long is skipped without being
//! held. Text, pages and documents of XML are held whole, as far as that bound goes.
//!
//! **A new format** is one file here with a function `Input -> Records`, one variant of `Format`, one rule in
//! `detect` and one row of [`FORMATS`]. A dialect of JSON is one file and one line in `record`.

mod anpa;
mod ap_media;
mod blocks;
mod csv;
mod detect;
mod encoding;
mod entities;
mod envelope;
mod escapes;
mod feed;
mod fields;
mod formats;
mod framed;
mod html;
mod http;
mod input;
mod iptc7901;
mod json;
mod json_feed;
mod jsonl;
mod markup;
mod mime;
mod names;
mod newsml1;
mod newsml_g2;
mod ninjs;
mod nitf;
mod packed;
#[cfg(feature = "parquet")]
mod parquet;
mod plain;
mod record;
mod ritzau;
mod walk;
mod warc;
mod xml;
mod xml_text;

use std::io::Read;
use std::path::Path;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::model::{RawArticle, Rejection};

pub use formats::{FORMATS, FormatInfo};
pub use names::FieldNames;

/// How files are read.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ReadParams {
    /// The longest record (a line, or a file of one article) that is taken, in bytes. Longer ones are rejected, and are
    /// never held in memory. At least 1.
    pub max_record_bytes: usize,
    /// The most bytes that one packed file may unpack to; what lies beyond is rejected. It bounds the time that a gzip
    /// bomb can take (memory is bounded by `max_record_bytes`) and is far above any real dump. At least 1.
    pub max_unpacked_bytes: u64,
    /// Names of fields in JSON, CSV and Parquet beside the usual ones. With any, no JSON object is taken for ninjs.
    pub fields: FieldNames,
}

impl Default for ReadParams {
    fn default() -> Self {
        Self { max_record_bytes: 64 << 20, max_unpacked_bytes: 256 << 30, fields: FieldNames::default() }
    }
}

impl ReadParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        if self.max_record_bytes == 0 {
            return Err(Error::setting("read.max_record_bytes", &0, "at least 1"));
        }
        if self.max_unpacked_bytes == 0 {
            return Err(Error::setting("read.max_unpacked_bytes", &0, "at least 1"));
        }
        self.fields.validate()
    }
}

/// The records of a file, directory or stream, in order.
pub type Records = Box<dyn Iterator<Item = Result<RawArticle, Rejection>> + Send>;

/// Opens a file, a directory (walked in sorted order, hidden files left out) or `-` (standard input).
///
/// Records come as they are read; nothing is read before the first is asked for, but for the opening itself.
///
/// # Errors
/// [`Error::Io`] when `path` itself is absent or cannot be opened. What goes wrong later is a [`Rejection`] among the
/// records.
///
/// ```
/// use wiredesk::read::{ReadParams, open};
///
/// let dir = tempfile::tempdir()?;
/// let path = dir.path().join("desk.jsonl");
/// std::fs::write(&path, "{\"id\": \"a1\", \"title\": \"Ferry back\", \"text\": \"The ferry runs again.\"}\n{oops\n")?;
/// let records: Vec<_> = open(&path, &ReadParams::default())?.collect();
/// assert_eq!(records[0].as_ref().unwrap().id.as_deref(), Some("a1"));
/// assert_eq!(records[1].as_ref().unwrap_err().line, Some(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn open(path: &Path, params: &ReadParams) -> Result<Records> {
    let name = path.to_string_lossy().into_owned();
    if name == "-" {
        return Ok(input::records(Box::new(std::io::stdin()), name, params));
    }
    let found = std::fs::metadata(path).map_err(|source| Error::io(path, source))?;
    if found.is_dir() {
        // The walk would turn a directory without rights into a rejection; one that the user named is an error.
        std::fs::read_dir(path).map_err(|source| Error::io(path, source))?;
        return Ok(walk::records(path, params));
    }
    let file = std::fs::File::open(path).map_err(|source| Error::io(path, source))?;
    Ok(input::file_records(file, name, params))
}

/// Opens several paths, one after the other. All are looked at before the first is read, so that an absent one is known
/// before any work is done; files are opened when their turn comes.
///
/// # Errors
/// As [`open`], for the first path that is absent.
pub fn open_all<P: AsRef<Path>>(paths: &[P], params: &ReadParams) -> Result<Records> {
    for path in paths.iter().map(AsRef::as_ref).filter(|p| p.as_os_str() != "-") {
        let found = std::fs::metadata(path).map_err(|source| Error::io(path, source))?;
        if found.is_dir() {
            std::fs::read_dir(path).map_err(|source| Error::io(path, source))?;
        } else if found.is_file() {
            std::fs::File::open(path).map_err(|source| Error::io(path, source))?;
        }
    }
    let paths: Vec<_> = paths.iter().map(|p| p.as_ref().to_path_buf()).collect();
    let params = params.clone();
    Ok(Box::new(paths.into_iter().flat_map(move |path| {
        open(&path, &params).unwrap_or_else(|error| {
            // It was there a moment ago.
            input::one(Err(input::unreadable(&path.to_string_lossy(), error.to_string())))
        })
    })))
}

/// Reads a stream as a file of that name would be read; only the name's ending is looked at.
pub fn from_reader(reader: impl Read + Send + 'static, name: &str, params: &ReadParams) -> Records {
    input::records(Box::new(reader), name.to_owned(), params)
}

/// Reads one file of text that is no news, such as references and labels: unpacked as the news is, and in UTF-8.
///
/// A byte order mark is taken off.
///
/// # Errors
/// [`Error::Io`] when it cannot be read or unpacked, [`Error::Format`] with the line when it is not UTF-8.
pub fn text(path: &Path, params: &ReadParams) -> Result<String> {
    let file = std::fs::File::open(path).map_err(|source| Error::io(path, source))?;
    let mut bytes = Vec::new();
    input::unpacked(Box::new(file), params.max_unpacked_bytes)
        .and_then(|(mut reader, _)| reader.read_to_end(&mut bytes))
        .map_err(|source| Error::io(path, source))?;
    let bad = |line, message| Error::Format { path: path.to_owned(), line, message };
    if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
        return Err(bad(None, "is UTF-16, but must be UTF-8".to_owned()));
    }
    match String::from_utf8(bytes) {
        Ok(mut text) => {
            if text.starts_with('\u{feff}') {
                text.drain(..'\u{feff}'.len_utf8());
            }
            Ok(text)
        }
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let before = error.as_bytes().get(..at).unwrap_or_default();
            let line = before.split(|byte| *byte == b'\n').count() as u64;
            let byte = error.as_bytes().get(at).copied().unwrap_or_default();
            Err(bad(Some(line), format!("byte 0x{byte:02X} is not UTF-8; the file must be UTF-8")))
        }
    }
}

/// Reads bytes as a file of that name would be read.
#[cfg(test)]
fn read_bytes(name: &str, bytes: &[u8], params: &ReadParams) -> Vec<Result<RawArticle, Rejection>> {
    input::records(Box::new(std::io::Cursor::new(bytes.to_vec())), name.to_owned(), params).collect()
}

#[cfg(test)]
mod tests;
