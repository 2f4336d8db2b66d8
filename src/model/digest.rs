//! What the stages after cleaning find, and the whole of it.

use std::collections::BTreeMap;

use jiff::Timestamp;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::article::{Article, Flag, Reason, Rejection};
use super::ids::{ArticleId, GroupId, StoryId};

/// Articles that are the same copy. The groups of a digest are a partition of its articles.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct DuplicateGroup {
    /// Made from the smallest member id: stable from run to run.
    pub id: GroupId,
    /// The copy that stands for the group.
    pub kept: ArticleId,
    /// All copies, the kept one first, then by falling score, ties by id.
    pub members: Vec<Member>,
    /// Where the copy comes from.
    pub origin: Origin,
    /// Groups whose text is part of this one's (a roundup contains its parts).
    pub contains: Vec<GroupId>,
    /// The versions of a wire item, oldest first; absent where there is one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub versions: Vec<ArticleId>,
    /// What is to be known of the group.
    pub flags: Vec<Flag>,
}

/// One article in a group.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Member {
    /// The article.
    pub id: ArticleId,
    /// What it is to the kept copy.
    pub relation: Relation,
    /// The probability that it and the kept copy are copies, in `0..=1`; 1 for the kept copy itself.
    pub score: f64,
    /// The share of the shorter one's word 3-grams that the other holds, in `0..=1`.
    pub containment: f64,
    /// What is to be known of it.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub flags: Vec<Flag>,
}

/// What a member of a group is to the kept copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Relation {
    /// It is the kept copy.
    Kept,
    /// Its cleaned text is the same.
    Identical,
    /// Its text is the same but for small edits (similarity at or above `dedup.strict_threshold`).
    NearDuplicate,
    /// It was made from the same copy by cuts, inserts or rewriting.
    Derived,
}

/// Where a copy comes from: the agency that any member names, else the earliest outlet, else nobody knows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize)]
pub struct Origin {
    /// The name of the agency or outlet, or the id of the group where neither is known.
    pub name: String,
    /// Which of the three it is.
    pub kind: OriginKind,
}

/// What sort of [`Origin`] it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, JsonSchema, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum OriginKind {
    /// A news agency.
    Agency,
    /// An outlet that wrote it itself.
    Outlet,
    /// Neither is known.
    Unknown,
}

/// Groups that tell the same event. The stories of a digest are a partition of its groups.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Story {
    /// Made from the smallest member id: stable from run to run.
    pub id: StoryId,
    /// The title of the most central kept copy.
    pub headline: String,
    /// Its groups, the most central first.
    pub groups: Vec<GroupId>,
    /// Its articles: all members of its groups, by time, then id.
    pub articles: Vec<ArticleId>,
    /// How many articles it has.
    pub copies: usize,
    /// How many independent origins they have.
    pub origins: usize,
    /// The outlets that ran it, sorted.
    pub outlets: Vec<String>,
    /// The earliest time of its articles.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub first_seen: Option<Timestamp>,
    /// The latest time of its articles.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub last_seen: Option<Timestamp>,
    /// Orders the stories of a digest: more is more important.
    pub importance: f64,
    /// The words that tell it from others, the most telling first.
    pub terms: Vec<String>,
    /// The names in it, as they are written, those that most of its groups share first.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub names: Vec<String>,
    /// Its groups by time; absent where there is one, or no time is known.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub timeline: Vec<TimelineEntry>,
    /// The earlier story that it goes on from, if there is one.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub follows: Vec<StoryId>,
}

/// When a group of a story came up.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// The group.
    pub group: GroupId,
    /// The earliest time of its articles.
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub first_seen: Timestamp,
    /// The title of its kept copy.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub headline: Option<String>,
    /// How many articles it has.
    pub copies: usize,
}

/// What a story says: sentences of its articles, word for word.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct Brief {
    /// The story.
    pub story: StoryId,
    /// The summariser that chose the sentences.
    pub method: String,
    /// How many words the sentences have, as white space parts them; within the budget.
    pub words: usize,
    /// The sentences, in reading order.
    pub sentences: Vec<BriefSentence>,
}

/// One sentence of a brief and where it stands: `text == paragraphs[paragraph][start..end]` of its article.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize, Deserialize)]
pub struct BriefSentence {
    /// The sentence.
    pub text: String,
    /// The article it is taken from.
    pub article: ArticleId,
    /// The outlet of that article.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub source: Option<String>,
    /// The time of that article.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    #[schemars(with = "String", extend("format" = "date-time"))]
    pub published: Option<Timestamp>,
    /// The paragraph, from 0.
    pub paragraph: usize,
    /// The first byte in the paragraph.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
    /// Who else says so.
    pub support: Support,
    /// Sentences of other origins that tell the same with another figure; absent where there are none.
    #[serde(skip_serializing_if = "Vec::is_empty", default)]
    pub conflicts: Vec<Conflict>,
}

/// A sentence that tells the same as a sentence of a brief but for a figure.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Conflict {
    /// The sentence, as it stands in its article.
    pub text: String,
    /// The article.
    pub article: ArticleId,
}

/// How many independent origins of a story carry a sentence's fact, its own included.
#[derive(Clone, Debug, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Support {
    /// The origins that carry it.
    pub origins: usize,
    /// The origins of the story that have a report of it: those that only list it in a roundup, a table or a notice do not
    /// count.
    pub of: usize,
    /// The outlets that carry it, sorted.
    pub outlets: Vec<String>,
}

/// The result of the whole way.
#[derive(Clone, Debug, PartialEq, JsonSchema, Serialize)]
pub struct Digest {
    /// The accepted articles, in input order.
    pub articles: Vec<Article>,
    /// The records that were not accepted, in input order.
    pub rejected: Vec<Rejection>,
    /// The copies; a partition of the articles, ordered by their first article.
    pub groups: Vec<DuplicateGroup>,
    /// The stories; a partition of the groups, the most important first.
    pub stories: Vec<Story>,
    /// The briefs, in the order of their stories. A story of nothing but tables, advisories and the like has none.
    pub briefs: Vec<Brief>,
    /// Counts.
    pub stats: Stats,
    /// The settings that held.
    pub settings: serde_json::Value,
    /// The version of wiredesk that made it.
    pub version: &'static str,
}

/// The counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq, JsonSchema, Serialize, Deserialize)]
pub struct Stats {
    /// Accepted articles.
    pub articles: usize,
    /// Rejected records, skips not among them.
    pub rejected: usize,
    /// Rejected records by reason.
    pub rejected_by_reason: BTreeMap<Reason, usize>,
    /// Records without a text that are not meant to have one; see [`Reason::is_skip`].
    pub skipped: usize,
    /// Skipped records by reason.
    pub skipped_by_reason: BTreeMap<Reason, usize>,
    /// Removed blocks by rule.
    pub removed_by_rule: BTreeMap<String, usize>,
    /// Groups.
    pub groups: usize,
    /// Articles that are not the kept copy of their group.
    pub copies: usize,
    /// Groups with two or more members.
    pub groups_with_copies: usize,
    /// Stories.
    pub stories: usize,
    /// Stories with two or more articles.
    pub stories_with_company: usize,
    /// Briefs.
    pub briefs: usize,
}
