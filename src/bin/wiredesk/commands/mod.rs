//! One file a command.

pub mod brief;
pub mod clean;
pub mod completions;
pub mod config;
pub mod dedup;
pub mod eval;
pub mod explain;
pub mod formats;
pub mod man;
pub mod read;
pub mod run;
pub mod schema;
pub mod stories;
