//! The sentences of a cluster, each wording once.

use rustc_hash::FxHashMap;

use super::budget::Cost;
use super::cluster::{Cluster, SentenceRef};
use super::fitness::{self, Quotes};
use super::openings::Openings;
use super::similarity;
use crate::model::TermId;
use crate::text::{dates, tokens};

/// The shortest sentence that a brief takes where it has the choice, in words.
const MIN_WORDS: usize = 8;

/// The fewest rows of a table.
const MIN_ROWS: usize = 3;

/// What a sentence without a word of the query is worth, beside one that has them all.
const OFF_QUERY: f64 = 0.1;

/// A sentence is no news when known sentences hold more than this share of it.
const KNOWN: f64 = 0.6;

/// A wording: all sentences of a cluster with the same stems in the same order.
#[derive(Clone, Debug)]
pub struct Unit {
    /// Its first sentence, which stands for all.
    pub at: SentenceRef,
    /// What that sentence takes of a budget.
    pub cost: Cost,
    /// Its stems in order, numbered within the cluster.
    pub stems: Vec<u32>,
    /// The lowest place that it has in any document, from 0.
    pub position: usize,
    /// What it is worth by its look and by the focus, in `0..=1`; 0 if no brief may hold it.
    pub fitness: f64,
    /// Whether it leans on the sentence before: it opens with a pronoun or a connective, or quotes nobody knows whom.
    pub leans: bool,
    /// Whether it has a label and so belongs to a table or list above it.
    pub is_note: bool,
    /// Whether there is a query and it has no word of it: it waits until no sentence with one fits.
    pub is_off_query: bool,
}

/// All wordings of a cluster and where they occur.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// The wordings, in the order of their first sentences.
    pub all: Vec<Unit>,
    /// The wording of each sentence of each document; `None` for one without words.
    pub of_sentence: Vec<Vec<Option<usize>>>,
    /// For each origin with fresh documents the wordings that it has, ascending, each with its lowest place in a fresh
    /// document of the origin.
    pub by_origin: Vec<Vec<(usize, usize)>>,
    /// Whether each stem is one of stop words only.
    pub stop: Vec<bool>,
}

impl Units {
    /// Gathers the sentences of a cluster. Linear in its text; with known sentences also in the pairs of one of these
    /// and a fresh one that share a stem.
    #[must_use]
    pub fn of(cluster: &Cluster<'_>) -> Self {
        let mut gathering = Gathering {
            cluster,
            units: Self { by_origin: vec![Vec::new(); cluster.n_origins()], ..Self::default() },
            numbers: FxHashMap::default(),
            known: FxHashMap::default(),
            openings: Vec::new(),
        };
        for doc in 0..cluster.documents.len() {
            gathering.document(doc);
        }
        let Gathering { mut units, numbers, .. } = gathering;
        for list in &mut units.by_origin {
            list.sort_unstable();
            list.dedup_by_key(|(unit, _)| *unit);
        }
        units.by_origin.retain(|list| !list.is_empty());
        units.relax(cluster.focus.openings_only);
        units.apply_focus(cluster, &numbers);
        units
    }

    /// Gives a unit's stems that are no stop words.
    pub fn content<'u>(&'u self, unit: &'u Unit) -> impl Iterator<Item = u32> + Clone + 'u {
        unit.stems.iter().copied().filter(|&stem| !self.is_stop(stem))
    }

    /// Tells whether a stem is one of stop words only.
    #[must_use]
    pub fn is_stop(&self, stem: u32) -> bool {
        self.stop.get(stem as usize).copied().unwrap_or(false)
    }

    /// Gives the unit of the sentence before a unit's own, if that sentence stands for its unit.
    #[must_use]
    pub fn before(&self, unit: &Unit) -> Option<usize> {
        self.unit_standing_at(SentenceRef { sentence: unit.at.sentence.checked_sub(1)?, ..unit.at })
    }

    /// Gives the units of the sentences before a unit's own in its document, as far as these stand for their units.
    pub fn all_before<'u>(&'u self, unit: &Unit) -> impl Iterator<Item = usize> + 'u {
        let SentenceRef { doc, sentence } = unit.at;
        (0..sentence).filter_map(move |sentence| self.unit_standing_at(SentenceRef { doc, sentence }))
    }

    /// Gives the unit that a sentence stands for.
    fn unit_standing_at(&self, at: SentenceRef) -> Option<usize> {
        let unit = (*self.of_sentence.get(at.doc)?.get(at.sentence)?)?;
        (self.all.get(unit)?.at == at).then_some(unit)
    }

    /// Closes notes, then short sentences, and those that do not open an article where such are wanted, unless there are no others.
    fn relax(&mut self, openings_only: bool) {
        self.close_unless_all(|unit| unit.is_note);
        self.close_unless_all(|unit| unit.cost.words < MIN_WORDS);
        if openings_only {
            self.close_unless_all(|unit| unit.position > 0 || unit.leans);
        }
    }

    fn close_unless_all(&mut self, is_poor: impl Fn(&Unit) -> bool) {
        if self.all.iter().any(|unit| unit.fitness > 0.0 && !is_poor(unit)) {
            for unit in self.all.iter_mut().filter(|unit| is_poor(unit)) {
                unit.fitness = 0.0;
            }
        }
    }

    /// Weighs the units by what the reader asks for and by what is known.
    fn apply_focus(&mut self, cluster: &Cluster<'_>, numbers: &FxHashMap<TermId, u32>) {
        let focus = &cluster.focus;
        let stems_of = |text: &str| {
            let mut stems = Vec::new();
            tokens::for_each(text, |word| {
                let term = cluster.vocabulary.find(word);
                stems.extend(term.and_then(|term| numbers.get(&cluster.vocabulary.stem(term))));
            });
            stems
        };
        if focus.query.is_none() && focus.since.is_none() && focus.known.is_empty() {
            return;
        }
        let isf = similarity::isf(self);
        if let Some(query) = &focus.query {
            let mut wanted = stems_of(query);
            if wanted.iter().any(|&stem| !self.is_stop(stem)) {
                wanted.retain(|&stem| !self.is_stop(stem));
            }
            wanted.sort_unstable();
            wanted.dedup();
            self.weigh_by_query(&wanted, &isf);
        }
        let mut known: Vec<Vec<u32>> = focus.known.iter().map(|text| stems_of(text)).collect();
        let old = |unit: &&Unit| !cluster.is_fresh(unit.at.doc);
        known.extend(self.all.iter().filter(old).map(|unit| unit.stems.clone()));
        self.weigh_by_novelty(known, &isf);
        for unit in &mut self.all {
            if !cluster.is_fresh(unit.at.doc) {
                unit.fitness = 0.0;
            }
        }
    }

    /// A sentence is worth the share of the query that it holds, by isf. Where no sentence has a word of it, none is
    /// worth a thing: the story has no answer.
    fn weigh_by_query(&mut self, wanted: &[u32], isf: &[f64]) {
        let weight = |stem: u32| isf.get(stem as usize).copied().unwrap_or(0.0);
        let whole: f64 = wanted.iter().map(|&stem| weight(stem)).sum();
        let shares: Vec<f64> = self
            .all
            .iter()
            .map(|unit| {
                let held = wanted.iter().filter(|stem| unit.stems.contains(stem));
                if whole > 0.0 { held.map(|&stem| weight(stem)).sum::<f64>() / whole } else { 0.0 }
            })
            .collect();
        let answers = self.all.iter().zip(&shares).any(|(unit, &share)| unit.fitness > 0.0 && share > 0.0);
        for (unit, share) in self.all.iter_mut().zip(shares) {
            unit.is_off_query = share <= 0.0;
            unit.fitness *= if answers { OFF_QUERY + (1.0 - OFF_QUERY) * share } else { 0.0 };
        }
    }

    /// A sentence is worth the share of it, by squared isf, that no single known sentence holds.
    fn weigh_by_novelty(&mut self, mut known: Vec<Vec<u32>>, isf: &[f64]) {
        let mut holders: Vec<Vec<u32>> = vec![Vec::new(); isf.len()];
        for (number, stems) in known.iter_mut().enumerate() {
            stems.sort_unstable();
            stems.dedup();
            for &stem in stems.iter().filter(|&&stem| !self.is_stop(stem)) {
                if let Some(list) = holders.get_mut(stem as usize) {
                    list.push(number as u32);
                }
            }
        }
        let novelties: Vec<f64> = self
            .all
            .iter()
            .map(|unit| {
                let mut stems: Vec<u32> = self.content(unit).collect();
                stems.sort_unstable();
                stems.dedup();
                let mut shared: FxHashMap<u32, f64> = FxHashMap::default();
                let (mut whole, mut most) = (0.0, 0.0_f64);
                for stem in stems {
                    let weight = isf.get(stem as usize).map_or(0.0, |isf| isf * isf);
                    whole += weight;
                    for &holder in holders.get(stem as usize).map_or(&[][..], Vec::as_slice) {
                        let sum = shared.entry(holder).or_insert(0.0);
                        *sum += weight;
                        most = most.max(*sum);
                    }
                }
                if whole > 0.0 { 1.0 - most / whole } else { 1.0 }
            })
            .collect();
        for (unit, novelty) in self.all.iter_mut().zip(novelties) {
            unit.fitness *= if novelty < 1.0 - KNOWN { 0.0 } else { novelty };
        }
    }
}

/// What is at hand while the documents pass by.
struct Gathering<'c, 'a> {
    cluster: &'c Cluster<'a>,
    units: Units,
    /// The number within the cluster of each stem of the vocabulary.
    numbers: FxHashMap<TermId, u32>,
    /// The unit of each wording.
    known: FxHashMap<Vec<u32>, usize>,
    openings: Vec<(Option<&'a str>, Openings)>,
}

impl Gathering<'_, '_> {
    fn document(&mut self, doc: usize) {
        let cluster = self.cluster;
        let Some(document) = cluster.documents.get(doc) else { return };
        let is_fresh = cluster.is_fresh(doc);
        let language = self.language(doc);
        let origin = cluster.origins.get(doc).copied().unwrap_or_default();
        let mut line = Vec::with_capacity(document.sentences.len());
        let mut quotes = Quotes::default();
        let mut paragraph = None;
        let has_capitals = self.has_capitals(doc);
        let is_table = self.is_table(doc);
        for place in 0..document.sentences.len() {
            let at = SentenceRef { doc, sentence: place };
            let text = cluster.text(at);
            let here = cluster.sentence(at).map(|sentence| sentence.paragraph);
            if here != paragraph {
                quotes = Quotes::default();
                paragraph = here;
            }
            let is_quoted = quotes.read(text);
            let terms = terms(cluster, at);
            if terms.is_empty() {
                line.push(None);
                continue;
            }
            let stems = self.stems(terms);
            let unit = self.known.get(&stems).copied().unwrap_or_else(|| {
                self.known.insert(stems.clone(), self.units.all.len());
                let leans = self.leans(language, terms, text);
                let look = fitness::of_look(text);
                let is_headless = has_capitals && fitness::is_headless(text);
                let is_row = (is_table && fitness::is_row(text)) || fitness::is_run_together(text);
                let fitness = match (is_quoted || is_row, is_headless) {
                    (true, _) => 0.0,
                    (false, true) => look.min(0.5),
                    (false, false) => look,
                };
                let cost = Cost::of(text);
                self.units.all.push(Unit {
                    at,
                    cost,
                    stems,
                    position: place,
                    fitness,
                    leans,
                    is_note: place > 0 && fitness::is_labelled(text),
                    is_off_query: false,
                });
                self.units.all.len() - 1
            });
            if is_fresh {
                if let Some(unit) = self.units.all.get_mut(unit) {
                    unit.position = unit.position.min(place);
                }
                if let Some(list) = self.units.by_origin.get_mut(origin) {
                    list.push((unit, place));
                }
            }
            line.push(Some(unit));
        }
        self.units.of_sentence.push(line);
    }

    /// Tells whether nearly all sentences of a document begin with a capital. Some feeds have none, some lose them here and
    /// there: of 266 documents of Multi-News, 61 lack them in a tenth of their sentences or more, and to hold that against a
    /// sentence costs .3 of ROUGE-2.
    fn has_capitals(&self, doc: usize) -> bool {
        let (n_headless, n) = self.count(doc, fitness::is_headless);
        10 * n_headless <= n
    }

    /// Tells whether a document is a table, a list or has one: a third of its sentences, and [`MIN_ROWS`], look like rows.
    fn is_table(&self, doc: usize) -> bool {
        let (n_rows, n) = self.count(doc, fitness::is_row);
        n_rows >= MIN_ROWS && 3 * n_rows >= n
    }

    /// Counts the sentences of a document that look so, and all.
    fn count(&self, doc: usize, look: fn(&str) -> bool) -> (usize, usize) {
        let n = self.cluster.documents.get(doc).map_or(0, |document| document.sentences.len());
        let has_look = |&sentence: &usize| look(self.cluster.text(SentenceRef { doc, sentence }));
        ((0..n).filter(has_look).count(), n)
    }

    /// Gives the place of the openings of a document's language.
    fn language(&mut self, doc: usize) -> usize {
        let lang = self.cluster.articles.get(doc).and_then(|article| article.lang.as_deref());
        self.openings.iter().position(|(known, _)| *known == lang).unwrap_or_else(|| {
            self.openings.push((lang, Openings::of(lang)));
            self.openings.len() - 1
        })
    }

    /// Gives the stems of words, numbered within the cluster.
    fn stems(&mut self, terms: &[TermId]) -> Vec<u32> {
        let vocabulary = self.cluster.vocabulary;
        let mut stems = Vec::with_capacity(terms.len());
        for &term in terms {
            let next = self.numbers.len() as u32;
            let number = *self.numbers.entry(vocabulary.stem(term)).or_insert(next);
            let is_stop = vocabulary.is_stop(term);
            match self.units.stop.get_mut(number as usize) {
                Some(stop) => *stop &= is_stop,
                None => self.units.stop.push(is_stop),
            }
            stems.push(number);
        }
        stems
    }

    fn leans(&self, language: usize, terms: &[TermId], text: &str) -> bool {
        let vocabulary = self.cluster.vocabulary;
        let Some((_, openings)) = self.openings.get(language) else { return false };
        let says_nothing =
            |word: &str| word.bytes().all(|byte| byte.is_ascii_digit()) || dates::is_month_or_weekday(word);
        let words = terms.iter().map(|&term| {
            let word = vocabulary.word(term);
            (word, vocabulary.is_stop(term) || says_nothing(word))
        });
        if openings.lean(words) {
            return true;
        }
        let is_light = |word: &str| {
            says_nothing(word) || vocabulary.find(word).is_some_and(|term| vocabulary.is_stop(term))
        };
        let outside = tokens::tokens(&fitness::outside_of_opening_quotation(text));
        openings.begin_with_pronoun(outside.iter().map(|word| (word.as_str(), is_light(word))))
            || fitness::speaks_for_nobody(text, is_light)
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
