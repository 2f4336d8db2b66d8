//! CSV and TSV: a row is a record, named by the columns of the first row.
//!
//! Cut by `csv-core`, which holds nothing, instead of by the `csv` crate, which holds a row whatever its length: a quote
//! that is never closed would hold the rest of the file. A row that is too long is read past and rejected; where a quote is
//! still open at the end of the file, the row that it opens in is rejected, and reading goes on below it.

use std::io::{self, BufRead, Cursor, Read};

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};
use serde_json::Value;

use super::encoding::{self, Declared};
use super::fields::Object;
use super::input::{Input, broken_off, one, reject};
use super::names::FieldNames;
use super::{Records, record};
use crate::model::{Flag, RawArticle, Reason, Rejection};

/// Reads one record a row, each with the line that it begins on.
pub(super) fn read(input: Input, delimiter: u8) -> Records {
    let mut rows = Rows {
        input,
        delimiter,
        cutter: ReaderBuilder::new().delimiter(delimiter).build(),
        columns: Vec::new(),
        out: vec![0; 1 << 12],
        ends: vec![0; 64],
        raw: Vec::new(),
        any: false,
        done: false,
    };
    match rows.row() {
        Ok(Some(Row { cells: Some(columns), .. })) => {
            rows.columns =
                columns.into_iter().map(|c| encoding::decode(c, Declared::No).0.trim().to_owned()).collect();
            Box::new(rows)
        }
        Ok(_) => {
            one(Err(reject(&rows.input.path, None, Reason::BadRecord, "there is no row of column names")))
        }
        Err(error) => one(Err(broken_off(&rows.input.path, Some(1), &error))),
    }
}

/// Finds what parts the columns of a first line, where it is a line of column names that say what an article has.
pub(super) fn delimiter(first_line: &str, fields: &FieldNames) -> Option<u8> {
    let parts = |delimiter: char| {
        let names: Vec<&str> = first_line.split(delimiter).map(|n| n.trim().trim_matches('"')).collect();
        let has_text = names.iter().any(|n| record::names_text(n) || fields.names_text(n));
        (has_text && names.iter().all(|n| n.chars().count() <= 40)).then_some(names.len())
    };
    let found = ['\t', ',', ';', '|']
        .map(|d| (parts(d), d))
        .into_iter()
        .filter(|(n, _)| n.is_some())
        .max_by_key(|(n, _)| *n)?;
    u8::try_from(found.1).ok()
}

/// Tells whether a column is named as a field of an article.
pub(super) fn is_known(column: &str) -> bool {
    record::names_text(column) || record::names_other(column)
}

struct Rows {
    input: Input,
    delimiter: u8,
    cutter: Reader,
    columns: Vec<String>,
    out: Vec<u8>,
    ends: Vec<usize>,
    /// The bytes of the row, as far as a record may go.
    raw: Vec<u8>,
    /// Whether a row has been given.
    any: bool,
    done: bool,
}

struct Row {
    line: u64,
    /// `None` where it was too long to be kept.
    cells: Option<Vec<Vec<u8>>>,
    bytes: u64,
    /// The file ended within a quote that opened on an earlier line.
    is_open: bool,
}

impl Iterator for Rows {
    type Item = Result<RawArticle, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.row() {
                Ok(Some(row)) if row.cells.as_ref().is_some_and(|cells| cells.iter().all(Vec::is_empty)) => {}
                Ok(Some(row)) if row.is_open => {
                    self.any = true;
                    return Some(Err(self.reopen(row.line)));
                }
                Ok(Some(row)) => {
                    self.any = true;
                    return Some(self.record(row));
                }
                Ok(None) => {
                    self.done = true;
                    let empty = || reject(&self.input.path, None, Reason::Empty, "there are no rows");
                    return (!self.any).then(|| Err(empty()));
                }
                Err(error) => {
                    self.done = true;
                    return Some(Err(broken_off(&self.input.path, Some(self.cutter.line()), &error)));
                }
            }
        }
        None
    }
}

impl Rows {
    /// Goes back to the line below the one where a quote opens that is never closed. Below it quotes come in pairs, or it would
    /// have been closed, so that this is not done again and again.
    fn reopen(&mut self, line: u64) -> Rejection {
        let mut raw = std::mem::take(&mut self.raw);
        let below = raw.iter().position(|&b| b == b'\n').map_or(raw.len(), |at| at + 1);
        raw.drain(..below);
        let reader = std::mem::replace(&mut self.input.reader, Box::new(io::empty()));
        self.input.reader = Box::new(Cursor::new(raw).chain(reader));
        self.cutter = ReaderBuilder::new().delimiter(self.delimiter).build();
        self.cutter.set_line(line + 1);
        let detail = "a quote opens in this row and is never closed; the row is left out: close it, or write a quote inside a \
                      cell as two";
        reject(&self.input.path, Some(line), Reason::BadRecord, detail)
    }

    fn record(&self, row: Row) -> Result<RawArticle, Rejection> {
        let (path, line) = (self.input.path.as_str(), Some(row.line));
        let cells = row.cells.map(|cells| self.unquoted(&cells).unwrap_or(cells));
        let Some(cells) = cells else {
            let limit = self.input.max_record_bytes;
            let detail = format!(
                "{} bytes, more than read.max_record_bytes ({limit}); if a quote opens here that is never closed, close it, or \
                 write a quote inside a cell as two",
                row.bytes
            );
            return Err(reject(path, line, Reason::TooLarge, detail));
        };
        if cells.len() > self.columns.len() {
            let detail =
                format!("{} cells, and {} columns in the first row", cells.len(), self.columns.len());
            return Err(reject(path, line, Reason::BadRecord, detail));
        }
        let mut any_broken = false;
        let mut object = Object::new();
        for (column, cell) in self.columns.iter().zip(cells) {
            let (text, broken) = encoding::decode(cell, Declared::No);
            any_broken |= broken;
            if !text.is_empty() {
                object.insert(column.clone(), Value::String(text));
            }
        }
        let mut article = record::of_row(object, path, line, &self.input.fields)?;
        if any_broken {
            article.flags.push(Flag::BadEncoding);
        }
        Ok(article)
    }

    /// Parts a row without regard to its quotes, where that gives a cell for each column and they do not: they are part of the
    /// text then, as in `"Ferry<tab>It "runs" again`.
    fn unquoted(&self, cells: &[Vec<u8>]) -> Option<Vec<Vec<u8>>> {
        let raw = self.raw.trim_ascii_end();
        if cells.len() >= self.columns.len() || raw.contains(&b'\n') {
            return None;
        }
        let parts: Vec<Vec<u8>> = raw.split(|&b| b == self.delimiter).map(<[u8]>::to_vec).collect();
        (parts.len() == self.columns.len()).then_some(parts)
    }

    /// Takes the next row, growing its buffers as far as a record may go.
    fn row(&mut self) -> io::Result<Option<Row>> {
        let (mut n_out, mut n_ends, mut bytes, mut kept) = (0, 0, 0u64, true);
        let mut n_quotes = 0;
        self.raw.clear();
        self.pass_line_ends()?;
        let line = self.cutter.line();
        loop {
            let buffer = match self.input.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let (out, ends) = (self.out.get_mut(n_out..), self.ends.get_mut(n_ends..));
            let (result, read, written, ended) =
                self.cutter.read_record(buffer, out.unwrap_or_default(), ends.unwrap_or_default());
            let at_end = buffer.is_empty();
            let taken = buffer.get(..read).unwrap_or_default();
            n_quotes += taken.split(|&b| b == b'"').skip(1).count();
            if self.raw.len() + read <= self.input.max_record_bytes {
                self.raw.extend_from_slice(taken);
            }
            self.input.reader.consume(read);
            bytes += read as u64;
            n_out += written;
            n_ends += ended;
            match result {
                ReadRecordResult::InputEmpty => {}
                ReadRecordResult::OutputFull if kept && self.out.len() < self.input.max_record_bytes => {
                    let size = (self.out.len() * 2).min(self.input.max_record_bytes).max(1);
                    self.out.resize(size, 0);
                }
                ReadRecordResult::OutputEndsFull if kept && self.ends.len() < 1 << 16 => {
                    self.ends.resize(self.ends.len() * 2, 0);
                }
                ReadRecordResult::OutputFull | ReadRecordResult::OutputEndsFull => {
                    kept = false;
                    (n_out, n_ends) = (0, 0);
                }
                ReadRecordResult::Record => {
                    let is_open = at_end && kept && n_quotes % 2 == 1 && self.raw.contains(&b'\n');
                    let cells = kept.then(|| self.cells(n_ends));
                    return Ok(Some(Row { line, cells, bytes, is_open }));
                }
                ReadRecordResult::End => return Ok(None),
            }
        }
    }

    /// Takes what is left of the last line end and blank lines, so that the next row is told by the line it stands on.
    fn pass_line_ends(&mut self) -> io::Result<()> {
        loop {
            let buffer = match self.input.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            let Some(end @ (b'\r' | b'\n')) = buffer.first().copied() else { return Ok(()) };
            let (_, read, ..) = self.cutter.read_record(&[end], &mut self.out, &mut self.ends);
            if read == 0 {
                return Ok(());
            }
            self.input.reader.consume(read);
        }
    }

    fn cells(&self, n_ends: usize) -> Vec<Vec<u8>> {
        let mut start = 0;
        let ends = self.ends.get(..n_ends).unwrap_or_default();
        ends.iter()
            .map(|&end| {
                let cell = self.out.get(start..end).unwrap_or_default();
                start = end;
                cell.to_vec()
            })
            .collect()
    }
}
