//! How long a brief may be.

/// The limits of a brief. All hold together: whichever is met first ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Budget {
    /// The most words, as white space parts them.
    pub max_words: usize,
    /// The most sentences.
    pub max_sentences: usize,
    /// The most bytes of all sentences with one space between them.
    pub max_bytes: usize,
}

/// What a sentence takes of a budget.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Cost {
    /// Its words.
    pub words: usize,
    /// Its bytes.
    pub bytes: usize,
}

impl Cost {
    /// Counts a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self { words: n_words(text), bytes: text.len() }
    }
}

/// Counts what white space parts.
fn n_words(text: &str) -> usize {
    if !text.is_ascii() {
        return text.split_whitespace().count();
    }
    let is_space = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') <= b'\r' - b'\t');
    let bytes = text.as_bytes();
    let opens = bytes.first().is_some_and(|&byte| !is_space(byte));
    let pairs = bytes.iter().zip(bytes.iter().skip(1));
    usize::from(opens) + pairs.filter(|(before, byte)| is_space(**before) & !is_space(**byte)).count()
}

impl Budget {
    /// Makes a budget of words alone.
    #[must_use]
    pub const fn words(max_words: usize) -> Self {
        Self { max_words, max_sentences: usize::MAX, max_bytes: usize::MAX }
    }

    /// Tells whether a brief of nothing but this sentence is within the budget.
    #[must_use]
    pub const fn allows(&self, cost: Cost) -> bool {
        self.max_sentences > 0 && cost.words <= self.max_words && cost.bytes <= self.max_bytes
    }

    /// Takes a sentence off the budget, if there is room for it. `O(1)`.
    ///
    /// ```
    /// use wiredesk::brief::{Budget, Cost};
    ///
    /// let mut left = Budget::words(10);
    /// assert!(left.take(Cost { words: 7, bytes: 40 }));
    /// assert!(!left.take(Cost { words: 4, bytes: 20 }));
    /// assert!(left.take(Cost { words: 3, bytes: 15 }));
    /// ```
    pub const fn take(&mut self, cost: Cost) -> bool {
        if !self.allows(cost) {
            return false;
        }
        self.max_words -= cost.words;
        self.max_sentences -= 1;
        // The space before the next sentence.
        self.max_bytes = self.max_bytes.saturating_sub(cost.bytes + 1);
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_limit_ends_a_brief() {
        let sentence = Cost { words: 5, bytes: 30 };
        let unlimited = Budget { max_words: usize::MAX, ..Budget::words(0) };
        for budget in [
            Budget { max_words: 14, ..unlimited },
            Budget { max_sentences: 2, ..unlimited },
            Budget { max_bytes: 91, ..unlimited },
        ] {
            let mut left = budget;
            assert!(left.take(sentence) && left.take(sentence) && !left.take(sentence), "{budget:?}");
        }
    }

    #[test]
    fn words_are_what_white_space_parts() {
        for text in ["", " ", "one", " one\ttwo\u{b}three \r\n", "caf\u{e9}\u{2003}noir", "a\u{1c}b"] {
            assert_eq!(Cost::of(text).words, text.split_whitespace().count(), "{text:?}");
        }
    }

    #[test]
    fn spaces_count_between_sentences_only() {
        let sentence = Cost { words: 1, bytes: 10 };
        let mut left = Budget { max_bytes: 21, ..Budget::words(9) };
        assert!(left.take(sentence) && left.take(sentence));
        assert!(!Budget { max_bytes: 9, ..Budget::words(9) }.allows(sentence));
    }
}
