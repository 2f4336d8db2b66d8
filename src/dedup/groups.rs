//! Step 8: scored pairs to groups, and groups to what the digest shows.

use crate::graph::{average_linkage_weighted, connected_components};
use crate::model::{Article, ArticleId, DocId, DuplicateGroup, GroupId, Member, Relation};
use crate::par;

use super::leaders::Leaders;
use super::params::{DedupParams, Grouping};
use super::roundups::Roundups;
use super::score::{Edge, Scorer};
use super::texts::Pair;
use super::{kept, origin, versions};

/// The score of two versions of one item, whatever their texts.
const VERSIONS: f64 = 1.0;

/// Labels every text with its group at a threshold.
pub(super) fn group(
    leaders: &Leaders,
    edges: &[Edge],
    versions: &[Pair],
    roundups: &Roundups,
    grouping: Grouping,
    threshold: f64,
) -> Vec<u32> {
    let n = leaders.of.len();
    let free = edges.iter().filter(|e| {
        let is_roundup = |t: u32| !roundups[t as usize].is_empty();
        !is_roundup(e.a) && !is_roundup(e.b)
    });
    let of_leaders = match grouping {
        Grouping::Average => {
            let mut edges: Vec<(u32, u32, f64)> = free.map(|e| (e.a, e.b, e.score)).collect();
            edges.extend(versions.iter().map(|&(a, b)| (a, b, VERSIONS)));
            average_linkage_weighted(n, &edges, &[], threshold)
        }
        Grouping::Components => connected_components(
            n,
            free.filter(|e| e.score >= threshold).map(|e| (e.a, e.b)).chain(versions.iter().copied()),
        ),
    };
    leaders.of.iter().map(|&leader| of_leaders[leader as usize]).collect()
}

/// Builds the groups, ordered by their first article.
pub(super) fn assemble(
    articles: &[Article],
    scorer: &Scorer<'_>,
    labels: &[u32],
    roundups: &Roundups,
    params: &DedupParams,
) -> Vec<DuplicateGroup> {
    let texts = &scorer.texts;
    let n_labels = labels.iter().max().map_or(0, |&l| l as usize + 1);
    let mut texts_of: Vec<Vec<u32>> = vec![Vec::new(); n_labels];
    for (text, &label) in labels.iter().enumerate() {
        texts_of[label as usize].push(text as u32);
    }
    let id_of = |text: u32| {
        let group = &texts_of[labels[text as usize] as usize];
        group_id(articles, group.iter().flat_map(|&t| &texts.list[t as usize].docs))
    };
    // A label that only a text near a leader had is nobody's once the text takes its leader's.
    let in_use: Vec<&Vec<u32>> = texts_of.iter().filter(|group| !group.is_empty()).collect();
    let mut groups = par::map(&in_use, |group| {
        let mut built = build(articles, scorer, group, params);
        let parts = group.iter().flat_map(|&t| &roundups[t as usize]);
        built.1.contains = parts.map(|&part| id_of(part)).filter(|id| *id != built.1.id).collect();
        built.1.contains.sort();
        built.1.contains.dedup();
        built
    });
    groups.extend(texts.alone.iter().map(|&doc| (doc, alone(&articles[doc.index()]))));
    groups.sort_by_key(|(first, _)| *first);
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Names a group after its smallest member.
fn group_id<'a>(articles: &[Article], docs: impl Iterator<Item = &'a DocId>) -> GroupId {
    let smallest = docs.map(|doc| &articles[doc.index()].id).min();
    GroupId(format!("g-{}", smallest.map_or("", ArticleId::as_str)))
}

fn alone(article: &Article) -> DuplicateGroup {
    let id = GroupId(format!("g-{}", article.id));
    DuplicateGroup {
        origin: origin::of(&[article], &id),
        id,
        kept: article.id.clone(),
        members: vec![kept_member(article)],
        contains: Vec::new(),
        versions: Vec::new(),
        flags: Vec::new(),
    }
}

fn kept_member(article: &Article) -> Member {
    let id = article.id.clone();
    Member { id, relation: Relation::Kept, score: 1.0, containment: 1.0, flags: Vec::new() }
}

/// Builds one group of texts; gives its first article too.
fn build(
    articles: &[Article],
    scorer: &Scorer<'_>,
    group: &[u32],
    params: &DedupParams,
) -> (DocId, DuplicateGroup) {
    let texts = &scorer.texts;
    let mut docs: Vec<(DocId, u32)> =
        group.iter().flat_map(|&t| texts.list[t as usize].docs.iter().map(move |&d| (d, t))).collect();
    docs.sort_unstable();
    let first = docs.first().map_or(DocId(0), |d| d.0);
    let of_group: Vec<&Article> = docs.iter().map(|(doc, _)| &articles[doc.index()]).collect();
    let id = group_id(articles, docs.iter().map(|(doc, _)| doc));
    let kept = kept::choose(&of_group, params);
    let kept_text = docs.get(kept).map_or(0, |d| d.1);
    let mut members: Vec<Member> = docs
        .iter()
        .enumerate()
        .map(|(i, &(doc, text))| {
            let article = &articles[doc.index()];
            if i == kept {
                return kept_member(article);
            }
            let (relation, score, containment) = if text == kept_text {
                (Relation::Identical, 1.0, 1.0)
            } else {
                let pair = scorer.score(kept_text, text);
                let near = pair.similarity >= params.strict_threshold;
                let relation = if near { Relation::NearDuplicate } else { Relation::Derived };
                (relation, pair.score, pair.containment)
            };
            Member { id: article.id.clone(), relation, score, containment, flags: Vec::new() }
        })
        .collect();
    members.sort_by(|a, b| {
        let others = |m: &Member| m.relation != Relation::Kept;
        others(a).cmp(&others(b)).then(b.score.total_cmp(&a.score)).then_with(|| a.id.cmp(&b.id))
    });
    let group = DuplicateGroup {
        origin: origin::of(&of_group, &id),
        id,
        kept: of_group.get(kept).map_or_else(|| ArticleId(String::new()), |a| a.id.clone()),
        members,
        contains: Vec::new(),
        versions: versions::chain(&of_group),
        flags: Vec::new(),
    };
    (first, group)
}
