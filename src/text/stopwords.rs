//! Words that say little: function words and the verbs of attribution, one list a language.
//!
//! The lists are files in `data/stopwords/`, one word a line, lower-case, embedded when the crate is built; their
//! origins stand in the files. A language without a list has no stop words, and every stage works without them.

/// The languages with a list, and the lists.
const LISTS: &[(&str, &str)] = &[
    ("da", include_str!("../../data/stopwords/da.txt")),
    ("de", include_str!("../../data/stopwords/de.txt")),
    ("en", include_str!("../../data/stopwords/en.txt")),
    ("es", include_str!("../../data/stopwords/es.txt")),
    ("fi", include_str!("../../data/stopwords/fi.txt")),
    ("fr", include_str!("../../data/stopwords/fr.txt")),
    ("hu", include_str!("../../data/stopwords/hu.txt")),
    ("it", include_str!("../../data/stopwords/it.txt")),
    ("nl", include_str!("../../data/stopwords/nl.txt")),
    ("no", include_str!("../../data/stopwords/no.txt")),
    ("pt", include_str!("../../data/stopwords/pt.txt")),
    ("ru", include_str!("../../data/stopwords/ru.txt")),
    ("sv", include_str!("../../data/stopwords/sv.txt")),
];

/// The stop words of one language, sorted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StopWords {
    words: Vec<&'static str>,
}

impl StopWords {
    /// Reads the list of a language (ISO 639-1); empty where there is none.
    #[must_use]
    pub fn of(lang: &str) -> Self {
        let lang = if lang == "nb" || lang == "nn" { "no" } else { lang };
        let list = LISTS.iter().find(|(name, _)| *name == lang).map_or("", |(_, list)| list);
        let mut words: Vec<_> =
            list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
        words.sort_unstable();
        words.dedup();
        Self { words }
    }

    /// Tells whether the lower-case word is one. `O(log n)`.
    #[must_use]
    pub fn contains(&self, word: &str) -> bool {
        self.words.binary_search(&word).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::tokens::tokens;

    #[test]
    fn function_words_are_stop_words_and_names_are_not() {
        let en = StopWords::of("en");
        assert!(en.contains("the") && en.contains("said") && en.contains("didn"));
        assert!(!en.contains("norland") && !en.contains(""));
        assert!(StopWords::of("de").contains("und"));
        assert!(StopWords::of("nb").contains("og"));
    }

    #[test]
    fn a_language_without_a_list_has_no_stop_words() {
        assert_eq!(StopWords::of("xx"), StopWords::default());
    }

    #[test]
    fn every_word_of_every_list_is_one_token() {
        for (lang, _) in LISTS {
            let list = StopWords::of(lang);
            assert!(list.words.len() > 80, "{lang}");
            for word in &list.words {
                assert_eq!(tokens(word), [*word], "{lang}");
            }
        }
    }
}
