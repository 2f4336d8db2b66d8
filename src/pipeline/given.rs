//! Groups and stories that the input brings along, because an earlier stage or the user put its articles into them.
//!
//! They are taken over as they are; what a line does not tell of them (scores, origins, headlines) is told anew.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dedup::{self, DedupParams};
use crate::model::{
    Article, Document, DuplicateGroup, GroupId, Member, Place, RawArticle, Relation, Story, StoryId, TermId,
};
use crate::sparse::SparseMatrix;
use crate::text::Corpus;

/// The places that articles bring along, by their ids.
#[derive(Debug, Default)]
pub(super) struct Given {
    places: FxHashMap<String, Place>,
}

/// Which story each group is in.
#[derive(Debug)]
pub(super) struct StoryLabels {
    /// One label a group.
    pub labels: Vec<u32>,
    id_of: FxHashMap<String, StoryId>,
}

/// What groups are described by.
struct Scene<'a> {
    articles: &'a [Article],
    corpus: &'a Corpus,
    matrix: &'a SparseMatrix,
    params: &'a DedupParams,
}

impl Given {
    /// Keeps the places of those articles that are in a group or story.
    pub fn of(articles: &[RawArticle]) -> Self {
        let is_placed = |place: &Place| place.group.is_some() || place.story.is_some();
        let places = articles
            .iter()
            .filter(|article| is_placed(&article.place))
            .filter_map(|a| Some((a.id.as_deref()?.trim().to_owned(), a.place.clone())))
            .collect();
        Self { places }
    }

    fn place(&self, article: &Article) -> Option<&Place> {
        self.places.get(article.id.as_str())
    }

    /// Gives the groups that the articles are in, ordered by their first article; `found` where they are in none.
    ///
    /// A given group that was found too is told as it was found.
    pub fn groups_or(
        &self,
        found: Vec<DuplicateGroup>,
        articles: &[Article],
        corpus: &Corpus,
        matrix: &SparseMatrix,
        params: &DedupParams,
    ) -> Vec<DuplicateGroup> {
        let known: FxHashSet<&str> =
            articles.iter().filter_map(|a| self.place(a)?.group.as_ref()).map(GroupId::as_str).collect();
        if known.is_empty() {
            return found;
        }
        let scene = Scene { articles, corpus, matrix, params };
        let found_of: FxHashMap<&str, &DuplicateGroup> =
            found.iter().flat_map(|g| g.members.iter().map(move |m| (m.id.as_str(), g))).collect();
        let mut renamed: FxHashMap<&str, GroupId> = FxHashMap::default();
        let mut groups = Vec::new();
        for (id, members) in self.partition(articles, &known) {
            match self.same_as_found(&members, articles, &found_of) {
                Some(same) => {
                    renamed.insert(same.id.as_str(), id.clone());
                    groups.push(DuplicateGroup { id, ..same.clone() });
                }
                None => groups.push(self.describe(id, &members, &scene)),
            }
        }
        for group in &mut groups {
            group.contains =
                group.contains.iter().filter_map(|id| renamed.get(id.as_str()).cloned()).collect();
        }
        groups
    }

    /// Parts the articles by their groups. One in no group stands alone, under a name that no group has.
    fn partition(&self, articles: &[Article], known: &FxHashSet<&str>) -> Vec<(GroupId, Vec<usize>)> {
        let mut groups: Vec<(GroupId, Vec<usize>)> = Vec::new();
        let mut place_of: FxHashMap<&str, usize> = FxHashMap::default();
        for (i, article) in articles.iter().enumerate() {
            if let Some(id) = self.place(article).and_then(|place| place.group.as_ref()) {
                let place = *place_of.entry(id.as_str()).or_insert_with(|| {
                    groups.push((id.clone(), Vec::new()));
                    groups.len() - 1
                });
                groups[place].1.push(i);
            } else {
                groups.push((GroupId(free_name(format!("g-{}", article.id), known)), vec![i]));
            }
        }
        groups
    }

    /// Gives the found group that has the same members and the same kept copy.
    fn same_as_found<'a>(
        &self,
        members: &[usize],
        articles: &[Article],
        found_of: &FxHashMap<&str, &'a DuplicateGroup>,
    ) -> Option<&'a DuplicateGroup> {
        let same = *found_of.get(articles[*members.first()?].id.as_str())?;
        let all_there = same.members.len() == members.len()
            && members
                .iter()
                .all(|&i| found_of.get(articles[i].id.as_str()).is_some_and(|g| g.id == same.id));
        let kept = self.kept(members, articles);
        (all_there && kept.is_none_or(|i| articles[i].id == same.kept)).then_some(same)
    }

    /// Finds the member that is said to be the kept copy.
    fn kept(&self, members: &[usize], articles: &[Article]) -> Option<usize> {
        members.iter().copied().find(|&i| self.place(&articles[i]).is_some_and(|p| p.kept == Some(true)))
    }

    fn describe(&self, id: GroupId, members: &[usize], scene: &Scene<'_>) -> DuplicateGroup {
        let articles: Vec<&Article> = members.iter().map(|&i| &scene.articles[i]).collect();
        let earliest = || {
            let age = |i: usize| {
                let article = &scene.articles[i];
                (article.published.is_none(), article.published, &article.id)
            };
            members.iter().copied().min_by(|&a, &b| age(a).cmp(&age(b))).unwrap_or_default()
        };
        let kept = self.kept(members, scene.articles).unwrap_or_else(earliest);
        let mut told: Vec<Member> = members.iter().map(|&i| self.member(i, kept, scene)).collect();
        told.sort_by(|a, b| {
            let is_other = |m: &Member| m.relation != Relation::Kept;
            is_other(a).cmp(&is_other(b)).then(b.score.total_cmp(&a.score)).then_with(|| a.id.cmp(&b.id))
        });
        DuplicateGroup {
            origin: dedup::origin_of(&articles, &id),
            id,
            kept: scene.articles[kept].id.clone(),
            members: told,
            contains: Vec::new(),
            versions: dedup::versions(&articles),
            flags: Vec::new(),
        }
    }

    /// Tells of a member; the relation is the given one, or what the score says.
    fn member(&self, i: usize, kept: usize, scene: &Scene<'_>) -> Member {
        let (article, kept_article) = (&scene.articles[i], &scene.articles[kept]);
        let is_same = i == kept || article.words().eq(kept_article.words());
        let (score, containment) = if is_same { (1.0, 1.0) } else { scene.score(i, kept) };
        let given = self.place(article).and_then(|p| p.relation).filter(|r| *r != Relation::Kept);
        let relation = match given {
            _ if i == kept => Relation::Kept,
            Some(relation) => relation,
            None if is_same => Relation::Identical,
            None if score >= scene.params.strict_threshold => Relation::NearDuplicate,
            None => Relation::Derived,
        };
        Member { id: article.id.clone(), relation, score, containment, flags: Vec::new() }
    }

    /// Tells which story each group is in: that of its kept copy, else of its first member that is in one. `None` where
    /// no article is in a story.
    pub fn story_labels(&self, groups: &[DuplicateGroup]) -> Option<StoryLabels> {
        let story = |id: &str| self.places.get(id).and_then(|place| place.story.as_ref());
        let story_of = |group: &DuplicateGroup| {
            story(group.kept.as_str())
                .or_else(|| group.members.iter().find_map(|member| story(member.id.as_str())))
                .cloned()
        };
        let mut label_of: FxHashMap<StoryId, u32> = FxHashMap::default();
        let mut id_of = FxHashMap::default();
        let mut labels = Vec::with_capacity(groups.len());
        for (group, own) in groups.iter().zip(0..) {
            let Some(id) = story_of(group) else {
                labels.push(own);
                continue;
            };
            labels.push(*label_of.entry(id.clone()).or_insert(own));
            id_of.insert(group.id.0.clone(), id);
        }
        (!id_of.is_empty()).then_some(StoryLabels { labels, id_of })
    }
}

impl StoryLabels {
    /// Gives the stories the ids that they had.
    pub fn name(&self, mut stories: Vec<Story>) -> Vec<Story> {
        let known: FxHashSet<&str> = self.id_of.values().map(StoryId::as_str).collect();
        for story in &mut stories {
            story.id = match story.groups.first().and_then(|group| self.id_of.get(group.as_str())) {
                Some(id) => id.clone(),
                None => StoryId(free_name(std::mem::take(&mut story.id.0), &known)),
            };
        }
        stories
    }
}

impl Scene<'_> {
    /// Scores two articles as the duplicate stage does, `sqrt(cosine * containment)`, with all 3-grams weighing the same.
    fn score(&self, a: usize, b: usize) -> (f64, f64) {
        let Some((one, other)) = self.corpus.documents.get(a).zip(self.corpus.documents.get(b)) else {
            return (0.0, 0.0);
        };
        let (one, other) = (three_grams(one), three_grams(other));
        let shared = one.intersection(&other).count();
        let containment = shared as f64 / one.len().min(other.len()).max(1) as f64;
        let cosine = self.matrix.row(a).dot(&self.matrix.row(b)).clamp(0.0, 1.0);
        ((cosine * containment).sqrt(), containment)
    }
}

fn three_grams(document: &Document) -> FxHashSet<&[TermId]> {
    document.tokens.windows(3).collect()
}

/// Lengthens a name until nobody has it.
fn free_name(mut name: String, taken: &FxHashSet<&str>) -> String {
    while taken.contains(name.as_str()) {
        name.push_str("#2");
    }
    name
}
