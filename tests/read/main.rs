//! Every format through the front door: the project's own samples as snapshots, articles there and back, and, where they
//! are beside the project, the feeds of agencies.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stderr,
    reason = "a test says what is wrong by panicking, and what it found or left out on standard error"
)]

mod round_trip;
mod samples;
mod shared;
