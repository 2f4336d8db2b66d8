//! A stream of bytes on its way to a reader: unpacked, bounded, and as UTF-8 where it was UTF-16.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Cursor, Read};

use super::detect::{self, Format};
use super::encoding::{self, Utf16Reader};
use super::names::FieldNames;
use super::{
    ReadParams, Records, csv, feed, framed, html, http, json, jsonl, mime, newsml_g2, newsml1, nitf, packed,
    plain, ritzau, warc,
};
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
    /// The file itself, where it is one that is not read from its beginning.
    #[cfg_attr(not(feature = "parquet"), expect(dead_code, reason = "only Parquet is read from its end"))]
    pub file: Option<File>,
    /// See [`ReadParams::max_record_bytes`].
    pub max_record_bytes: usize,
    /// See [`ReadParams::fields`].
    pub fields: FieldNames,
}

/// The records of a stream; nothing is read before the first is asked for.
pub(super) fn records(raw: Box<dyn Read + Send>, path: String, params: &ReadParams) -> Records {
    let params = params.clone();
    Box::new(std::iter::once_with(move || start(raw, None, path, &params)).flatten())
}

/// The records of a file; nothing is read before the first is asked for.
pub(super) fn file_records(file: File, path: String, params: &ReadParams) -> Records {
    let params = params.clone();
    let start = move || {
        let again = file.try_clone().ok();
        start(Box::new(file), again, path, &params)
    };
    Box::new(std::iter::once_with(start).flatten())
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

/// Unpacks a stream where its first bytes say that it is packed; gives those bytes too.
pub(super) fn unpacked(
    raw: Box<dyn Read + Send>,
    max_bytes: u64,
) -> io::Result<(Box<dyn Read + Send>, [u8; 4])> {
    let mut packed = BufReader::with_capacity(BUFFER_BYTES, raw);
    let mut magic = [0; 4];
    magic.iter_mut().zip(fill(&mut packed)?).for_each(|(to, from)| *to = *from);
    Ok((packed::open(packed, magic, max_bytes), magic))
}

fn start(raw: Box<dyn Read + Send>, file: Option<File>, path: String, params: &ReadParams) -> Records {
    let (mut reader, magic) = match unpacked(raw, params.max_unpacked_bytes) {
        Ok(opened) => opened,
        Err(error) => return one(Err(broken_off(&path, None, &error))),
    };
    // A format that is read from its end needs the file itself.
    let file = file.filter(|_| magic == detect::PARQUET);

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

    let (max_record_bytes, fields) = (params.max_record_bytes, params.fields.clone());
    let input = Input { reader, path, file, max_record_bytes, fields };
    match detect::format(&head, &input.path, &input.fields) {
        Ok(Format::Text) => plain::read(input),
        Ok(Format::Html) => html::read(input),
        Ok(Format::Nitf) => nitf::read(input),
        Ok(Format::NewsmlG2) => newsml_g2::read(input),
        Ok(Format::Newsml1) => newsml1::read(input),
        Ok(Format::Ritzau) => ritzau::read(input),
        Ok(Format::Feed) => feed::read(input),
        Ok(Format::Framed) => framed::read(input),
        Ok(Format::Http) => http::read(input),
        Ok(Format::Mime) => mime::read(input),
        Ok(Format::Warc) => warc::read(input),
        Ok(Format::Csv(delimiter)) => csv::read(input, delimiter),
        #[cfg(feature = "parquet")]
        Ok(Format::Parquet) => super::parquet::read(input),
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
        let bytes = self.bytes()?;
        if let Some(detail) = detect::binary(&bytes) {
            return Err(reject(&self.path, None, Reason::NotText, detail));
        }
        let (text, broken) = encoding::decode(bytes, declared);
        if text.trim().is_empty() {
            return Err(reject(&self.path, None, Reason::Empty, "the file holds nothing but white space"));
        }
        Ok((text, broken))
    }

    /// Reads the whole of a file, as far as a record may go.
    pub(super) fn bytes(&mut self) -> Result<Vec<u8>, Rejection> {
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
        Ok(bytes)
    }
}

/// Gives the error that ended a stream, once.
struct Broken(Option<io::Error>);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        self.0.take().map_or(Ok(0), Err)
    }
}
