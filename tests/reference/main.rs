//! Scores against the reference scorers' own: golden files, most of them made again by the pinned scripts in
//! `eval/scripts`.
//!
//! Where the shared sets are beside the project, `shared` runs the whole of those from which the files here were taken.

#![expect(
    clippy::unwrap_used,
    clippy::print_stderr,
    reason = "a test says what is wrong by panicking, and what it left out on standard error"
)]

mod clusters;
mod rouge155;
mod rouge_score;
mod shared;
mod stems;
