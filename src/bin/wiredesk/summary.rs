//! What a person reads at the end.

use std::collections::BTreeMap;
use std::path::Path;

use wiredesk::model::{Article, Brief, Digest, Reason, Rejection, Story};
use wiredesk::report;

use crate::console::Style;
use crate::layout::{count, paragraph, plain};
use crate::progress::Lap;

/// How many stories the summary shows.
const STORIES: usize = 5;

/// Sums up a run.
pub fn of_run(digest: &Digest, laps: &[Lap], seconds: f64, dir: &Path, files: &[&str]) -> String {
    let style = Style::of_stdout();
    let mut lines = counts(digest, style);
    let stories = largest(digest);
    if !stories.is_empty() {
        lines.extend([String::new(), style.bold("Largest stories")]);
        for (n, (story, brief)) in stories.into_iter().enumerate() {
            lines.extend(told(n + 1, story, brief, &digest.articles, style));
        }
    }
    lines.extend([String::new(), style.bold("Time and peak memory")]);
    lines.extend(laps.iter().map(|lap| {
        let memory = lap.peak_bytes.map_or_else(String::new, |b| format!("{:>7} MB", b / 1_000_000));
        format!("  {:<10}{:>8.2} s{memory}", lap.stage, lap.seconds)
    }));
    lines.push(format!("  {:<10}{seconds:>8.2} s", "in all"));
    lines.extend([
        String::new(),
        format!("{} {}: {}", style.bold("Files in"), dir.display(), files.join(", ")),
    ]);
    lines.join("\n") + "\n"
}

/// Sums up the times in one line.
pub fn of_times(laps: &[Lap], seconds: f64) -> String {
    let parts: Vec<String> = laps.iter().map(|lap| format!("{} {:.2} s", lap.stage, lap.seconds)).collect();
    format!("{}; in all {seconds:.2} s", parts.join(", "))
}

/// Tells of one rejected record in one line.
pub fn of_rejection(rejection: &Rejection) -> String {
    let line = rejection.line.map(|n| format!(":{n}")).unwrap_or_default();
    let id = rejection.id.as_ref().map(|id| format!(" ({})", plain(id))).unwrap_or_default();
    format!(
        "{}{line}{id}: {}: {}",
        plain(&rejection.input),
        rejection.reason.name(),
        plain(&rejection.detail)
    )
}

/// Counts reasons in one line.
pub fn of_reasons(reasons: &BTreeMap<Reason, usize>) -> String {
    let parts: Vec<String> = reasons.iter().map(|(reason, n)| format!("{n} {}", reason.name())).collect();
    parts.join(", ")
}

fn counts(digest: &Digest, style: Style) -> Vec<String> {
    let stats = &digest.stats;
    let told = |what: &str, reasons: &BTreeMap<Reason, usize>| {
        if reasons.is_empty() { String::new() } else { format!("; {what}: {}", of_reasons(reasons)) }
    };
    let mut lines = vec![format!(
        "{}  {} of {} accepted{}{}",
        style.bold("Articles"),
        stats.articles,
        count(stats.articles + stats.rejected + stats.skipped, "record", "records"),
        told("rejected", &stats.rejected_by_reason),
        told("skipped", &stats.skipped_by_reason),
    )];
    if !digest.groups.is_empty() {
        lines.push(format!(
            "{}    {}, {} with copies; {} in all",
            style.bold("Groups"),
            stats.groups,
            stats.groups_with_copies,
            count(stats.copies, "copy", "copies"),
        ));
    }
    if !digest.stories.is_empty() {
        lines.push(format!(
            "{}   {}, {} with more than one article; {}",
            style.bold("Stories"),
            stats.stories,
            stats.stories_with_company,
            count(stats.briefs, "brief", "briefs"),
        ));
    }
    lines
}

/// Finds the stories with the most articles, ties by importance.
fn largest(digest: &Digest) -> Vec<(&Story, Option<&Brief>)> {
    let mut stories: Vec<&Story> = digest.stories.iter().collect();
    stories.sort_by_key(|story| std::cmp::Reverse(story.articles.len()));
    let brief_of = |story: &Story| digest.briefs.iter().find(|brief| brief.story == story.id);
    stories.into_iter().take(STORIES).map(|story| (story, brief_of(story))).collect()
}

fn told(n: usize, story: &Story, brief: Option<&Brief>, articles: &[Article], style: Style) -> Vec<String> {
    let width = format!(
        "({}, {}, {})",
        count(story.copies, "article", "articles"),
        report::origins(story, brief),
        count(story.outlets.len(), "outlet", "outlets")
    );
    let mut lines = vec![format!("{n}. {} {}", style.bold(&plain(&story.headline)), style.faint(&width))];
    for sentence in brief.into_iter().flat_map(|brief| &brief.sentences) {
        let article = articles.iter().find(|article| article.id == sentence.article);
        let source = plain(article.map_or(sentence.article.as_str(), report::attribution));
        let support = &sentence.support;
        let note = format!("[{source}; {} of {}]", support.origins, support.of);
        lines.push(paragraph("   ", &format!("{} {note}", plain(&sentence.text))));
    }
    lines
}
