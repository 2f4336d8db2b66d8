//! What can be typed.

use std::path::PathBuf;

use clap::{Parser, Subcommand};

use crate::report::Area;

/// Measures wiredesk against reference sets and keeps the figures.
#[derive(Debug, Parser)]
#[command(name = "cargo evaluate", version)]
pub struct Args {
    /// What to do; `all` where nothing is said.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Where the shared sets are. Default: `../shared/data` beside the project, if it is there.
    #[arg(long, global = true, value_name = "DIR")]
    pub sets: Option<PathBuf>,
    /// Prints JSON instead of a table.
    #[arg(long, global = true)]
    pub json: bool,
}

#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Measures every set.
    All,
    /// Measures the project's own sets; fails if a figure is below its floor or a set is not the one that was pinned.
    Gate,
    /// Measures groups of copies.
    Clusters,
    /// Measures stories.
    Stories,
    /// Measures cleaned texts.
    Cleaning,
    /// Measures judged pairs.
    Pairs,
    /// Measures briefs.
    Briefs,
    /// Prints the pairs that the score of copies is trained on, one JSON object a line.
    Training,
    /// Measures what finding copies costs and finds on made articles, by where candidates come from: `join`, `index`, `both`.
    Scale {
        /// How many articles.
        #[arg(default_values_t = [5_000, 20_000, 100_000])]
        sizes: Vec<usize>,
        /// One source of candidates only.
        #[arg(long, value_name = "SOURCE")]
        from: Option<String>,
    },
    /// Does one run of `scale` and prints it as JSON.
    #[command(hide = true)]
    ScaleOnce {
        /// How many articles.
        size: usize,
        /// The source of candidates.
        source: String,
    },
    /// Shows one case of a set.
    Show {
        /// SET/ID, or an ID of the own sample.
        case: String,
    },
    /// Measures every set, writes the figures as floors, and the cases of the own sets.
    Repin {
        /// Lets a floor fall.
        #[arg(long)]
        allow_lower: bool,
    },
}

impl Command {
    /// The area that is asked for; `None` for all.
    pub const fn area(&self) -> Option<Area> {
        match self {
            Self::Clusters => Some(Area::Clusters),
            Self::Stories => Some(Area::Stories),
            Self::Cleaning => Some(Area::Cleaning),
            Self::Pairs => Some(Area::Pairs),
            Self::Briefs => Some(Area::Briefs),
            Self::All
            | Self::Gate
            | Self::Training
            | Self::Scale { .. }
            | Self::ScaleOnce { .. }
            | Self::Show { .. }
            | Self::Repin { .. } => None,
        }
    }
}
