//! Scores against the reference scorers' own: golden files, which the pinned scripts in `eval/scripts` make
//! again.
//!
//! Where the shared sets are beside the project, `shared` runs the whole of those from which the files here were taken.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

mod clusters;
mod rouge155;
mod rouge_score;
mod shared;
mod stems;
