//! `stories.csv`: the stories for a spreadsheet.
//!
//! RFC 4180, in UTF-8 with a byte order mark, without which spreadsheets take it for another encoding. A cell that a
//! spreadsheet would take for a formula gets an apostrophe before it: an article must not be able to compute.

use std::borrow::Cow;
use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::{times, words};
use crate::model::{Article, Brief, Digest, Story};

const COLUMNS: &str =
    "rank,story,headline,articles,texts,origins,outlets,outlet_names,first_seen,last_seen,warnings,brief";

/// Writes one row a story, the most important first, below a row of names. `outlet_names` and `warnings` are parted by
/// semicolons; times are UTC, `2024-03-04 08:00`.
///
/// # Errors
/// What `out` says.
pub fn stories_csv(digest: &Digest, out: &mut impl Write) -> io::Result<()> {
    let brief_of: FxHashMap<&str, &Brief> = digest.briefs.iter().map(|b| (b.story.as_str(), b)).collect();
    let article_of: FxHashMap<&str, &Article> = digest.articles.iter().map(|a| (a.id.as_str(), a)).collect();
    let warnings_of = words::warnings_of(digest);
    write!(out, "\u{feff}{COLUMNS}\r\n")?;
    for (n, story) in digest.stories.iter().enumerate() {
        let brief = brief_of.get(story.id.as_str());
        let told: Vec<&str> =
            brief.map_or(&[][..], |b| &b.sentences).iter().map(|s| s.text.as_str()).collect();
        let mut warnings: Vec<&str> = story
            .articles
            .iter()
            .filter_map(|id| warnings_of.get(id.as_str()))
            .flatten()
            .map(String::as_str)
            .collect();
        warnings.sort_unstable();
        warnings.dedup();
        let [first, last] = ends(story, &article_of);
        writeln!(
            out,
            "{},{},{},{},{},{},{},{},{first},{last},{},{}\r",
            n + 1,
            cell(story.id.as_str()),
            cell(&story.headline),
            story.copies,
            story.groups.len(),
            story.origins,
            story.outlets.len(),
            cell(&story.outlets.join("; ")),
            cell(&warnings.join("; ")),
            cell(&told.join(" ")),
        )?;
    }
    Ok(())
}

/// Gives the times of the first and the last article of a story; empty where none has one.
fn ends(story: &Story, article_of: &FxHashMap<&str, &Article>) -> [String; 2] {
    let timed: Vec<&Article> = story
        .articles
        .iter()
        .filter_map(|id| article_of.get(id.as_str()).copied())
        .filter(|article| article.published.is_some())
        .collect();
    [timed.first(), timed.last()].map(|article| {
        let told = article.and_then(|article| times::published(article)).unwrap_or_default();
        told.trim_end_matches(" UTC").to_owned()
    })
}

/// Writes a cell: in quotation marks where it must be, and never a formula.
fn cell(text: &str) -> Cow<'_, str> {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if !is_formula && !text.contains(['"', ',', '\n', '\r']) {
        return Cow::Borrowed(text);
    }
    let mark = if is_formula { "'" } else { "" };
    Cow::Owned(format!("\"{mark}{}\"", text.replace('"', "\"\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a \"b\", c"), "\"a \"\"b\"\", c\"");
        assert_eq!(cell("=HYPERLINK(1)"), "\"'=HYPERLINK(1)\"");
        assert_eq!(cell("two\nlines"), "\"two\nlines\"");
        assert_eq!(cell(""), "");
    }
}
