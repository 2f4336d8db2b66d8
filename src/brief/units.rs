//! The sentences of a cluster, each wording once.

use rustc_hash::FxHashMap;

use super::cluster::{Cluster, SentenceRef};
use super::fitness;
use crate::model::TermId;
use crate::text::tokens;

/// The shortest sentence that a brief takes where it has the choice, in words.
const MIN_WORDS: usize = 8;

/// A wording: all sentences of a cluster with the same stems in the same order.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its first sentence, which stands for all.
    pub at: SentenceRef,
    /// The words of that sentence, by white space.
    pub words: usize,
    /// Its stems in order, numbered within the cluster.
    pub stems: Vec<u32>,
    /// The lowest place that it has in any document, from 0.
    pub position: usize,
    /// What its look is worth, in `0..=1`; 0 if no brief may hold it.
    pub fitness: f64,
}

/// All wordings of a cluster and where they occur.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// The wordings, in the order of their first sentences.
    pub all: Vec<Unit>,
    /// The wording of each sentence of each document; `None` for one without words.
    pub of_sentence: Vec<Vec<Option<usize>>>,
    /// For each origin the wordings that it has, ascending, each with its lowest place in a document of the origin.
    pub by_origin: Vec<Vec<(usize, usize)>>,
    /// Whether each stem is one of stop words only.
    pub stop: Vec<bool>,
}

impl Units {
    /// Gathers the sentences of a cluster that is in order. Linear in its tokens.
    #[must_use]
    pub fn of(cluster: &Cluster<'_>) -> Self {
        let mut units = Self { by_origin: vec![Vec::new(); cluster.n_origins()], ..Self::default() };
        let mut numbers: FxHashMap<TermId, u32> = FxHashMap::default();
        let mut known: FxHashMap<Vec<u32>, usize> = FxHashMap::default();
        for (doc, (document, &origin)) in cluster.documents.iter().zip(&cluster.origins).enumerate() {
            let mut line = Vec::with_capacity(document.sentences.len());
            for place in 0..document.sentences.len() {
                let at = SentenceRef { doc, sentence: place };
                let terms = terms(cluster, at);
                if terms.is_empty() {
                    line.push(None);
                    continue;
                }
                let mut stems = Vec::with_capacity(terms.len());
                for &term in terms {
                    let next = numbers.len() as u32;
                    let number = *numbers.entry(cluster.vocabulary.stem(term)).or_insert(next);
                    let is_stop = cluster.vocabulary.is_stop(term);
                    match units.stop.get_mut(number as usize) {
                        Some(stop) => *stop &= is_stop,
                        None => units.stop.push(is_stop),
                    }
                    stems.push(number);
                }
                let unit = known.get(&stems).copied().unwrap_or_else(|| {
                    known.insert(stems.clone(), units.all.len());
                    units.all.push(unit_of(cluster, at, terms, stems));
                    units.all.len() - 1
                });
                if let Some(unit) = units.all.get_mut(unit) {
                    unit.position = unit.position.min(place);
                }
                if let Some(list) = units.by_origin.get_mut(origin) {
                    list.push((unit, place));
                }
                line.push(Some(unit));
            }
            units.of_sentence.push(line);
        }
        for list in &mut units.by_origin {
            list.sort_unstable();
            list.dedup_by_key(|(unit, _)| *unit);
        }
        units.relax();
        units
    }

    /// Lets short sentences in where there are no others.
    fn relax(&mut self) {
        let none = self.all.iter().all(|unit| unit.fitness <= 0.0 || unit.words < MIN_WORDS);
        for unit in &mut self.all {
            if unit.words < MIN_WORDS && !none {
                unit.fitness = 0.0;
            }
        }
    }
}

/// Gives the words of a sentence behind its dateline.
fn terms<'a>(cluster: &Cluster<'a>, at: SentenceRef) -> &'a [TermId] {
    let (Some(document), Some(sentence)) = (cluster.documents.get(at.doc), cluster.sentence(at)) else {
        return &[];
    };
    let terms = document.tokens.get(sentence.tokens()).unwrap_or_default();
    let cut = cluster.span(at).start.saturating_sub(sentence.span().start);
    if cut == 0 {
        return terms;
    }
    let mut kept = 0;
    tokens::for_each(cluster.text(at), |_| kept += 1);
    terms.get(terms.len().saturating_sub(kept)..).unwrap_or_default()
}

fn unit_of(cluster: &Cluster<'_>, at: SentenceRef, terms: &[TermId], stems: Vec<u32>) -> Unit {
    let text = cluster.text(at);
    let leans = terms.first().is_some_and(|&term| fitness::is_leaning(cluster.vocabulary.word(term)));
    let mut worth = if leans { 0.8 } else { 1.0 };
    if fitness::is_question(text) || !fitness::is_closed(text) {
        worth *= 0.5;
    }
    if fitness::is_broken(text) {
        worth = 0.0;
    }
    Unit { at, words: text.split_whitespace().count(), stems, position: at.sentence, fitness: worth }
}
