//! The word lists that ROUGE-1.5.5 reads: which words it leaves out, and which forms it does not stem by rule.
//!
//! `data/rouge/README.md` tells where they come from.

use std::sync::LazyLock;

use super::super::porter;

static STOP_WORDS: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("../../../../data/rouge/smart-stop-words.txt").lines().collect());

static EXCEPTIONS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let lines = include_str!("../../../../data/rouge/wordnet-exceptions.tsv").lines();
    lines.filter_map(|line| line.split_once('\t')).collect()
});

/// Tells whether a word is on the SMART list.
pub fn is_stop_word(word: &[u8]) -> bool {
    STOP_WORDS.binary_search_by(|stop| stop.as_bytes().cmp(word)).is_ok()
}

/// Stems a word in place: words of three letters and fewer are left, irregular forms become their base, whatever it is,
/// and the rest goes by rule.
pub fn stem(word: &mut Vec<u8>) {
    if word.len() <= 3 {
        return;
    }
    match EXCEPTIONS.binary_search_by(|(form, _)| form.as_bytes().cmp(word)) {
        Ok(at) => {
            word.clear();
            word.extend_from_slice(EXCEPTIONS[at].1.as_bytes());
        }
        Err(_) => porter::perl(word),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stemmed(word: &str) -> String {
        let mut bytes = word.as_bytes().to_vec();
        stem(&mut bytes);
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn irregular_forms_become_their_base_and_are_not_stemmed_again() {
        assert_eq!(["mice", "abode", "ferries", "was"].map(stemmed), ["mouse", "abide", "ferri", "was"]);
    }

    #[test]
    fn the_lists_are_sorted_as_they_are_searched() {
        assert!(STOP_WORDS.is_sorted() && STOP_WORDS.len() == 596);
        assert!(EXCEPTIONS.is_sorted_by_key(|(form, _)| form.as_bytes()));
        assert!(is_stop_word(b"reuters") && !is_stop_word(b"ferry"));
    }
}
