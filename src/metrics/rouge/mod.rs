//! ROUGE (Lin 2004): how much of the references' words a summary holds.
//!
//! Two programs of that name are in use, and their figures differ in the second digit. Papers since about 2019 report
//! [`rouge_score`], Google's Python package; older ones, DUC and TAC report [`rouge155`], the Perl original. A figure
//! means nothing without the name of the dialect. Each dialect here agrees with its original to the last digit, its
//! oddities included; `tests/reference` holds the proof.
//!
//! What they share lies beside them: words are numbered once, n-grams are pairs of numbers, and the length of a longest
//! common subsequence comes from 64 cells a step. What they do not share is kept apart, for it is the point.

mod grams;
mod intern;
mod lcs;
pub mod porter;
pub mod rouge155;
pub mod rouge_score;
