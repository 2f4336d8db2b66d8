//! Briefs as plain text.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::markdown::attribution;
use super::{times, words};
use crate::model::{Article, Brief, Digest, Story};

/// Writes every brief as plain text: the headline of the story, then a sentence a line with its outlet, its time, how
/// many of the origins carry it, and what limits the use of its article; below a sentence what contradicts it. Where no brief has more than one sentence, each is
/// one line and headlines are left out.
///
/// # Errors
/// What `out` says.
pub fn briefs_text(digest: &Digest, out: &mut impl Write) -> io::Result<()> {
    let story_of: FxHashMap<&str, &Story> = digest.stories.iter().map(|s| (s.id.as_str(), s)).collect();
    let article_of: FxHashMap<&str, &Article> = digest.articles.iter().map(|a| (a.id.as_str(), a)).collect();
    let warnings_of = words::warnings_of(digest);
    let outlet = |id: &str| article_of.get(id).map_or("unknown", |article| attribution(article));
    let one_line =
        |brief: &Brief| brief.sentences.len() <= 1 && brief.sentences.iter().all(|s| s.conflicts.is_empty());
    let lines_only = digest.briefs.iter().all(one_line);
    for (n, brief) in digest.briefs.iter().enumerate() {
        if !lines_only {
            if n > 0 {
                writeln!(out)?;
            }
            let headline = story_of.get(brief.story.as_str()).map_or("", |story| story.headline.as_str());
            writeln!(out, "{}", line(if headline.is_empty() { brief.story.as_str() } else { headline }))?;
        }
        for sentence in &brief.sentences {
            let indent = if lines_only { "" } else { "  " };
            let id = sentence.article.as_str();
            let support = &sentence.support;
            write!(out, "{indent}{} [{}", line(&sentence.text), line(outlet(id)))?;
            if let Some(time) = article_of.get(id).and_then(|article| times::published(article)) {
                write!(out, ", {time}")?;
            }
            write!(out, "; {} of {}", support.origins, support.of)?;
            for warning in warnings_of.get(id).into_iter().flatten() {
                write!(out, "; {}", line(warning))?;
            }
            writeln!(out, "]")?;
            for conflict in &sentence.conflicts {
                writeln!(
                    out,
                    "    but: {} [{}]",
                    line(&conflict.text),
                    line(outlet(conflict.article.as_str()))
                )?;
            }
        }
    }
    Ok(())
}

/// Makes one line of a text, without control characters.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
