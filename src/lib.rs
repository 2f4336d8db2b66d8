//! A wire desk in a program: which news articles are the same copy, which tell the same story, and what each story says,
//! in a few sentences that name their sources.
//!
//! # The whole way
//!
//! [`Pipeline::run`] is the main path: raw articles in, a [`Digest`] out.
//!
//! ```
//! use wiredesk::Pipeline;
//! use wiredesk::model::{Body, RawArticle};
//!
//! let text = "The lighthouse on Gannet Rock was lit again on Saturday, eleven years after a storm broke its lamp. \
//!             Volunteers from the village of Skarn carried the new lens over the ice by hand.";
//! let article = |source: &str, title: &str| RawArticle {
//!     source: Some(source.to_owned()),
//!     title: Some(title.to_owned()),
//!     body: Body::Text(text.to_owned()),
//!     ..RawArticle::default()
//! };
//! let digest = Pipeline::builder()
//!     .build()?
//!     .run([article("Skarn Weekly", "Gannet Rock shines again"), article("Coast Telegraph", "Lighthouse relit")])?;
//!
//! assert_eq!(digest.groups.len(), 1, "two outlets, one copy");
//! let story = &digest.stories[0];
//! assert_eq!((story.copies, story.origins), (2, 1));
//! assert!(digest.briefs[0].sentences[0].text.starts_with("The lighthouse"));
//! # Ok::<(), wiredesk::Error>(())
//! ```
//!
//! Files become raw articles by [`read::open`]; the pipeline itself opens none. The digest serialises as it is, and
//! [`report`] writes it as files.
//!
//! # Stage by stage
//!
//! `run` only calls one function a stage, and each can be called alone. In the order in which the data flows:
//!
//! | stage | function | from | to |
//! |---|---|---|---|
//! | [`read`] | [`read::open`] | files | [`RawArticle`](model::RawArticle) or [`Rejection`](model::Rejection) |
//! | [`clean`] | [`clean::clean`] | raw articles | [`Article`](model::Article) or `Rejection` |
//! | [`text`] | [`text::analyze`] | articles | a [`Corpus`](text::Corpus): a [`Document`](model::Document) each, one vocabulary |
//! | [`vectorize`] | [`vectorize::fit`] | the corpus | a row each of a [`SparseMatrix`](sparse::SparseMatrix) |
//! | [`dedup`] | [`dedup::find_duplicates`] | articles, corpus, rows | [`DuplicateGroup`](model::DuplicateGroup): one copy |
//! | [`stories`] | [`stories::find_stories`] | groups and their neighbours | [`Story`](model::Story): one event |
//! | [`brief`] | [`brief::summarize`] | the articles of a story | [`Brief`](model::Brief): a few sentences |
//!
//! [`neighbours`] holds the index (HNSW, or exact) that `dedup` and `stories` share, and [`metrics`] scores any of it
//! against what is right; it knows no stage.
//!
//! # What can be relied on
//!
//! - **Nothing is lost silently.** A record is an article or a rejection with a reason; a block of an article's text is in
//!   its paragraphs or in `removed` with the rule that took it; every article is in one group, every group in one story.
//! - **Every sentence can be traced.** The text of a brief's sentence is the bytes at its span, unaltered.
//! - **The same bytes.** The same input and settings give the same digest with any number of threads; the same articles
//!   in another order give the same groups. The library reads no clock and no environment; seeds are settings.
//! - **No panic on any input.** What cannot be understood is told with file, line and both values.
//!
//! # Settings
//!
//! Each stage has a struct of its own (`CleanParams`, `DedupParams`, ...); [`Config`] is one table of each and reads
//! TOML. Defaults are the ones that are measured; each setting says when to change it.
//!
//! # Features
//!
//! - `cli` (default): the program. A library user turns it off with `default-features = false`.

#![warn(clippy::disallowed_methods)]

pub mod brief;
pub mod clean;
pub mod config;
pub mod dedup;
pub mod error;
pub mod graph;
pub mod metrics;
pub mod model;
pub mod neighbours;
pub mod par;
pub mod pipeline;
pub mod progress;
mod random;
pub mod read;
pub mod report;
pub mod sparse;
pub mod stories;
pub mod text;
pub mod vectorize;

pub use config::Config;
pub use error::{Error, Result};
pub use model::Digest;
pub use pipeline::Pipeline;

#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
