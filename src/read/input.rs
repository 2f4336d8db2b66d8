//! A stream of bytes on its way to a reader: unpacked, bounded, and as UTF-8 where it was UTF-16.

use std::io::{self, BufRead, BufReader, Cursor, Read};

use flate2::bufread::MultiGzDecoder;

use super::detect::{self, Format};
use super::encoding::{self, Utf16Reader};
use super::{ReadParams, Records, html, json, jsonl, nitf, plain};
use crate::model::{RawArticle, Reason, Rejection};

/// What the format is decided by: enough for the comments and document types that stand above the first element.
const HEAD_BYTES: usize = 64 << 10;
const BUFFER_BYTES: usize = 128 << 10;

/// An open input, ready for the reader of its format.
pub(super) struct Input {
    /// The bytes, without a byte order mark.
    pub reader: Box<dyn BufRead + Send>,
    /// The path as it was given.
    pub path: String,
    /// See [`ReadParams::max_record_bytes`].
    pub max_record_bytes: usize,
}

/// The records of a stream; nothing is read before the first is asked for.
pub(super) fn records(raw: Box<dyn Read + Send>, path: String, params: &ReadParams) -> Records {
    let params = params.clone();
    Box::new(std::iter::once_with(move || start(raw, path, &params)).flatten())
}

/// A stream with one record.
pub(super) fn one(record: Result<RawArticle, Rejection>) -> Records {
    Box::new(std::iter::once(record))
}

/// Builds a rejection of a file or a line of it.
pub(super) fn reject(path: &str, line: Option<u64>, reason: Reason, detail: impl Into<String>) -> Rejection {
    Rejection { input: path.to_owned(), line, id: None, reason, detail: detail.into() }
}

/// Builds the rejection of what could not be opened.
pub(super) fn unreadable(path: &str, detail: impl Into<String>) -> Rejection {
    reject(path, None, Reason::Unreadable, detail)
}

/// Builds the rejection of what could not be read to its end.
pub(super) fn broken_off(path: &str, line: Option<u64>, error: &io::Error) -> Rejection {
    let reason = match error.kind() {
        io::ErrorKind::FileTooLarge => Reason::TooLarge,
        _ => Reason::Unreadable,
    };
    reject(path, line, reason, error.to_string())
}

fn start(raw: Box<dyn Read + Send>, path: String, params: &ReadParams) -> Records {
    let mut packed = BufReader::with_capacity(BUFFER_BYTES, raw);
    let magic = match fill(&mut packed) {
        Ok(magic) => magic,
        Err(error) => return one(Err(broken_off(&path, None, &error))),
    };
    let mut reader: Box<dyn Read + Send> = if magic.starts_with(&[0x1f, 0x8b]) {
        Box::new(Capped { inner: MultiGzDecoder::new(packed), left: params.max_unpacked_bytes })
    } else {
        Box::new(packed)
    };

    let mut head = Vec::with_capacity(HEAD_BYTES);
    let read = reader.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head);
    if let Err(error) = read {
        if head.is_empty() {
            return one(Err(broken_off(&path, None, &error)));
        }
        // What came before the error is read first; then the reader of the format meets it.
        reader = Box::new(Broken(Some(error)));
    }
    if head.is_empty() {
        return one(Err(reject(&path, None, Reason::Empty, "the file is empty")));
    }

    let reader: Box<dyn BufRead + Send> = if let Some((coding, mark)) = encoding::utf16(&head) {
        let rest = Cursor::new(head.split_off(mark)).chain(reader);
        let mut text = Utf16Reader::new(BufReader::with_capacity(BUFFER_BYTES, rest), coding);
        head.clear();
        if text.by_ref().take(HEAD_BYTES as u64).read_to_end(&mut head).is_err() && head.is_empty() {
            return one(Err(reject(&path, None, Reason::NotText, "the UTF-16 text cannot be read")));
        }
        Box::new(BufReader::with_capacity(BUFFER_BYTES, Cursor::new(head.clone()).chain(text)))
    } else {
        if head.starts_with(&[0xef, 0xbb, 0xbf]) {
            head.drain(..3);
        }
        Box::new(BufReader::with_capacity(BUFFER_BYTES, Cursor::new(head.clone()).chain(reader)))
    };

    let input = Input { reader, path, max_record_bytes: params.max_record_bytes };
    match detect::format(&head, &input.path) {
        Ok(Format::Text) => plain::read(input),
        Ok(Format::Html) => html::read(input),
        Ok(Format::Nitf) => nitf::read(input),
        Ok(Format::Jsonl) => jsonl::read(input),
        Ok(Format::Json) => json::read(input),
        Err((reason, detail)) => one(Err(reject(&input.path, None, reason, detail))),
    }
}

/// Shows the first bytes without taking them.
fn fill(reader: &mut impl BufRead) -> io::Result<&[u8]> {
    loop {
        match reader.fill_buf() {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
            Ok(_) => break,
        }
    }
    reader.fill_buf()
}

impl Input {
    /// Reads the whole of a file that is one record, as text; the flag tells that some of it was not text.
    pub(super) fn whole(&mut self, declared: encoding::Declared) -> Result<(String, bool), Rejection> {
        let mut bytes = Vec::new();
        let limit = self.max_record_bytes as u64;
        let read = self.reader.by_ref().take(limit.saturating_add(1)).read_to_end(&mut bytes);
        if let Err(error) = read {
            return Err(broken_off(&self.path, None, &error));
        }
        if bytes.len() as u64 > limit {
            let detail = format!("longer than read.max_record_bytes ({limit} bytes)");
            return Err(reject(&self.path, None, Reason::TooLarge, detail));
        }
        if let Some(detail) = detect::binary(&bytes) {
            return Err(reject(&self.path, None, Reason::NotText, detail));
        }
        let (text, broken) = encoding::decode(bytes, declared);
        if text.trim().is_empty() {
            return Err(reject(&self.path, None, Reason::Empty, "the file holds nothing but white space"));
        }
        Ok((text, broken))
    }
}

/// Ends with an error where more than `left` bytes come.
struct Capped<R> {
    inner: R,
    left: u64,
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        match self.left.checked_sub(n as u64) {
            Some(left) => {
                self.left = left;
                Ok(n)
            }
            None => Err(io::Error::new(
                io::ErrorKind::FileTooLarge,
                "unpacks to more than read.max_unpacked_bytes",
            )),
        }
    }
}

/// Gives the error that ended a stream, once.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
