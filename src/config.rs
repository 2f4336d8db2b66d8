//! All settings: one table a stage.

/// Every setting of a run.
#[derive(Clone, Debug, Default)]
pub struct Config {}
