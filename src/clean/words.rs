//! Words and sentences as the rules count them: quick, and right enough to vote.
//!
//! The article's own sentences are split later, by `text::sentences`, which knows abbreviations; here a wrong break
//! costs a fraction of a vote, and every block of every page is counted.

use std::ops::Range;

/// The words of a block in lower case, with the places where sentences end.
pub(super) struct Words {
    lower: String,
    spans: Vec<Range<usize>>,
    /// The first word of each sentence, and the number of words.
    bounds: Vec<usize>,
    /// The byte in the block at which each sentence begins.
    starts: Vec<usize>,
}

impl Words {
    /// Splits a block: words are alphanumeric runs, with the apostrophes inside them made straight.
    pub fn of(text: &str) -> Self {
        let mut words = Self {
            lower: String::with_capacity(text.len()),
            spans: Vec::new(),
            bounds: vec![0],
            starts: vec![0],
        };
        let mut open: Option<usize> = None;
        // Set where a sentence may have ended: the next word decides.
        let mut ended = false;
        let mut gap = false;
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let next = chars.peek().map(|next| next.1);
            let inside = c.is_alphanumeric()
                || is_mark(c)
                || (matches!(c, '\'' | '’') && open.is_some() && next.is_some_and(char::is_alphabetic));
            if inside {
                if open.is_none() {
                    if ended && (gap || is_wide(c)) && !c.is_lowercase() && !words.spans.is_empty() {
                        words.bounds.push(words.spans.len());
                        words.starts.push(at);
                    }
                    ended = false;
                    open = Some(words.lower.len());
                }
                match c {
                    '’' => words.lower.push('\''),
                    c if c.is_ascii() => words.lower.push(c.to_ascii_lowercase()),
                    c => words.lower.extend(c.to_lowercase()),
                }
                continue;
            }
            if let Some(start) = open.take() {
                words.spans.push(start..words.lower.len());
            }
            match c {
                '.' | '!' | '?' | '…' | '。' | '！' | '？' | '|' | '•' => {
                    ended = true;
                    gap = matches!(c, '|' | '•');
                }
                c if c.is_whitespace() => gap = true,
                _ => {}
            }
        }
        if let Some(start) = open {
            words.spans.push(start..words.lower.len());
        }
        words.bounds.push(words.spans.len());
        words
    }

    /// Iterates over the words.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.spans.iter().filter_map(|span| self.lower.get(span.clone()))
    }

    /// Iterates over the sentences as runs of words.
    pub fn sentences(&self) -> impl Iterator<Item = Range<usize>> + '_ {
        self.bounds.windows(2).filter_map(|pair| match pair {
            [a, b] => Some(*a..*b),
            _ => None,
        })
    }

    /// The byte at which each sentence begins.
    pub fn starts(&self) -> &[usize] {
        &self.starts
    }
}

/// A combining mark: part of the word before it (Thai, Indic and Arabic vowels).
fn is_mark(c: char) -> bool {
    matches!(u32::from(c), 0x300..=0x36F | 0x591..=0x5C7 | 0x610..=0x61A | 0x64B..=0x65F | 0x900..=0x903
        | 0x93A..=0x94F | 0xE31 | 0xE34..=0xE3A | 0xE47..=0xE4E | 0x200C | 0x200D)
}

/// A character of a script that sets no blanks between words.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1780..=0x17FF | 0x2E80..=0x9FFF | 0xAC00..=0xD7AF
        | 0xF900..=0xFAFF | 0xFF66..=0xFF9D | 0x20000..=0x3FFFF)
        // Hangul does set blanks.
        && !matches!(u32::from(c), 0xAC00..=0xD7AF | 0x3130..=0x318F)
}

/// Tells whether most letters belong to a script without blanks between words.
pub(super) fn is_unspaced(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let (wide, letters) = text.chars().fold((0_usize, 0_usize), |(wide, letters), c| {
        (wide + usize::from(is_wide(c)), letters + usize::from(c.is_alphabetic()))
    });
    wide * 2 > letters && letters > 0
}

/// Counts words: runs between blanks, and in scripts without blanks half the characters.
pub(super) fn count(text: &str) -> usize {
    if is_unspaced(text) {
        count_pairs(text)
    } else {
        text.split_whitespace().filter(|w| w.contains(char::is_alphanumeric)).count()
    }
}

/// Half the letters, rounded up: how many words a text without blanks is worth.
pub(super) fn count_pairs(text: &str) -> usize {
    text.chars().filter(|c| c.is_alphanumeric()).count().div_ceil(2)
}

/// Tells whether the text ends like a sentence: a full stop, a mark or an ellipsis, quotes and brackets after it aside.
pub(super) fn ends_like_sentence(text: &str) -> bool {
    text.trim_end()
        .trim_end_matches(['"', '\'', '”', '’', ')', ']', '»', '」', '』'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '।', '؟', '۔'])
}

/// The bytes that a bullet takes at the front, 0 without one.
pub(super) fn bullet_len(text: &str) -> usize {
    let Some(first) = text.chars().next() else { return 0 };
    let marked = matches!(first, '•' | '·' | '▪' | '◦' | '‣' | '●' | '■' | '►' | '▶' | '–' | '-' | '*' | '+');
    let loose = matches!(first, '•' | '▪' | '◦' | '‣' | '●' | '■' | '►' | '▶');
    let rest = text.get(first.len_utf8()..).unwrap_or("");
    if marked && (loose || rest.starts_with(' ')) {
        first.len_utf8() + (rest.len() - rest.trim_start().len())
    } else {
        0
    }
}

/// Tells whether most letters are capitals and there are some.
pub(super) fn is_capitals(text: &str) -> bool {
    let (upper, cased) =
        text.chars().filter(|c| c.is_alphabetic()).fold((0_usize, 0_usize), |(upper, cased), c| {
            (upper + usize::from(c.is_uppercase()), cased + usize::from(c.is_uppercase() || c.is_lowercase()))
        });
    cased >= 3 && upper * 10 >= cased * 8
}

/// The share of words that begin with a capital or a digit.
pub(super) fn title_case_share(text: &str) -> f64 {
    let words = text.split_whitespace().filter_map(|w| w.chars().find(|c| c.is_alphanumeric()));
    let (all, high) =
        words.fold((0_usize, 0_usize), |(all, high), c| (all + 1, high + usize::from(!c.is_lowercase())));
    high as f64 / all.max(1) as f64
}

/// The letters and digits in lower case and nothing else: the same for two settings of one line.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
        } else {
            folded.extend(c.to_lowercase());
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<String> {
        Words::of(text).iter().map(str::to_owned).collect()
    }

    #[test]
    fn words_are_lower_case_runs_with_straight_apostrophes() {
        assert_eq!(words("Don’t show it, 'again'!"), ["don't", "show", "it", "again"]);
        assert!(words(" -- ").is_empty());
    }

    #[test]
    fn sentences_end_at_marks_before_a_capital() {
        let split = |text: &str| Words::of(text).sentences().map(|s| s.len()).collect::<Vec<_>>();
        assert_eq!(split("It rained. Nobody came! Why? no one knows"), [2, 2, 4]);
        assert_eq!(split("Net was 3.5 mln"), [5]);
        assert_eq!(split(""), [0]);
    }

    #[test]
    fn bullets_are_told_from_dashes_in_words() {
        assert_eq!(bullet_len("• one"), 4);
        assert_eq!(bullet_len("-0-"), 0);
        assert_eq!(bullet_len("- one"), 2);
    }

    #[test]
    fn text_without_blanks_is_counted_in_pairs() {
        assert_eq!(count("港口委员会周一表示"), 5);
        assert_eq!(count("항구 위원회는 월요일"), 3);
        assert_eq!(count("two words -"), 2);
    }
}
