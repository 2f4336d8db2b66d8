//! The costly part of the stage: groups compared with their neighbours. What comes after is cheap.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::error::{Error, Result};
use crate::graph;
use crate::model::{Article, DocId, Document, DuplicateGroup, Story};
use crate::neighbours::NeighbourLists;
use crate::par;
use crate::progress::{Monitor, Stage};
use crate::text::Corpus;

use super::contrast::{Closeness, Cluster};
use super::cut;
use super::facts::{self, Node};
use super::follows;
use super::params::{Method, StoryParams};
use super::routines;
use super::similarity::{Features, Parts};
use super::surroundings;

/// Of so many of its nearest each node takes over as many of their nearest.
const N_NEAREST: usize = 5;
/// How often it does so.
const N_ROUNDS: usize = 2;

/// How alike a node is to another.
#[derive(Clone, Copy)]
struct Measured {
    node: usize,
    similarity: f64,
    /// The mix of words, names and figures, whatever keeps the two apart.
    mixed: f64,
    /// The hours between them, where both times are known.
    hours: Option<f64>,
    /// Whether they have known times and would be alike but for these.
    is_timeless: bool,
}

impl Measured {
    /// Orders by falling similarity, ties by node.
    fn by_similarity(&self, other: &Self) -> Ordering {
        other.similarity.total_cmp(&self.similarity).then(self.node.cmp(&other.node))
    }
}

/// Groups, compared with those that may tell the same event: stories at any threshold come of it, and why there are
/// just these.
pub struct Compared<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) params: &'a StoryParams,
    /// In the order of the groups' ids, so that no result depends on the order of the input.
    pub(super) nodes: Vec<Node<'a>>,
    /// The row of the features that each node has; none for what is no news.
    pub(super) row_of: Vec<Option<usize>>,
    pub(super) features: Features<'a>,
    /// The node of each article.
    pub(super) node_of: Vec<Option<u32>>,
    /// How far each node is one of a routine ([`routines::level`]).
    routine_levels: Vec<f64>,
    /// Those most like each node, whatever keeps them apart, the most alike first ([`surroundings`]).
    most_alike: Vec<Vec<(u32, f64)>>,
    /// The pairs of nodes that are alike, ascending.
    pub(super) edges: Vec<(u32, u32, f64)>,
    /// The pairs of nodes with a known time that would be alike but for it, ascending.
    timeless: Vec<(u32, u32)>,
    /// The node of each group, in the order in which they were given.
    order: Vec<usize>,
}

impl std::fmt::Debug for Compared<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (n_groups, n_edges) = (self.nodes.len(), self.edges.len());
        f.debug_struct("Compared").field("groups", &n_groups).field("edges", &n_edges).finish_non_exhaustive()
    }
}

impl<'a> Compared<'a> {
    /// Compares the groups with their neighbours; the arguments are those of [`find_stories`](super::find_stories).
    ///
    /// # Errors
    /// As [`find_stories`](super::find_stories).
    pub fn of(
        articles: &'a [Article],
        corpus: &'a Corpus,
        groups: &'a [DuplicateGroup],
        neighbours: &NeighbourLists,
        params: &'a StoryParams,
        monitor: &Monitor<'_>,
    ) -> Result<Self> {
        monitor.report(Stage::Stories, 0, Some(groups.len()))?;
        let mut compared = Self::alone(articles, corpus, groups, params)?;
        monitor.report(Stage::Stories, groups.len() / 4, Some(groups.len()))?;
        compared.link(articles, neighbours);
        monitor.report(Stage::Stories, groups.len() * 3 / 4, Some(groups.len()))?;
        Ok(compared)
    }

    /// Prepares the groups, but compares none.
    fn alone(
        articles: &'a [Article],
        corpus: &'a Corpus,
        groups: &'a [DuplicateGroup],
        params: &'a StoryParams,
    ) -> Result<Self> {
        if articles.len() != corpus.documents.len() {
            return Err(Error::Shape {
                what: "the corpus",
                expected: articles.len(),
                found: corpus.documents.len(),
            });
        }
        let places: FxHashMap<&str, usize> =
            articles.iter().enumerate().map(|(i, a)| (a.id.as_str(), i)).collect();
        let mut by_id: Vec<usize> = (0..groups.len()).collect();
        by_id.sort_by(|&a, &b| groups[a].id.cmp(&groups[b].id));
        let mut nodes = Vec::with_capacity(groups.len());
        let mut node_of = vec![None; articles.len()];
        let mut order = vec![0; groups.len()];
        for (&group, n) in by_id.iter().zip(0..) {
            order[group] = n as usize;
            let node = node(articles, &corpus.documents, &groups[group], &places, |place| {
                node_of[place] = Some(n);
            })?;
            nodes.push(node);
        }
        // Only news is compared.
        let mut row_of = vec![None; nodes.len()];
        let mut kept = Vec::new();
        for (node, row) in nodes.iter().zip(&mut row_of) {
            if node.kept.kind.is_news() {
                *row = Some(kept.len());
                kept.push((node.kept, node.document));
            }
        }
        let features = Features::new(&kept, corpus, params)?;
        Ok(Self {
            corpus,
            params,
            nodes,
            row_of,
            features,
            node_of,
            routine_levels: vec![],
            most_alike: vec![],
            edges: vec![],
            timeless: vec![],
            order,
        })
    }

    /// Links each group of news to the `k` most similar of its candidates: its neighbours by the index, and, twice, those that
    /// the nearest of these have for their nearest (rounds of NN-descent, Dong et al. 2011). The index gives its own nearest by
    /// other features, and not all: the first round raises B-cubed F1 from .934 to .940 on the clusters of Multi-News and from
    /// .714 to .733 on the headlines of ECB+, the second from .936 to .943 on the texts of ECB+ (`cargo evaluate stories`); a
    /// third raises none.
    fn link(&mut self, articles: &[Article], neighbours: &NeighbourLists) {
        let places: FxHashMap<&str, u32> =
            articles.iter().zip(0..).map(|(article, place)| (article.id.as_str(), place)).collect();
        let by_index = par::map_range(self.nodes.len(), |a| {
            let members = self.nodes[a].members.iter();
            let candidates = members
                .filter_map(|member| places.get(member.id.as_str()))
                .flat_map(|&place| neighbours.of(DocId(place)))
                .filter_map(|&(doc, _)| self.node_of.get(doc.index()).copied().flatten());
            self.measure(a, candidates.map(|b| b as usize).collect())
        });
        let mut known = by_index;
        for _ in 0..N_ROUNDS {
            known = self.with_neighbours_of_neighbours(&known);
        }
        self.routine_levels = par::map_range(known.len(), |a| {
            let of_routine = known[a].iter().filter(|other| self.shows_routine(a, other));
            routines::level(of_routine.map(|other| other.mixed).collect())
        });
        self.most_alike = par::map(&known, |measured| {
            let mut alike: Vec<(u32, f64)> =
                measured.iter().map(|other| (other.node as u32, other.mixed)).collect();
            alike.sort_by(|x, y| y.1.total_cmp(&x.1).then(x.0.cmp(&y.0)));
            alike.truncate(surroundings::N_AROUND);
            alike
        });
        self.keep_links(&known);
    }

    /// Keeps of what each node has been compared with the links of a story and those that only the time keeps apart.
    fn keep_links(&mut self, known: &[Vec<Measured>]) {
        let found = par::map_range(self.nodes.len(), |a| {
            let ranked = known[a].iter().enumerate();
            ranked
                .map(|(rank, measured)| {
                    let b = measured.node;
                    let is_near =
                        rank < self.params.k && !self.are_routine(a, b, measured.hours, measured.mixed);
                    let similarity = if is_near { measured.similarity } else { 0.0 };
                    let is_timeless = measured.is_timeless && self.are_no_routine(a, b, measured.mixed);
                    (a.min(b) as u32, a.max(b) as u32, similarity, is_timeless)
                })
                .filter(|&(_, _, similarity, is_timeless)| similarity > 0.0 || is_timeless)
                .collect::<Vec<_>>()
        });
        let mut pairs: Vec<(u32, u32, f64, bool)> = found.into_iter().flatten().collect();
        // Of the two sides of a pair that which keeps it comes first.
        pairs.sort_unstable_by(|x, y| (x.0, x.1).cmp(&(y.0, y.1)).then(y.2.total_cmp(&x.2)));
        pairs.dedup_by_key(|pair| (pair.0, pair.1));
        self.timeless = pairs.iter().filter(|pair| pair.3).map(|&(a, b, _, _)| (a, b)).collect();
        self.edges = pairs.into_iter().filter(|pair| pair.2 > 0.0).map(|(a, b, s, _)| (a, b, s)).collect();
    }

    /// Tells whether one of the like of a node is of another month, or beyond the window and the same but for its figures.
    fn shows_routine(&self, a: usize, other: &Measured) -> bool {
        let Some(hours) = other.hours else { return false };
        let rows = self.row_of[a].zip(self.row_of[other.node]);
        hours > routines::ANOTHER_MONTH
            || hours > self.params.window_hours
                && rows.is_some_and(|(row, other)| self.features.is_filled_anew(row, other))
    }

    /// Tells whether two nodes, so alike, are of different days of one routine; headlines alone do not show it.
    pub(super) fn are_routine(&self, a: usize, b: usize, hours: Option<f64>, alike: f64) -> bool {
        self.params.method == Method::Average
            && routines::are(hours, alike, [self.routine_levels[a], self.routine_levels[b]])
    }

    /// Tells whether two nodes, so alike, are as much so as each is to what is told anew at other times.
    fn are_no_routine(&self, a: usize, b: usize, alike: f64) -> bool {
        alike >= self.routine_levels[a].max(self.routine_levels[b])
    }

    /// Adds to what each node has been compared with the nearest of its nearest.
    fn with_neighbours_of_neighbours(&self, known: &[Vec<Measured>]) -> Vec<Vec<Measured>> {
        let nearest = |a: usize| {
            let alike = known[a].iter().take(N_NEAREST).take_while(|measured| measured.similarity > 0.0);
            alike.map(|measured| measured.node)
        };
        par::map_range(known.len(), |a| {
            let mut own: Vec<usize> = known[a].iter().map(|measured| measured.node).collect();
            own.sort_unstable();
            let further = nearest(a).flat_map(nearest).filter(|b| own.binary_search(b).is_err());
            let mut all = self.measure(a, further.collect());
            all.extend_from_slice(&known[a]);
            all.sort_by(Measured::by_similarity);
            all
        })
    }

    /// Measures how alike a node is to others, the most alike first.
    fn measure(&self, a: usize, mut others: Vec<usize>) -> Vec<Measured> {
        let Some(row) = self.row_of[a] else { return Vec::new() };
        others.sort_unstable();
        others.dedup();
        let measured = others.into_iter().filter(|&b| b != a).filter_map(|b| {
            let parts = self.features.compare(row, self.row_of[b]?);
            let is_timeless = parts.hours.is_some() && parts.timeless(self.params) >= follows::MIN_MEAN;
            Some(Measured {
                node: b,
                similarity: parts.similarity(self.params),
                mixed: parts.mixed(self.params),
                hours: parts.hours,
                is_timeless,
            })
        });
        let mut measured: Vec<Measured> = measured.collect();
        measured.sort_by(Measured::by_similarity);
        measured
    }

    /// Gives each group, in the order in which they were given, the label of its story at a threshold; labels are
    /// numbered from 0. With method `leiden` the threshold is the resolution.
    ///
    /// Only the clustering is run: call it for each threshold of a report.
    #[must_use]
    pub fn labels(&self, threshold: f64) -> Vec<u32> {
        let labels = self.node_labels(threshold);
        self.order.iter().map(|&node| labels[node]).collect()
    }

    /// Labels the nodes.
    fn node_labels(&self, threshold: f64) -> Vec<u32> {
        self.standing_out(self.cut(self.linked(threshold)))
    }

    /// Labels the nodes by what is alike, before the contrast is looked at.
    pub(super) fn linked(&self, threshold: f64) -> Vec<u32> {
        let n = self.nodes.len();
        match self.params.method {
            Method::Average => graph::average_linkage(n, &self.edges, threshold),
            Method::Leiden => graph::leiden(n, &self.edges, threshold, self.params.seed),
        }
    }

    /// Parts what differs too much.
    pub(super) fn cut(&self, linked: Vec<u32>) -> Vec<u32> {
        let is_asked = self.params.method == Method::Average && self.params.contrast > 0.0;
        if is_asked { cut::cut(self, &linked) } else { linked }
    }

    /// Parts stories of a few nodes that do not stand out.
    pub(super) fn standing_out(&self, cut: Vec<u32>) -> Vec<u32> {
        if self.params.method != Method::Average || self.params.stand_out <= 0.0 {
            return cut;
        }
        let alike = |a: usize, b: usize| self.compare(a, b).map_or(0.0, |parts| parts.mixed(self.params));
        let parts = par::map(&clusters(&cut), |nodes| {
            surroundings::standing_out(nodes, alike, |nodes| self.least(nodes))
        });
        labelled(parts.into_iter().flatten().collect(), cut.len())
    }

    /// Measures how alike two nodes are; none where one is compared with none.
    pub(super) fn compare(&self, a: usize, b: usize) -> Option<Parts> {
        self.row_of[a].zip(self.row_of[b]).map(|(row, other)| self.features.compare(row, other))
    }

    /// Gives from which mean likeness nodes stand out from what is around them.
    pub(super) fn least(&self, nodes: &[usize]) -> f64 {
        surroundings::least(nodes, |node| &self.most_alike[node], self.params.stand_out)
    }

    /// Gives the nodes behind a node that are linked to it, ascending.
    pub(super) fn later_neighbours(&self, node: usize) -> impl Iterator<Item = usize> + '_ {
        let first = self.edges.partition_point(|edge| (edge.0 as usize) < node);
        let own = self.edges.get(first..).unwrap_or_default().iter();
        own.take_while(move |edge| edge.0 as usize == node).map(|edge| edge.1 as usize)
    }

    /// Gives the threshold of the settings.
    pub(super) const fn threshold(&self) -> f64 {
        match self.params.method {
            Method::Average => self.params.threshold,
            Method::Leiden => self.params.resolution,
        }
    }

    /// Tells the stories that the settings make, as [`find_stories`](super::find_stories) does.
    #[must_use]
    pub fn stories(&self) -> Vec<Story> {
        self.tell_nodes(&self.node_labels(self.threshold()))
    }

    /// Tells stories that are known already: groups with one label, in the order in which they were given, are one story.
    ///
    /// # Errors
    /// [`Error::Shape`] when groups and labels differ in number.
    pub fn tell(&self, labels: &[u32]) -> Result<Vec<Story>> {
        if labels.len() != self.order.len() {
            return Err(Error::Shape { what: "the labels", expected: self.order.len(), found: labels.len() });
        }
        let mut of_nodes = vec![0; self.nodes.len()];
        for (&node, &label) in self.order.iter().zip(labels) {
            of_nodes[node] = label;
        }
        Ok(self.tell_nodes(&of_nodes))
    }

    fn tell_nodes(&self, labels: &[u32]) -> Vec<Story> {
        let clusters = clusters(labels);
        let mut stories = par::map(&clusters, |places| {
            facts::story(&self.nodes, places, &self.features, &self.row_of, &self.corpus.vocabulary)
        });
        let mut cluster_of = vec![0; self.nodes.len()];
        for (places, cluster) in clusters.iter().zip(0..) {
            for &place in places {
                cluster_of[place] = cluster;
            }
        }
        let pairs = self.timeless.iter().map(|&(a, b)| (cluster_of[a as usize], cluster_of[b as usize]));
        let earlier = follows::find(
            &stories,
            pairs.collect(),
            |a, b| self.closeness(&clusters[a], &clusters[b]),
            |a, b| self.least(&[clusters[a].as_slice(), &clusters[b]].concat()),
            self.params,
        );
        for (later, earlier) in earlier {
            stories[later].follows = vec![stories[earlier].id.clone()];
        }
        stories.sort_by(|a, b| {
            b.importance
                .total_cmp(&a.importance)
                .then_with(|| b.last_seen.cmp(&a.last_seen))
                .then_with(|| a.id.cmp(&b.id))
        });
        stories
    }

    /// Sets two clusters of nodes against each other.
    pub(super) fn closeness(&self, a: &[usize], b: &[usize]) -> Closeness {
        let cluster = |places: &[usize]| {
            let rows: Vec<usize> = places.iter().filter_map(|&place| self.row_of[place]).collect();
            Cluster::of(&self.features, &rows)
        };
        cluster(a).closeness(&cluster(b), self.params)
    }
}

/// Gathers the nodes of each label, ascending.
pub(super) fn clusters(labels: &[u32]) -> Vec<Vec<usize>> {
    let mut with_label: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (place, &label) in labels.iter().enumerate() {
        with_label.entry(label).or_default().push(place);
    }
    with_label.into_values().collect()
}

/// Labels the nodes of each part; labels are numbered by their smallest node.
pub(super) fn labelled(mut parts: Vec<Vec<usize>>, n_nodes: usize) -> Vec<u32> {
    parts.sort_unstable();
    let mut labels = vec![0; n_nodes];
    for (part, label) in parts.iter().zip(0..) {
        for &node in part {
            labels[node] = label;
        }
    }
    labels
}

/// Resolves a group; tells `claim` the place of each member.
fn node<'a>(
    articles: &'a [Article],
    documents: &'a [Document],
    group: &'a DuplicateGroup,
    places: &FxHashMap<&str, usize>,
    mut claim: impl FnMut(usize),
) -> Result<Node<'a>> {
    let find = |id: &str| {
        places.get(id).copied().ok_or(Error::Shape {
            what: "a group's member list",
            expected: articles.len(),
            found: articles.len() + 1,
        })
    };
    let kept = find(group.kept.as_str())?;
    let members: Vec<usize> = group.members.iter().map(|m| find(m.id.as_str())).collect::<Result<_>>()?;
    for &place in &members {
        claim(place);
    }
    Ok(Node {
        group,
        members: members.iter().map(|&place| &articles[place]).collect(),
        kept: &articles[kept],
        document: &documents[kept],
    })
}
