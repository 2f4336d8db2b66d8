//! Items in frames of control bytes, as they come over a wire: ANPA 1312 and IPTC 7901.
//!
//! A frame begins with SOH and ends with EOT: header, STX, text, ETX, trailer. The stream is cut into frames, one held at a
//! time; a frame that breaks off ends where the next one begins, and costs only itself.

use std::io::{self, BufRead};

use super::encoding::{self, Declared};
use super::input::{Input, broken_off, reject};
use super::{Records, anpa, iptc7901};
use crate::model::{Flag, RawArticle, Reason, Rejection};

/// Start of header.
pub(super) const SOH: u8 = 0x01;
/// Start of text.
pub(super) const STX: char = '\u{2}';
/// End of text.
pub(super) const ETX: char = '\u{3}';
const EOT: u8 = 0x04;

/// Reads one record a frame, each with the line of the file that it begins on.
pub(super) fn read(input: Input) -> Records {
    Box::new(Frames { input, line: 1, done: false, n: 0 })
}

/// The three parts of a frame, as text.
pub(super) struct Frame<'a> {
    pub header: &'a str,
    pub text: &'a str,
    pub trailer: &'a str,
}

impl<'a> Frame<'a> {
    /// Takes a frame apart; `is_whole` tells that its end was met.
    fn of(frame: &'a str, is_whole: bool) -> Result<Self, &'static str> {
        let (header, rest) = frame.split_once(STX).ok_or("the frame has no STX")?;
        match rest.split_once(ETX) {
            Some((text, trailer)) => Ok(Self { header, text, trailer }),
            None if is_whole => Ok(Self { header, text: rest, trailer: "" }),
            None => Err("the frame has neither ETX nor EOT: it breaks off in the text"),
        }
    }
}

/// The bytes of a frame.
struct Piece {
    /// The line of the file that it begins on.
    line: u64,
    /// As far as they are kept.
    bytes: Vec<u8>,
    length: u64,
    /// Whether its end was met.
    is_whole: bool,
}

fn line_ends(bytes: &[u8]) -> u64 {
    bytes.split(|&b| b == b'\n').skip(1).count() as u64
}

struct Frames {
    input: Input,
    line: u64,
    done: bool,
    n: u64,
}

impl Iterator for Frames {
    type Item = Result<RawArticle, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.done {
            return None;
        }
        match self.frame() {
            Ok(Some(piece)) => {
                self.n += 1;
                Some(self.record(piece))
            }
            Ok(None) => {
                self.done = true;
                let empty = || reject(&self.input.path, None, Reason::Empty, "there is no frame in it");
                (self.n == 0).then(|| Err(empty()))
            }
            Err(error) => {
                self.done = true;
                Some(Err(broken_off(&self.input.path, Some(self.line), &error)))
            }
        }
    }
}

impl Frames {
    fn record(&self, Piece { line, bytes, length, is_whole }: Piece) -> Result<RawArticle, Rejection> {
        let fail = |reason, detail: String| reject(&self.input.path, Some(line), reason, detail);
        let limit = self.input.max_record_bytes;
        if length > limit as u64 {
            return Err(fail(
                Reason::TooLarge,
                format!("{length} bytes, more than read.max_record_bytes ({limit})"),
            ));
        }
        let (text, broken) = encoding::decode(bytes, Declared::No);
        let frame =
            Frame::of(&text, is_whole).map_err(|detail| fail(Reason::BadRecord, detail.to_owned()))?;
        let read =
            if iptc7901::is_header(frame.header) { iptc7901::article(&frame) } else { anpa::article(&frame) };
        let mut article = read.map_err(|detail| fail(Reason::Empty, detail))?;
        self.input.path.clone_into(&mut article.input);
        article.line = Some(line);
        if broken {
            article.flags.push(Flag::BadEncoding);
        }
        Ok(article)
    }

    /// Takes the next frame without its ends.
    fn frame(&mut self) -> io::Result<Option<Piece>> {
        let (mut bytes, mut length, mut begun) = (Vec::new(), 0u64, None);
        loop {
            let buffer = match self.input.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                other => other?,
            };
            if buffer.is_empty() {
                return Ok(begun.map(|line| Piece { line, bytes, length, is_whole: false }));
            }
            let Some(line) = begun else {
                let end = buffer.iter().position(|&b| b == SOH);
                let passed = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
                self.line += line_ends(passed);
                let n = passed.len() + usize::from(end.is_some());
                begun = end.map(|_| self.line);
                self.input.reader.consume(n);
                continue;
            };
            let end = buffer.iter().position(|&b| matches!(b, SOH | EOT));
            let piece = buffer.get(..end.unwrap_or(buffer.len())).unwrap_or_default();
            self.line += line_ends(piece);
            length += piece.len() as u64;
            if length <= self.input.max_record_bytes as u64 {
                bytes.extend_from_slice(piece);
            } else {
                bytes = Vec::new();
            }
            let n = piece.len();
            match end.and_then(|at| buffer.get(at)) {
                // The next frame begins: its SOH is left where it is.
                Some(&SOH) => {
                    self.input.reader.consume(n);
                    return Ok(Some(Piece { line, bytes, length, is_whole: false }));
                }
                Some(_) => {
                    self.input.reader.consume(n + 1);
                    return Ok(Some(Piece { line, bytes, length, is_whole: true }));
                }
                None => self.input.reader.consume(n),
            }
        }
    }
}
