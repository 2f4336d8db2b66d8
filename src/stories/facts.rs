//! What is told of a story beside its brief.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;
use xxhash_rust::xxh3::xxh3_64;

use crate::model::{Article, Document, DuplicateGroup, Story, StoryId, TermId, TimelineEntry};
use crate::text::Vocabulary;

use super::names;
use super::similarity::Features;

/// How many terms tell a story from others.
const N_TERMS: usize = 8;

/// A group as this stage sees it.
pub struct Node<'a> {
    /// The group.
    pub group: &'a DuplicateGroup,
    /// All its articles.
    pub members: Vec<&'a Article>,
    /// Its kept copy.
    pub kept: &'a Article,
    /// The document of its kept copy.
    pub document: &'a Document,
}

/// Makes a story of the nodes at `places`.
pub fn story(
    nodes: &[Node<'_>],
    places: &[usize],
    features: &Features<'_>,
    row_of: &[Option<usize>],
    vocabulary: &Vocabulary,
) -> Story {
    let rows = places.iter().filter_map(|&p| row_of[p]);
    let centroid = features.words.centroid(rows.map(|row| (row, 1.0)));
    let weights: FxHashMap<u32, f64> = centroid.iter().map(|&(c, w)| (c, f64::from(w))).collect();
    let centrality = |place: usize| -> f64 {
        let Some(row) = row_of[place] else { return 0.0 };
        features.words.row(row).iter().filter_map(|(c, w)| weights.get(&c).map(|x| x * f64::from(w))).sum()
    };
    let mut order: Vec<(f64, usize)> = places.iter().map(|&p| (centrality(p), p)).collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| nodes[a.1].group.id.cmp(&nodes[b.1].group.id)));
    let central: Vec<&Node<'_>> = order.iter().map(|&(_, p)| &nodes[p]).collect();

    let mut articles: Vec<&Article> = central.iter().flat_map(|n| n.members.iter().copied()).collect();
    articles.sort_by(|a, b| {
        // Articles without a time come last.
        (a.published.is_none(), a.published, &a.id).cmp(&(b.published.is_none(), b.published, &b.id))
    });
    let origins = central.iter().map(|n| &n.group.origin).collect::<BTreeSet<_>>().len();
    let outlets: BTreeSet<&str> = articles.iter().filter_map(|a| a.source.as_deref()).collect();
    let is_news = central.iter().any(|n| n.kept.kind.is_news());
    let smallest = articles.iter().map(|a| a.id.as_str()).min().unwrap_or_default();
    Story {
        id: StoryId(format!("{:016x}", xxh3_64(smallest.as_bytes()))),
        headline: headline(&central),
        groups: central.iter().map(|n| n.group.id.clone()).collect(),
        articles: articles.iter().map(|a| a.id.clone()).collect(),
        copies: articles.len(),
        origins,
        outlets: outlets.into_iter().map(str::to_owned).collect(),
        first_seen: articles.iter().filter_map(|a| a.published).min(),
        last_seen: articles.iter().filter_map(|a| a.published).max(),
        importance: if is_news { importance(origins, articles.len()) } else { 0.0 },
        terms: terms(&centroid, &central, vocabulary),
        names: names::names(&central, vocabulary),
        timeline: timeline(&central),
        follows: Vec::new(),
    }
}

/// Puts the groups in the order in which they came up, ties by id; those without a time are left out, and one alone is
/// no timeline.
fn timeline(central: &[&Node<'_>]) -> Vec<TimelineEntry> {
    if central.len() < 2 {
        return Vec::new();
    }
    let entry = |node: &&Node<'_>| {
        Some(TimelineEntry {
            group: node.group.id.clone(),
            first_seen: node.members.iter().filter_map(|a| a.published).min()?,
            headline: node.kept.title.clone(),
            copies: node.members.len(),
        })
    };
    let mut entries: Vec<TimelineEntry> = central.iter().filter_map(entry).collect();
    entries.sort_by(|a, b| (a.first_seen, &a.group).cmp(&(b.first_seen, &b.group)));
    entries
}

/// Weighs a story: `2 ln(1 + origins) + ln(1 + copies)`. Another desk's own report says more than another reprint.
fn importance(origins: usize, copies: usize) -> f64 {
    2.0 * (1.0 + origins as f64).ln() + (1.0 + copies as f64).ln()
}

fn headline(central: &[&Node<'_>]) -> String {
    let title = central.iter().find_map(|n| n.kept.title.clone());
    let first_sentence = || {
        let node = central.first()?;
        let sentence = node.document.sentences.first()?;
        Some(node.kept.paragraphs.get(sentence.paragraph as usize)?.get(sentence.span())?.to_owned())
    };
    title.or_else(first_sentence).unwrap_or_default()
}

/// Picks the heaviest stems of the story and shows each in the form that its kept copies use most.
fn terms(centroid: &[(u32, f32)], central: &[&Node<'_>], vocabulary: &Vocabulary) -> Vec<String> {
    let mut heaviest: Vec<(u32, f32)> = centroid.to_vec();
    heaviest.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    let worth = |stem: &u32| {
        let text = vocabulary.stem_text(TermId(*stem));
        text.chars().nth(1).is_some() && !text.chars().all(|c| c.is_ascii_digit())
    };
    let stems: Vec<u32> = heaviest.into_iter().map(|(stem, _)| stem).filter(worth).take(N_TERMS).collect();
    let mut counts: FxHashMap<u32, FxHashMap<u32, usize>> = FxHashMap::default();
    for node in central {
        for term in node.document.title.iter().chain(&node.document.tokens) {
            let stem = vocabulary.stem(*term).0;
            if stems.contains(&stem) {
                *counts.entry(stem).or_default().entry(term.0).or_default() += 1;
            }
        }
    }
    let common = |stem: &u32| {
        let mut forms: Vec<(u32, usize)> = counts.get(stem)?.iter().map(|(&t, &n)| (t, n)).collect();
        forms.sort_unstable_by_key(|&(term, n)| (std::cmp::Reverse(n), term));
        forms.first().map(|&(term, _)| vocabulary.word(TermId(term)).to_owned())
    };
    stems.iter().filter_map(common).collect()
}
