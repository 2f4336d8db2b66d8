//! Nearest neighbours among dense rows: exact, or by an HNSW graph (Malkov & Yashunin 2018).
//!
//! Of a row only the signs are held. Three things undo a careless use of `hnsw_rs`, and are met here: equal rows destroy
//! the graph (after 3,000 equal points almost no other point finds itself), so each distinct row goes in once; inserting in
//! parallel gives another graph each time, so `hnsw_rs` is given its points in sequence, in the order of the rows' hashes,
//! and the rest is linked in by searches of a graph that stands still; and a distance that is not a number or is below 0
//! ends the program, so distances are counts.

mod hnsw;
mod index;
mod lists;
mod params;
mod points;

pub use index::{Index, build};
pub use lists::NeighbourLists;
pub use params::{Method, NeighbourParams};
