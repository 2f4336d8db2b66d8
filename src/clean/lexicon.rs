//! The words of pages, a list a language: data files, compiled to one table of first words.
//!
//! Every block is tried against every language, for the furniture of a page need not be in the language of its article.
//! A plain list of phrases knows only the wording that its writer has seen; so each list also has single words that
//! pages use and news may (`newsletter`, `readers`, `comments`), which count in company only: several in a sentence, or
//! one beside an address to the reader.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::words::Words;

/// The table of languages: code and file. A new language is one line here.
const FILES: [(&str, &str); 8] = [
    ("en", include_str!("../../data/lexicons/en.txt")),
    ("de", include_str!("../../data/lexicons/de.txt")),
    ("fr", include_str!("../../data/lexicons/fr.txt")),
    ("es", include_str!("../../data/lexicons/es.txt")),
    ("it", include_str!("../../data/lexicons/it.txt")),
    ("pt", include_str!("../../data/lexicons/pt.txt")),
    ("nl", include_str!("../../data/lexicons/nl.txt")),
    ("ru", include_str!("../../data/lexicons/ru.txt")),
];

/// How many languages there are.
pub(super) const N_LANGUAGES: usize = FILES.len();

/// A section of a lexicon file: what a phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Phrase,
    Short,
    Word,
    Imperative,
    Speech,
    Caption,
    Address,
    Opener,
    Thanks,
    Role,
    Tail,
    Byline,
    Staff,
    Credit,
    Ednote,
    Paywall,
    Cookiewall,
    Section,
    Comments,
    Label,
    Source,
    Agency,
    Imprint,
    Page,
    Stop,
}

impl Class {
    /// Reads the name of a section.
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "phrases" => Self::Phrase,
            "short" => Self::Short,
            "words" => Self::Word,
            "imperatives" => Self::Imperative,
            "speech" => Self::Speech,
            "captions" => Self::Caption,
            "address" => Self::Address,
            "openers" => Self::Opener,
            "thanks" => Self::Thanks,
            "roles" => Self::Role,
            "tail" => Self::Tail,
            "byline" => Self::Byline,
            "staff" => Self::Staff,
            "credits" => Self::Credit,
            "ednotes" => Self::Ednote,
            "paywall" => Self::Paywall,
            "cookiewall" => Self::Cookiewall,
            "sections" => Self::Section,
            "comments" => Self::Comments,
            "labels" => Self::Label,
            "sources" => Self::Source,
            "agencies" => Self::Agency,
            "imprint" => Self::Imprint,
            "page" => Self::Page,
            "stop" => Self::Stop,
            _ => return None,
        })
    }
}

/// One occurrence of an entry in a run of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Hit {
    pub class: Class,
    /// The language, an index into the table.
    pub lang: usize,
    /// The first word.
    pub at: usize,
    /// How many words it has.
    pub len: usize,
    /// Tells entries apart.
    pub entry: u32,
}

struct Entry {
    class: Class,
    lang: usize,
    id: u32,
    rest: Vec<String>,
}

/// All lists: the entries by their first word.
pub(super) struct Lexicon {
    by_first: FxHashMap<String, Vec<Entry>>,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::load);

/// Gives the compiled lists.
pub(super) fn lexicon() -> &'static Lexicon {
    &LEXICON
}

/// Names a language of the table.
pub(super) fn language(index: usize) -> &'static str {
    FILES.get(index).map_or("", |file| file.0)
}

impl Lexicon {
    fn load() -> Self {
        let mut by_first: FxHashMap<String, Vec<Entry>> = FxHashMap::default();
        let mut id = 0;
        for (lang, (_, file)) in FILES.iter().enumerate() {
            let mut class = None;
            for line in file.lines() {
                let line = line.split('#').next().unwrap_or("").trim();
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    class = Class::named(name);
                    continue;
                }
                let spelled = Words::of(line);
                let mut words = spelled.iter().map(str::to_owned);
                if let (Some(class), Some(first)) = (class, words.next()) {
                    id += 1;
                    by_first.entry(first).or_default().push(Entry { class, lang, id, rest: words.collect() });
                }
            }
        }
        Self { by_first }
    }

    /// Calls `found` for every entry in a run of lower-case words, by place, then in the order of the files.
    pub fn scan(&self, words: &[&str], mut found: impl FnMut(Hit)) {
        for (at, word) in words.iter().enumerate() {
            for entry in self.by_first.get(*word).into_iter().flatten() {
                let goes_on = words.get(at + 1..).is_some_and(|after| {
                    after.len() >= entry.rest.len() && after.iter().zip(&entry.rest).all(|(a, b)| a == b)
                });
                if goes_on {
                    let len = entry.rest.len() + 1;
                    found(Hit { class: entry.class, lang: entry.lang, at, len, entry: entry.id });
                }
            }
        }
    }

    /// Tells whether a run of words begins with an entry of the class, and how many words the longest has.
    pub fn starts_with(&self, words: &[&str], class: Class) -> Option<usize> {
        let first = words.first()?;
        let entries = self.by_first.get(*first)?;
        let fits = |entry: &&Entry| {
            entry.class == class
                && words.len() > entry.rest.len()
                && words.iter().skip(1).zip(&entry.rest).all(|(a, b)| a == b)
        };
        entries.iter().filter(fits).map(|entry| entry.rest.len() + 1).max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_has_every_section_that_rules_need() {
        for (lang, (code, file)) in FILES.iter().enumerate() {
            for name in ["phrases", "words", "address", "openers", "thanks", "tail", "byline", "stop"] {
                assert!(file.contains(&format!("[{name}]")), "{code} lacks {name}");
            }
            let entries = lexicon().by_first.values().flatten().filter(|e| e.lang == lang).count();
            assert!(entries >= 150, "{code} has {entries}");
        }
    }

    #[test]
    fn every_section_has_a_known_name_and_entries_are_lower_case() {
        for (code, file) in FILES {
            for line in file.lines().filter(|l| !l.starts_with('#')) {
                assert_eq!(line, line.to_lowercase(), "{code}");
                assert!(!line.contains('’'), "{code}: {line}");
                if let Some(name) = line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) {
                    assert!(Class::named(name).is_some(), "{code}: {name}");
                }
            }
        }
    }

    #[test]
    fn phrases_are_found_where_they_stand() {
        let mut hits = Vec::new();
        lexicon().scan(&["please", "click", "here", "today"], |hit| hits.push((hit.class, hit.at, hit.len)));
        assert!(hits.contains(&(Class::Phrase, 1, 2)), "{hits:?}");
    }
}
