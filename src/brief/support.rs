//! How many independent origins carry the fact of a sentence.

use std::collections::BTreeSet;

use super::cluster::{Cluster, SentenceRef};
use super::similarity::Rows;
use super::units::Units;
use crate::model::Support;

/// Sentences at or above this likeness are taken to carry the same fact. Two desks word a fact so differently that the
/// best match in another report is rarely above .5; read by eye, pairs above .3 nearly all tell the same, pairs about .2
/// share no more than their subject.
const SAME_FACT: f64 = 0.3;

/// Counts the origins and outlets behind sentences of one cluster.
#[derive(Debug)]
pub struct Witnesses<'c, 'a> {
    cluster: &'c Cluster<'a>,
    units: Units,
    rows: Rows,
}

impl<'c, 'a> Witnesses<'c, 'a> {
    /// Prepares a cluster that is in order.
    #[must_use]
    pub fn of(cluster: &'c Cluster<'a>) -> Self {
        let units = Units::of(cluster);
        let rows = Rows::of(&units);
        Self { cluster, units, rows }
    }

    /// Tells who carries the fact of a sentence: its own origin, and each that has a sentence much like it. Linear in the
    /// sentences.
    #[must_use]
    pub fn support(&self, at: SentenceRef) -> Support {
        let own =
            self.units.of_sentence.get(at.doc).and_then(|line| line.get(at.sentence)).copied().flatten();
        let cosines = own.map(|unit| self.rows.cosines_with(unit)).unwrap_or_default();
        let carries = |unit: &Option<usize>| {
            unit.is_some_and(|u| Some(u) == own || cosines.get(u).is_some_and(|cosine| *cosine >= SAME_FACT))
        };
        let mut origins = BTreeSet::new();
        let mut outlets = BTreeSet::new();
        let lists = self.cluster.articles.iter().zip(&self.cluster.origins).zip(&self.units.of_sentence);
        for (doc, ((article, origin), line)) in lists.enumerate() {
            if doc == at.doc || line.iter().any(carries) {
                origins.insert(*origin);
                outlets.extend(article.source.clone());
            }
        }
        Support {
            origins: origins.len(),
            of: self.cluster.n_origins(),
            outlets: outlets.into_iter().collect(),
        }
    }
}
