//! Nearest neighbours among dense rows: exact, or by an HNSW graph (Malkov & Yashunin 2018).
//!
//! Rows are held as small integers in one block, and the graph (`hnsw_rs`) holds only their numbers: 256 bytes a row, and
//! a distance costs a tenth of one between 256 floats. Three things undo a careless use of that crate, and are met here:
//! equal rows destroy the graph (after 3,000 equal points almost no other point finds itself), so each distinct row goes in
//! once; inserting in parallel gives another graph each time, so a fixed number of shards are each built in sequence, in
//! the order of the rows' hashes, and searched one after another; and a distance that is not a number or is below 0 ends
//! the program, so distances come from integers and are clamped.

mod hnsw;
mod index;
mod lists;
mod params;
mod points;

pub use index::{Index, build};
pub use lists::NeighbourLists;
pub use params::{Method, NeighbourParams};
