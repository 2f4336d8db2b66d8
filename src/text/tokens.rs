//! Text to words.
//!
//! A token is a lower-case run of letters and digits, the `[a-z0-9]+` of the summarisation and near-duplicate
//! literature widened to every script, with three exceptions that let the same words in another house style give the
//! same tokens:
//!
//! * A possessive `'s` is dropped with either apostrophe: `Norland's` is `norland`. Any other apostrophe parts words:
//!   `didn't` is `didn`, `t`; `O'Neil` is `o`, `neil`; `l'eau` is `l`, `eau`.
//! * Single letters with full stops between them are one word: `U.S.` is `us`, as `US` is; `a.m.` is `am`.
//! * Scripts without spaces (Han, kana, Thai, Lao, Khmer, Burmese) give overlapping pairs of characters, the usual
//!   stand-in for words where no dictionary is at hand.
//!
//! Numbers are not special: `1,200` is `1`, `200`. Combining marks, joiners and the soft hyphen never part a word.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

/// Calls `token` with each lower-case token of `text`, in order.
///
/// Linear in the length of `text`; no allocation beyond one buffer.
pub fn for_each(text: &str, mut token: impl FnMut(&str)) {
    for_each_cased(text, |word, _| token(word));
}

/// Does as [`for_each`] and tells of each token whether it was written with a capital.
pub(super) fn for_each_cased(text: &str, mut token: impl FnMut(&str, bool)) {
    let mut scanner = Scanner { text, at: 0, buffer: String::with_capacity(32) };
    while scanner.advance() {
        let is_upper = scanner.rest().chars().next().is_some_and(char::is_uppercase);
        match scanner.word() {
            Word::Spaced => token(&scanner.buffer, is_upper),
            Word::Unspaced(run) => for_each_pair(run, &mut |_, pair| token(pair, false)),
        }
    }
}

/// Gives the tokens of `text` as a list.
#[must_use]
pub fn tokens(text: &str) -> Vec<String> {
    let mut all = Vec::new();
    for_each(text, |token| all.push(token.to_owned()));
    all
}

/// Gives where each token of `text` stands, in bytes, in the order of [`tokens`]; a possessive belongs to its word.
pub(crate) fn spans(text: &str) -> Vec<Range<usize>> {
    let mut scanner = Scanner { text, at: 0, buffer: String::with_capacity(32) };
    let mut spans = Vec::new();
    while scanner.advance() {
        let start = scanner.at;
        match scanner.word() {
            Word::Spaced => spans.push(start..scanner.at),
            Word::Unspaced(run) => {
                for_each_pair(run, &mut |at, pair| spans.push(start + at..start + at + pair.len()));
            }
        }
    }
    spans
}

/// What [`Scanner::word`] read.
enum Word<'a> {
    /// A word between spaces; it is in the buffer.
    Spaced,
    /// A run of a script without spaces.
    Unspaced(&'a str),
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    buffer: String,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Goes to the next character that begins a word; false at the end of the text.
    fn advance(&mut self) -> bool {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte.is_ascii() {
                if byte.is_ascii_alphanumeric() {
                    return true;
                }
                self.at += 1;
            } else {
                match self.rest().chars().next() {
                    Some(c) if c.is_alphanumeric() => return true,
                    Some(c) => self.at += c.len_utf8(),
                    None => return false,
                }
            }
        }
        false
    }

    /// Reads the word that begins here and goes behind it and behind its possessive.
    fn word(&mut self) -> Word<'a> {
        if let Some(c) = self.rest().chars().next()
            && is_unspaced(c)
        {
            let rest = self.rest();
            let end = rest.find(|c| !is_unspaced(c)).unwrap_or(rest.len());
            self.at += end;
            return Word::Unspaced(rest.get(..end).unwrap_or_default());
        }
        self.buffer.clear();
        if !self.acronym() {
            self.run();
        }
        self.skip_possessive();
        Word::Spaced
    }

    /// Reads `U.S.`, `a.m.` and their like into the buffer.
    fn acronym(&mut self) -> bool {
        let mut rest = self.rest().chars();
        let (mut letters, mut len) = (0, 0);
        loop {
            let before = rest.clone();
            let Some(letter) = rest.next().filter(|c| c.is_alphabetic() && !is_unspaced(*c)) else {
                rest = before;
                break;
            };
            if rest.next() != Some('.') {
                rest = before;
                break;
            }
            self.buffer.extend(letter.to_lowercase());
            letters += 1;
            len += letter.len_utf8() + 1;
        }
        // `U.S` closes without its last full stop; `J.Smith` is an initial and a name.
        if let Some(letter) = rest.next().filter(|c| c.is_alphabetic() && !is_unspaced(*c))
            && letters > 0
        {
            if rest.next().is_some_and(|c| continues(c) && !is_unspaced(c)) {
                letters = 0;
            } else {
                self.buffer.extend(letter.to_lowercase());
                letters += 1;
                len += letter.len_utf8();
            }
        }
        if letters < 2 {
            self.buffer.clear();
            return false;
        }
        self.at += len;
        true
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut end = start;
        while bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            end += 1;
        }
        self.buffer.push_str(self.text.get(start..end).unwrap_or_default());
        self.buffer.make_ascii_lowercase();
        self.at = end;
        if bytes.get(end).is_none_or(u8::is_ascii) {
            return;
        }
        for c in self.rest().chars() {
            if !continues(c) || is_unspaced(c) {
                break;
            }
            self.at += c.len_utf8();
            if c != SOFT_HYPHEN {
                self.buffer.extend(c.to_lowercase());
            }
        }
    }

    fn skip_possessive(&mut self) {
        let mut rest = self.rest().chars();
        if rest.next().is_some_and(is_apostrophe)
            && rest.next().is_some_and(|c| c == 's' || c == 'S')
            && !rest.next().is_some_and(|c| continues(c) || is_apostrophe(c))
        {
            let apostrophe = self.rest().chars().next().map_or(0, char::len_utf8);
            self.at += apostrophe + 1;
        }
    }
}

const SOFT_HYPHEN: char = '\u{ad}';

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}' | '\u{2bc}')
}

fn continues(c: char) -> bool {
    c.is_alphanumeric() || (!c.is_ascii() && (is_joiner(c) || is_combining_mark(c)))
}

fn is_joiner(c: char) -> bool {
    matches!(c, SOFT_HYPHEN | '\u{200c}' | '\u{200d}')
}

/// Tells whether `c` is of a script that writes words without spaces.
fn is_unspaced(c: char) -> bool {
    c >= '\u{e00}'
        && matches!(c,
            '\u{e00}'..='\u{eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3005}'..='\u{3007}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{31f0}'..='\u{31ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9f}'
            | '\u{20000}'..='\u{323af}')
        && (c.is_alphanumeric() || is_combining_mark(c) || c == '\u{30fc}')
}

/// Calls `token` with each pair of neighbouring characters and where it begins.
fn for_each_pair(run: &str, token: &mut impl FnMut(usize, &str)) {
    let mut starts = run.char_indices().map(|(at, _)| at).chain([run.len()]);
    let (Some(mut first), Some(mut second)) = (starts.next(), starts.next()) else { return };
    let Some(mut third) = starts.next() else {
        token(first, run);
        return;
    };
    loop {
        token(first, run.get(first..third).unwrap_or_default());
        (first, second) = (second, third);
        match starts.next() {
            Some(next) => third = next,
            None => return,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_are_lower_case_runs_of_letters_and_digits() {
        assert_eq!(
            tokens("The Norland-Express left at 18:30, in 2,5 hours."),
            ["the", "norland", "express", "left", "at", "18", "30", "in", "2", "5", "hours"]
        );
    }

    #[test]
    fn letters_of_every_script_stay_in_the_word() {
        assert_eq!(tokens("Café ÉLAN Straße"), ["café", "élan", "straße"]);
        assert_eq!(tokens("Мэр Ольгин приехал"), ["мэр", "ольгин", "приехал"]);
        assert_eq!(tokens("cafe\u{301} x"), ["cafe\u{301}", "x"]);
        assert_eq!(tokens("हिन्दी में"), ["हिन्दी", "में"]);
        assert_eq!(tokens("co\u{ad}operate"), ["cooperate"]);
    }

    #[test]
    fn possessives_go_and_other_apostrophes_part() {
        assert_eq!(tokens("Norland's mayor\u{2019}s"), ["norland", "mayor"]);
        assert_eq!(tokens("It's O'Neil's"), ["it", "o", "neil"]);
        assert_eq!(tokens("didn't l\u{2019}eau boys' 's"), ["didn", "t", "l", "eau", "boys", "s"]);
        assert_eq!(tokens("d'sa"), ["d", "sa"]);
    }

    #[test]
    fn letters_with_full_stops_are_one_word() {
        assert_eq!(tokens("the U.S. Navy"), ["the", "us", "navy"]);
        assert_eq!(tokens("at 5 a.m. (U.N)"), ["at", "5", "am", "un"]);
        assert_eq!(tokens("J.Smith J. Smith J.R. Smith"), ["j", "smith", "j", "smith", "jr", "smith"]);
        assert_eq!(tokens("U.S.-led U.S.'s"), ["us", "led", "us"]);
    }

    #[test]
    fn scripts_without_spaces_give_pairs() {
        assert_eq!(tokens("東京都で3人"), ["東京", "京都", "都で", "3", "人"]);
        assert_eq!(tokens("A社"), ["a", "社"]);
        assert_eq!(tokens("한국 사람"), ["한국", "사람"]);
    }

    #[test]
    fn text_without_words_has_no_tokens() {
        assert!(tokens("").is_empty());
        assert!(tokens(" -- \u{301}...!\u{2019}\u{200d}").is_empty());
    }

    proptest! {
        #[test]
        fn tokens_are_neither_empty_nor_upper_case(text in "\\PC{0,60}") {
            for token in tokens(&text) {
                prop_assert!(!token.is_empty());
                prop_assert!(!token.chars().any(|c| c.is_ascii_uppercase() || c.is_whitespace()));
            }
        }

        #[test]
        fn spans_are_those_of_the_tokens(text in "([a-zA-Z.' é]|東京|\\PC){0,40}") {
            let (all, spans) = (tokens(&text), spans(&text));
            prop_assert_eq!(all.len(), spans.len());
            for (token, span) in all.iter().zip(spans) {
                prop_assert!(text[span].to_lowercase().starts_with(token.chars().next().unwrap()));
            }
        }

        #[test]
        fn a_space_only_parts_text(a in "[a-zé0-9',]{0,20}", b in "[a-zé0-9,]{0,20}") {
            let joined = tokens(&format!("{a} {b}"));
            let mut apart = tokens(&a);
            apart.extend(tokens(&b));
            prop_assert_eq!(joined, apart);
        }
    }
}
