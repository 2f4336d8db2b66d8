//! Names in a text, as far as capitals tell: runs of capitalised words.
//!
//! A tagger would find more, but none is small, fast and the same on every machine. A run counts in whole and in parts,
//! so that "Foreign Minister Ada Brandt" meets "Brandt". A single capitalised word that opens a sentence is no
//! evidence, nor is a line that is capitalised throughout (a headline).

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Article, Document};
use crate::text::dates;

/// A line with a larger share of capitalised words tells nothing of names.
const MAX_CAPITALISED: f64 = 0.6;

/// Counts the names of an article by a hash of their lower-case text, sorted by hash.
pub fn count(article: &Article, document: &Document, is_stop: &dyn Fn(&str) -> bool) -> Vec<(u64, u32)> {
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    if let Some(title) = &article.title {
        count_line(title, is_stop, &mut counts);
    }
    for sentence in &document.sentences {
        let text = article.paragraphs.get(sentence.paragraph as usize).and_then(|p| p.get(sentence.span()));
        if let Some(text) = text {
            count_line(text, is_stop, &mut counts);
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_unstable();
    counts
}

/// A word and whether it opens its line.
type Named = (String, bool);

fn count_line(line: &str, is_stop: &dyn Fn(&str) -> bool, counts: &mut FxHashMap<u64, u32>) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let letters = |w: &str| w.chars().any(char::is_alphabetic);
    let n = words.iter().filter(|w| letters(w)).count();
    let capitalised = words.iter().filter(|w| opens_upper(w)).count();
    if capitalised as f64 > MAX_CAPITALISED * n as f64 {
        return;
    }
    let mut run: Vec<Named> = Vec::new();
    for (place, raw) in words.iter().enumerate() {
        let word = raw.trim_matches(|c: char| !c.is_alphanumeric());
        let stem = word.strip_suffix("'s").or_else(|| word.strip_suffix("’s")).unwrap_or(word);
        let lower = stem.to_lowercase();
        if opens_upper(stem)
            && stem.chars().nth(1).is_some()
            && !is_stop(&lower)
            && !dates::is_month_or_weekday(&lower)
        {
            run.push((lower, place == 0));
            // A comma or a full stop after the word ends the name.
            if raw.ends_with(|c: char| !c.is_alphanumeric()) {
                end_run(&mut run, counts);
            }
        } else {
            end_run(&mut run, counts);
        }
    }
    end_run(&mut run, counts);
}

fn end_run(run: &mut Vec<Named>, counts: &mut FxHashMap<u64, u32>) {
    let only_opens = matches!(run.as_slice(), [(_, true)]);
    if !only_opens {
        for (word, _) in run.iter() {
            *counts.entry(xxh3_64(word.as_bytes())).or_default() += 1;
        }
        if run.len() > 1 {
            let whole = run.iter().map(|(word, _)| word.as_str()).collect::<Vec<_>>().join(" ");
            *counts.entry(xxh3_64(whole.as_bytes())).or_default() += 1;
        }
    }
    run.clear();
}

fn opens_upper(word: &str) -> bool {
    word.chars().find(|c| c.is_alphanumeric()).is_some_and(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(line: &str) -> Vec<u64> {
        let mut counts = FxHashMap::default();
        count_line(line, &|w| matches!(w, "the" | "a" | "on"), &mut counts);
        let mut keys: Vec<u64> = counts.into_keys().collect();
        keys.sort_unstable();
        keys
    }

    fn keys(names: &[&str]) -> Vec<u64> {
        let mut keys: Vec<u64> = names.iter().map(|n| xxh3_64(n.as_bytes())).collect();
        keys.sort_unstable();
        keys
    }

    #[test]
    fn a_run_counts_in_whole_and_in_parts() {
        assert_eq!(
            names("Officials said Ada Brandt's plane reached Port Ellery, Norland on time."),
            keys(&["ada", "brandt", "ada brandt", "port", "ellery", "port ellery", "norland"])
        );
    }

    #[test]
    fn a_word_that_opens_a_sentence_is_no_name_by_itself() {
        assert_eq!(names("Rain fell on the coast."), keys(&[]));
        assert_eq!(names("Port Ellery closed on a whim."), keys(&["port", "ellery", "port ellery"]));
    }

    #[test]
    fn a_line_of_capitals_names_nothing() {
        assert_eq!(names("Port Ellery Bridge Closed After Storm"), keys(&[]));
        assert_eq!(names(""), keys(&[]));
        assert_eq!(names("… — !"), keys(&[]));
    }
}
