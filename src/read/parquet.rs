//! Parquet, with the feature `parquet`: a row is a record, its columns the fields.
//!
//! Rows are read one row group after the other and made JSON objects, so that nested columns and field names by setting work
//! as they do in JSON Lines. Without arrow: its record batches would be faster, and take twice as long to build.

use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::reader::RowIter;
use serde_json::Value;

use super::input::{Input, one, reject};
use super::names::FieldNames;
use super::{Records, record};
use crate::model::{RawArticle, Reason, Rejection};

/// Reads one record a row; the place of each is its number, from 1. A file is read where it lies; what comes over a stream
/// or packed is held whole, as the index of a Parquet file stands at its end.
pub(super) fn read(mut input: Input) -> Records {
    let path = input.path.clone();
    let bad = |detail: String| one(Err(reject(&path, None, Reason::BadRecord, detail)));
    let rows = match input.file.take() {
        Some(file) => guarded(|| rows(file)),
        None => match input.bytes() {
            Ok(bytes) => guarded(|| rows(Bytes::from(bytes))),
            Err(rejection) => return one(Err(rejection)),
        },
    };
    match rows {
        Ok(rows) => Box::new(Rows { inner: rows, path, fields: input.fields, n: 0, done: false }),
        Err(detail) => bad(detail),
    }
}

fn rows<R: parquet::file::reader::ChunkReader + 'static>(source: R) -> Result<RowIter<'static>, String> {
    let reader = SerializedFileReader::new(source).map_err(|e| e.to_string())?;
    if reader.metadata().file_metadata().schema().get_fields().is_empty() {
        return Err("there are no columns".to_owned());
    }
    Ok(RowIter::from_file_into(Box::new(reader)))
}

/// Calls into the crate, whose decoders panic on some files that are not what they say.
fn guarded<T>(call: impl FnOnce() -> Result<T, String>) -> Result<T, String> {
    catch_unwind(AssertUnwindSafe(call))
        .unwrap_or_else(|_| Err("the file is not what its index says".to_owned()))
}

struct Rows {
    inner: RowIter<'static>,
    path: String,
    fields: FieldNames,
    n: u64,
    done: bool,
}

impl Iterator for Rows {
    type Item = Result<RawArticle, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        let row = guarded(|| self.inner.next().transpose().map_err(|e| e.to_string()));
        self.n += 1;
        match row {
            Ok(None) => {
                self.done = true;
                let empty = || reject(&self.path, None, Reason::Empty, "there are no rows");
                (self.n == 1).then(|| Err(empty()))
            }
            Ok(Some(row)) => {
                let Value::Object(mut object) = row.to_json_value() else { return self.next() };
                object.retain(|_, value| !value.is_null());
                Some(record::of_row(object, &self.path, Some(self.n), &self.fields))
            }
            // The decoders of all columns have moved on by different counts: what follows would be rows that never were.
            Err(detail) => {
                self.done = true;
                Some(Err(reject(&self.path, Some(self.n), Reason::BadRecord, detail)))
            }
        }
    }
}
