//! Words to small numbers, so that the inner loops compare integers.
//!
//! The numbers depend on the order in which words are met and mean nothing beyond the one interner; no score depends
//! on them. A table is kept over many texts, so that a word is stemmed once.

use rustc_hash::FxHashMap;

/// The number of a word of one [`Interner`].
pub type Token = u32;

/// What becomes of a word.
#[derive(Debug, Default)]
pub struct Interner {
    /// A word as it is read; `None` is one that does not count.
    words: FxHashMap<Box<[u8]>, Option<Token>>,
    /// A word as it is counted.
    forms: FxHashMap<Box<[u8]>, Token>,
    form: Vec<u8>,
}

impl Interner {
    /// Gives the number of a word. `reduce` is called once a word: it turns it into the form that counts (its stem,
    /// say), in place; an empty form does not count.
    pub fn token(&mut self, word: &[u8], reduce: impl FnOnce(&mut Vec<u8>)) -> Option<Token> {
        if let Some(&token) = self.words.get(word) {
            return token;
        }
        self.form.clear();
        self.form.extend_from_slice(word);
        reduce(&mut self.form);
        let token = self.form_token();
        self.words.insert(word.into(), token);
        token
    }

    fn form_token(&mut self) -> Option<Token> {
        if self.form.is_empty() {
            return None;
        }
        if let Some(&token) = self.forms.get(self.form.as_slice()) {
            return Some(token);
        }
        let token = self.forms.len() as Token;
        self.forms.insert(self.form.as_slice().into(), token);
        Some(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_form_have_one_number_and_no_form_has_none() {
        let mut interner = Interner::default();
        let first = interner.token(b"ferries", |word| word.truncate(4));
        assert_eq!(interner.token(b"ferry", |word| word.truncate(4)), first);
        assert_eq!(interner.token(b"ferries", Vec::clear), first);
        assert_ne!(interner.token(b"pier", |_| ()), first);
        assert_eq!(interner.token(b"the", Vec::clear), None);
    }
}
