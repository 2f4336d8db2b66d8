//! Openings that lean on the sentence before: pronouns, connectives and nouns that point back, one list a language.
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
    /// Nouns with the definite article that point back to what is known, unless a tie follows, sorted.
    pointing: Vec<&'static str>,
    /// Prepositions and the like, which tie a noun before them to what the sentence itself names, sorted.
    ties: Vec<&'static str>,
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
            let (list, phrase) = match line.split_at_checked(1) {
                Some(("~", pronoun)) => (&mut openings.pronouns, pronoun),
                Some(("=", free)) => (&mut openings.free, free),
                Some(("^", pointing)) => (&mut openings.pointing, pointing),
                Some(("+", tie)) => (&mut openings.ties, tie),
                _ => (&mut openings.first, line),
            };
            list.push(phrase);
        }
        let phrases = openings.first.iter().chain(&openings.free).chain(&openings.pointing);
        openings.heads = phrases.filter_map(|phrase| phrase.split(' ').next()).collect();
        openings.heads.sort_unstable();
        openings.free.sort_unstable();
        openings.first.sort_unstable();
        openings.pointing.sort_unstable();
        openings.ties.sort_unstable();
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
        let mut points = false;
        loop {
            leans |= self.first.binary_search(&phrase.as_str()).is_ok() || points;
            points = self.pointing.binary_search(&phrase.as_str()).is_ok();
            if self.free.binary_search(&phrase.as_str()).is_ok() {
                return false;
            }
            let Some(word) = words.next().filter(|_| phrase.matches(' ').count() + 1 < LONGEST) else {
                return leans;
            };
            points &= self.ties.binary_search(&word).is_err();
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
            "In addition to fares, rents rise.",
            "In 1999 they met.",
            "For her part, Lund waited.",
            "The latter won.",
            "The move, which was feared, came late.",
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
            ["The mayor said he left.", "The move of the mill was late.", "Anna and her son left.", ""]
        {
            assert!(!leans("en", text), "{text}");
        }
        assert!(!leans("xx", "He left."));
    }

    #[test]
    fn phrases_are_made_of_tokens() {
        for (lang, _) in LISTS {
            let openings = Openings::of(Some(lang));
            assert!(openings.pronouns.len() > 5 && openings.first.len() > 20, "{lang}");
            let phrases = openings.first.iter().chain(&openings.pronouns).chain(&openings.free);
            for phrase in phrases.chain(&openings.pointing).chain(&openings.ties) {
                assert_eq!(tokens(phrase).join(" "), *phrase, "{lang}");
                assert!(tokens(phrase).len() <= LONGEST);
            }
        }
    }
}
