//! A digest as files.
