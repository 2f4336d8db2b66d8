//! A summary as ROUGE-1.5.5 reads it: bytes, one sentence a line, cut at a length.

use serde::{Deserialize, Serialize};

use super::super::intern::{Interner, Token};
use super::words;

/// Where texts are cut, references too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Limit {
    /// After this many words (`-l`), as white space parts them, stop words included.
    Words(usize),
    /// After this many bytes of the lines (`-b`).
    Bytes(usize),
}

/// The sentences of a text as numbered words.
#[derive(Debug, Default)]
pub struct Text {
    words: Vec<Token>,
    ends: Vec<usize>,
    word: Vec<u8>,
}

/// How a text is read.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    pub stem: bool,
    pub remove_stop_words: bool,
    pub limit: Option<Limit>,
    /// Whether a limit in bytes counts all lines. For the subsequence metrics the original forgets to add up, so that
    /// only the first line that is as long as the limit ends the text.
    pub adds_up: bool,
}

impl Text {
    /// Reads a text.
    pub fn read(&mut self, text: &str, reading: Reading, interner: &mut Interner) {
        self.words.clear();
        self.ends.clear();
        let mut read = 0;
        for line in text.as_bytes().split(|&byte| byte == b'\n').filter(|line| !line.is_empty()) {
            let (kept, is_last) = match reading.limit {
                None => (line, false),
                Some(Limit::Words(limit)) => {
                    let n_words = count_fields(line);
                    let is_last = read + n_words >= limit;
                    let kept = if is_last { first_fields(line, limit - read) } else { line };
                    read += n_words;
                    (kept, is_last)
                }
                Some(Limit::Bytes(limit)) => {
                    let is_last = read + line.len() >= limit;
                    let kept = if is_last { line.get(..limit - read).unwrap_or(line) } else { line };
                    read += if reading.adds_up { line.len() } else { 0 };
                    (kept, is_last)
                }
            };
            self.read_line(kept, reading, interner);
            if is_last {
                break;
            }
        }
    }

    /// The words of all sentences.
    pub fn words(&self) -> &[Token] {
        &self.words
    }

    /// The sentences, empty ones included.
    pub fn sentences(&self) -> impl Iterator<Item = &[Token]> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| &self.words[start..end])
    }

    /// Whatever is no ASCII letter or digit parts words, each byte of another letter too.
    fn read_line(&mut self, line: &[u8], reading: Reading, interner: &mut Interner) {
        for word in line.split(|byte| !byte.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
            self.word.clear();
            self.word.extend(word.iter().map(u8::to_ascii_lowercase));
            let token = interner.token(&self.word, |word| {
                if reading.remove_stop_words && words::is_stop_word(word) {
                    word.clear();
                } else if reading.stem {
                    words::stem(word);
                }
            });
            self.words.extend(token);
        }
        self.ends.push(self.words.len());
    }
}

/// Tells whether Perl's `\s` matches a byte.
const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t'..=b'\r')
}

/// Counts what Perl's `split(/\s+/)` makes of a line: an empty field before leading white space counts, unless there
/// is nothing else.
fn count_fields(line: &[u8]) -> usize {
    let n_words = line.split(|&byte| is_space(byte)).filter(|word| !word.is_empty()).count();
    n_words + usize::from(n_words > 0 && line.first().is_some_and(|&byte| is_space(byte)))
}

/// Keeps the first `n` fields of a line.
fn first_fields(line: &[u8], n: usize) -> &[u8] {
    let mut n_ended = 0;
    for (at, &byte) in line.iter().enumerate() {
        let ends_field = is_space(byte) && (at == 0 || !is_space(line[at - 1]));
        if ends_field {
            n_ended += 1;
            if n_ended == n {
                return &line[..at];
            }
        }
    }
    if n == 0 { &[] } else { line }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WHOLE: Reading = Reading { stem: false, remove_stop_words: false, limit: None, adds_up: true };

    fn lengths(text: &str, reading: Reading) -> Vec<usize> {
        let mut read = Text::default();
        read.read(text, reading, &mut Interner::default());
        read.sentences().map(<[Token]>::len).collect()
    }

    #[test]
    fn words_are_runs_of_ascii_letters_and_digits() {
        assert_eq!(lengths("re-opened at 6.8\n\n\u{e9}t\u{e9}!", WHOLE), [5, 1]);
    }

    #[test]
    fn a_limit_in_words_counts_stop_words_and_marks() {
        let reading = Reading { limit: Some(Limit::Words(4)), remove_stop_words: true, ..WHOLE };
        assert_eq!(lengths("the - ferry sank Quillhaven\nlate", reading), [2]);
        assert_eq!(lengths("a ferry\nsank Quillhaven late", reading), [1, 2]);
    }

    #[test]
    fn leading_white_space_counts_as_a_word() {
        let reading = Reading { limit: Some(Limit::Words(2)), ..WHOLE };
        assert_eq!(lengths(" ferry left", reading), [1]);
        assert_eq!(lengths("  \nferry left late", reading), [0, 2]);
    }

    #[test]
    fn a_limit_in_bytes_adds_up_or_not() {
        let reading = Reading { limit: Some(Limit::Bytes(8)), ..WHOLE };
        assert_eq!(lengths("ab cd\nef gh\nij", reading), [2, 1]);
        assert_eq!(lengths("ab cd\nef gh\nij", Reading { adds_up: false, ..reading }), [2, 2, 1]);
        assert_eq!(lengths("ab cd ef gh\nij", Reading { adds_up: false, ..reading }), [3]);
    }

    proptest! {
        #[test]
        fn no_text_has_more_words_than_its_limit(text in "[ab \n]{0,40}", limit in 1usize..9) {
            let n: usize = lengths(&text, Reading { limit: Some(Limit::Words(limit)), ..WHOLE }).iter().sum();
            prop_assert!(n <= limit);
        }
    }
}
