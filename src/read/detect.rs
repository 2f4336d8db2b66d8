//! Which reader a stream is for: what its first bytes say, and its name where they say nothing.

use serde_json::error::Category;

use super::markup;
use crate::model::Reason;

/// The formats that differ in how a stream is cut into records.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// One article of plain text.
    Text,
    /// A JSON object a line.
    Jsonl,
    /// JSON objects over several lines, alone, one after the other or in an array.
    Json,
    /// One web page.
    Html,
    /// One NITF document.
    Nitf,
}

/// Decides the format by the first bytes of a stream, or tells why there is none.
pub(super) fn format(head: &[u8], path: &str) -> Result<Format, (Reason, String)> {
    let unknown = |detail: &str| Err((Reason::UnknownFormat, detail.to_owned()));
    if let Some(name) = magic(head) {
        return unknown(&format!("{name}: no reader for it"));
    }
    if let Some(detail) = binary(head) {
        return Err((Reason::NotText, detail));
    }
    let hint = extension(path);
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix('{') {
        if rest.trim_start().starts_with(['"', '}']) || is_json_name(&hint) {
            return Ok(json_shape(text, &hint));
        }
    } else if let Some(rest) = text.strip_prefix('[') {
        if rest.trim_start().starts_with(['{', ']']) || hint == "json" {
            return Ok(Format::Json);
        }
    } else if text.starts_with('<') {
        return markup_format(text, &hint);
    }
    match hint.as_str() {
        "jsonl" | "ndjson" => Ok(Format::Jsonl),
        "json" => Ok(Format::Json),
        "html" | "htm" | "xhtml" => Ok(Format::Html),
        _ if looks_like_json_lines(text) => Ok(Format::Jsonl),
        _ => Ok(Format::Text),
    }
}

/// Names that say that a file in a directory is no article. A file that the user named itself is tried all the same.
pub(super) fn no_article_by_name(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase();
    let hint = extension(path);
    let is_companion = matches!(
        hint.as_str(),
        "md" | "rst"
            | "csv"
            | "tsv"
            | "toml"
            | "yaml"
            | "yml"
            | "ini"
            | "cfg"
            | "conf"
            | "log"
            | "lock"
            | "png"
            | "jpg"
            | "jpeg"
            | "gif"
            | "webp"
            | "svg"
            | "ico"
            | "bmp"
            | "tif"
            | "tiff"
            | "mp3"
            | "mp4"
            | "wav"
            | "avi"
            | "mov"
            | "webm"
            | "ogg"
            | "pdf"
            | "doc"
            | "docx"
            | "xls"
            | "xlsx"
            | "ppt"
            | "pptx"
            | "odt"
            | "rtf"
            | "zip"
            | "tar"
            | "7z"
            | "rar"
            | "xz"
            | "bz2"
            | "css"
            | "js"
            | "py"
            | "rs"
            | "sh"
            | "sql"
            | "db"
            | "sqlite"
            | "exe"
            | "bin"
            | "so"
            | "dll"
            | "woff"
            | "woff2"
    );
    if is_companion {
        return Some(format!(
            "a .{hint} file in a directory is not taken for an article; name it to read it"
        ));
    }
    let stem = name.strip_suffix(".txt").unwrap_or(&name);
    let is_project = matches!(stem, "license" | "licence" | "readme" | "changelog" | "makefile");
    is_project.then(|| format!("{name} in a directory is not taken for an article; name it to read it"))
}

/// The extension in lower case, that of the packed file where it is packed.
fn extension(path: &str) -> String {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path).to_lowercase();
    let name = name.strip_suffix(".gz").unwrap_or(&name);
    name.rsplit_once('.').map_or("", |(_, hint)| hint).to_owned()
}

fn is_json_name(hint: &str) -> bool {
    matches!(hint, "json" | "jsonl" | "ndjson")
}

/// One object a line, or one over several lines? The first line tells: it is whole, or broken off where a line may
/// break, or broken.
fn json_shape(text: &str, hint: &str) -> Format {
    if matches!(hint, "jsonl" | "ndjson") {
        return Format::Jsonl;
    }
    let Some((first, rest)) = text.split_once('\n') else { return Format::Jsonl };
    let Err(error) = serde_json::from_str::<serde::de::IgnoredAny>(first) else { return Format::Jsonl };
    let next_is_object = rest.trim_start().starts_with("{\"");
    let is_cut = match error.classify() {
        // A JSON string cannot hold a line end, so a line that ends in one was cut off.
        Category::Eof => error.to_string().contains("string") && next_is_object,
        _ => hint != "json" || next_is_object,
    };
    if is_cut { Format::Jsonl } else { Format::Json }
}

/// For a stream whose first line is broken: do the lines after it look like objects?
fn looks_like_json_lines(text: &str) -> bool {
    let lines = || text.lines().map(str::trim).filter(|l| !l.is_empty()).take(10);
    let objects = lines().filter(|l| l.starts_with("{\"") && l.ends_with('}')).count();
    objects > 0 && objects * 2 >= lines().count()
}

fn markup_format(text: &str, hint: &str) -> Result<Format, (Reason, String)> {
    let is_xml = text.starts_with("<?xml") || hint == "xml";
    let root = markup::root(text).unwrap_or_default();
    let local = root.rsplit(':').next().unwrap_or_default();
    let unread = match local {
        "nitf" => return Ok(Format::Nitf),
        "newsItem" | "newsMessage" | "packageItem" | "knowledgeItem" => "NewsML-G2",
        "NewsML" => "NewsML 1.x",
        "rss" | "RDF" => "RSS",
        "feed" => "Atom",
        _ => {
            let is_html = markup::is_html_element(local)
                || matches!(hint, "html" | "htm" | "xhtml")
                || text.get(..9).is_some_and(|t| t.eq_ignore_ascii_case("<!doctype") && !is_xml);
            return match (is_html, is_xml) {
                (true, _) => Ok(Format::Html),
                (false, false) => Ok(Format::Text),
                (false, true) => Err((
                    Reason::UnknownFormat,
                    format!("XML with the root element <{}>: no reader for it", shorten(root)),
                )),
            };
        }
    };
    Err((Reason::UnknownFormat, format!("{unread}: no reader for it")))
}

fn shorten(name: &str) -> String {
    name.chars().take(40).collect()
}

/// Names the formats that are known by their first bytes and not read.
fn magic(head: &[u8]) -> Option<&'static str> {
    const KNOWN: [(&[u8], &str); 17] = [
        (b"\x89PNG", "PNG picture"),
        (b"\xff\xd8\xff", "JPEG picture"),
        (b"GIF8", "GIF picture"),
        (b"II*\0", "TIFF picture"),
        (b"MM\0*", "TIFF picture"),
        (b"%PDF-", "PDF document"),
        (b"PK\x03\x04", "ZIP archive"),
        (b"\x28\xb5\x2f\xfd", "zstd stream"),
        (b"\xfd7zXZ", "xz stream"),
        (b"BZh", "bzip2 stream"),
        (b"7z\xbc\xaf", "7z archive"),
        (b"PAR1", "Parquet file"),
        (b"\x7fELF", "program"),
        (b"OggS", "Ogg stream"),
        (b"ID3", "MP3 stream"),
        (b"{\\rtf", "RTF document"),
        (b"WARC/", "WARC archive"),
    ];
    if let Some((_, name)) = KNOWN.iter().find(|(bytes, _)| head.starts_with(bytes)) {
        return Some(name);
    }
    // ANPA 1312 and IPTC 7901 frame each item in control bytes: SOH, header, STX, text, ETX.
    let start = head.get(..head.len().min(32))?;
    (start.contains(&0x01) && head.contains(&0x02)).then_some("ANPA 1312 or IPTC 7901 item")
}

/// Tells why bytes are no text in any encoding that has ASCII in it.
pub(super) fn binary(bytes: &[u8]) -> Option<String> {
    let control = |b: &&u8| matches!(**b, 0..=8 | 14..=26 | 28..=31 | 127);
    let mut controls = 0;
    for (at, byte) in bytes.iter().enumerate().filter(|(_, b)| control(b)) {
        if *byte == 0 {
            return Some(format!("a NUL byte at {at}"));
        }
        controls += 1;
    }
    // Typesetting codes are a few bytes a line at most; a picture is a tenth control bytes.
    (controls * 33 > bytes.len()).then(|| format!("{controls} control bytes among {}", bytes.len()))
}
