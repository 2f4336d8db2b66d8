//! Words to stems, by the Snowball algorithm of their language.
//!
//! The vocabulary stems each word once, so the cost is that of the distinct words, not of the text.

use rust_stemmers::{Algorithm, Stemmer};

/// The stemmer of a language; the identity where there is none.
pub struct Stems(Option<Stemmer>);

impl Stems {
    /// Makes the stemmer of a language (ISO 639-1).
    #[must_use]
    pub fn of(lang: &str) -> Self {
        Self(algorithm(lang).map(Stemmer::create))
    }

    /// Stems a lower-case word. Words of three letters or fewer and words with digits stay as they are: their endings
    /// are rarely endings. Never empty for a word that is not.
    #[must_use]
    pub fn stem(&self, word: &str) -> String {
        let Some(stemmer) = &self.0 else { return word.to_owned() };
        if word.chars().nth(3).is_none() || word.bytes().any(|b| b.is_ascii_digit()) {
            return word.to_owned();
        }
        let stem = stemmer.stem(word);
        if stem.is_empty() { word.to_owned() } else { stem.into_owned() }
    }
}

fn algorithm(lang: &str) -> Option<Algorithm> {
    Some(match lang {
        "ar" => Algorithm::Arabic,
        "da" => Algorithm::Danish,
        "de" => Algorithm::German,
        "el" => Algorithm::Greek,
        "en" => Algorithm::English,
        "es" => Algorithm::Spanish,
        "fi" => Algorithm::Finnish,
        "fr" => Algorithm::French,
        "hu" => Algorithm::Hungarian,
        "it" => Algorithm::Italian,
        "nl" => Algorithm::Dutch,
        "nb" | "nn" | "no" => Algorithm::Norwegian,
        "pt" => Algorithm::Portuguese,
        "ro" => Algorithm::Romanian,
        "ru" => Algorithm::Russian,
        "sv" => Algorithm::Swedish,
        "ta" => Algorithm::Tamil,
        "tr" => Algorithm::Turkish,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const LANGS: [&str; 18] = [
        "ar", "da", "de", "el", "en", "es", "fi", "fr", "hu", "it", "nl", "no", "pt", "ro", "ru", "sv", "ta",
        "tr",
    ];

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let en = Stems::of("en");
        assert_eq!(en.stem("launches"), en.stem("launched"));
        let de = Stems::of("de");
        assert_eq!(de.stem("häuser"), de.stem("hauses"));
    }

    #[test]
    fn short_words_and_numbers_stay() {
        let en = Stems::of("en");
        assert_eq!(en.stem("gas"), "gas");
        assert_eq!(en.stem("1990s"), "1990s");
    }

    #[test]
    fn a_language_without_stemmer_keeps_its_words() {
        assert_eq!(Stems::of("xx").stem("launches"), "launches");
    }

    proptest! {
        #[test]
        fn no_word_breaks_a_stemmer(word in "[\\p{L}\\p{M}]{1,12}", lang in proptest::sample::select(&LANGS[..])) {
            prop_assert!(!Stems::of(lang).stem(&word.to_lowercase()).is_empty());
        }

        #[test]
        fn endings_of_any_word_break_no_stemmer(
            word in "[a-zäéöüßøåα-ωа-яا-ي'y]{1,14}", lang in proptest::sample::select(&LANGS[..]),
        ) {
            prop_assert!(!Stems::of(lang).stem(&word).is_empty());
        }
    }
}
