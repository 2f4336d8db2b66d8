//! The main path.

/// The whole way from raw articles to a digest.
#[derive(Debug)]
pub struct Pipeline {}
