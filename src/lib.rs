//! A wire desk in a program.

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
