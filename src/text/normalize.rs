//! Text as every later stage may expect it: NFC, one line a block, no control bytes, no wrapped lines.
//!
//! A line of the result is one block, an empty line parts paragraphs. Lines that were wrapped at a fixed width (agency
//! wires, mail, old archives) are joined again, for a rule that judges blocks must see the paragraph and not its
//! slices. Offsets of removed blocks count in this text, so it is made once and never changed afterwards.

use unicode_normalization::{UnicodeNormalization, is_nfc};

/// Composes text to NFC. Takes no memory of its own where the text is NFC already but for the copy.
#[must_use]
pub fn nfc(text: &str) -> String {
    if is_nfc(text) { text.to_owned() } else { text.nfc().collect() }
}

/// Normalises text: NFC, `\n` line ends, control and invisible bytes out, runs of blanks to one blank, wrapped lines
/// joined and their hyphens mended, at most one empty line between paragraphs.
///
/// Joiners that carry meaning (zero-width joiner and non-joiner, direction marks) stay. `O(n)`.
#[must_use]
pub fn normalize(text: &str) -> String {
    let composed = nfc(text);
    let lines = split_lines(&composed);
    let mut out = String::with_capacity(composed.len());
    let paragraphs: Vec<&[Line]> =
        lines.split(|line| line.text.is_empty()).filter(|paragraph| !paragraph.is_empty()).collect();
    let width = wrap_width(&paragraphs);
    for paragraph in paragraphs {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        push_paragraph(&mut out, paragraph, width);
    }
    out
}

/// A line without its blanks, and whether it was set in.
struct Line {
    text: String,
    indented: bool,
}

fn split_lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut current = Line { text: String::new(), indented: false };
    let mut blanks = 0_usize;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' | '\n' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                if c == '\r' && chars.peek() == Some(&'\n') {
                    chars.next();
                }
                lines.push(std::mem::replace(&mut current, Line { text: String::new(), indented: false }));
                blanks = 0;
            }
            // Soft hyphens, zero-width spaces and byte-order marks say nothing; a word must not differ by them.
            '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{2060}' => {}
            c if c.is_whitespace() => blanks += if c == '\t' { 4 } else { 1 },
            c if c.is_control() => {}
            c => {
                if current.text.is_empty() {
                    current.indented = blanks >= 2;
                } else if blanks > 0 {
                    current.text.push(' ');
                }
                blanks = 0;
                current.text.push(c);
            }
        }
    }
    lines.push(current);
    lines
}

/// Writes the lines of one paragraph, joined where they were wrapped.
fn push_paragraph(out: &mut String, lines: &[Line], width: Option<usize>) {
    let mut first = true;
    for group in groups(lines) {
        let wrapped = is_wrapped(group) || width.is_some_and(|width| fills(group, width));
        for (i, line) in group.iter().enumerate() {
            if !first {
                if wrapped && i > 0 {
                    if !drop_hyphen(out, &line.text) {
                        out.push(' ');
                    }
                } else {
                    out.push('\n');
                }
            }
            first = false;
            out.push_str(&line.text);
        }
    }
}

/// Parts the lines of a paragraph where one is set in, if only the first lines of paragraphs are.
fn groups(lines: &[Line]) -> Vec<&[Line]> {
    let set_in = lines.iter().filter(|line| line.indented).count();
    if set_in == 0 || set_in * 2 > lines.len() + 1 {
        return vec![lines];
    }
    lines.chunk_by(|_, next| !next.indented).collect()
}

/// Tells at which width a text was wrapped, in characters: that of the paragraphs which show it, if two do.
fn wrap_width(paragraphs: &[&[Line]]) -> Option<usize> {
    let wrapped: Vec<&[Line]> =
        paragraphs.iter().flat_map(|lines| groups(lines)).filter(|group| is_wrapped(group)).collect();
    let width = wrapped.iter().copied().flatten().map(|line| line.text.chars().count()).max();
    width.filter(|_| wrapped.len() >= 2)
}

/// How many blanks may have stood before a first line.
const INDENT: usize = 4;

/// Tells whether lines break off where the next word would not have fitted into the width that the text was wrapped at.
fn fills(lines: &[Line], width: usize) -> bool {
    let is_full = |line: &Line, next: &Line| {
        let word = next.text.split(' ').next().unwrap_or_default();
        let len = line.text.chars().count();
        len <= width + INDENT
            && len + 1 + word.chars().count() + INDENT > width
            && !starts_with_bullet(&next.text)
    };
    lines.iter().zip(lines.iter().skip(1)).all(|(line, next)| is_full(line, next))
        && lines.iter().take(lines.len().saturating_sub(1)).any(|line| !ends_sentence(&line.text))
}

/// The narrowest and the widest column at which text is taken for wrapped, in characters.
const WRAP_COLUMNS: std::ops::RangeInclusive<usize> = 40..=100;

/// Tells whether lines were wrapped at a fixed width: all but the last nearly fill it, and most break off in mid-sentence.
fn is_wrapped(lines: &[Line]) -> bool {
    let Some((last, full)) = lines.split_last() else { return false };
    if full.is_empty() || starts_with_bullet(&last.text) {
        return false;
    }
    let lengths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let width = lengths.iter().copied().max().unwrap_or(0);
    if !WRAP_COLUMNS.contains(&width) {
        return false;
    }
    let nearly_full = lengths.iter().take(full.len()).all(|&n| n * 100 >= width * 68);
    let broken = full.iter().filter(|line| !ends_sentence(&line.text)).count();
    let next_is_lower = lines.iter().skip(1).filter(|line| line.text.starts_with(char::is_lowercase)).count();
    let bullets = lines.iter().any(|line| starts_with_bullet(&line.text));
    nearly_full && !bullets && broken * 3 >= full.len() * 2 && next_is_lower * 3 >= full.len()
}

fn ends_sentence(line: &str) -> bool {
    line.trim_end_matches(['"', '\'', '”', '’', ')', '»']).ends_with(['.', '!', '?', ':', '…', '。'])
}

fn starts_with_bullet(line: &str) -> bool {
    line.starts_with(['•', '*', '·', '▪', '◦', '‣', '●']) || line.starts_with("- ")
}

/// Takes a hyphen that only parted a word at the line's end. The hyphen of a compound before a capital or a digit stays.
fn drop_hyphen(out: &mut String, next: &str) -> bool {
    let word_goes_on = next.starts_with(char::is_lowercase);
    let mut before = out.chars().rev();
    let parted = before.next() == Some('-') && before.next().is_some_and(char::is_lowercase);
    if parted && word_goes_on {
        out.pop();
    }
    parted
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn line_ends_and_controls_are_evened_out() {
        assert_eq!(normalize("\u{feff}a\u{0}b\r\n\r\n\r\n  c\u{a0}\td \u{2028}e"), "ab\n\nc d\ne");
    }

    #[test]
    fn letters_are_composed() {
        assert_eq!(normalize("Cafe\u{301}"), "Café");
    }

    #[test]
    fn wrapped_lines_become_one_block() {
        let text = "The harbour board of Norvik said on Monday that the eastern quay would be re-\nbuilt before the winter, after a storm tore away some forty metres of it and\nleft two trawlers stranded.";
        let joined = normalize(text);
        assert!(!joined.contains('\n'), "{joined}");
        assert!(joined.contains("would be rebuilt before"));
    }

    #[test]
    fn a_text_that_was_wrapped_is_joined_where_names_begin_lines() {
        let text = "   The harbour board of Norvik said on Monday that the eastern quay\nwould be rebuilt before the winter.\n\n   \
                    It lost some forty metres in the storm, which also left two of\nthe trawlers stranded.\n\n   \
                    A vote of the port's members last month gave the motion of\nUnion Quay and its friends 34 votes, those of Captain Orvik and the\n\
                    Fishermen's League six.\n\nTides\nNorvik 11.20\nOrvik 12.05";
        let joined = normalize(text);
        assert_eq!(
            joined.split("\n\n").map(|p| p.lines().count()).collect::<Vec<_>>(),
            [1, 1, 1, 3],
            "{joined}"
        );
    }

    #[test]
    fn lines_that_are_blocks_of_their_own_stay() {
        let text = "Shr 31 cts vs 20 cts\nNet 1,204,000 vs 803,000\nRevs 14.2 mln vs 11.9 mln";
        assert_eq!(normalize(text), text);
        let list = "• A newsletter every morning, written by our editors\n• a crossword, two puzzles and the weekly magazine";
        assert_eq!(normalize(list), list);
    }

    #[test]
    fn set_in_lines_open_paragraphs() {
        let text = "   The ferry to Lund was cancelled because of the wind, the line said,\nand will sail on Friday.\n   Passengers may change their tickets without charge until the end of\nthe month.";
        assert_eq!(normalize(text).lines().count(), 2);
    }

    #[test]
    fn scripts_without_blanks_and_right_to_left_text_are_whole() {
        for text in [
            "港口委员会周一表示,东码头将重建。",
            "قال مجلس الميناء إن الرصيف سيبنى",
            "می\u{200c}خواهم",
            "ประเทศไทย",
        ] {
            assert_eq!(normalize(text), text);
        }
    }

    proptest! {
        #[test]
        fn normalising_twice_changes_nothing_but_joins(text in "\\PC{0,200}") {
            let once = normalize(&text);
            prop_assert_eq!(normalize(&once), once);
        }

        #[test]
        fn only_blanks_controls_and_line_hyphens_go(text in any::<String>()) {
            let letters = |s: &str| s.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(letters(&normalize(&text)), letters(&nfc(&text)));
        }
    }
}
