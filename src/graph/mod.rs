//! Graphs: union-find, average linkage, power iteration.
