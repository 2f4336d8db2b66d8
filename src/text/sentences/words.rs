//! What the English rules know about words, from `data/abbreviations/en.txt`.

use std::sync::LazyLock;

use rustc_hash::{FxHashMap, FxHashSet};

const DATA: &str = include_str!("../../../data/abbreviations/en.txt");

/// What a full stop after a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// `Gen.`: a name follows, never the end of a sentence.
    Title,
    /// `No.`: an abbreviation before a number, else a word like any other.
    Number,
    /// `vs.`: never the end of a sentence.
    Inner,
    /// `Inc.`: the end of a sentence only before a word that opens one.
    Tail,
    /// `U.S.`: as `Inc.`, but what belongs to a land goes on: `U.S. officials`.
    Land,
    /// `a.m.`: the end of a sentence unless a zone or a day follows.
    Time,
}

#[derive(Default)]
struct Lists {
    abbreviations: FxHashMap<&'static str, Abbreviation>,
    groups: FxHashMap<&'static str, FxHashSet<&'static str>>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    let mut class = "";
    for line in DATA.lines().map(str::trim).filter(|line| !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            class = name;
            continue;
        }
        for word in line.split_whitespace() {
            let abbreviation = match class {
                "title" => Abbreviation::Title,
                "number" => Abbreviation::Number,
                "inner" => Abbreviation::Inner,
                "tail" => Abbreviation::Tail,
                "land" => Abbreviation::Land,
                "time" => Abbreviation::Time,
                _ => {
                    lists.groups.entry(class).or_default().insert(word);
                    continue;
                }
            };
            lists.abbreviations.insert(word, abbreviation);
        }
    }
    lists
});

/// Tells what the word, written without its last full stop, abbreviates.
#[must_use]
pub fn abbreviation(word: &str) -> Option<Abbreviation> {
    let table = &LISTS.abbreviations;
    if let Some(&found) = table.get(word) {
        return Some(found);
    }
    let found = *table.get(word.to_lowercase().as_str())?;
    // `HR` and `EST` are no hours and estimates, and `P` is an initial.
    let acronym = word.bytes().all(|b| b.is_ascii_uppercase());
    (!acronym || found == Abbreviation::Title).then_some(found)
}

/// Tells whether the word opens sentences and rarely goes on after an abbreviation.
#[must_use]
pub fn is_opener(word: &str) -> bool {
    is_in("opener", word) || is_belonging(word)
}

/// Tells whether the word opens sentences, but goes on after the name of a land.
#[must_use]
pub fn is_belonging(word: &str) -> bool {
    is_in("belonging", word)
}

/// Tells whether the word goes with a time of day: a zone, a day, a month.
#[must_use]
pub fn follows_time(word: &str) -> bool {
    is_in("after-time", word)
}

/// Tells whether the word attributes speech.
#[must_use]
pub fn is_speech(word: &str) -> bool {
    is_in("speech", word)
}

/// Tells whether the word with its mark, `Yahoo!`, is a name.
#[must_use]
pub fn is_marked_name(word: &str) -> bool {
    is_in("mark", word)
}

fn is_in(group: &str, word: &str) -> bool {
    LISTS.groups.get(group).is_some_and(|words| words.contains(word.to_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lower_case_entries_match_any_case_and_capitals_only_themselves() {
        assert_eq!(abbreviation("Gen"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("GEN"), Some(Abbreviation::Title));
        assert_eq!(abbreviation("Mass"), Some(Abbreviation::Tail));
        assert_eq!(abbreviation("mass"), None);
        assert_eq!(abbreviation("U.S"), Some(Abbreviation::Land));
        assert_eq!(abbreviation("ship"), None);
        assert_eq!(abbreviation("HR"), None);
    }

    #[test]
    fn every_group_is_read() {
        assert!(
            is_opener("The")
                && is_opener("Police")
                && is_belonging("And")
                && follows_time("EST")
                && is_speech("asked")
                && is_marked_name("Yahoo!")
        );
        assert!(!is_opener("Government") && !is_opener(""));
    }
}
