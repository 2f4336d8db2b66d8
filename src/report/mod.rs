//! A digest as files: JSON lines for programs, Markdown and a page for people.
//!
//! Every writer takes an [`std::io::Write`], so that the caller decides what a file is and when it counts as
//! done. Field order is that of the structs in [`model`](crate::model), absent values are left out, times are RFC 3339 in
//! UTC: the same digest gives the same bytes.

mod difference;
mod lines;
mod markdown;
mod page;
mod raw;
mod record;
mod schema;
mod spreadsheet;
mod text;
mod times;
mod words;

use std::io::{self, Write};

use crate::config::ReportParams;
use crate::model::Digest;

pub use difference::{Difference, Piece, Row, difference};
pub use lines::{articles, lines, placed_articles};
pub use markdown::{attribution, briefs_md};
pub use page::report_html;
pub use raw::raw_article;
pub use record::{RunRecord, run_json};
pub use schema::{run_schema, schema, settings_schema};
pub use spreadsheet::stories_csv;
pub use text::briefs_text;
pub use times::published;
pub use words::origins;

/// A file that a run writes about its digest. `O(articles)` to write, without a copy of any.
///
/// ```
/// use wiredesk::{Config, Pipeline, report::File};
///
/// let digest = Pipeline::builder().build()?.run([])?;
/// let mut page = Vec::new();
/// File::BriefsMarkdown.write(&digest, &Config::default().report, &mut page)?;
/// assert!(page.starts_with(b"# Briefs"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// `run.json` is not among them, for it also tells what only the caller knows:
/// see [`run_json`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum File {
    /// One accepted article a line, in input order.
    Articles,
    /// One rejected record a line, in input order.
    Rejected,
    /// One group of copies a line.
    Groups,
    /// One story a line, the most important first.
    Stories,
    /// The stories with their briefs for a spreadsheet, one a row.
    StoriesCsv,
    /// One brief a line, in the order of their stories.
    Briefs,
    /// The briefs for people.
    BriefsMarkdown,
    /// The stories with their copies, for people.
    ReportHtml,
}

impl File {
    /// All files, in the order in which the stages make them.
    pub const ALL: [Self; 8] = [
        Self::Articles,
        Self::Rejected,
        Self::Groups,
        Self::Stories,
        Self::StoriesCsv,
        Self::Briefs,
        Self::BriefsMarkdown,
        Self::ReportHtml,
    ];

    /// Names the file.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Articles => "articles.jsonl",
            Self::Rejected => "rejected.jsonl",
            Self::Groups => "groups.jsonl",
            Self::Stories => "stories.jsonl",
            Self::StoriesCsv => "stories.csv",
            Self::Briefs => "briefs.jsonl",
            Self::BriefsMarkdown => "briefs.md",
            Self::ReportHtml => "report.html",
        }
    }

    /// Writes the file; `params` says how much those for people show.
    ///
    /// # Errors
    /// What `out` says.
    pub fn write(self, digest: &Digest, params: &ReportParams, out: &mut impl Write) -> io::Result<()> {
        match self {
            Self::Articles => articles(&digest.articles, out),
            Self::Rejected => lines(&digest.rejected, out),
            Self::Groups => lines(&digest.groups, out),
            Self::Stories => lines(&digest.stories, out),
            Self::StoriesCsv => stories_csv(digest, out),
            Self::Briefs => lines(&digest.briefs, out),
            Self::BriefsMarkdown => briefs_md(digest, params, out),
            Self::ReportHtml => report_html(digest, params, out),
        }
    }
}
