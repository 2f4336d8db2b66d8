//! The names in a story, as they are written.

use std::collections::BTreeMap;

use crate::text::{Vocabulary, tokens};

use super::facts::Node;

/// How many names are told of a story.
const N_NAMES: usize = 6;
/// How many kept copies are read, the most central ones.
const MAX_TEXTS: usize = 12;
/// How many sentences of each.
const MAX_SENTENCES: usize = 10;

/// Gives runs of words that are names, those that most groups share first; of a name and a longer form of it, the longer
/// where at least half as many groups have it.
pub fn names(central: &[&Node<'_>], vocabulary: &Vocabulary) -> Vec<String> {
    let mut n_groups: BTreeMap<String, usize> = BTreeMap::new();
    for node in central.iter().take(MAX_TEXTS) {
        let mut own: Vec<String> = Vec::new();
        for sentence in node.document.sentences.iter().take(MAX_SENTENCES) {
            let text =
                node.kept.paragraphs.get(sentence.paragraph as usize).and_then(|p| p.get(sentence.span()));
            let terms = node.document.tokens.get(sentence.tokens()).unwrap_or_default();
            let is_name: Vec<bool> = terms.iter().map(|&term| vocabulary.is_name(term)).collect();
            own.extend(text.into_iter().flat_map(|text| runs(text, &is_name)).map(str::to_owned));
        }
        own.sort_unstable();
        own.dedup();
        for name in own {
            *n_groups.entry(name).or_default() += 1;
        }
    }
    let mut ranked: Vec<(String, usize)> = n_groups.into_iter().collect();
    ranked.sort_by(|a, b| {
        b.1.cmp(&a.1).then_with(|| n_words(&b.0).cmp(&n_words(&a.0))).then_with(|| a.0.cmp(&b.0))
    });
    let mut chosen: Vec<(String, usize)> = Vec::new();
    for (name, n) in ranked {
        if let Some(other) = chosen.iter_mut().find(|other| holds(&name, &other.0) || holds(&other.0, &name))
        {
            if n_words(&name) > n_words(&other.0) && 2 * n >= other.1 {
                other.0 = name;
            }
        } else if chosen.len() < N_NAMES {
            chosen.push((name, n));
        }
    }
    chosen.into_iter().map(|(name, _)| name).collect()
}

fn n_words(name: &str) -> usize {
    name.split_whitespace().count()
}

/// Tells whether the words of a name stand in a row in another.
fn holds(long: &str, short: &str) -> bool {
    let [long, short] = [long, short].map(|name| name.split_whitespace().collect::<Vec<_>>());
    long.windows(short.len().max(1)).any(|words| words == short)
}

/// Finds the runs of names in a sentence, `is_name` for each of its tokens; a possessive is left out.
fn runs<'t>(text: &'t str, is_name: &[bool]) -> Vec<&'t str> {
    let spans = tokens::spans(text);
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    for (span, _) in spans.into_iter().zip(is_name).filter(|&(_, &is_name)| is_name) {
        let is_next = found.last().is_some_and(|last| {
            text.get(last.end..span.start)
                .is_some_and(|between| !between.is_empty() && between.trim().is_empty())
        });
        match found.last_mut().filter(|_| is_next) {
            Some(last) => last.end = span.end,
            None => found.push(span),
        }
    }
    let named = found.into_iter().filter_map(|span| text.get(span));
    named.map(|name| name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_end_at_other_words_and_at_signs() {
        let text = "Ada Brandt's plane reached Port Ellery, Norland.";
        let is_name = [true, true, false, false, true, true, true];
        assert_eq!(runs(text, &is_name), ["Ada Brandt", "Port Ellery", "Norland"]);
        assert_eq!(runs("", &[]), Vec::<&str>::new());
    }

    #[test]
    fn a_name_holds_its_parts_in_a_row() {
        assert!(holds("Foreign Minister Ada Brandt", "Ada Brandt") && holds("Ada", "Ada"));
        assert!(!holds("Ada Maria Brandt", "Ada Brandt") && !holds("Brandt", "Ada Brandt"));
    }
}
