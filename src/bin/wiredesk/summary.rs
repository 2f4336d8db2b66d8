//! What a person reads at the end.

use std::fmt::Write;
use std::path::Path;

use wiredesk::model::{Brief, Digest, Rejection, Story};

use crate::console::Style;
use crate::progress::Lap;

/// How many stories the summary shows.
const STORIES: usize = 5;

/// Sums up a run.
pub fn of_run(digest: &Digest, laps: &[Lap], seconds: f64, dir: &Path, files: &[&str]) -> String {
    let style = Style::of_stdout();
    let mut text = counts(digest, style);
    let stories = largest(digest);
    if !stories.is_empty() {
        text += &format!("\n{}\n", style.bold("Largest stories"));
        for (n, (story, brief)) in stories.into_iter().enumerate() {
            text += &told(n + 1, story, brief, style);
        }
    }
    text += &format!("\n{}\n", style.bold("Time and peak memory"));
    for lap in laps {
        text += &format!("  {:<10} {:>8.2} s {}\n", lap.stage, lap.seconds, megabytes(lap.peak_bytes));
    }
    text += &format!("  {:<10} {seconds:>8.2} s\n", "in all");
    text += &format!("\n{} {}: {}\n", style.bold("Files in"), dir.display(), files.join(", "));
    text
}

/// Sums up the times in one line.
pub fn of_times(laps: &[Lap], seconds: f64) -> String {
    let parts: Vec<String> = laps.iter().map(|lap| format!("{} {:.2} s", lap.stage, lap.seconds)).collect();
    format!("{}; in all {seconds:.2} s", parts.join(", "))
}

/// Tells of one rejected record in one line.
pub fn of_rejection(rejection: &Rejection) -> String {
    let mut text = plain(&rejection.input);
    if let Some(line) = rejection.line {
        let _ = write!(text, ":{line}");
    }
    let _ = write!(text, ": {}: {}", rejection.reason.name(), plain(&rejection.detail));
    text
}

fn counts(digest: &Digest, style: Style) -> String {
    let stats = &digest.stats;
    let mut text = format!(
        "{}   {} of {} accepted",
        style.bold("Articles"),
        stats.articles,
        stats.articles + stats.rejected
    );
    if stats.rejected > 0 {
        let reasons: Vec<String> =
            stats.rejected_by_reason.iter().map(|(reason, n)| format!("{n} {}", reason.name())).collect();
        text += &format!("; rejected: {}", reasons.join(", "));
    }
    text.push('\n');
    if !digest.groups.is_empty() {
        text += &format!(
            "{}     {} different, {} copies of {} of them\n",
            style.bold("Groups"),
            stats.groups,
            stats.copies,
            stats.groups_with_copies
        );
    }
    if !digest.stories.is_empty() {
        text += &format!(
            "{}    {}, {} with more than one article; {} briefs\n",
            style.bold("Stories"),
            stats.stories,
            stats.stories_with_company,
            stats.briefs
        );
    }
    text
}

/// Finds the stories with the most articles, ties by importance.
fn largest(digest: &Digest) -> Vec<(&Story, Option<&Brief>)> {
    let mut stories: Vec<&Story> = digest.stories.iter().collect();
    stories.sort_by_key(|story| std::cmp::Reverse(story.articles.len()));
    stories
        .into_iter()
        .take(STORIES)
        .map(|story| (story, digest.briefs.iter().find(|brief| brief.story == story.id)))
        .collect()
}

fn told(n: usize, story: &Story, brief: Option<&Brief>, style: Style) -> String {
    let mut text = format!(
        "{n}. {} {}\n",
        style.bold(&plain(&story.headline)),
        style.faint(&format!(
            "({}, {}, {})",
            count(story.copies, "article"),
            count(story.origins, "origin"),
            count(story.outlets.len(), "outlet")
        ))
    );
    for sentence in brief.into_iter().flat_map(|brief| &brief.sentences) {
        let source = plain(sentence.source.as_deref().unwrap_or(sentence.article.as_str()));
        let support = &sentence.support;
        text += &format!(
            "   {} {}\n",
            plain(&sentence.text),
            style.faint(&format!("[{source}; {} of {}]", support.origins, support.of))
        );
    }
    text
}

fn count(n: usize, what: &str) -> String {
    format!("{n} {what}{}", if n == 1 { "" } else { "s" })
}

fn megabytes(bytes: Option<u64>) -> String {
    bytes.map_or_else(String::new, |b| format!("{:>7} MB", b / 1_000_000))
}

/// Makes text of an input safe for a terminal: no control characters, so no escape sequences.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
