//! WARC archives: each response with a web page is a record; so is each page or text that was stored by itself
//! (`resource`, `conversion`).
//!
//! One record is held at a time, and none that is too long or not asked for. The archives of crawls are packed record by
//! record, which reads as one stream. A header that makes no sense costs what lies up to the next one.

use std::io::{self, BufRead, Read};

use super::Records;
use super::http::{self, Headers, Response};
use super::input::{Input, broken_off, reject};
use crate::model::{Body, Flag, RawArticle, Reason, Rejection};

/// A header is some hundred bytes; lines beyond this are none.
const MAX_HEADER: u64 = 1 << 16;

/// Reads every record of an archive that is, or should have been, a page. Descriptions of the crawl and requests are none.
pub(super) fn read(input: Input) -> Records {
    Box::new(Archive { input, at: 0, n: 0, done: false })
}

/// What comes next in an archive.
#[expect(clippy::large_enum_variant, reason = "there is one at a time, and it is handed on at once")]
enum Next {
    End,
    /// A record that is not meant to be an article.
    Passed,
    Record(Result<RawArticle, Rejection>),
}

struct Archive {
    input: Input,
    /// The byte that is read next, unpacked.
    at: u64,
    n: u64,
    done: bool,
}

impl Iterator for Archive {
    type Item = Result<RawArticle, Rejection>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.done {
            match self.record() {
                Ok(Next::Record(record)) => return Some(record),
                Ok(Next::Passed) => {}
                Ok(Next::End) => {
                    self.done = true;
                    let empty = || reject(&self.input.path, None, Reason::Empty, "there is no record in it");
                    if self.n == 0 {
                        return Some(Err(empty()));
                    }
                }
                Err(error) => {
                    self.done = true;
                    let mut rejection = broken_off(&self.input.path, None, &error);
                    rejection.detail = format!("record {} at byte {}: {}", self.n, self.at, rejection.detail);
                    return Some(Err(rejection));
                }
            }
        }
        None
    }
}

impl Archive {
    /// Takes the next record.
    fn record(&mut self) -> io::Result<Next> {
        let start = self.at;
        let mut skipped = false;
        loop {
            let line = self.line()?;
            if line.is_empty() {
                let rest = skipped.then(|| self.fail(start, "no header of a record here"));
                self.done = true;
                return Ok(rest.map_or(Next::End, |r| Next::Record(Err(r))));
            }
            if line.starts_with(b"WARC/") {
                break;
            }
            skipped |= !line.trim_ascii().is_empty();
        }
        self.n += 1;
        let mut header = Vec::new();
        loop {
            let line = self.line()?;
            if line.is_empty() || line.trim_ascii().is_empty() {
                break;
            }
            if header.len() as u64 > MAX_HEADER {
                return Ok(Next::Record(Err(self.fail(start, "its header is longer than 64 KB"))));
            }
            header.extend_from_slice(&line);
        }
        let headers = Headers::of(&String::from_utf8_lossy(&header));
        let Some(length) = headers.get("content-length").and_then(|l| l.parse::<u64>().ok()) else {
            return Ok(Next::Record(Err(self.fail(start, "its Content-Length is absent or no number"))));
        };
        let kind = headers.get("warc-type").unwrap_or_default().to_ascii_lowercase();
        let url = headers.get("warc-target-uri").map(|u| u.trim_matches(['<', '>']).to_owned());
        let place = format!(
            "record {} at byte {start}{}",
            self.n,
            url.as_deref().map(|u| format!(" ({u})")).unwrap_or_default()
        );
        let reject_here = |reason, detail: String| http::placed(&self.input.path, &(reason, detail), &place);
        let wanted = matches!(kind.as_str(), "response" | "resource" | "conversion");
        let max = self.input.max_record_bytes;
        if !wanted || length > max as u64 {
            let told = match kind.as_str() {
                _ if wanted => Some(reject_here(
                    Reason::TooLarge,
                    format!("{length} bytes, more than read.max_record_bytes ({max})"),
                )),
                "revisit" => Some(reject_here(
                    Reason::DuplicateRecord,
                    "a revisit: the page was stored before".to_owned(),
                )),
                _ => None,
            };
            let passed = io::copy(&mut self.input.reader.by_ref().take(length), &mut io::sink())?;
            self.at += passed;
            return Ok(told.map_or(Next::Passed, |r| Next::Record(Err(r))));
        }
        let mut body = Vec::new();
        self.input.reader.by_ref().take(length).read_to_end(&mut body)?;
        self.at += body.len() as u64;
        let cut = (body.len() as u64) < length;
        let found = if kind == "response" {
            match Response::of(&body) {
                Some(response) => http::page(&response, max),
                None => Err((Reason::BadRecord, "no HTTP response in it".to_owned())),
            }
        } else {
            stored(&http::media_type(headers.get("content-type")), body)
        };
        Ok(Next::Record(match found {
            _ if cut => {
                Err(http::placed(&self.input.path, &(Reason::BadRecord, "it breaks off".to_owned()), &place))
            }
            Ok(article) => {
                Ok(RawArticle { input: self.input.path.clone(), url: url.or(article.url.clone()), ..article })
            }
            Err(detail) => Err(http::placed(&self.input.path, &detail, &place)),
        }))
    }

    fn fail(&self, start: u64, detail: &str) -> Rejection {
        reject(
            &self.input.path,
            None,
            Reason::BadRecord,
            format!("record {} at byte {start}: {detail}", self.n),
        )
    }

    /// Takes a line with its end; empty at the end of the stream. A long one comes in pieces.
    fn line(&mut self) -> io::Result<Vec<u8>> {
        let mut line = Vec::new();
        self.input.reader.by_ref().take(MAX_HEADER).read_until(b'\n', &mut line)?;
        self.at += line.len() as u64;
        Ok(line)
    }
}

/// Makes an article of what was stored without a response around it.
fn stored(kind: &str, body: Vec<u8>) -> Result<RawArticle, (Reason, String)> {
    let is_page = http::is_html(kind);
    if !(is_page || kind == "text/plain") {
        return Err((Reason::Media, format!("{kind}: no page")));
    }
    let (text, broken) = http::page_text(body, None)?;
    let flags = if broken { vec![Flag::BadEncoding] } else { Vec::new() };
    let body = if is_page { Body::Html(text) } else { Body::Text(text) };
    Ok(RawArticle { flags, body, ..RawArticle::default() })
}

#[cfg(test)]
mod tests {
    use super::super::{ReadParams, read_bytes};
    use super::*;

    fn record(kind: &str, body: &str) -> String {
        format!(
            "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://a.example/{kind}\r\nContent-Type: text/plain\r\n\
            Content-Length: {}\r\n\r\n{body}\r\n\r\n",
            body.len()
        )
    }

    fn response(status: u16, head: &str, body: &str) -> String {
        record("response", &format!("HTTP/1.1 {status} X\r\n{head}\r\n\r\n{body}"))
    }

    fn read(text: &str) -> Vec<Result<RawArticle, Rejection>> {
        read_bytes("a.warc", text.as_bytes(), &ReadParams { max_record_bytes: 400, ..ReadParams::default() })
    }

    #[test]
    fn pages_are_read_and_all_else_has_its_reason() {
        let html = "Content-Type: text/html; charset=utf-8";
        let archive = [
            record("warcinfo", "software: x"),
            record("request", "GET / HTTP/1.1"),
            response(200, html, "<p>One.</p>"),
            response(
                200,
                &format!("{html}\r\nTransfer-Encoding: chunked"),
                "4\r\n<p>T\r\n7\r\nwo.</p>\r\n0\r\n\r\n",
            ),
            response(301, html, ""),
            response(404, html, "<p>No.</p>"),
            response(200, "Content-Type: image/png", "png"),
            response(200, html, &"x".repeat(500)),
            record("revisit", ""),
            "noise\r\nnoise\r\n".to_owned(),
            record("conversion", "Three."),
            record("response", "no response"),
        ]
        .concat();
        let records = read(&archive);
        let told: Vec<_> = records
            .iter()
            .map(|r| match r {
                Ok(a) => match &a.body {
                    Body::Text(text) | Body::Html(text) => Ok(text.as_str()),
                    Body::Clean { .. } => Ok("?"),
                },
                Err(r) => Err(r.reason),
            })
            .collect();
        assert_eq!(
            told,
            [
                Ok("<p>One.</p>"),
                Ok("<p>Two.</p>"),
                Err(Reason::Remote),
                Err(Reason::Empty),
                Err(Reason::Media),
                Err(Reason::TooLarge),
                Err(Reason::DuplicateRecord),
                Ok("Three."),
                Err(Reason::BadRecord)
            ]
        );
        assert_eq!(records[0].as_ref().unwrap().url.as_deref(), Some("https://a.example/response"));
        let last = &records[8].as_ref().unwrap_err().detail;
        assert!(last.starts_with("record 11 at byte "), "{last}");
    }

    #[test]
    fn an_archive_that_breaks_off_says_where() {
        let archive = response(200, "Content-Type: text/html", "<p>One.</p>");
        let cut = read(&archive[..archive.len() - 10]);
        assert_eq!(cut[0].as_ref().unwrap_err().reason, Reason::BadRecord);
    }
}
