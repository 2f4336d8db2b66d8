//! The library as a program calls it: raw articles in, a digest out.

#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that is not as it must be")]

mod articles;
mod edges;
mod given;
mod hooks;
mod order;
