//! What the page tells of one story.

use crate::model::{
    Article, Brief, BriefSentence, DuplicateGroup, Flag, Member, OriginKind, Relation, Story,
};
use crate::report::difference::{self, Row};
use crate::report::markdown::{attribution, count};
use crate::report::{times, words};

use super::Lookup;

/// Headlines and names are shown up to so many characters.
const MAX_CHARS: usize = 240;
/// How many copies of a group are set beside the kept one.
const COMPARED: usize = 12;
/// Half the breadth of the line of times, in its own units, is kept free at either end.
const MARGIN: f64 = 8.0;
const BREADTH: f64 = 600.0;

pub(super) struct StoryView<'a> {
    pub number: usize,
    pub id: &'a str,
    pub headline: String,
    pub facts: String,
    pub badges: Vec<String>,
    pub sentences: Vec<SentenceView<'a>>,
    pub sources: Vec<SourceView<'a>>,
    pub groups: Vec<GroupView<'a>>,
    /// Texts that were found once and of which there is no more to say.
    pub singles: Vec<MemberView<'a>>,
    pub singles_title: String,
    pub timeline: Vec<Mark>,
    pub span: Option<String>,
    pub outlets: Vec<&'a str>,
    pub agencies: Vec<&'a str>,
    pub first_day: String,
    pub last_day: String,
    pub size: usize,
    pub more: String,
}

pub(super) struct SentenceView<'a> {
    pub text: &'a str,
    pub source: usize,
    pub support: String,
    /// Whether one origin of several carries it.
    pub is_thin: bool,
    /// The outlets that carry it; empty where none is named.
    pub outlets: String,
    pub conflicts: Vec<(&'a str, String)>,
}

pub(super) struct SourceView<'a> {
    pub number: usize,
    pub name: String,
    pub time: Option<String>,
    pub title: String,
    pub url: Option<&'a str>,
    pub id: &'a str,
}

/// A dot on the line of times.
pub(super) struct Mark {
    pub x: String,
    pub words: String,
    pub is_kept: bool,
}

pub(super) struct GroupView<'a> {
    pub title: String,
    pub badges: Vec<String>,
    pub members: Vec<MemberView<'a>>,
    pub versions: Vec<String>,
    pub contains: usize,
    pub not_compared: usize,
}

pub(super) struct MemberView<'a> {
    pub id: &'a str,
    pub name: String,
    pub time: Option<String>,
    pub title: String,
    pub url: Option<&'a str>,
    pub is_kept: bool,
    pub relation: &'static str,
    pub score: String,
    pub badges: Vec<String>,
    pub beside: Option<Beside>,
}

/// A copy beside the kept one.
pub(super) struct Beside {
    pub share: String,
    pub cut: String,
    pub added: String,
    pub left_out: usize,
    pub rows: Vec<Folded>,
}

/// A row, or how many equal ones were folded.
pub(super) enum Folded {
    Equal(String),
    Changed(Row),
}

impl<'a> StoryView<'a> {
    pub(super) fn of(number: usize, story: &'a Story, lookup: &Lookup<'a>) -> Self {
        let articles: Vec<&Article> =
            story.articles.iter().filter_map(|id| lookup.articles.get(id.as_str()).copied()).collect();
        let groups: Vec<&DuplicateGroup> =
            story.groups.iter().filter_map(|id| lookup.groups.get(id.as_str()).copied()).collect();
        let brief = lookup.briefs.get(story.id.as_str());
        let sentences: &[BriefSentence] = brief.map_or(&[], |brief| &brief.sentences);
        let sources = sources(sentences, lookup);
        let span = times::span(articles.iter().copied());
        let mut agencies: Vec<&str> = articles.iter().filter_map(|a| a.agency.as_deref()).collect();
        agencies.sort_unstable();
        agencies.dedup();
        let mut grave: Vec<String> = articles.iter().flat_map(|article| badges(article, &[])).collect();
        grave.extend(groups.iter().flat_map(|group| badges_of_group(group)));
        grave.sort();
        grave.dedup();
        let (groups, singles): (Vec<&DuplicateGroup>, Vec<&DuplicateGroup>) =
            groups.into_iter().partition(|group| {
                group.members.len() > 1 || !group.contains.is_empty() || !group.flags.is_empty()
            });
        let singles: Vec<MemberView<'_>> =
            singles.into_iter().filter_map(|group| MemberView::single(group, lookup)).collect();
        let day = |time: Option<jiff::Timestamp>| time.map(|t| times::told(t, true)).unwrap_or_default();
        Self {
            number,
            id: story.id.as_str(),
            headline: clipped(&story.headline),
            facts: facts(story, brief.copied(), span.as_deref()),
            badges: grave,
            sentences: sentences
                .iter()
                .map(|sentence| SentenceView::of(sentence, &sources, lookup))
                .collect(),
            sources,
            timeline: timeline(&articles, &groups),
            span,
            outlets: story.outlets.iter().map(String::as_str).collect(),
            agencies,
            first_day: day(story.first_seen),
            last_day: day(story.last_seen),
            size: story.copies,
            more: format!(
                "{} in {}",
                count(story.articles.len(), "article", "articles"),
                count(story.groups.len(), "text", "texts")
            ),
            singles_title: if groups.is_empty() {
                "Texts without copies".to_owned()
            } else {
                format!("{} without copies", count(singles.len(), "text", "texts"))
            },
            singles,
            groups: groups.into_iter().map(|group| GroupView::of(group, lookup)).collect(),
        }
    }
}

fn facts(story: &Story, brief: Option<&Brief>, span: Option<&str>) -> String {
    let mut parts = words::width(story, brief);
    parts.extend(span.map(str::to_owned));
    parts.join(" · ")
}

/// Lists each article that the sentences quote once, in order.
fn sources<'a>(sentences: &'a [BriefSentence], lookup: &Lookup<'a>) -> Vec<SourceView<'a>> {
    let mut sources: Vec<SourceView<'a>> = Vec::new();
    for sentence in sentences {
        let id = sentence.article.as_str();
        if sources.iter().any(|source| source.id == id) {
            continue;
        }
        let article = lookup.articles.get(id).copied();
        sources.push(SourceView {
            number: sources.len() + 1,
            name: article.map_or_else(|| clipped(id), |a| clipped(attribution(a))),
            time: article.and_then(times::published),
            title: clipped(article.and_then(|a| a.title.as_deref()).unwrap_or_default()),
            url: article.and_then(link),
            id,
        });
    }
    sources
}

impl<'a> SentenceView<'a> {
    fn of(sentence: &'a BriefSentence, sources: &[SourceView<'a>], lookup: &Lookup<'a>) -> Self {
        let support = &sentence.support;
        let is_from = |source: &SourceView<'_>| source.id == sentence.article.as_str();
        let name =
            |id: &'a str| lookup.articles.get(id).map_or_else(|| clipped(id), |a| clipped(attribution(a)));
        Self {
            text: &sentence.text,
            source: sources.iter().position(is_from).map_or(0, |at| at + 1),
            support: format!("{} of {}", support.origins, count(support.of, "origin", "origins")),
            is_thin: support.origins == 1 && support.of > 1,
            outlets: clipped(&support.outlets.join(", ")),
            conflicts: sentence
                .conflicts
                .iter()
                .map(|conflict| (conflict.text.as_str(), name(conflict.article.as_str())))
                .collect(),
        }
    }
}

/// Sets the articles on a line from the first time to the last; nothing where there are no two times.
fn timeline(articles: &[&Article], groups: &[&DuplicateGroup]) -> Vec<Mark> {
    let timed: Vec<(&Article, f64)> =
        articles.iter().filter_map(|a| Some((*a, a.published?.as_second() as f64))).collect();
    let (Some(first), Some(last)) = (timed.first(), timed.last()) else { return Vec::new() };
    let breadth = last.1 - first.1;
    if breadth <= 0.0 {
        return Vec::new();
    }
    let mark = |&(article, time): &(&Article, f64)| Mark {
        x: format!("{:.1}", MARGIN + (BREADTH - 2.0 * MARGIN) * (time - first.1) / breadth),
        words: format!(
            "{}, {}",
            times::published(article).unwrap_or_default(),
            clipped(attribution(article))
        ),
        is_kept: groups.iter().any(|group| group.kept == article.id),
    };
    timed.iter().map(mark).collect()
}

impl<'a> GroupView<'a> {
    fn of(group: &'a DuplicateGroup, lookup: &Lookup<'a>) -> Self {
        let kept = lookup.articles.get(group.kept.as_str()).copied();
        let is_wire = group.origin.kind == OriginKind::Agency;
        let mut n_compared = 0;
        let mut not_compared = 0;
        let mut members = Vec::new();
        for member in &group.members {
            let Some(&article) = lookup.articles.get(member.id.as_str()) else { continue };
            let differs = matches!(member.relation, Relation::NearDuplicate | Relation::Derived);
            let beside = kept.filter(|_| differs && n_compared < COMPARED);
            n_compared += usize::from(beside.is_some());
            not_compared += usize::from(differs && beside.is_none());
            members.push(MemberView::of(member, article, beside, is_wire));
        }
        let origin = clipped(&group.origin.name);
        let copies = count(group.members.len(), "article", "articles");
        Self {
            title: match group.origin.kind {
                OriginKind::Agency => format!("Agency text of {origin}, {copies}"),
                OriginKind::Outlet => format!("Text of {origin}, {copies}"),
                OriginKind::Unknown => format!("Text of unknown origin, {copies}"),
            },
            badges: badges_of_group(group),
            members,
            versions: group
                .versions
                .iter()
                .map(|id| version(lookup.articles.get(id.as_str()), id.as_str()))
                .collect(),
            contains: group.contains.len(),
            not_compared,
        }
    }
}

fn version(article: Option<&&Article>, id: &str) -> String {
    let number = article.and_then(|a| a.wire.as_ref()?.version);
    let name = number.map_or_else(|| clipped(id), |n| format!("version {n}"));
    match article.and_then(|a| times::published(a)) {
        Some(time) => format!("{name} ({time})"),
        None => name,
    }
}

impl<'a> MemberView<'a> {
    /// Shows the one article of a group.
    fn single(group: &'a DuplicateGroup, lookup: &Lookup<'a>) -> Option<Self> {
        let member = group.members.first()?;
        let article = lookup.articles.get(member.id.as_str()).copied()?;
        let relation = match group.origin.kind {
            OriginKind::Agency => "agency text",
            OriginKind::Outlet => "own text",
            OriginKind::Unknown => "origin unknown",
        };
        Some(Self { relation, ..Self::of(member, article, None, false) })
    }

    fn of(member: &'a Member, article: &'a Article, kept: Option<&Article>, is_wire: bool) -> Self {
        Self {
            id: member.id.as_str(),
            name: clipped(attribution(article)),
            time: times::published(article),
            title: clipped(article.title.as_deref().unwrap_or_default()),
            url: link(article),
            is_kept: member.relation == Relation::Kept,
            relation: match member.relation {
                Relation::Kept => "kept",
                Relation::Identical => "identical",
                Relation::NearDuplicate => "near-duplicate",
                Relation::Derived => "derived",
            },
            score: format!("{:.2}", member.score),
            badges: badges(article, &member.flags),
            beside: kept.map(|kept| Beside::of(kept, article, is_wire)),
        }
    }
}

impl Beside {
    fn of(kept: &Article, copy: &Article, is_wire: bool) -> Self {
        let made = difference::difference(&kept.paragraphs, &copy.paragraphs);
        let of_kept = made.shared + made.cut;
        let share = 100.0 * made.shared as f64 / of_kept.max(1) as f64;
        let what = if is_wire { "wire text" } else { "kept text" };
        Self {
            share: format!("{share:.0} % of the {what}"),
            cut: count(made.cut, "word cut", "words cut"),
            added: count(made.added, "word added", "words added"),
            left_out: made.left_out,
            rows: folded(made.rows),
        }
    }
}

/// Puts equal rows together.
fn folded(rows: Vec<Row>) -> Vec<Folded> {
    let mut folded = Vec::new();
    let mut n_equal = 0;
    let told = |n: usize| Folded::Equal(count(n, "paragraph", "paragraphs") + " alike");
    for row in rows {
        if row.is_equal() {
            n_equal += 1;
            continue;
        }
        if n_equal > 0 {
            folded.push(told(n_equal));
        }
        n_equal = 0;
        folded.push(Folded::Changed(row));
    }
    if n_equal > 0 {
        folded.push(told(n_equal));
    }
    folded
}

/// Gives the address of an article where it is one that a click may follow.
fn link(article: &Article) -> Option<&str> {
    let url = article.url.as_deref()?;
    let has = |scheme: &str| url.get(..scheme.len()).is_some_and(|s| s.eq_ignore_ascii_case(scheme));
    (has("https://") || has("http://")).then_some(url)
}

/// Tells what an editor must know before using an article; see [`words::warnings`].
pub(super) fn badges(article: &Article, flags: &[Flag]) -> Vec<String> {
    words::warnings(article, flags).iter().map(|words| clipped(words)).collect()
}

fn badges_of_group(group: &DuplicateGroup) -> Vec<String> {
    group.flags.iter().filter_map(|&flag| words::of_flag(flag)).map(str::to_owned).collect()
}

/// Cuts a text that is too long for its place.
pub(super) fn clipped(text: &str) -> String {
    match text.char_indices().nth(MAX_CHARS) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text.to_owned(),
    }
}
