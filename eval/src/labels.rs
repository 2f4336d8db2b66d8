//! Gold labels beside found ones, article by article.

use std::collections::BTreeMap;

use wiredesk::metrics::clustering::{self, ClusterScores};
use wiredesk::model::{Digest, Story};

/// The label that the program gave, or none: an article in no group or story stands alone.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Found<'a> {
    /// The id of its group or story.
    In(&'a str),
    /// Its own id.
    Alone(&'a str),
}

/// Both labels of every article that has a gold label, in the order of the gold.
pub struct Labels<'a> {
    pub ids: Vec<&'a str>,
    pub gold: Vec<&'a str>,
    pub found: Vec<Found<'a>>,
    gold_members: BTreeMap<&'a str, Vec<usize>>,
    found_members: BTreeMap<Found<'a>, Vec<usize>>,
}

impl<'a> Labels<'a> {
    /// Puts the label of each id beside its gold label.
    pub fn new(
        gold: impl IntoIterator<Item = (&'a str, &'a str)>,
        label_of: &BTreeMap<&'a str, &'a str>,
    ) -> Self {
        let (ids, gold): (Vec<_>, Vec<_>) = gold.into_iter().unzip();
        let found: Vec<_> = ids
            .iter()
            .map(|id| label_of.get(id).map_or(Found::Alone(id), |label| Found::In(label)))
            .collect();
        let mut gold_members: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        let mut found_members: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (item, (gold, found)) in gold.iter().zip(&found).enumerate() {
            gold_members.entry(*gold).or_default().push(item);
            found_members.entry(found.clone()).or_default().push(item);
        }
        Self { ids, gold, found, gold_members, found_members }
    }

    /// Scores the found partition.
    pub fn scores(&self) -> anyhow::Result<ClusterScores> {
        Ok(clustering::score(&self.gold, &self.found)?)
    }

    /// Counts the articles that the program put nowhere.
    pub fn n_alone(&self) -> usize {
        self.found.iter().filter(|found| matches!(found, Found::Alone(_))).count()
    }

    /// The articles that share the gold label of an article, itself included.
    pub fn gold_mates(&self, item: usize) -> &[usize] {
        self.gold_members.get(self.gold[item]).map_or(&[], Vec::as_slice)
    }

    /// The articles that were put together with an article, itself included.
    pub fn found_mates(&self, item: usize) -> &[usize] {
        self.found_members.get(&self.found[item]).map_or(&[], Vec::as_slice)
    }

    /// The ids that were put together with an article but do not belong there.
    pub fn wrong(&self, item: usize) -> Vec<&'a str> {
        let mates = self.found_mates(item).iter();
        mates.filter(|&&mate| self.gold[mate] != self.gold[item]).map(|&mate| self.ids[mate]).collect()
    }

    /// The ids that belong with an article but were put elsewhere.
    pub fn missing(&self, item: usize) -> Vec<&'a str> {
        let mates = self.gold_mates(item).iter();
        mates.filter(|&&mate| self.found[mate] != self.found[item]).map(|&mate| self.ids[mate]).collect()
    }
}

/// The group of each article.
pub fn groups(digest: &Digest) -> BTreeMap<&str, &str> {
    let groups = digest.groups.iter();
    groups.flat_map(|group| group.members.iter().map(|m| (m.id.as_str(), group.id.as_str()))).collect()
}

/// The story of each article.
pub fn stories(stories: &[Story]) -> BTreeMap<&str, &str> {
    stories
        .iter()
        .flat_map(|story| story.articles.iter().map(|id| (id.as_str(), story.id.as_str())))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_that_was_put_nowhere_stands_alone() {
        let gold = [("a", "x"), ("b", "x"), ("c", "x"), ("d", "y")];
        let labels = Labels::new(gold, &BTreeMap::from([("a", "g"), ("b", "g"), ("d", "g")]));
        assert_eq!(labels.n_alone(), 1);
        assert_eq!(labels.found_mates(2), [2]);
        assert_eq!((labels.wrong(0), labels.missing(0)), (vec!["d"], vec!["c"]));
    }
}
