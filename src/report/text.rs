//! Briefs as plain text.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::markdown::attribution;
use crate::model::{Article, Brief, BriefSentence, Digest, Story};

/// Writes every brief as plain text: the headline of the story, then a sentence a line with its outlet, its time and how
/// many of the origins carry it; below a sentence what contradicts it. Where no brief has more than one sentence, each is
/// one line and headlines are left out.
///
/// # Errors
/// What `out` says.
pub fn briefs_text(digest: &Digest, out: &mut impl Write) -> io::Result<()> {
    let story_of: FxHashMap<&str, &Story> = digest.stories.iter().map(|s| (s.id.as_str(), s)).collect();
    let article_of: FxHashMap<&str, &Article> = digest.articles.iter().map(|a| (a.id.as_str(), a)).collect();
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
            writeln!(
                out,
                "{indent}{} [{}]",
                line(&sentence.text),
                source(sentence, outlet(sentence.article.as_str()))
            )?;
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

fn source(sentence: &BriefSentence, outlet: &str) -> String {
    let time = sentence.published.map(|time| format!(", {time}")).unwrap_or_default();
    format!("{}{time}; {} of {}", line(outlet), sentence.support.origins, sentence.support.of)
}

/// Makes one line of a text, without control characters.
fn line(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}
