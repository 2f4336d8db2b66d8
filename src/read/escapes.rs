//! Half a surrogate pair in JSON, as programs write it that cut a text in the middle of an emoji: `"... \ud83d"`.
//!
//! The parser refuses the whole line; a desk would rather lose half an emoji than the article.

/// Replaces each `\uD800`-`\uDFFF` escape that has no other half by the escape of U+FFFD.
pub(super) fn mend(json: &str) -> String {
    let mut out = String::with_capacity(json.len());
    let mut rest = json;
    while let Some(at) = rest.find('\\') {
        let (before, tail) = rest.split_at(at);
        out.push_str(before);
        let taken = match unit(tail) {
            Some(0xd800..=0xdbff) if matches!(tail.get(6..).and_then(unit), Some(0xdc00..=0xdfff)) => 12,
            Some(0xd800..=0xdfff) => {
                out.push_str("\\ufffd");
                rest = tail.get(6..).unwrap_or_default();
                continue;
            }
            Some(_) => 6,
            // Any other escape is two characters; the second may be a backslash.
            None => 1 + tail.chars().nth(1).map_or(0, char::len_utf8),
        };
        let (escape, after) = tail.split_at(taken.min(tail.len()));
        out.push_str(escape);
        rest = after;
    }
    out.push_str(rest);
    out
}

/// The code unit of a `\uXXXX` at the start.
fn unit(text: &str) -> Option<u16> {
    let digits = text.strip_prefix("\\u")?.get(..4)?;
    digits.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u16::from_str_radix(digits, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_halves_are_replaced() {
        assert_eq!(
            mend(r#""a \ud83d\ude00 b \ud83d c \ude00\n""#),
            r#""a \ud83d\ude00 b \ufffd c \ufffd\n""#
        );
    }

    #[test]
    fn an_escaped_backslash_is_no_escape() {
        assert_eq!(mend(r#""\\ud83d""#), r#""\\ud83d""#);
        assert_eq!(mend("\\"), "\\");
        assert_eq!(mend("\\é"), "\\é");
    }
}
