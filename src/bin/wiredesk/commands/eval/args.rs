//! What can be typed after `wiredesk eval`.

use std::path::PathBuf;

use clap::{Subcommand, ValueEnum};
use wiredesk::metrics::significance::Resampling;

use super::rouge_args::Rouge;

#[derive(Debug, Subcommand)]
pub enum Eval {
    /// Score summaries against reference summaries
    Rouge(Box<Rouge>),
    /// Score groups against true groups
    Clusters(Clusters),
    /// Score judgements about pairs
    Pairs(Pairs),
    /// Score cleaned texts against true ones
    Cleaning(Cleaning),
}

impl Eval {
    /// What holds for every kind of score.
    pub fn output(&self) -> &Output {
        match self {
            Self::Rouge(args) => &args.output,
            Self::Clusters(args) => &args.output,
            Self::Pairs(args) => &args.output,
            Self::Cleaning(args) => &args.output,
        }
    }
}

#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Output and comparison")]
pub struct Output {
    /// How the table is written
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: Format,
    /// One row a case instead of the figures over all
    #[arg(long, conflicts_with = "compare")]
    pub each: bool,
    /// Compare with another system on the same cases: how large the difference is, and how likely by chance
    #[arg(long, value_name = "OTHER")]
    pub compare: Option<PathBuf>,
    /// How often cases are drawn again for intervals and comparisons
    #[arg(long, value_name = "N", default_value_t = Resampling::default().n_resamples)]
    pub resamples: usize,
    /// The seed of these draws
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub seed: u64,
    /// How much of the resampled means an interval holds, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = Resampling::default().confidence)]
    pub confidence: f64,
    /// What becomes of a case that lacks a side, or has one that is empty
    #[arg(long, value_enum, default_value_t, value_name = "WAY")]
    pub on_fault: OnFault,
}

impl Output {
    pub fn resampling(&self) -> Resampling {
        Resampling { n_resamples: self.resamples, seed: self.seed, confidence: self.confidence }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// Comma-separated values
    Csv,
    /// One JSON object
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum OnFault {
    /// Name every such case and score nothing
    #[default]
    Refuse,
    /// Name it and leave it out
    Skip,
    /// Name it and count what is missing as nothing, so that it lowers the score
    Zero,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
GOLD holds one JSON object a line with `id` and `label`. PREDICTED holds the same, or is a groups.jsonl or stories.jsonl \
of wiredesk. An id that PREDICTED lacks stands alone, and is counted; ids beyond the gold are left out, and counted.

Examples:
  wiredesk eval clusters gold.jsonl out/groups.jsonl --label cluster
  wiredesk eval clusters gold.jsonl a.jsonl --compare b.jsonl --format csv")]
pub struct Clusters {
    /// The true label of each id
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// The labels, groups or stories that are judged
    #[arg(value_name = "PREDICTED")]
    pub predicted: PathBuf,
    /// The field of the label in GOLD
    #[arg(long, value_name = "FIELD", default_value = "label")]
    pub label: String,
    /// The field of the label in PREDICTED, where it is no groups.jsonl or stories.jsonl
    #[arg(long, value_name = "FIELD", default_value = "label")]
    pub predicted_label: String,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
GOLD holds one JSON object a line with `a`, `b` and `same` (true or false). PREDICTED holds `a`, `b` and `score` (with \
--threshold) or `same`, or is a groups.jsonl or stories.jsonl: then a pair is the same if both ids are in one group. The \
order of `a` and `b` does not count. Pairs beyond the gold are not judged.

Examples:
  wiredesk eval pairs gold.jsonl scores.jsonl --threshold 0.5
  wiredesk eval pairs gold.jsonl out/groups.jsonl")]
pub struct Pairs {
    /// The true judgements
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// The judgements, scores or groups that are judged
    #[arg(value_name = "PREDICTED")]
    pub predicted: PathBuf,
    /// The least score of a pair that counts as the same
    #[arg(long, value_name = "SCORE", allow_negative_numbers = true)]
    pub threshold: Option<f64>,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, clap::Args)]
#[command(after_long_help = "\
GOLD holds one JSON object a line: `id` with the true `body` (a text, or `paragraphs`), or `id` with the passages that \
must be kept (`with`) and those that must go (`without`). PREDICTED is an articles.jsonl of wiredesk, or has `id` with \
`paragraphs`, `text` or `body`.

Example:
  wiredesk eval cleaning gold.jsonl out/articles.jsonl")]
pub struct Cleaning {
    /// The true bodies or passages
    #[arg(value_name = "GOLD")]
    pub gold: PathBuf,
    /// The cleaned articles
    #[arg(value_name = "PREDICTED")]
    pub predicted: PathBuf,
    /// The field of the body in GOLD [default: body, else paragraphs]
    #[arg(long, value_name = "FIELD")]
    pub body: Option<String>,
    #[command(flatten)]
    pub output: Output,
}
