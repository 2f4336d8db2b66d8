//! The text of a document of XML before it is parsed: mended where agencies break the rules, and refused where its tree
//! would cost far more than its size.
//!
//! The parser gives nothing of a document with one wrong byte in it. What stands in feeds all the same is few things, and
//! none of them leaves a doubt about what was meant: control bytes, entities of HTML, an ampersand on its own, references
//! to characters that XML has not, and documents one after the other in one file.

use std::borrow::Cow;

use super::entities::{entity, replace_entities};
use super::markup;
use crate::model::Reason;

/// Mends what agencies send and refuses what would cost far more than its size.
pub(super) fn safe(text: String, max_bytes: usize) -> Result<String, (Reason, String)> {
    let is_stray =
        |c: char| c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}');
    let text = if text.contains(is_stray) { text.replace(is_stray, " ") } else { text };
    if expands_beyond(&text, max_bytes) {
        let detail = "the entities that it declares may expand to more than read.max_record_bytes";
        return Err((Reason::TooLarge, detail.to_owned()));
    }
    if let Some(detail) = too_costly(&text) {
        return Err((Reason::BadRecord, detail.to_owned()));
    }
    let text = match named_entities(text.trim_start()) {
        Cow::Owned(text) => text,
        Cow::Borrowed(trimmed) if trimmed.len() == text.len() => text,
        Cow::Borrowed(trimmed) => trimmed.to_owned(),
    };
    Ok(match mended(&text) {
        Cow::Owned(text) => text,
        Cow::Borrowed(_) => text,
    })
}

/// Declares a prefix of names at the root element, for a document that uses it and does not say whose it is.
pub(super) fn with_prefix(text: &str, prefix: &str) -> Option<String> {
    let root = markup::root(text)?;
    // The name is a part of the text.
    let end = (root.as_ptr() as usize).checked_sub(text.as_ptr() as usize)? + root.len();
    let (before, after) = (text.get(..end)?, text.get(end..)?);
    Some(format!("{before} xmlns:{prefix}=\"{prefix}\"{after}"))
}

/// Bounds what entities can expand to, without expanding any: a reference in the text becomes at most all declarations
/// times the 255 references that the parser lets one reference hold.
fn expands_beyond(text: &str, max: usize) -> bool {
    let Some(first) = text.find("<!ENTITY") else { return false };
    let end = text.find("]>").unwrap_or(text.len()).max(first);
    let declared = end - first;
    let inside = text.get(first..end).map_or(0, |t| t.matches('&').count());
    let outside = text.get(end..).map_or(0, |t| t.matches('&').count());
    declared.saturating_mul(inside.min(255) + 1).saturating_mul(outside) > max
}

/// Tells why the tree of a document would cost far more than its size: each element copies the namespaces above it, and
/// each attribute is compared with the others of its element.
fn too_costly(text: &str) -> Option<&'static str> {
    const MAX_NAMESPACES: usize = 256;
    const MAX_ATTRIBUTES: usize = 512;
    if text.matches("xmlns").count() > MAX_NAMESPACES {
        return Some("more than 256 namespace declarations");
    }
    let attributes = |tag: &str| tag.split('>').next().map_or(0, |t| t.matches('=').count());
    let crowded = text.split('<').any(|tag| attributes(tag) > MAX_ATTRIBUTES);
    crowded.then_some("an element with more than 512 attributes")
}

/// Replaces the entities of HTML, which NITF takes from its external document type, by their characters, and numbers of the
/// C1 range by what was meant by them; the others of XML itself are left to the parser.
fn named_entities(text: &str) -> Cow<'_, str> {
    replace_entities(text, |name| match name.strip_prefix('#') {
        _ if is_own(name) => None,
        Some(number) => code(number).filter(|c| (0x80..=0x9f).contains(c)).and_then(|_| entity(name)),
        None => entity(name),
    })
}

fn is_own(name: &str) -> bool {
    matches!(name, "amp" | "lt" | "gt" | "quot" | "apos")
}

fn code(number: &str) -> Option<u32> {
    match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    }
}

/// What stands at an ampersand.
enum Reference {
    /// Something that the parser knows.
    Known,
    /// A number that is none of a character of XML; how many bytes it takes.
    NoCharacter(usize),
    /// The ampersand is just a character.
    None,
}

fn reference(tail: &str, declared: &[&str]) -> Reference {
    let Some(end) = tail.bytes().take(64).position(|b| b == b';') else { return Reference::None };
    let name = tail.get(1..end).unwrap_or_default();
    if let Some(number) = name.strip_prefix('#') {
        return match code(number) {
            Some(0x9 | 0xa | 0xd | 0x20..=0xd7ff | 0xe000..=0xfffd | 0x1_0000..=0x10_ffff) => {
                Reference::Known
            }
            Some(_) => Reference::NoCharacter(end + 1),
            None => Reference::None,
        };
    }
    if is_own(name) || declared.contains(&name) { Reference::Known } else { Reference::None }
}

/// The names of the entities that a document declares itself.
fn declared_entities(text: &str) -> Vec<&str> {
    text.split("<!ENTITY").skip(1).filter_map(|rest| rest.split_whitespace().next()).collect()
}

fn is_declaration(tail: &str) -> bool {
    tail.strip_prefix("<?xml").is_some_and(|rest| rest.starts_with(|c: char| c.is_whitespace()))
}

/// Escapes each ampersand that refers to nothing, and puts documents that stand one after the other into one. What stands in
/// CDATA and comments stays as it is.
fn mended(text: &str) -> Cow<'_, str> {
    let several = has_several(text);
    let declared = if several { Vec::new() } else { declared_entities(text) };
    let is_sound =
        |at: usize| text.get(at..).is_some_and(|tail| matches!(reference(tail, &declared), Reference::Known));
    if !several && text.match_indices('&').all(|(at, _)| is_sound(at)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 64);
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let (kept, taken) = if tail.starts_with('&') {
            match reference(tail, &declared) {
                Reference::Known => ("&", 1),
                Reference::NoCharacter(length) => (" ", length),
                Reference::None => ("&amp;", 1),
            }
        } else if let Some(length) = verbatim(tail) {
            (tail.get(..length).unwrap_or_default(), length)
        } else if is_declaration(tail) && several {
            ("", tail.find("?>").map_or(tail.len(), |end| end + 2))
        } else if tail.starts_with("<!DOCTYPE") {
            let length = document_type(tail);
            (if several { "" } else { tail.get(..length).unwrap_or_default() }, length)
        } else {
            ("<", 1)
        };
        out.push_str(kept);
        rest = tail.get(taken..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(if several { format!("<documents>{out}</documents>") } else { out })
}

/// Tells whether a declaration stands below the top: another document begins there, or should have.
fn has_several(text: &str) -> bool {
    if !text.match_indices("<?xml").any(|(at, _)| at > 0) {
        return false;
    }
    let mut rest = text.get(1..).unwrap_or_default();
    while let Some(at) = rest.find('<') {
        let tail = rest.get(at..).unwrap_or_default();
        if is_declaration(tail) {
            return true;
        }
        rest = tail.get(verbatim(tail).unwrap_or(1)..).unwrap_or_default();
    }
    false
}

/// How long what begins here is, where it is CDATA or a comment.
fn verbatim(tail: &str) -> Option<usize> {
    let close = if tail.starts_with("<![CDATA[") {
        "]]>"
    } else if tail.starts_with("<!--") {
        "-->"
    } else {
        return None;
    };
    Some(tail.find(close).map_or(tail.len(), |end| end + close.len()))
}

/// How long a document type is, its own declarations with it.
fn document_type(tail: &str) -> usize {
    let end = tail.find('>').map_or(tail.len(), |end| end + 1);
    match tail.find('[') {
        Some(open) if open < end => {
            let close = tail.find(']').unwrap_or(tail.len());
            tail.get(close..).and_then(|t| t.find('>')).map_or(tail.len(), |at| close + at + 1)
        }
        _ => end,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mend(text: &str) -> String {
        safe(text.to_owned(), 1 << 20).unwrap()
    }

    #[test]
    fn a_sound_document_stays_as_it_is() {
        let text = "<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b '&#x26;c'>]><a>&b; &amp; &#233;<![CDATA[&lt;]]></a>";
        assert_eq!(mend(text), text);
    }

    #[test]
    fn an_ampersand_that_refers_to_nothing_is_a_character() {
        assert_eq!(mend("<a>AT&T, &desk; &eacute; R&D;</a>"), "<a>AT&amp;T, &amp;desk; \u{e9} R&amp;D;</a>");
        assert_eq!(mend("<a b='x?y=1&z=2'/>"), "<a b='x?y=1&amp;z=2'/>");
        assert_eq!(mend("<a><![CDATA[AT&T]]>&<!-- & --></a>"), "<a><![CDATA[AT&T]]>&amp;<!-- & --></a>");
        assert_eq!(mend("<a>&"), "<a>&amp;");
    }

    #[test]
    fn numbers_that_are_no_characters_are_blanks_and_those_of_windows_what_was_meant() {
        assert_eq!(mend("<a>one&#11;two&#x1F;&#150;&#x93;</a>"), "<a>one two \u{2013}\u{201c}</a>");
        assert_eq!(mend("<a>&#99999999;</a>"), "<a> </a>");
    }

    #[test]
    fn documents_one_after_the_other_become_one() {
        let one = "<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'a.dtd'>\n<a/>\n";
        assert_eq!(mend(&one.repeat(2)), "<documents>\n\n<a/>\n\n\n<a/>\n</documents>");
        let carried = "<a><![CDATA[<?xml version='1.0'?><b/>]]></a>";
        assert_eq!(mend(carried), carried);
    }

    #[test]
    fn a_prefix_is_declared_at_the_root() {
        assert_eq!(
            with_prefix("<?xml version='1.0'?><!-- a --><a b='1'><x:c/></a>", "x").as_deref(),
            Some("<?xml version='1.0'?><!-- a --><a xmlns:x=\"x\" b='1'><x:c/></a>")
        );
    }
}
