//! Which groups tell the same event: average linkage over the nearest neighbours of each group.
//!
//! Groups, not articles, are clustered, so that forty reprints weigh no more than one report. The neighbours are those
//! that the duplicate stage has found; they are measured again with features that suit the question, and each group
//! keeps its best `k`. Pairs that are absent from this graph count as 0 in the linkage, which makes it cheap and keeps
//! chains from growing: connected components of the same graph lose ten points of B-cubed F1.

mod entities;
mod facts;
mod look_alikes;
mod similarity;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::error::{Error, Result};
use crate::graph;
use crate::model::{Article, DocId, Document, DuplicateGroup, Story};
use crate::neighbours::NeighbourLists;
use crate::par;
use crate::progress::{Monitor, Stage};
use crate::text::Corpus;

use facts::Node;
use similarity::Features;

/// How stories are found.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct StoryParams {
    /// Groups are joined while their mean similarity is at least this, in `0..=1`. Lower joins more.
    pub threshold: f64,
    /// How many neighbours each group keeps, from 1. More joins more, look-alike events first.
    pub k: usize,
    /// How much names weigh against words, from 0.
    pub entity_weight: f64,
    /// Groups further apart than this are not linked, in hours. It does not hold where a time is not known.
    pub window_hours: f64,
    /// The time over which a similarity falls: at this distance to .61 of itself, in hours.
    pub decay_hours: f64,
}

impl Default for StoryParams {
    fn default() -> Self {
        Self { threshold: 0.14, k: 8, entity_weight: 0.3, window_hours: 72.0, decay_hours: 72.0 }
    }
}

impl StoryParams {
    /// Checks every value.
    ///
    /// # Errors
    /// [`Error::InvalidSetting`] for the first value out of range.
    pub fn validate(&self) -> Result<()> {
        if !(0.0..=1.0).contains(&self.threshold) {
            return Err(Error::setting("stories.threshold", &self.threshold, "in 0..=1"));
        }
        if self.k == 0 {
            return Err(Error::setting("stories.k", &self.k, "1 or more"));
        }
        let weights = [
            ("stories.entity_weight", self.entity_weight, 0.0),
            ("stories.window_hours", self.window_hours, 0.0),
            ("stories.decay_hours", self.decay_hours, f64::MIN_POSITIVE),
        ];
        for (key, value, least) in weights {
            if !(value.is_finite() && value >= least) {
                let expected = if least > 0.0 { "a number above 0" } else { "a number from 0" };
                return Err(Error::setting(key, &value, expected));
            }
        }
        Ok(())
    }
}

/// Joins groups that tell the same event; the stories come in order of importance, then the latest first, then by id.
///
/// `corpus` has one document an article, `groups` is a partition of the articles, `neighbours` speaks of their places.
/// Every group is in exactly one story; a group whose kept copy is no news ([`crate::model::Kind::is_news`]) is a story
/// by itself. `O(n k)` similarities and `O(n k log n)` for the linkage of `n` groups.
///
/// # Errors
/// [`Error::Shape`] when articles and documents differ in number or a group names an article that is not there;
/// [`Error::Cancelled`] when the monitor says so.
pub fn find_stories(
    articles: &[Article],
    corpus: &Corpus,
    groups: &[DuplicateGroup],
    neighbours: &NeighbourLists,
    params: &StoryParams,
    monitor: &Monitor<'_>,
) -> Result<Vec<Story>> {
    monitor.report(Stage::Stories, 0, Some(groups.len()))?;
    let stories = tell(articles, corpus, groups, params, |nodes, row_of, features, places| {
        let edges = edges(nodes, row_of, features, neighbours, places, params.k);
        graph::average_linkage(nodes.len(), &edges, params.threshold)
    })?;
    monitor.report(Stage::Stories, groups.len(), Some(groups.len()))?;
    Ok(stories)
}

/// Tells of stories that are known already: groups with one label are one story. Order, ids and facts are those of
/// [`find_stories`].
///
/// # Errors
/// [`Error::Shape`] when articles and documents differ in number, or groups and labels, or a group names an article that
/// is not there.
pub fn describe_stories(
    articles: &[Article],
    corpus: &Corpus,
    groups: &[DuplicateGroup],
    labels: &[u32],
    params: &StoryParams,
) -> Result<Vec<Story>> {
    if labels.len() != groups.len() {
        return Err(Error::Shape { what: "the labels", expected: groups.len(), found: labels.len() });
    }
    let label_of: FxHashMap<&str, u32> =
        groups.iter().zip(labels).map(|(group, &label)| (group.id.as_str(), label)).collect();
    tell(articles, corpus, groups, params, |nodes, _, _, _| {
        nodes.iter().map(|node| label_of[node.group.id.as_str()]).collect()
    })
}

/// Makes stories of the groups that `label` gives one label.
fn tell(
    articles: &[Article],
    corpus: &Corpus,
    groups: &[DuplicateGroup],
    params: &StoryParams,
    label: impl FnOnce(&[Node<'_>], &[Option<usize>], &Features<'_>, &FxHashMap<&str, usize>) -> Vec<u32>,
) -> Result<Vec<Story>> {
    if articles.len() != corpus.documents.len() {
        return Err(Error::Shape {
            what: "the corpus",
            expected: articles.len(),
            found: corpus.documents.len(),
        });
    }
    let places: FxHashMap<&str, usize> =
        articles.iter().enumerate().map(|(i, a)| (a.id.as_str(), i)).collect();
    let nodes = nodes(articles, &corpus.documents, groups, &places)?;

    // Only news is compared; `row_of` says which row of the features a node has.
    let mut row_of = vec![None; nodes.len()];
    let mut kept = Vec::new();
    for (node, row) in nodes.iter().zip(&mut row_of) {
        if node.kept.kind.is_news() {
            *row = Some(kept.len());
            kept.push((node.kept, node.document));
        }
    }
    let features = Features::new(&kept, corpus, params)?;
    let labels = label(&nodes, &row_of, &features, &places);

    let mut with_label: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, &label) in labels.iter().enumerate() {
        with_label.entry(label).or_default().push(place);
    }
    let clusters: Vec<Vec<usize>> = with_label.into_values().collect();
    let mut stories =
        par::map(&clusters, |c| facts::story(&nodes, c, &features, &row_of, &corpus.vocabulary));
    stories.sort_by(|a, b| {
        b.importance
            .total_cmp(&a.importance)
            .then_with(|| b.last_seen.cmp(&a.last_seen))
            .then_with(|| a.id.cmp(&b.id))
    });
    Ok(stories)
}

/// Resolves the groups, in the order of their ids, so that no result depends on the order of the input.
fn nodes<'a>(
    articles: &'a [Article],
    documents: &'a [Document],
    groups: &'a [DuplicateGroup],
    places: &FxHashMap<&str, usize>,
) -> Result<Vec<Node<'a>>> {
    let find = |id: &str| {
        places.get(id).copied().ok_or(Error::Shape {
            what: "a group's member list",
            expected: articles.len(),
            found: articles.len() + 1,
        })
    };
    let mut nodes = Vec::with_capacity(groups.len());
    for group in groups {
        let kept = find(group.kept.as_str())?;
        let members: Vec<usize> = group.members.iter().map(|m| find(m.id.as_str())).collect::<Result<_>>()?;
        nodes.push(Node {
            group,
            members: members.iter().map(|&i| &articles[i]).collect(),
            kept: &articles[kept],
            document: &documents[kept],
        });
    }
    nodes.sort_by(|a, b| a.group.id.cmp(&b.group.id));
    Ok(nodes)
}

/// Links each group of news to the `k` most similar of its candidates.
fn edges(
    nodes: &[Node<'_>],
    row_of: &[Option<usize>],
    features: &Features<'_>,
    neighbours: &NeighbourLists,
    places: &FxHashMap<&str, usize>,
    k: usize,
) -> Vec<(u32, u32, f64)> {
    let mut node_of = vec![0; places.len()];
    for (node, n) in nodes.iter().zip(0..) {
        for member in &node.members {
            node_of[places[member.id.as_str()]] = n;
        }
    }
    let best = par::map_range(nodes.len(), |a| {
        let Some(row) = row_of[a] else { return Vec::new() };
        let own = nodes[a].members.iter().map(|m| places[m.id.as_str()]);
        let mut candidates: Vec<usize> = own
            .flat_map(|doc| neighbours.of(DocId(doc as u32)))
            .map(|&(doc, _)| node_of[doc.index()])
            .filter(|&b| b != a)
            .collect();
        candidates.sort_unstable();
        candidates.dedup();
        let mut scored: Vec<(f64, usize)> = candidates
            .into_iter()
            .filter_map(|b| Some((features.similarity(row, row_of[b]?), b)))
            .filter(|&(similarity, _)| similarity > 0.0)
            .collect();
        scored.sort_by(|x, y| y.0.total_cmp(&x.0).then(x.1.cmp(&y.1)));
        scored.truncate(k);
        scored.into_iter().map(|(similarity, b)| (a.min(b) as u32, a.max(b) as u32, similarity)).collect()
    });
    let mut edges: Vec<(u32, u32, f64)> = best.into_iter().flatten().collect();
    edges.sort_by_key(|&(a, b, _)| (a, b));
    edges.dedup_by_key(|&mut (a, b, _)| (a, b));
    edges
}
