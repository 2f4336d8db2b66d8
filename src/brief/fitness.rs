//! Which sentences can stand in a brief, by their look alone.

/// Words that lean on the sentence before when they open one.
const LEANING: &[&str] = &[
    "he",
    "she",
    "it",
    "they",
    "his",
    "her",
    "its",
    "their",
    "him",
    "them",
    "this",
    "that",
    "these",
    "those",
    "such",
    "but",
    "and",
    "or",
    "so",
    "yet",
    "also",
    "however",
    "moreover",
    "meanwhile",
    "still",
    "then",
    "thus",
    "therefore",
    "instead",
    "nevertheless",
    "nonetheless",
    "furthermore",
    "besides",
    "otherwise",
    "hence",
    "another",
    "both",
    "there",
    "here",
    "because",
];

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
    let dashes = [" - ", " -- ", " \u{2013} ", " \u{2014} ", ")-", ")--", "\u{2014}"];
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

/// Tells whether a quotation or a bracket opens in the text and does not close, or closes and did not open.
#[must_use]
pub fn is_broken(text: &str) -> bool {
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

/// Tells whether the lower-case word leans on the sentence before when it opens one.
#[must_use]
pub fn is_leaning(word: &str) -> bool {
    LEANING.contains(&word)
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
        assert_eq!(behind("(ABC) -- The ferry sank."), "The ferry sank.");
        assert_eq!(behind("NORDHAFEN \u{2014} The ferry sank."), "The ferry sank.");
        assert_eq!(behind("Nordhafen (ABC)\u{2014}The ferry sank."), "The ferry sank.");
        for prose in ["The ferry - an old one - sank.", "The ferry sank.", "", "NORDHAFEN - ", "A \u{2014} b"]
        {
            assert_eq!(dateline(prose), 0, "{prose}");
        }
    }

    #[test]
    fn half_a_quotation_is_broken() {
        for whole in [
            "He said \"no\".",
            "\u{201c}No\u{201d}, he said (twice).",
            "\u{201e}Nein\u{201c}, sagte er.",
            "It's.",
        ] {
            assert!(!is_broken(whole), "{whole}");
        }
        for half in [
            "\"We will go.",
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
        assert!(!is_closed("Ferry sinks") && !is_closed("The ferry, which had a") && !is_closed(""));
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
