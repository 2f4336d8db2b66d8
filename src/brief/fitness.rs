//! Which sentences can stand in a brief, by their look alone.

use std::borrow::Cow;

use crate::text::tokens;

/// The longest dateline, in bytes.
const MAX_DATELINE: usize = 90;

/// Gives the length of the dateline that opens a text, with its dash: `NORDHAFEN, May 3 (ABC) - `; 0 where there is
/// none.
///
/// It is taken for one when a dash with a space behind it follows within a line's length, and what stands before is a
/// credit in brackets, ends in one, or begins with a place in capitals.
#[must_use]
pub fn dateline(text: &str) -> usize {
    let limit =
        text.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= MAX_DATELINE).last();
    let head = text.get(..limit.unwrap_or(0)).unwrap_or_default();
    let dashes = [" - ", " -- ", " _ ", " \u{2013} ", " \u{2014} ", ")-", ")--", "\u{2014}"];
    let found = dashes.iter().filter_map(|dash| Some((head.find(dash)?, dash))).min_by_key(|(at, _)| *at);
    let Some((at, dash)) = found else { return 0 };
    let dash = dash.trim_start_matches(')');
    let at = if head.get(at..).is_some_and(|rest| rest.starts_with(')')) { at + 1 } else { at };
    let place = head.get(..at).unwrap_or_default().trim_end();
    let first = place.split_whitespace().next().unwrap_or_default();
    let capitals = first.chars().filter(|c| c.is_alphabetic()).count() >= 3
        && first.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    let credited = place.ends_with(')') && place.split_whitespace().count() <= 10;
    if !(credited || (capitals && place.split_whitespace().count() <= 6)) {
        return 0;
    }
    let behind = text.get(at + dash.len()..).unwrap_or_default();
    let body =
        behind.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '\u{2013}' | '\u{2014}'));
    if body.is_empty() { 0 } else { text.len() - body.len() }
}

/// Tells whether a text has neither marks of quotation nor brackets. Most sentences have none, and bytes are looked through
/// faster than characters.
fn is_plain(text: &str) -> bool {
    let is_sign = |byte: u8| !byte.is_ascii() || matches!(byte, b'"' | b'(' | b')' | b'[' | b']');
    !text.bytes().fold(false, |any, byte| any | is_sign(byte)) && !has_teleprinter_marks(text)
}

/// Tells whether a text has two grave accents or two apostrophes in a row. Compares all neighbours, which is faster than to
/// look for two strings.
#[expect(clippy::needless_bitwise_bool, reason = "without a branch sixteen bytes are compared at once")]
fn has_teleprinter_marks(text: &str) -> bool {
    let is_mark = |(a, b): (&u8, &u8)| (*a == *b) & ((*a == b'`') | (*a == b'\''));
    let bytes = text.as_bytes();
    bytes.iter().zip(bytes.iter().skip(1)).fold(false, |any, pair| any | is_mark(pair))
}

/// Writes the quotation marks of teleprinters, two grave accents and two apostrophes, as curly ones.
fn with_curly_marks(text: &str) -> Cow<'_, str> {
    if has_teleprinter_marks(text) {
        Cow::Owned(text.replace("``", "\u{201c}").replace("''", "\u{201d}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Tells whether a quotation or a bracket opens in the text and does not close, or closes and did not open.
#[must_use]
pub fn is_broken(text: &str) -> bool {
    if is_plain(text) {
        return false;
    }
    let text = &*with_curly_marks(text);
    let mut straight = false;
    let (mut curly, mut guillemets, mut brackets) = (0_i32, 0_i32, 0_i32);
    for c in text.chars() {
        match c {
            '"' => straight = !straight,
            '\u{201c}' | '\u{201e}' => curly += 1,
            '\u{201d}' => curly -= 1,
            '\u{ab}' => guillemets += 1,
            '\u{bb}' => guillemets -= 1,
            '(' | '[' => brackets += 1,
            ')' | ']' => brackets -= 1,
            _ => {}
        }
        if brackets < 0 {
            return true;
        }
    }
    // German closes with the mark that English opens with.
    let german = text.contains('\u{201e}') && curly % 2 == 0;
    straight || (curly != 0 && !german) || guillemets != 0 || brackets != 0
}

/// Tells whether the text asks.
#[must_use]
pub fn is_question(text: &str) -> bool {
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?' && c != '\u{ff1f}')
        .ends_with(['?', '\u{ff1f}'])
}

/// Tells whether the text ends as sentences do. Headings, captions and texts that were cut short do not.
#[must_use]
pub fn is_closed(text: &str) -> bool {
    const ENDS: [char; 8] = ['.', '!', '?', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}', '\u{964}'];
    text.trim_end_matches(|c: char| !c.is_alphanumeric() && !ENDS.contains(&c)).ends_with(ENDS)
}

/// Rows of tables without a figure in digits have fewer words than this; lines of prose that lost their full stops have more.
const MAX_ROW_WORDS: usize = 16;

/// Tells whether a text looks like a row of a table or list, which it is among others of the kind: it does not end as sentences
/// do, and has a digit or few words. Scripts without capitals may do without full stops.
#[must_use]
pub fn is_row(text: &str) -> bool {
    !is_closed(text)
        && text.contains(|c: char| c.is_lowercase() || c.is_uppercase())
        && (text.contains(|c: char| c.is_ascii_digit())
            || text.split_whitespace().nth(MAX_ROW_WORDS).is_none())
}

/// Tells whether a text is a table that was run together: it does not end as sentences do, and four of its words at least, and a quarter
/// of all, have digits.
#[must_use]
pub fn is_run_together(text: &str) -> bool {
    if is_closed(text) {
        return false;
    }
    let words = text.split_whitespace();
    let n_figures = words.clone().filter(|word| word.contains(|c: char| c.is_ascii_digit())).count();
    n_figures >= 4 && 4 * n_figures >= words.count()
}

/// The most sentences without a quotation mark that are taken to stand within a quotation: longer ones are rare, marks
/// that were forgotten are not.
const MAX_QUOTED: usize = 2;

/// Follows the quotations of a paragraph over its sentences.
#[derive(Clone, Copy, Debug, Default)]
pub struct Quotes {
    /// How many sentences the quotation at hand has run on for; `None` outside of one.
    open_for: Option<usize>,
}

impl Quotes {
    /// Reads the next sentence; tells whether the whole of it stands within a quotation.
    pub fn read(&mut self, text: &str) -> bool {
        let is_mark = |c: &char| matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}');
        let marks = if is_plain(text) { 0 } else { with_curly_marks(text).chars().filter(is_mark).count() };
        let was_open = self.open_for;
        self.open_for = match (was_open, marks % 2) {
            (None, 0) => None,
            (None, _) => Some(0),
            (Some(n), 0) if marks == 0 && n < MAX_QUOTED => Some(n + 1),
            // A quotation within a quotation of the same marks: a mark was forgotten.
            (Some(_), _) => None,
        };
        was_open.is_some() && self.open_for.is_some()
    }
}

const MARKS: [char; 6] = ['"', '\u{201c}', '\u{201d}', '\u{201e}', '\u{ab}', '\u{bb}'];

/// Tells whether a text is speech of which it does not say whose: there is a quotation, and outside of it no word of
/// content. `is_light` tells of a lower-case word that it says nothing by itself.
#[must_use]
pub fn speaks_for_nobody(text: &str, is_light: impl Fn(&str) -> bool) -> bool {
    let text = &*with_curly_marks(text);
    if is_plain(text) || !text.contains(MARKS) {
        return false;
    }
    let mut names_someone = false;
    for outside in text.split(MARKS).step_by(2) {
        tokens::for_each(outside, |word| names_someone |= !is_light(word));
    }
    !names_someone
}

/// Gives what a text that opens with a quotation says outside of its quotations: who speaks, mostly. Empty for any other
/// text.
#[must_use]
pub fn outside_of_opening_quotation(text: &str) -> String {
    let text = &*with_curly_marks(text);
    if !text.starts_with(MARKS) {
        return String::new();
    }
    text.split(MARKS).step_by(2).collect::<Vec<_>>().join(" ")
}

/// The most words of a label in capitals.
const MAX_LABEL_WORDS: usize = 3;

/// Tells whether a text opens with a label, a word or some in capitals before a colon or a dash: `NOTE: Year includes a
/// charge.` It belongs to a table or a list that a brief does not show.
#[must_use]
pub fn is_labelled(text: &str) -> bool {
    let head: usize = text.split_inclusive(' ').take(MAX_LABEL_WORDS + 1).map(str::len).sum();
    let head = text.get(..head).unwrap_or_default();
    [": ", " - ", " -- "].iter().filter_map(|sign| head.split_once(sign)).any(|(label, _)| {
        let words = label.split_whitespace().count();
        let is_in_capitals = !label.chars().any(char::is_lowercase);
        label.starts_with(char::is_uppercase) && (words == 1 || (is_in_capitals && words <= MAX_LABEL_WORDS))
    })
}

/// Tells whether a text is a quotation and nothing else: nobody can know who speaks.
#[must_use]
pub fn is_bare_speech(text: &str) -> bool {
    let text = &*with_curly_marks(text);
    !is_plain(text)
        && text.contains(MARKS)
        && text.split(MARKS).step_by(2).all(|outside| !outside.contains(char::is_alphanumeric))
}

/// Tells whether a text opens in the middle of a sentence: with a word in lower case, not counting names such as `iPhone`.
#[must_use]
pub fn is_headless(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    let first = first.trim_start_matches(|c: char| !c.is_alphanumeric());
    first.starts_with(char::is_lowercase) && !first.chars().any(char::is_uppercase)
}

/// Gives what a sentence is worth by its look: 0 if it is broken or bare speech, half if it asks or does not end, else 1.
#[must_use]
pub fn of_look(text: &str) -> f64 {
    if is_broken(text) || is_bare_speech(text) {
        0.0
    } else if is_question(text) || !is_closed(text) {
        0.5
    } else {
        1.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn behind(text: &str) -> &str {
        &text[dateline(text)..]
    }

    #[test]
    fn datelines_are_found_and_dashes_in_prose_are_not() {
        assert_eq!(behind("NORDHAFEN, May 3 (ABC) - The ferry sank."), "The ferry sank.");
        assert_eq!(behind("NORDHAFEN, Valdria (AP) _ The ferry sank."), "The ferry sank.");
        assert_eq!(behind("(ABC) -- The ferry sank."), "The ferry sank.");
        assert_eq!(behind("NORDHAFEN \u{2014} The ferry sank."), "The ferry sank.");
        assert_eq!(behind("Nordhafen (ABC)\u{2014}The ferry sank."), "The ferry sank.");
        for prose in ["The ferry - an old one - sank.", "The ferry sank.", "", "NORDHAFEN - ", "A \u{2014} b"]
        {
            assert_eq!(dateline(prose), 0, "{prose}");
        }
    }

    #[test]
    fn labels_and_texts_without_a_beginning_are_known() {
        for text in ["NOTE: Year includes a charge.", "Note - Rounded.", "NOTES TO EDITORS: Call first."] {
            assert!(is_labelled(text), "{text}");
        }
        for text in [
            "The mayor said: no.",
            "It fell to 3:1 by noon.",
            "Rain fell - at last.",
            "Rain fell.",
            "",
            ": x",
        ] {
            assert!(!is_labelled(text), "{text}");
        }
        assert!(is_headless("slaughter cattle rose.") && is_headless("(up a third)"));
        for text in ["Rain fell.", "iPhones sold well.", "40 ships sailed.", "", "\"Yes,\" he said."] {
            assert!(!is_headless(text), "{text}");
        }
        assert_eq!(outside_of_opening_quotation("\"No,\" he said. \"No.\"").trim(), "he said.");
        assert_eq!(outside_of_opening_quotation("He said \"no\"."), "");
    }

    #[test]
    fn half_a_quotation_is_broken() {
        for whole in [
            "He said \"no\".",
            "\u{201c}No\u{201d}, he said (twice).",
            "\u{201e}Nein\u{201c}, sagte er.",
            "It's.",
            "``No,'' he said.",
        ] {
            assert!(!is_broken(whole), "{whole}");
        }
        for half in [
            "\"We will go.",
            "``We will go.",
            "\u{201c}We will go.",
            "We went\u{201d}, he said.",
            "One) and two.",
            "One (two.",
        ] {
            assert!(is_broken(half), "{half}");
        }
    }

    #[test]
    fn questions_end_in_their_mark() {
        assert!(is_question("Who knew?") && is_question("\"Who knew?\""));
        assert!(!is_question("He knew. ") && !is_question(""));
    }

    #[test]
    fn headings_and_cut_texts_are_not_closed() {
        assert!(
            is_closed("It sank.")
                && is_closed("\"It sank.\"")
                && is_closed("(It sank!)")
                && is_closed("\u{6c88}\u{3002}")
        );
        assert!(is_row("Net profit 61 vs 58") && is_row("Year to May") && !is_row("It sank in 1987."));
        assert!(is_run_together("Rye 40 41 Oats 30 29") && !is_run_together("14 dead, 20 hurt in fire"));
        assert!(!is_closed("Ferry sinks") && !is_closed("The ferry, which had a") && !is_closed(""));
    }

    #[test]
    fn what_stands_within_a_quotation_is_seen() {
        let read = |sentences: &[&str]| {
            let mut quotes = Quotes::default();
            sentences.iter().map(|text| quotes.read(text)).collect::<Vec<_>>()
        };
        assert_eq!(
            read(&["He said: \"We saw.", "Then we heard.", "It sank.\"", "He left."]),
            [false, true, false, false]
        );
        assert_eq!(read(&["He said: \"We saw.", "\"It sank,\" he said.", "He left."]), [false, false, false]);
        assert_eq!(read(&["\"One.", "Two.", "Three.", "Four."]), [false, true, true, false]);
    }

    #[test]
    fn speech_without_a_speaker_is_seen() {
        let nobody = |text| speaks_for_nobody(text, |word| ["he", "said", "and"].contains(&word));
        assert!(nobody("\"That is for them.\"") && nobody("\"That,\" he said, \"is it.\""));
        assert!(!nobody("\"That is it,\" Lund said.") && !nobody("He said."));
        assert!(nobody("\u{201c}That is it\u{201d}, he said"));
        assert!(
            is_bare_speech("\"That is it.\"")
                && !is_bare_speech("\"That,\" he said.")
                && !is_bare_speech("He.")
        );
    }

    proptest! {
        #[test]
        fn a_dateline_ends_on_a_character_border_before_text(text in "[A-Z]{0,6}[ ,(]{0,2}\\PC{0,12}[)]?[ -]{0,3}[—–-]?\\PC{0,20}") {
            let end = dateline(&text);
            prop_assert!(text.is_char_boundary(end));
            prop_assert!(end == 0 || !text[end..].trim().is_empty());
        }
    }
}
