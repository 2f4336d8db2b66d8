//! Bytes to text.
//!
//! Bytes that are valid UTF-8 and not plain ASCII are UTF-8, whatever is declared: text in another encoding passes that
//! test by accident only when it is a few bytes long, while wrong declarations are common. Else the declaration holds,
//! and else chardetng guesses. Where there are good UTF-8 sequences beside broken ones, the text is UTF-8 with damage,
//! not another encoding.

use std::io::{self, BufRead, Read};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Where a document of a format says what its encoding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Declared {
    /// Nowhere.
    No,
    /// In the XML declaration.
    Xml,
    /// In a `meta` element near the top.
    Html,
}

/// Makes text of a page whose header may have declared an encoding, which then goes before what the page says itself.
pub(super) fn decode_labelled(mut bytes: Vec<u8>, label: Option<&str>) -> (String, bool) {
    if let Some((coding, mark)) = utf16(&bytes) {
        let (text, broken) = coding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return (text.into_owned(), broken);
    }
    if bytes.starts_with(&[0xef, 0xbb, 0xbf]) {
        bytes.drain(..3);
    }
    match label.and_then(|l| Encoding::for_label(l.as_bytes())) {
        Some(coding) => decode_as(bytes, Some(coding)),
        None => decode(bytes, Declared::Html),
    }
}

/// Makes text of bytes; the flag tells that some of them were not valid and became U+FFFD, or were NUL and are left out.
pub(super) fn decode(bytes: Vec<u8>, declared: Declared) -> (String, bool) {
    let label = declaration(&bytes, declared).and_then(|l| Encoding::for_label(l.as_bytes()));
    decode_as(bytes, label)
}

fn decode_as(mut bytes: Vec<u8>, label: Option<&'static Encoding>) -> (String, bool) {
    if bytes.contains(&0) {
        bytes.retain(|&byte| byte != 0);
        return (decode_as(bytes, label).0, true);
    }
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => match label {
            // The one encoding of news whose bytes are all ASCII.
            Some(coding) if coding == encoding_rs::ISO_2022_JP && text.contains('\u{1b}') => {
                text.into_bytes()
            }
            _ => return (text, false),
        },
        Err(error) => error.into_bytes(),
    };
    let coding = match label {
        Some(coding) if coding != UTF_8 && coding != UTF_16LE && coding != UTF_16BE => coding,
        _ if is_damaged_utf8(&bytes) => UTF_8,
        _ => guess(&bytes),
    };
    let (text, broken) = coding.decode_without_bom_handling(&bytes);
    (text.into_owned(), broken)
}

/// Tells whether there is a whole sequence of two or more bytes, or nothing worse than a cut one at the end.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let mut chunks = bytes.utf8_chunks();
    let mut only_cut = false;
    for chunk in &mut chunks {
        if !chunk.valid().is_ascii() {
            return true;
        }
        let invalid = chunk.invalid();
        only_cut = invalid.len() > 1 || invalid.is_empty() && only_cut;
    }
    only_cut
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Finds the label that a document declares for itself.
fn declaration(bytes: &[u8], declared: Declared) -> Option<String> {
    let head = bytes.get(..bytes.len().min(4096))?;
    // Latin-1: a declaration is ASCII, and places stay what they are.
    let head: String = head.iter().map(|&b| char::from(b.to_ascii_lowercase())).collect();
    let after = match declared {
        Declared::No => return None,
        Declared::Xml => {
            let line = head.trim_start().strip_prefix("<?xml")?;
            let line = line.split("?>").next()?;
            line.split_once("encoding")?.1
        }
        Declared::Html => head
            .match_indices("<meta")
            .filter_map(|(at, _)| head.get(at..)?.split('>').next())
            .find_map(|tag| Some(tag.split_once("charset")?.1))?,
    };
    let value = after.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let end = value.find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c))).unwrap_or(value.len());
    value.get(..end).filter(|label| !label.is_empty()).map(str::to_owned)
}

/// Tells whether a stream is UTF-16, and how many bytes its mark takes.
pub(super) fn utf16(head: &[u8]) -> Option<(&'static Encoding, usize)> {
    match head {
        [0xff, 0xfe, ..] => return Some((UTF_16LE, 2)),
        [0xfe, 0xff, ..] => return Some((UTF_16BE, 2)),
        _ => {}
    }
    // Without a mark: the high bytes of ASCII are zero, in Latin text nearly all, in others those of blanks and line ends.
    let sample = head.get(..head.len().min(4096) & !1)?;
    let pairs = sample.len() / 2;
    let n_ascii = |high: usize| {
        let is_ascii = |low: u8| low.is_ascii_graphic() || low.is_ascii_whitespace();
        sample
            .chunks_exact(2)
            .filter(|p| p.get(high) == Some(&0) && p.get(1 - high).copied().is_some_and(is_ascii))
            .count()
    };
    let n_zeros = |side: usize| sample.iter().skip(side).step_by(2).filter(|&&b| b == 0).count();
    let (n, coding, high) = match (n_ascii(1), n_ascii(0)) {
        (little, big) if little >= big => (little, UTF_16LE, 1),
        (_, big) => (big, UTF_16BE, 0),
    };
    let is_latin = n_zeros(high) * 10 >= pairs * 7 && n_zeros(1 - high) == 0;
    let is_other = n * 64 >= pairs && is_text_in(coding, sample);
    (pairs >= 4 && (is_latin || is_other)).then_some((coding, 0))
}

/// Tells whether bytes are nothing but letters, digits, blanks and the like in UTF-16, and are no text as they are: text of
/// one byte a letter with a few stray zeros reads as letters of some script too.
fn is_text_in(coding: &'static Encoding, bytes: &[u8]) -> bool {
    let n_printed = bytes.iter().filter(|b| b.is_ascii_graphic() || b.is_ascii_whitespace()).count();
    let n_controls = bytes.iter().filter(|b| matches!(b, 1..=8 | 14..=31)).count();
    let (mut n_valid, mut n_invalid) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        n_valid += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_invalid += usize::from(!chunk.invalid().is_empty());
    }
    if n_printed * 10 > bytes.len() * 7 || n_controls * 33 <= bytes.len() && n_valid > n_invalid {
        return false;
    }
    let mut text = String::with_capacity(bytes.len() * 2);
    // The sample may end within a pair of surrogates.
    let (_, _, broken) = coding.new_decoder_without_bom_handling().decode_to_string(bytes, &mut text, false);
    let is_of_text = |c: char| !c.is_control() || matches!(c, '\n' | '\r' | '\t');
    let n_letters = text.chars().filter(|c| c.is_alphanumeric()).count();
    !broken && text.chars().all(is_of_text) && n_letters * 2 > text.chars().count()
}

/// Gives a UTF-16 stream as UTF-8, piece by piece. What is not valid becomes U+FFFD.
pub(super) struct Utf16Reader<R> {
    inner: R,
    decoder: Decoder,
    out: Vec<u8>,
    taken: usize,
    ended: bool,
}

impl<R: BufRead> Utf16Reader<R> {
    pub(super) fn new(inner: R, coding: &'static Encoding) -> Self {
        let decoder = coding.new_decoder_without_bom_handling();
        Self { inner, decoder, out: Vec::new(), taken: 0, ended: false }
    }

    fn refill(&mut self) -> io::Result<()> {
        self.out.resize(64 << 10, 0);
        self.taken = 0;
        let source = self.inner.fill_buf()?;
        let last = source.is_empty();
        let (result, read, written, _) = self.decoder.decode_to_utf8(source, &mut self.out, last);
        self.inner.consume(read);
        self.out.truncate(written);
        self.ended = last && result == CoderResult::InputEmpty;
        Ok(())
    }
}

impl<R: BufRead> Read for Utf16Reader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.taken == self.out.len() && !self.ended {
            self.refill()?;
        }
        let ready = self.out.get(self.taken..).unwrap_or_default();
        let n = ready.len().min(buffer.len());
        if let (Some(to), Some(from)) = (buffer.get_mut(..n), ready.get(..n)) {
            to.copy_from_slice(from);
        }
        self.taken += n;
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(bytes: &[u8]) -> (String, bool) {
        decode(bytes.to_vec(), Declared::No)
    }

    #[test]
    fn utf8_is_recognised_whatever_is_declared() {
        let page = "<meta charset=iso-8859-1><p>caf\u{e9}";
        assert_eq!(decode(page.as_bytes().to_vec(), Declared::Html), (page.to_owned(), false));
        assert_eq!(plain(b""), (String::new(), false));
    }

    #[test]
    fn the_declaration_holds_where_it_can() {
        let page = b"<html><meta http-equiv=Content-Type content=\"text/html; charset=windows-1251\"><p>\xcf\xf0\xe8\xe2\xe5\xf2";
        assert!(
            decode(page.to_vec(), Declared::Html).0.ends_with("\u{41f}\u{440}\u{438}\u{432}\u{435}\u{442}")
        );
        let xml = b"<?xml version=\"1.0\" encoding = 'ISO-8859-15' ?><a>\xa4</a>";
        assert!(decode(xml.to_vec(), Declared::Xml).0.ends_with("<a>\u{20ac}</a>"));
        let japanese = b"<meta charset=iso-2022-jp>\x1b$B$3\x1b(B";
        assert!(decode(japanese.to_vec(), Declared::Html).0.ends_with('\u{3053}'));
    }

    #[test]
    fn damage_is_told_from_another_encoding() {
        assert_eq!(plain(b"caf\xc3\xa9 \xff!"), ("caf\u{e9} \u{fffd}!".to_owned(), true));
        assert_eq!(plain(b"caf\xe9 \x93yes\x94"), ("caf\u{e9} \u{201c}yes\u{201d}".to_owned(), false));
        assert_eq!(plain(b"cut \xe2\x80"), ("cut \u{fffd}".to_owned(), true));
    }

    #[test]
    fn ascii_with_few_zeros_is_not_utf16() {
        assert_eq!(utf16(b"abcdefgh\0ijkl"), None);
        let latin = b"Die F\xe4hre f\xe4hrt wieder. \0 Es war sp\xe4t. \0 ";
        assert_eq!(utf16(latin), None);
        let wire = "The ferry runs again. ".repeat(9) + "\0" + &"It was late. ".repeat(9);
        assert_eq!(utf16(wire.as_bytes()), None);
        assert_eq!(
            utf16(
                "P\u{e4}rom \0\u{445}\u{43e}\u{434}\u{438}\u{442} \u{441}\u{43d}\u{43e}\u{432}\u{430}"
                    .as_bytes()
            ),
            None
        );
        assert_eq!(utf16(b"a\0"), None);
        assert_eq!(utf16(b""), None);
    }
}
