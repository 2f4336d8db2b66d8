//! What a search found.

use crate::model::DocId;

/// The nearest documents of documents, with their cosine: what one index search found, for every stage after it.
///
/// Only the kept copy of each group of copies has neighbours, and only kept copies are neighbours.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct NeighbourLists {
    lists: Vec<Vec<(DocId, f32)>>,
}

impl NeighbourLists {
    /// Takes one list a document; each is put in order.
    #[must_use]
    pub fn new(mut lists: Vec<Vec<(DocId, f32)>>) -> Self {
        for list in &mut lists {
            list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        }
        Self { lists }
    }

    /// Gives the neighbours of a document, the nearest first, ties by id; empty where it was not indexed.
    #[must_use]
    pub fn of(&self, doc: DocId) -> &[(DocId, f32)] {
        self.lists.get(doc.index()).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_ties_by_id() {
        let lists = NeighbourLists::new(vec![vec![(DocId(2), 0.5), (DocId(1), 0.5), (DocId(3), 0.9)]]);
        assert_eq!(lists.of(DocId(0)).iter().map(|n| n.0.0).collect::<Vec<_>>(), [3, 1, 2]);
        assert!(lists.of(DocId(9)).is_empty());
    }
}
