//! Plain data: what the stages hand to each other, and what the files hold. No algorithm.
//!
//! In the order in which it flows: [`RawArticle`], [`Article`] (or [`Rejection`]), [`Document`], [`DuplicateGroup`],
//! [`Story`], [`Brief`], and the [`Digest`] of them all.

mod article;
mod digest;
mod document;
mod ids;

pub use article::{Article, Body, Flag, Kind, Place, RawArticle, Reason, Rejection, Removed, Wire};
pub use digest::{
    Brief, BriefSentence, Conflict, Digest, DuplicateGroup, Member, Origin, OriginKind, Relation, Stats,
    Story, Support, TimelineEntry,
};
pub use document::{Document, Sentence};
pub use ids::{ArticleId, DocId, GroupId, StoryId, TermId};
