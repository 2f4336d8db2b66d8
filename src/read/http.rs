//! An HTTP response as it was saved: status, headers, and a body that may be in chunks or packed.

use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::input::{Input, one, reject};
use super::{Records, detect, encoding, html};
use crate::model::{Body, Flag, RawArticle, Reason, Rejection};

/// Header fields, names in lower case.
pub(super) struct Headers(Vec<(String, String)>);

impl Headers {
    /// Reads header lines; what is none is passed over, and a line that begins with white space goes on.
    pub(super) fn of(lines: &str) -> Self {
        let mut headers: Vec<(String, String)> = Vec::new();
        for line in lines.lines() {
            if line.starts_with([' ', '\t']) {
                if let Some((_, value)) = headers.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                headers.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
        }
        Self(headers)
    }

    /// Gives the first field of that name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

/// A response, taken apart; its body is as it was sent.
pub(super) struct Response<'a> {
    pub status: u16,
    pub headers: Headers,
    body: &'a [u8],
}

impl<'a> Response<'a> {
    /// Takes a response apart; `None` where the bytes are none.
    pub(super) fn of(bytes: &'a [u8]) -> Option<Self> {
        if !bytes.starts_with(b"HTTP/") {
            return None;
        }
        let (head, body) = split_head(bytes)?;
        let head = String::from_utf8_lossy(head);
        let (status, lines) = head.split_once('\n').unwrap_or((&head, ""));
        let status = status.split_whitespace().nth(1)?.parse().ok()?;
        Some(Self { status, headers: Headers::of(lines), body })
    }

    /// Gives the media type, in lower case.
    pub(super) fn media_type(&self) -> String {
        media_type(self.headers.get("content-type"))
    }

    /// Gives the body as it was meant, at most `max` bytes of it.
    ///
    /// # Errors
    /// Reason and detail where it is too long, or cannot be unpacked.
    pub(super) fn unpacked(&self, max: usize) -> Result<Vec<u8>, (Reason, String)> {
        let has = |name: &str, value: &str| {
            self.headers.get(name).is_some_and(|v| v.to_ascii_lowercase().contains(value))
        };
        let body = if has("transfer-encoding", "chunked") { unchunked(self.body) } else { None };
        let body = body.as_deref().unwrap_or(self.body);
        let coding = self.headers.get("content-encoding").unwrap_or_default().trim().to_ascii_lowercase();
        // Archives often keep the header and store the body unpacked.
        let reader: Box<dyn Read + '_> = match coding.as_str() {
            "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => Box::new(MultiGzDecoder::new(body)),
            "deflate" if body.first().is_some_and(|b| b & 0x0f == 8) => Box::new(ZlibDecoder::new(body)),
            "deflate" if !looks_like_markup(body) => Box::new(DeflateDecoder::new(body)),
            "br" | "zstd" if !looks_like_markup(body) => {
                return Err((
                    Reason::UnknownFormat,
                    format!("the page is packed with {coding}: no reader for it"),
                ));
            }
            _ => Box::new(body),
        };
        let mut out = Vec::new();
        let read = reader.take(max as u64 + 1).read_to_end(&mut out);
        if out.len() > max {
            return Err((
                Reason::TooLarge,
                format!("unpacks to more than read.max_record_bytes ({max} bytes)"),
            ));
        }
        match read {
            Err(error) if out.is_empty() => {
                Err((Reason::BadRecord, format!("the page cannot be unpacked: {error}")))
            }
            _ => Ok(out),
        }
    }

    /// Gives the encoding that the header declares.
    pub(super) fn charset(&self) -> Option<&str> {
        let (_, rest) = self.headers.get("content-type")?.split_once("charset=")?;
        rest.split([';', ' '])
            .next()
            .map(|label| label.trim_matches(['"', '\'']))
            .filter(|label| !label.is_empty())
    }
}

/// Gives the media type of a `Content-Type`, in lower case.
pub(super) fn media_type(content_type: Option<&str>) -> String {
    content_type.unwrap_or_default().split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

/// Tells whether a media type is that of a web page.
pub(super) fn is_html(media_type: &str) -> bool {
    matches!(media_type, "text/html" | "application/xhtml+xml")
}

/// Parts head and body at the first empty line.
pub(super) fn split_head(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut start = 0;
    while let Some(n) = bytes.get(start..)?.iter().position(|&b| b == b'\n') {
        let line = bytes.get(start..start + n)?;
        start += n + 1;
        if line.is_empty() || line == b"\r" {
            return Some((bytes.get(..start)?, bytes.get(start..)?));
        }
    }
    None
}

fn looks_like_markup(body: &[u8]) -> bool {
    body.trim_ascii_start().first().is_some_and(|&b| b == b'<')
}

/// Puts chunks together; `None` where there are none, as archives often store the body that way. Chunks that break off give
/// what is there.
fn unchunked(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let Some(end) = rest.iter().take(64).position(|&b| b == b'\n') else {
            return (!out.is_empty()).then_some(out);
        };
        let size = String::from_utf8_lossy(rest.get(..end)?).split(';').next()?.trim().to_owned();
        let Ok(size) = usize::from_str_radix(&size, 16) else { return (!out.is_empty()).then_some(out) };
        if size == 0 {
            return Some(out);
        }
        rest = rest.get(end + 1..)?;
        let chunk = rest.get(..size.min(rest.len()))?;
        out.extend_from_slice(chunk);
        rest = rest.get(chunk.len()..)?;
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// Reads a page that was saved with its headers.
pub(super) fn read(mut input: Input) -> Records {
    let max = input.max_record_bytes;
    let record = input.bytes().and_then(|bytes| {
        let fail = |reason, detail| reject(&input.path, None, reason, detail);
        let response = Response::of(&bytes)
            .ok_or_else(|| fail(Reason::BadRecord, "the headers break off".to_owned()))?;
        page(&response, max).map_err(|(reason, detail)| fail(reason, detail))
    });
    one(record.map(|mut article| {
        article.input = input.path;
        article
    }))
}

/// Makes an article of a response with a web page; the place of it is the caller's to add.
///
/// # Errors
/// Reason and detail where it has none.
pub(super) fn page(response: &Response<'_>, max: usize) -> Result<RawArticle, (Reason, String)> {
    match response.status {
        200 | 203 | 206 => {}
        301..=308 => {
            return Err((Reason::Remote, format!("status {}: the page stands elsewhere", response.status)));
        }
        status => return Err((Reason::Empty, format!("status {status}: no page"))),
    }
    let kind = response.media_type();
    if !(is_html(&kind) || kind.is_empty() || kind == "text/plain") {
        return Err((Reason::Media, format!("{kind}: no page")));
    }
    let (text, broken) = page_text(response.unpacked(max)?, response.charset())?;
    let url = html::saved_from(&text);
    let body = if kind == "text/plain" { Body::Text(text) } else { Body::Html(text) };
    let flags = if broken { vec![Flag::BadEncoding] } else { Vec::new() };
    Ok(RawArticle { url, flags, body, ..RawArticle::default() })
}

/// Makes text of a page or of a plain text; the flag tells that some of it was not text.
pub(super) fn page_text(bytes: Vec<u8>, label: Option<&str>) -> Result<(String, bool), (Reason, String)> {
    if let Some(detail) = detect::binary(&bytes).filter(|_| encoding::utf16(&bytes).is_none()) {
        return Err((Reason::NotText, detail));
    }
    let (text, broken) = encoding::decode_labelled(bytes, label);
    if text.trim().is_empty() {
        return Err((Reason::Empty, "the page holds nothing but white space".to_owned()));
    }
    Ok((text, broken))
}

/// Fills the place of a rejection.
pub(super) fn placed(path: &str, (reason, detail): &(Reason, String), place: &str) -> Rejection {
    reject(path, None, *reason, format!("{place}: {detail}"))
}
