//! The program as a user meets it: arguments in, files, lines, messages and exit codes out.

#![cfg(feature = "cli")]
#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that is not as it must be")]

mod bad_input;
mod bad_output;
mod briefs;
mod desk;
mod eval;
mod explain;
mod manual;
mod own_output;
mod previous;
mod sample;
mod schema;
mod settings;
mod whole_way;
