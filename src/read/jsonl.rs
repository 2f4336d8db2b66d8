//! JSON Lines: an object a line, read line by line.

use std::collections::VecDeque;
use std::io::{self, BufRead, Read};

use super::encoding::{self, Declared};
use super::input::{Input, broken_off, reject};
use super::{Records, record};
use crate::model::{RawArticle, Reason, Rejection};

/// Reads one record a line; blank lines are none.
pub(super) fn read(input: Input) -> Records {
    Box::new(Lines { input, buffer: Vec::new(), line: 0, waiting: VecDeque::new(), done: false })
}

struct Lines {
    input: Input,
    buffer: Vec<u8>,
    line: u64,
    /// Records of the last line that have not been given yet: a line may be an answer with several items.
    waiting: VecDeque<Result<RawArticle, Rejection>>,
    done: bool,
}

impl Iterator for Lines {
    type Item = Result<RawArticle, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(record) = self.waiting.pop_front() {
                return Some(record);
            }
            if self.done {
                return None;
            }
            self.line += 1;
            match read_line(&mut self.input.reader, &mut self.buffer, self.input.max_record_bytes) {
                Ok(Line::End) => self.done = true,
                Ok(Line::Whole) if self.buffer.trim_ascii().is_empty() => {}
                Ok(Line::Whole) => self.take_records(),
                Ok(Line::TooLong(bytes)) => {
                    let limit = self.input.max_record_bytes;
                    let detail = format!("{bytes} bytes, more than read.max_record_bytes ({limit})");
                    return Some(Err(reject(&self.input.path, Some(self.line), Reason::TooLarge, detail)));
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(broken_off(&self.input.path, Some(self.line), &error)));
                }
            }
        }
    }
}

impl Lines {
    fn take_records(&mut self) {
        let (path, line, fields) = (self.input.path.as_str(), Some(self.line), &self.input.fields);
        let bytes = self.buffer.trim_ascii();
        if !bytes.contains(&0)
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            self.waiting.extend(record::parse(text, path, line, self.line, fields));
            return;
        }
        let (text, broken) = encoding::decode(bytes.to_vec(), Declared::No);
        let records = record::parse(&text, path, line, self.line, fields);
        self.waiting.extend(records.into_iter().map(|record| record::flagged(record, broken)));
    }
}

enum Line {
    End,
    Whole,
    /// It was skipped; how many bytes it had.
    TooLong(u64),
}

/// Takes the next line. One that is longer than `max` is read past, a piece at a time, and its buffer given back.
fn read_line(reader: &mut dyn BufRead, buffer: &mut Vec<u8>, max: usize) -> io::Result<Line> {
    const PIECE: u64 = 1 << 16;
    buffer.clear();
    let limit = (max as u64).saturating_add(2);
    let mut bytes = reader.take(limit).read_until(b'\n', buffer)? as u64;
    if bytes == 0 {
        return Ok(Line::End);
    }
    if buffer.trim_ascii_end().len() <= max && (bytes < limit || buffer.ends_with(b"\n")) {
        return Ok(Line::Whole);
    }
    let mut ended = buffer.ends_with(b"\n");
    *buffer = Vec::new();
    while !ended {
        buffer.clear();
        let n = reader.take(PIECE).read_until(b'\n', buffer)?;
        bytes += n as u64;
        ended = n == 0 || buffer.ends_with(b"\n");
    }
    Ok(Line::TooLong(bytes))
}
