//! Graphs: union-find, connected components, average linkage, bisection, Leiden, power iteration.
//!
//! Vertices are `0..n`; an edge is `(vertex, vertex, similarity)`. Every tie goes to the smaller vertex, so the result
//! depends on the numbers that the caller gives: who wants the same partition for any order of the input numbers the
//! vertices by something in them.

mod bisection;
mod leiden;
mod linkage;
pub mod power;
mod union_find;

pub use bisection::{Pairs, bisect, relative_closeness};
pub use leiden::leiden;
pub use linkage::{average_linkage, average_linkage_weighted};
pub use union_find::{UnionFind, connected_components};
