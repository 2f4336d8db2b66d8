//! Which reader a stream is for: what its first bytes say, and its name where they say nothing.

use serde_json::error::Category;

use super::framed::SOH;
use super::names::FieldNames;
use super::{csv, markup, mime, newsml_g2, ritzau};
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
    /// Items of NewsML-G2.
    NewsmlG2,
    /// Items of NewsML 1.x.
    Newsml1,
    /// Items of Ritzau's queue.
    Ritzau,
    /// Entries of RSS or Atom.
    Feed,
    /// Frames of ANPA 1312 or IPTC 7901.
    Framed,
    /// A web page below the headers it came with.
    Http,
    /// Parts of a page or a mail that was saved in one file.
    Mime,
    /// Records of a WARC archive.
    Warc,
    /// Rows with this byte between their cells.
    Csv(u8),
    /// Rows of a Parquet file.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// Decides the format by the first bytes of a stream, or tells why there is none.
pub(super) fn format(head: &[u8], path: &str, names: &FieldNames) -> Result<Format, (Reason, String)> {
    if head.starts_with(&PARQUET) {
        #[cfg(feature = "parquet")]
        return Ok(Format::Parquet);
        #[cfg(not(feature = "parquet"))]
        return Err((
            Reason::UnknownFormat,
            "a Parquet file: this build is without the feature parquet".to_owned(),
        ));
    }
    if head.starts_with(b"WARC/") {
        return Ok(Format::Warc);
    }
    if head.starts_with(b"HTTP/1.") || head.starts_with(b"HTTP/2 ") {
        return Ok(Format::Http);
    }
    if mime::is_mime(head) {
        return Ok(Format::Mime);
    }
    if is_framed(head) {
        return Ok(Format::Framed);
    }
    if let Some((name, reason)) = magic(head) {
        return Err((reason, format!("{name}: no reader for it")));
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
        "csv" | "tsv" | "tab" => {
            let first = text.lines().next().unwrap_or_default();
            csv::delimiter(first, names).map(Format::Csv).ok_or_else(|| {
                let detail =
                    "no column of its first row is named as the text of an article (see read.fields.text)";
                (Reason::UnknownFormat, detail.to_owned())
            })
        }
        "" | "gz" | "txt" | "dat" if is_table(text, names) => {
            let first = text.lines().next().unwrap_or_default();
            Ok(csv::delimiter(first, names).map_or(Format::Text, Format::Csv))
        }
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
    let name = [".gz", ".zst"].iter().find_map(|packed| name.strip_suffix(packed)).unwrap_or(&name);
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
    if let Some(format) = xml_format(local) {
        return Ok(format);
    }
    // An entry of Atom by itself.
    if local == "entry" && is_xml {
        return Ok(Format::Feed);
    }
    let is_html = markup::is_html_element(local)
        || matches!(hint, "html" | "htm" | "xhtml")
        || text.get(..9).is_some_and(|t| t.eq_ignore_ascii_case("<!doctype") && !is_xml);
    if is_html {
        return Ok(Format::Html);
    }
    if !is_xml {
        return Ok(Format::Text);
    }
    wrapped_format(text, root).ok_or_else(|| {
        let detail = format!("XML with the root element <{}>: no reader for it", shorten(root));
        (Reason::UnknownFormat, detail)
    })
}

/// The format of an element by its local name.
fn xml_format(local: &str) -> Option<Format> {
    match local {
        "nitf" | "NITF" => Some(Format::Nitf),
        "NewsML" => Some(Format::Newsml1),
        "rss" | "RDF" | "feed" => Some(Format::Feed),
        name if newsml_g2::is_root(name) => Some(Format::NewsmlG2),
        name if ritzau::is_root(name) => Some(Format::Ritzau),
        _ => None,
    }
}

/// The format of what stands in an element of someone's own, as in `<soap:Envelope>` or `<stories>`.
fn wrapped_format(text: &str, root: &str) -> Option<Format> {
    let (_, inside) = text.split_once(root)?;
    inside.split('<').skip(1).find_map(|tag| {
        let end = tag.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/')).unwrap_or(tag.len());
        xml_format(tag.get(..end)?.rsplit(':').next()?)
    })
}

fn shorten(name: &str) -> String {
    name.chars().take(40).collect()
}

/// How a Parquet file begins.
pub(super) const PARQUET: [u8; 4] = *b"PAR1";

/// Names the formats that are known by their first bytes and not read. Pictures and sounds beside the articles are skips.
fn magic(head: &[u8]) -> Option<(&'static str, Reason)> {
    const KNOWN: [(&[u8], &str, Reason); 13] = [
        (b"\x89PNG", "PNG picture", Reason::Media),
        (b"\xff\xd8\xff", "JPEG picture", Reason::Media),
        (b"GIF8", "GIF picture", Reason::Media),
        (b"II*\0", "TIFF picture", Reason::Media),
        (b"MM\0*", "TIFF picture", Reason::Media),
        (b"OggS", "Ogg stream", Reason::Media),
        (b"ID3", "MP3 stream", Reason::Media),
        (b"%PDF-", "PDF document", Reason::UnknownFormat),
        (b"PK\x03\x04", "ZIP archive", Reason::UnknownFormat),
        (b"\xfd7zXZ", "xz stream", Reason::UnknownFormat),
        (b"BZh", "bzip2 stream", Reason::UnknownFormat),
        (b"\x7fELF", "program", Reason::UnknownFormat),
        (b"{\\rtf", "RTF document", Reason::UnknownFormat),
    ];
    KNOWN.iter().find(|(bytes, ..)| head.starts_with(bytes)).map(|&(_, name, reason)| (name, reason))
}

/// Tells whether items stand in frames of control bytes: SOH soon, and STX after it.
fn is_framed(head: &[u8]) -> bool {
    let start = head.get(..head.len().min(32)).unwrap_or_default();
    start.iter().position(|&b| b == SOH).is_some_and(|at| {
        // Only synchronising bytes and white space stand before the first frame.
        let before = start.get(..at).unwrap_or_default();
        before.iter().all(|b| b.is_ascii_control() || *b == b' ')
            && head.contains(&2)
            && !is_dense(nuls(head), head)
    })
}

/// Tells whether a text without a telling name is a table: names of columns on the first line, two of them ours, and as
/// many cells on the next.
fn is_table(text: &str, names: &FieldNames) -> bool {
    let mut lines = text.lines();
    let (Some(first), Some(second)) = (lines.next(), lines.next()) else { return false };
    csv::delimiter(first, names).is_some_and(|delimiter| {
        let delimiter = char::from(delimiter);
        let known = first.split(delimiter).filter(|n| csv::is_known(n.trim().trim_matches('"'))).count();
        known >= 2 && second.contains(delimiter)
    })
}

/// Tells why bytes are no text in any encoding that has ASCII in it. A few NUL bytes are none: old wires pad with them, and
/// they are left out when the bytes are decoded.
pub(super) fn binary(bytes: &[u8]) -> Option<String> {
    let controls = bytes.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    if !is_dense(controls, bytes) {
        return None;
    }
    Some(format!("{controls} control bytes among {}, {} of them NUL", bytes.len(), nuls(bytes)))
}

fn nuls(bytes: &[u8]) -> usize {
    bytes.split(|&b| b == 0).skip(1).count()
}

/// Typesetting codes are a few bytes a line at most; a picture is a tenth control bytes.
const fn is_dense(n: usize, bytes: &[u8]) -> bool {
    n * 33 > bytes.len()
}
