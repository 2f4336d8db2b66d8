//! Evaluation.
fn main() {}
