//! Openings that lean on the sentence before: pronouns and connectives, one list a language.
//!
//! The lists are files in `data/openings/`, one word or phrase a line, lower-case, embedded when the crate is built. A
//! language without a list has no such openings, and briefs are made without them.

const LISTS: &[(&str, &str)] = &[
    ("de", include_str!("../../data/openings/de.txt")),
    ("en", include_str!("../../data/openings/en.txt")),
    ("es", include_str!("../../data/openings/es.txt")),
    ("fr", include_str!("../../data/openings/fr.txt")),
    ("it", include_str!("../../data/openings/it.txt")),
    ("nl", include_str!("../../data/openings/nl.txt")),
    ("pt", include_str!("../../data/openings/pt.txt")),
];

/// The words of the longest phrase in a list.
const LONGEST: usize = 4;

/// The leaning openings of one language.
#[derive(Clone, Debug, Default)]
pub struct Openings {
    /// Words and phrases that lean when they open, sorted.
    first: Vec<&'static str>,
    /// Pronouns that lean wherever no word of content stands before them, sorted.
    pronouns: Vec<&'static str>,
    /// Phrases that stand by themselves although they begin as leaning ones do, sorted.
    free: Vec<&'static str>,
    /// The first words of all phrases, sorted.
    heads: Vec<&'static str>,
}

impl Openings {
    /// Reads the list of a language (ISO 639, with or without a region); English where it is `None`, empty where there
    /// is no list.
    #[must_use]
    pub fn of(lang: Option<&str>) -> Self {
        let lang = lang.unwrap_or("en").split(['-', '_']).next().unwrap_or_default();
        let list =
            LISTS.iter().find(|(name, _)| name.eq_ignore_ascii_case(lang)).map_or("", |(_, list)| list);
        let mut openings = Self::default();
        for line in list.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            match (line.strip_prefix('~'), line.strip_prefix('=')) {
                (Some(pronoun), _) => openings.pronouns.push(pronoun),
                (None, Some(free)) => openings.free.push(free),
                (None, None) => openings.first.push(line),
            }
        }
        let phrases = openings.first.iter().chain(&openings.free);
        openings.heads = phrases.filter_map(|phrase| phrase.split(' ').next()).collect();
        openings.heads.sort_unstable();
        openings.free.sort_unstable();
        openings.first.sort_unstable();
        openings.pronouns.sort_unstable();
        openings
    }

    /// Tells whether a sentence leans on the one before it. `words` are its lower-case tokens, each with whether it says
    /// nothing by itself.
    pub fn lean<'w>(&self, words: impl Iterator<Item = (&'w str, bool)> + Clone) -> bool {
        if self.begin_with_pronoun(words.clone()) {
            return true;
        }
        let mut words = words.map(|(word, _)| word);
        let Some(first) = words.next().filter(|word| self.heads.binary_search(word).is_ok()) else {
            return false;
        };
        let mut phrase = first.to_owned();
        let mut leans = false;
        loop {
            leans |= self.first.binary_search(&phrase.as_str()).is_ok();
            if self.free.binary_search(&phrase.as_str()).is_ok() {
                return false;
            }
            let Some(word) = words.next().filter(|_| phrase.matches(' ').count() + 1 < LONGEST) else {
                return leans;
            };
            phrase.push(' ');
            phrase.push_str(word);
        }
    }

    /// Tells whether words begin with a pronoun of the third person, or with one behind words that say nothing by
    /// themselves.
    pub fn begin_with_pronoun<'w>(&self, words: impl Iterator<Item = (&'w str, bool)>) -> bool {
        for (word, is_light) in words {
            if self.is_pronoun(word) {
                return true;
            }
            if !is_light {
                break;
            }
        }
        false
    }

    /// Tells whether the lower-case word is a pronoun of the third person.
    #[must_use]
    pub fn is_pronoun(&self, word: &str) -> bool {
        self.pronouns.binary_search(&word).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::stopwords::StopWords;
    use crate::text::tokens::tokens;

    fn leans(lang: &str, text: &str) -> bool {
        let stop = StopWords::of(lang);
        let words = tokens(text);
        let is_light = |word: &str| stop.contains(word) || word.bytes().all(|b| b.is_ascii_digit());
        Openings::of(Some(lang)).lean(words.iter().map(|word| (word.as_str(), is_light(word))))
    }

    #[test]
    fn pronouns_and_connectives_lean() {
        for text in [
            "He left.",
            "But the mayor stayed.",
            "In addition, fares rise.",
            "In 1999 they met.",
            "For her part, Lund waited.",
            "The latter won.",
        ] {
            assert!(leans("en", text), "{text}");
        }
        assert!(
            leans("de", "Sie ging.") && leans("fr", "Par ailleurs, il pleut.") && leans("es", "Su hijo.")
        );
    }

    #[test]
    fn names_and_nouns_stand_by_themselves() {
        for text in
            ["The mayor said he left.", "Anna and her son left.", "In addition to fares, rents rise.", ""]
        {
            assert_eq!(leans("en", text), text.starts_with("In addition"), "{text}");
        }
        assert!(!leans("xx", "He left."));
    }

    #[test]
    fn phrases_are_made_of_tokens() {
        for (lang, _) in LISTS {
            let openings = Openings::of(Some(lang));
            assert!(openings.pronouns.len() > 5 && openings.first.len() > 20, "{lang}");
            for phrase in openings.first.iter().chain(&openings.pronouns) {
                assert_eq!(tokens(phrase).join(" "), *phrase, "{lang}");
                assert!(tokens(phrase).len() <= LONGEST);
            }
        }
    }
}
