//! How many independent origins carry the fact of a sentence, and which tell it with another figure.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use super::cluster::{Cluster, SentenceRef};
use super::figures::{self, Figures};
use super::similarity::Rows;
use super::units::Units;
use crate::model::{Conflict, Support};

/// Sentences at or above this likeness are taken to carry the same fact. Two desks word a fact so differently that the
/// best match in another report is rarely above .5; read by eye, pairs above .3 nearly all tell the same, pairs about .2
/// share no more than their subject.
const SAME_FACT: f64 = 0.3;

/// Counts the origins and outlets behind sentences of one cluster.
#[derive(Debug)]
pub struct Witnesses<'c, 'a> {
    cluster: &'c Cluster<'a>,
    units: &'c Units,
    rows: Rows,
}

/// What an origin says of a fact.
#[derive(Debug, Default)]
struct Testimony {
    /// Whether a sentence tells it, with the same figures or none.
    carries: bool,
    /// Whether a sentence has one of its figures.
    confirms: bool,
    /// The most alike sentence with another figure.
    contradicts: Option<(f64, SentenceRef)>,
}

impl<'c, 'a> Witnesses<'c, 'a> {
    /// Prepares a cluster.
    #[must_use]
    pub fn of(cluster: &'c Cluster<'a>) -> Self {
        let units = cluster.units();
        Self { cluster, units, rows: Rows::of(units) }
    }

    /// Tells who carries the fact of a sentence: its own origin, and each that has a sentence much like it; and the
    /// sentences of other origins that contradict its figures, one an origin, the most alike, in the order of the
    /// documents. An origin that only contradicts does not carry. Linear in the sentences.
    #[must_use]
    pub fn support(&self, at: SentenceRef) -> (Support, Vec<Conflict>) {
        let own =
            self.units.of_sentence.get(at.doc).and_then(|line| line.get(at.sentence)).copied().flatten();
        let own_origin = self.cluster.origins.get(at.doc).copied();
        let cosines = own.map(|unit| self.rows.cosines_with(unit)).unwrap_or_default();
        let figures = figures::figures(self.cluster.text(at), self.cluster.vocabulary);

        let mut read: BTreeMap<usize, Figures> = BTreeMap::new();
        let mut told: BTreeMap<usize, Testimony> = BTreeMap::new();
        let lists = self.cluster.origins.iter().zip(&self.units.of_sentence);
        for (doc, (origin, line)) in lists.enumerate() {
            for (sentence, unit) in line.iter().enumerate() {
                let Some(unit) = *unit else { continue };
                let cosine = cosines.get(unit).copied().unwrap_or(0.0);
                if cosine < SAME_FACT && Some(unit) != own {
                    continue;
                }
                let there = SentenceRef { doc, sentence };
                let verdict = self.verdict((at, &figures), there, read.entry(unit));
                let testimony = told.entry(*origin).or_default();
                testimony.carries |= verdict != Some(false);
                testimony.confirms |= verdict == Some(true);
                if verdict == Some(false) && testimony.contradicts.is_none_or(|(most, _)| cosine > most) {
                    testimony.contradicts = Some((cosine, there));
                }
            }
        }
        if let Some(own) = own_origin {
            *told.entry(own).or_default() = Testimony { carries: true, confirms: true, contradicts: None };
        }

        let disputes = |testimony: &Testimony| testimony.contradicts.filter(|_| !testimony.confirms);
        let carries = |doc: usize, origin: &usize| {
            doc == at.doc || told.get(origin).is_some_and(|t| t.carries && disputes(t).is_none())
        };
        let mut against: Vec<SentenceRef> =
            told.values().filter_map(|t| disputes(t).map(|(_, at)| at)).collect();
        against.sort_unstable();
        let mut outlets = BTreeSet::new();
        let mut origins = BTreeSet::new();
        for (doc, (origin, article)) in self.cluster.origins.iter().zip(&self.cluster.articles).enumerate() {
            let line = self.units.of_sentence.get(doc).map_or(&[][..], Vec::as_slice);
            let tells = |unit: &Option<usize>| {
                unit.is_some_and(|u| Some(u) == own || cosines.get(u).is_some_and(|c| *c >= SAME_FACT))
            };
            if carries(doc, origin) && (doc == at.doc || line.iter().any(tells)) {
                origins.insert(*origin);
                outlets.extend(article.source.clone());
            }
        }
        let support = Support {
            origins: origins.len(),
            of: self.cluster.n_origins(),
            outlets: outlets.into_iter().collect(),
        };
        let conflict = |there: SentenceRef| {
            let article = self.cluster.articles.get(there.doc)?.id.clone();
            Some(Conflict { text: self.cluster.text(there).to_owned(), article })
        };
        (support, against.into_iter().filter_map(conflict).collect())
    }

    /// Tells how a sentence with figures goes together with another. `read` is the place of the other's figures, which are read
    /// once for each wording.
    fn verdict(
        &self,
        (at, figures): (SentenceRef, &Figures),
        there: SentenceRef,
        read: Entry<'_, usize, Figures>,
    ) -> Option<bool> {
        if figures.is_empty() {
            return None;
        }
        let of_there =
            read.or_insert_with(|| figures::figures(self.cluster.text(there), self.cluster.vocabulary));
        let time = |at: SentenceRef| Some(self.cluster.articles.get(at.doc)?.published?.as_second());
        let apart = time(at).zip(time(there)).map(|(here, there)| here.saturating_sub(there));
        figures::agree(figures, of_there, apart)
    }
}
