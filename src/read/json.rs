//! JSON over several lines: objects alone, one after the other, or in an array, taken one by one.
//!
//! The stream is cut at the top-level objects by counting brackets outside strings, so that an array of any length is
//! read in the memory of its longest element; serde then parses each by itself, and one bad element costs only itself.

use std::collections::VecDeque;
use std::io::{self, BufRead};

use super::encoding::{self, Declared};
use super::input::{Input, broken_off, reject};
use super::{Records, record};
use crate::model::{RawArticle, Reason, Rejection};

/// Reads one record an object. In arrays, and after the first object, each has the line it begins on.
pub(super) fn read(input: Input) -> Records {
    Box::new(Objects { input, line: 1, n: 0, in_array: false, waiting: VecDeque::new(), done: false })
}

struct Objects {
    input: Input,
    /// The line of the next byte.
    line: u64,
    /// How many values have been met.
    n: u64,
    in_array: bool,
    /// Records of the last value that have not been given yet: a value may be an answer with several items.
    waiting: VecDeque<Result<RawArticle, Rejection>>,
    done: bool,
}

/// One value of the stream.
struct Value {
    bytes: Vec<u8>,
    line: u64,
    /// How long it was, where it was too long to be kept.
    too_long: Option<u64>,
}

impl Iterator for Objects {
    type Item = Result<RawArticle, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(record) = self.waiting.pop_front() {
            return Some(record);
        }
        if self.done {
            return None;
        }
        let value = match self.value() {
            Ok(Some(value)) => value,
            Ok(None) => {
                self.done = true;
                let detail = "there is no object in it";
                return (self.n == 0).then(|| Err(reject(&self.input.path, None, Reason::Empty, detail)));
            }
            Err(error) => {
                self.done = true;
                return Some(Err(broken_off(&self.input.path, Some(self.line), &error)));
            }
        };
        self.n += 1;
        let line = (self.in_array || self.n > 1).then_some(value.line);
        if let Some(bytes) = value.too_long {
            let limit = self.input.max_record_bytes;
            let detail = format!("{bytes} bytes, more than read.max_record_bytes ({limit})");
            return Some(Err(reject(&self.input.path, line, Reason::TooLarge, detail)));
        }
        let (text, broken) = encoding::decode(value.bytes, Declared::No);
        // A scalar was taken with the comma or bracket after it.
        let text = if text.starts_with('{') {
            text.as_str()
        } else {
            text.trim_end_matches([',', ']', '\n', '\r', ' '])
        };
        let records = record::parse(text, &self.input.path, line, value.line, &self.input.fields);
        self.waiting.extend(records.into_iter().map(|record| record::flagged(record, broken)));
        self.waiting.pop_front()
    }
}

impl Objects {
    /// Takes the next value: an object, or whatever stands up to the next line end or comma where one should be.
    fn value(&mut self) -> io::Result<Option<Value>> {
        if !self.skip_between()? {
            return Ok(None);
        }
        let mut value = Value { bytes: Vec::new(), line: self.line, too_long: None };
        let mut scan = Scan::default();
        let mut length = 0u64;
        loop {
            let buffer = match self.input.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                break;
            }
            let (end, ended) = match buffer.iter().position(|&byte| scan.ends_with(byte)) {
                Some(at) => (at + 1, true),
                None => (buffer.len(), false),
            };
            let piece = buffer.get(..end).unwrap_or_default();
            length += piece.len() as u64;
            self.line += piece.split(|&b| b == b'\n').skip(1).count() as u64;
            if value.too_long.is_none() {
                value.bytes.extend_from_slice(piece);
            }
            if value.bytes.len() > self.input.max_record_bytes || value.too_long.is_some() {
                value.too_long = Some(length);
                value.bytes = Vec::new();
            }
            self.input.reader.consume(end);
            if ended {
                break;
            }
        }
        Ok(Some(value))
    }

    /// Goes past white space, commas and the brackets of arrays; tells whether there is more.
    fn skip_between(&mut self) -> io::Result<bool> {
        loop {
            let buffer = match self.input.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                return Ok(false);
            }
            let mut n = 0;
            let mut more = false;
            for &byte in buffer {
                match byte {
                    b'\n' => self.line += 1,
                    b'[' => self.in_array = true,
                    b']' => self.in_array = false,
                    b' ' | b'\t' | b'\r' | b',' => {}
                    _ => {
                        more = true;
                        break;
                    }
                }
                n += 1;
            }
            self.input.reader.consume(n);
            if more {
                return Ok(true);
            }
        }
    }
}

/// Where a scan stands in a value.
#[derive(Default)]
struct Scan {
    depth: u64,
    in_string: bool,
    escaped: bool,
}

impl Scan {
    /// Takes a byte and tells whether the value ends with it.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.in_string {
            match byte {
                _ if self.escaped => self.escaped = false,
                b'\\' => self.escaped = true,
                b'"' => self.in_string = false,
                _ => {}
            }
            return false;
        }
        match byte {
            b'"' => self.in_string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            b'\n' | b',' => return self.depth == 0,
            _ => {}
        }
        false
    }
}
