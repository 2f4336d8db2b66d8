//! A page that a browser saved in one file with all that belongs to it (MHTML), or a mail: the first part that is a page, else
//! the first that is a text.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::http::{self, Headers, media_type, split_head};
use super::input::{Input, one, reject};
use super::{Records, html};
use crate::model::{Body, Flag, RawArticle, Reason};

/// Parts in parts go no deeper than this in anything that was seen.
const MAX_DEPTH: usize = 8;

/// Tells whether a stream begins with header lines that say that it is of this format.
pub(super) fn is_mime(head: &[u8]) -> bool {
    let is_header = |line: &str| {
        let name = line.split_once(':').map_or("", |(name, _)| name);
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    split_head(head).is_some_and(|(lines, _)| {
        let lines = String::from_utf8_lossy(lines);
        lines.lines().next().is_some_and(is_header) && Headers::of(&lines).get("mime-version").is_some()
    })
}

/// Reads the one article of a file.
pub(super) fn read(mut input: Input) -> Records {
    let record = input.bytes().and_then(|bytes| {
        let fail = |reason, detail: String| reject(&input.path, None, reason, detail);
        let (head, body) =
            split_head(&bytes).ok_or_else(|| fail(Reason::BadRecord, "the headers break off".to_owned()))?;
        let headers = Headers::of(&String::from_utf8_lossy(head));
        let mut parts = Vec::new();
        part_of(&headers, body, MAX_DEPTH, &mut parts);
        let best = parts.iter().position(|part| http::is_html(&part.kind)).unwrap_or(0);
        if parts.is_empty() {
            return Err(fail(Reason::Media, "no part of it is a page or a text".to_owned()));
        }
        let part = parts.swap_remove(best);
        let (text, broken) = http::page_text(part.bytes, part.charset.as_deref())
            .map_err(|(reason, detail)| fail(reason, detail))?;
        let url = headers.get("snapshot-content-location").map(str::to_owned).or(part.address);
        let is_page = http::is_html(&part.kind);
        Ok(RawArticle {
            input: input.path.clone(),
            url: url.filter(|url| url.starts_with("http")).or_else(|| html::saved_from(&text)),
            flags: if broken { vec![Flag::BadEncoding] } else { Vec::new() },
            body: if is_page { Body::Html(text) } else { Body::Text(text) },
            ..RawArticle::default()
        })
    });
    one(record)
}

/// A part with a page or a text.
struct Part {
    kind: String,
    charset: Option<String>,
    address: Option<String>,
    bytes: Vec<u8>,
}

/// Takes the pages and texts of a part and of the parts in it, in order.
fn part_of(headers: &Headers, body: &[u8], depth: usize, parts: &mut Vec<Part>) {
    let told = headers.get("content-type");
    let kind = media_type(told);
    if kind.starts_with("multipart/") {
        let Some(boundary) = parameter(told, "boundary").filter(|_| depth > 0) else { return };
        for piece in pieces(body, &boundary) {
            if let Some((head, body)) = split_head(piece) {
                part_of(&Headers::of(&String::from_utf8_lossy(head)), body, depth - 1, parts);
            }
        }
    } else if http::is_html(&kind) || kind == "text/plain" || kind.is_empty() {
        parts.push(Part {
            kind,
            charset: parameter(told, "charset"),
            address: headers.get("content-location").map(str::to_owned),
            bytes: decoded(body, headers.get("content-transfer-encoding").unwrap_or_default()),
        });
    }
}

/// Gives a parameter of a header field, as in `multipart/related; boundary="a"`.
fn parameter(field: Option<&str>, name: &str) -> Option<String> {
    field?.split(';').skip(1).find_map(|part| {
        let (known, value) = part.split_once('=')?;
        let value = value.trim().trim_matches('"');
        (known.trim().eq_ignore_ascii_case(name) && !value.is_empty()).then(|| value.to_owned())
    })
}

/// What stands between lines of `--` and the boundary.
fn pieces<'a>(body: &'a [u8], boundary: &str) -> Vec<&'a [u8]> {
    let mark = format!("--{boundary}");
    let (mut pieces, mut start, mut at) = (Vec::new(), None, 0);
    for line in body.split_inclusive(|&b| b == b'\n') {
        if line.starts_with(mark.as_bytes()) {
            pieces.extend(start.and_then(|start| body.get(start..at)));
            start = Some(at + line.len());
        }
        at += line.len();
    }
    // What breaks off is given as far as it goes.
    pieces.extend(start.and_then(|start| body.get(start..)).filter(|rest| !rest.trim_ascii().is_empty()));
    pieces
}

fn decoded(body: &[u8], coding: &str) -> Vec<u8> {
    match coding.trim().to_ascii_lowercase().as_str() {
        "quoted-printable" => unquoted(body),
        "base64" => {
            let letters: Vec<u8> = body.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
            STANDARD.decode(&letters).unwrap_or(letters)
        }
        _ => body.to_vec(),
    }
}

/// Undoes `=C3=A9` and line ends that are none.
fn unquoted(body: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.iter().position(|&b| b == b'=') {
        let (before, tail) = rest.split_at(at);
        out.extend_from_slice(before);
        let hex = tail.get(1..3).and_then(|h| u8::from_str_radix(std::str::from_utf8(h).ok()?, 16).ok());
        rest = match (hex, tail) {
            (Some(byte), _) => {
                out.push(byte);
                tail.get(3..)
            }
            (None, [_, b'\r', b'\n', ..]) => tail.get(3..),
            (None, [_, b'\n', ..]) => tail.get(2..),
            _ => {
                out.push(b'=');
                tail.get(1..)
            }
        }
        .unwrap_or_default();
    }
    out.extend_from_slice(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::super::{ReadParams, read_bytes};
    use super::*;

    fn read(text: &str) -> Result<RawArticle, crate::model::Rejection> {
        read_bytes("a.mhtml", text.replace('\n', "\r\n").as_bytes(), &ReadParams::default()).remove(0)
    }

    const HEAD: &str = "From: <Saved by a browser>\nSnapshot-Content-Location: https://a.example/x\nMIME-Version: 1.0\n\
        Content-Type: multipart/related;\n\ttype=\"text/html\";\n\tboundary=\"--b--\"\n\n\n";

    #[test]
    fn the_page_of_a_saved_page_is_read() {
        let page = "----b--\nContent-Type: text/html\nContent-Transfer-Encoding: quoted-printable\n\n\
            <html><meta charset=3Dutf-8><p>The caf=C3=A9 is op=\nen.</p>\n----b--\nContent-Type: image/png\n\
            Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n----b----\n";
        let a = read(&format!("{HEAD}{page}")).unwrap();
        assert_eq!(a.url.as_deref(), Some("https://a.example/x"));
        assert_eq!(
            a.body,
            Body::Html("<html><meta charset=utf-8><p>The caf\u{e9} is open.</p>\r\n".to_owned())
        );
        let packed = "----b--\nContent-Type: text/html; charset=\"iso-8859-1\"\nContent-Transfer-Encoding: base64\n\nPHA+Y2Fm\n6TwvcD4=\n----b----\n";
        assert_eq!(read(&format!("{HEAD}{packed}")).unwrap().body, Body::Html("<p>caf\u{e9}</p>".to_owned()));
    }

    #[test]
    fn a_mail_gives_its_page_or_its_text() {
        let mail = |kinds: [&str; 2]| {
            let parts = kinds.map(|kind| format!("--c\nContent-Type: {kind}\n\nWords of {kind}.\n")).concat();
            read(&format!(
                "Subject: x\nMIME-Version: 1.0\nContent-Type: multipart/alternative; boundary=c\n\n{parts}--c--\n"
            ))
        };
        assert!(
            matches!(mail(["text/plain", "text/html"]).unwrap().body, Body::Html(text) if text.contains("text/html"))
        );
        assert!(matches!(mail(["image/png", "text/plain"]).unwrap().body, Body::Text(_)));
        assert_eq!(mail(["image/png", "audio/mp3"]).unwrap_err().reason, Reason::Media);
    }

    #[test]
    fn a_text_that_speaks_of_mail_is_a_text() {
        let text = "Subject: the ferry\nIt runs again.\n\nMIME-Version: 1.0 was never meant for it.";
        assert!(matches!(read(text).unwrap().body, Body::Text(t) if t.starts_with("Subject")));
    }
}
