//! Step 4: the pairs of leaders that are worth scoring, from the join and from the index.

use rustc_hash::FxHashMap;

use crate::error::Result;
use crate::model::{Article, DocId, DuplicateGroup};
use crate::neighbours::{self, NeighbourLists, NeighbourParams};
use crate::par;
use crate::sparse::Scatter;
use crate::vectorize::Projection;

use super::leaders::Leaders;
use super::params::{CandidateSource, DedupParams};
use super::texts::{Pair, Texts, pair};

/// Neighbours below this cosine of whole rows are no candidates.
pub(super) const MIN_COSINE: f64 = 0.20;

/// How many times as many neighbours the index is asked for as are kept. A projection tells copies from the rest, but it
/// blurs the order of weaker likenesses, which the story stage lives on: in one pile of three sets of stories 2 in place
/// of 4 costs .005 of B-cubed F1, and saves an eighth of the time.
const OVERSAMPLE: usize = 4;
/// How many leaders one task looks up.
const CHUNK: usize = 1024;

/// The neighbours of each text among the leaders, with the cosine of their whole rows, the nearest first; of leaders only.
pub(super) type Neighbours = Vec<Vec<(u32, f32)>>;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Candidates {
    /// Pairs of leaders, ascending, each once.
    pub pairs: Vec<Pair>,
    /// Those of them that the join found, ascending.
    pub joined: Vec<Pair>,
    /// The neighbours of each text; none where the index was not asked.
    pub neighbours: Option<Neighbours>,
}

/// Collects the pairs of leaders from both sources. Only where the index is a source is it asked.
pub(super) fn find(
    texts: &Texts<'_>,
    leaders: &Leaders,
    joined: &[Pair],
    n_cols: usize,
    neighbours: &NeighbourParams,
    params: &DedupParams,
) -> Result<Candidates> {
    let is_leader = |t: u32| leaders.of[t as usize] == t;
    let joined: Vec<Pair> = joined.iter().copied().filter(|&(a, b)| is_leader(a) && is_leader(b)).collect();
    let mut pairs = joined.clone();
    let mut near = None;
    if matches!(params.candidates, CandidateSource::Both | CandidateSource::Index) {
        let lists = nearest(texts, leaders, n_cols, neighbours)?;
        for (own, list) in (0..).zip(&lists) {
            let close = list.iter().filter(|n| f64::from(n.1) >= MIN_COSINE);
            pairs.extend(close.map(|&(other, _)| pair(own, other)));
        }
        near = Some(lists);
    }
    if params.candidates == CandidateSource::Exact {
        let list = &leaders.list;
        pairs = list.iter().zip(1..).flat_map(|(&a, at)| list[at..].iter().map(move |&b| (a, b))).collect();
    }
    par::sort(&mut pairs);
    pairs.dedup();
    Ok(Candidates { pairs, joined, neighbours: near })
}

/// Finds the nearest leaders of each leader, with the cosine of their whole rows; the lists of other texts are empty.
pub(super) fn nearest(
    texts: &Texts<'_>,
    leaders: &Leaders,
    n_cols: usize,
    params: &NeighbourParams,
) -> Result<Neighbours> {
    let n = leaders.list.len();
    let projection = Projection::new(params.dims);
    let row = |leader: usize| &texts.list[leaders.list[leader] as usize].row;
    let index = neighbours::build(n, projection.dims(), params, |leader| projection.project(row(leader)))?;
    let lists = par::map_range(n.div_ceil(CHUNK), |chunk| {
        let mut own = Scatter::new(n_cols);
        let of_chunk = chunk * CHUNK..n.min((chunk + 1) * CHUNK);
        of_chunk
            .map(|i| {
                own.load(row(i));
                let found = index.neighbours(i as u32, params.k.saturating_mul(OVERSAMPLE)).into_iter();
                let cosine = |j: u32| own.dot(row(j as usize)).clamp(0.0, 1.0) as f32;
                let mut list: Vec<(u32, f32)> =
                    found.map(|(j, _)| (leaders.list[j as usize], cosine(j))).collect();
                list.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                list.truncate(params.k);
                list.shrink_to_fit();
                list
            })
            .collect::<Vec<_>>()
    });
    let mut of_text = vec![Vec::new(); texts.list.len()];
    for (&leader, list) in leaders.list.iter().zip(lists.into_iter().flatten()) {
        of_text[leader as usize] = list;
    }
    Ok(of_text)
}

/// Tells each group's neighbours by group: each group once, by its nearest pair of leaders, at most `k`.
pub(super) fn by_group(
    articles: &[Article],
    texts: &Texts<'_>,
    groups: &[DuplicateGroup],
    neighbours: &Neighbours,
    k: usize,
) -> NeighbourLists {
    let doc_of: FxHashMap<&str, DocId> =
        articles.iter().enumerate().map(|(i, a)| (a.id.as_str(), DocId(i as u32))).collect();
    let mut kept_of = vec![DocId(0); articles.len()];
    for group in groups {
        let Some(&kept) = doc_of.get(group.kept.as_str()) else { continue };
        for member in &group.members {
            if let Some(doc) = doc_of.get(member.id.as_str()) {
                kept_of[doc.index()] = kept;
            }
        }
    }
    let kept_of_text = |t: u32| kept_of[texts.list[t as usize].docs[0].index()];
    let mut lists: Vec<Vec<(DocId, f32)>> = vec![Vec::new(); articles.len()];
    for (text, list) in neighbours.iter().enumerate() {
        let own = kept_of_text(text as u32);
        let others = list.iter().map(|&(other, cosine)| (kept_of_text(other), cosine));
        lists[own.index()].extend(others.filter(|&(kept, _)| kept != own));
    }
    for list in &mut lists {
        list.sort_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
        list.dedup_by_key(|n| n.0);
        list.sort_by(|a, b| {
            let id = |doc: DocId| &articles[doc.index()].id;
            b.1.total_cmp(&a.1).then_with(|| id(a.0).cmp(id(b.0)))
        });
        list.truncate(k);
    }
    NeighbourLists::new(lists)
}
