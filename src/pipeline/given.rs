//! Groups and stories that the input brings along, because an earlier stage or the user put its articles into them.
//!
//! They are taken over as they are; what a line does not tell of them (scores, origins, headlines) is told anew.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::dedup::{self, DedupParams, PairScore};
use crate::model::{
    Article, DocId, DuplicateGroup, GroupId, Member, Place, RawArticle, Relation, Story, StoryId,
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
        let found_of: FxHashMap<&str, &DuplicateGroup> =
            found.iter().flat_map(|g| g.members.iter().map(move |m| (m.id.as_str(), g))).collect();
        let partition = self.partition(articles, &known);
        let to_kept: Vec<(DocId, DocId)> = partition
            .iter()
            .flat_map(|(_, members)| {
                let kept = DocId(self.kept_or_earliest(members, articles) as u32);
                members.iter().map(move |&member| (DocId(member as u32), kept))
            })
            .collect();
        let scores = dedup::score(articles, corpus, matrix, &to_kept);
        let score_of =
            to_kept.iter().zip(scores).map(|(&(member, _), score)| (member.index(), score)).collect();
        let mut renamed: FxHashMap<&str, GroupId> = FxHashMap::default();
        let mut groups = Vec::new();
        for (id, members) in partition {
            match self.same_as_found(&members, articles, &found_of) {
                Some(same) => {
                    renamed.insert(same.id.as_str(), id.clone());
                    groups.push(DuplicateGroup { id, ..same.clone() });
                }
                None => groups.push(self.describe(id, &members, articles, &score_of, params)),
            }
        }
        for group in &mut groups {
            group.contains =
                group.contains.iter().filter_map(|id| renamed.get(id.as_str()).cloned()).collect();
        }
        dedup::carry_notices(articles, corpus, &mut groups);
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

    /// Finds the member that is said to be the kept copy, else the earliest.
    fn kept_or_earliest(&self, members: &[usize], articles: &[Article]) -> usize {
        let age = |i: usize| (articles[i].published.is_none(), articles[i].published, &articles[i].id);
        let earliest = || members.iter().copied().min_by(|&a, &b| age(a).cmp(&age(b)));
        self.kept(members, articles).or_else(earliest).unwrap_or_default()
    }

    /// Describes a group; `score_of` has the score of each article with the kept copy of its group.
    fn describe(
        &self,
        id: GroupId,
        members: &[usize],
        articles: &[Article],
        score_of: &FxHashMap<usize, PairScore>,
        params: &DedupParams,
    ) -> DuplicateGroup {
        let kept = self.kept_or_earliest(members, articles);
        let tell = |&i: &usize| {
            let score = score_of.get(&i).copied().unwrap_or_default();
            self.member(&articles[i], &articles[kept], score, params)
        };
        let mut told: Vec<Member> = members.iter().map(tell).collect();
        told.sort_by(|a, b| {
            let is_other = |m: &Member| m.relation != Relation::Kept;
            is_other(a).cmp(&is_other(b)).then(b.score.total_cmp(&a.score)).then_with(|| a.id.cmp(&b.id))
        });
        let of_group: Vec<&Article> = members.iter().map(|&i| &articles[i]).collect();
        DuplicateGroup {
            origin: dedup::origin_of(&of_group, &id),
            id,
            kept: articles[kept].id.clone(),
            members: told,
            contains: Vec::new(),
            versions: dedup::versions_of(&of_group),
            flags: Vec::new(),
        }
    }

    /// Tells of a member; the relation is the given one, or what the score says.
    fn member(&self, article: &Article, kept: &Article, score: PairScore, params: &DedupParams) -> Member {
        let is_kept = article.id == kept.id;
        let is_same = is_kept || article.words().eq(kept.words());
        let given = self.place(article).and_then(|p| p.relation).filter(|r| *r != Relation::Kept);
        let relation = match given {
            _ if is_kept => Relation::Kept,
            Some(relation) => relation,
            None if is_same => Relation::Identical,
            None if score.similarity >= params.strict_threshold => Relation::NearDuplicate,
            None => Relation::Derived,
        };
        let (score, containment) = if is_same { (1.0, 1.0) } else { (score.score, score.containment) };
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
    /// Gives the stories the ids that they had; links between them follow.
    pub fn name(&self, mut stories: Vec<Story>) -> Vec<Story> {
        let known: FxHashSet<&str> = self.id_of.values().map(StoryId::as_str).collect();
        let mut renamed: FxHashMap<StoryId, StoryId> = FxHashMap::default();
        for story in &mut stories {
            let id = match story.groups.first().and_then(|group| self.id_of.get(group.as_str())) {
                Some(id) => id.clone(),
                None => StoryId(free_name(story.id.0.clone(), &known)),
            };
            renamed.insert(std::mem::replace(&mut story.id, id.clone()), id);
        }
        for followed in stories.iter_mut().flat_map(|story| &mut story.follows) {
            if let Some(id) = renamed.get(followed) {
                *followed = id.clone();
            }
        }
        stories
    }
}

/// Lengthens a name until nobody has it.
fn free_name(mut name: String, taken: &FxHashSet<&str>) -> String {
    while taken.contains(name.as_str()) {
        name.push_str("#2");
    }
    name
}
