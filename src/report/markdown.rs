//! `briefs.md`: the briefs as an editor reads them.

use std::borrow::Cow;
use std::io::{self, Write};

use rustc_hash::FxHashMap;

use crate::config::ReportParams;
use crate::model::{Article, ArticleId, Brief, BriefSentence, Digest, Flag, Story};

use super::{times, words};

/// Writes the briefs of the [`ReportParams::max_briefs`] most important stories, each sentence with a number that leads to its source.
///
/// # Errors
/// What `out` says.
pub fn briefs_md(digest: &Digest, params: &ReportParams, out: &mut impl Write) -> io::Result<()> {
    let brief_of: FxHashMap<&str, &Brief> = digest.briefs.iter().map(|b| (b.story.as_str(), b)).collect();
    let told: Vec<(&Story, &Brief)> =
        digest.stories.iter().filter_map(|story| Some((story, *brief_of.get(story.id.as_str())?))).collect();
    head(digest, told.len(), params.max_briefs, out)?;
    let article_of: FxHashMap<&str, &Article> = digest.articles.iter().map(|a| (a.id.as_str(), a)).collect();
    let warnings_of = words::warnings_of(digest);
    for (n, (story, brief)) in told.iter().take(params.max_briefs).enumerate() {
        entry(n + 1, story, brief, &article_of, &warnings_of, out)?;
    }
    Ok(())
}

fn head(digest: &Digest, n_told: usize, max_briefs: usize, out: &mut impl Write) -> io::Result<()> {
    let stats = &digest.stats;
    writeln!(out, "# Briefs\n")?;
    writeln!(
        out,
        "{}, {} of them copies, in {}.",
        count(stats.articles, "article", "articles"),
        stats.copies,
        count(stats.stories, "story", "stories"),
    )?;
    if n_told > max_briefs {
        writeln!(
            out,
            "Below are the {max_briefs} most important; {} are left out here and stand in `briefs.jsonl`.",
            count(n_told - max_briefs, "brief", "briefs"),
        )?;
    }
    let silent = digest.stories.len().saturating_sub(n_told);
    if silent > 0 {
        let verb = if silent == 1 { "has" } else { "have" };
        writeln!(out, "{} {verb} no brief.", count(silent, "story", "stories"))?;
    }
    Ok(())
}

fn entry(
    n: usize,
    story: &Story,
    brief: &Brief,
    article_of: &FxHashMap<&str, &Article>,
    warnings_of: &FxHashMap<&str, Vec<String>>,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "\n## {n}. {}\n", escaped(&story.headline))?;
    writeln!(out, "{}\n", facts(story, brief, article_of))?;
    let sources = sources(brief);
    for sentence in &brief.sentences {
        let number = sources.iter().position(|s| s.article == sentence.article).map_or(0, |i| i + 1);
        let support = &sentence.support;
        let text = escaped(&sentence.text);
        writeln!(out, "- {text} [{number}] ({} of {})", support.origins, support.of)?;
        for conflict in &sentence.conflicts {
            let article = article_of.get(conflict.article.as_str());
            let name = article.map_or("unknown", |article| attribution(article));
            writeln!(out, "  - but {}: {}", escaped(name), escaped(&conflict.text))?;
        }
    }
    writeln!(out)?;
    for (i, source) in sources.iter().enumerate() {
        let article = article_of.get(source.article.as_str());
        let name = article.map_or("unknown", |article| attribution(article));
        write!(out, "{}. {}", i + 1, escaped(name))?;
        let date_only = article.is_some_and(|article| article.flags.contains(&Flag::DateOnly));
        if let Some(time) = source.published {
            write!(out, ", {}", times::told(time, date_only))?;
        }
        write!(out, " ({})", escaped(source.article.as_str()))?;
        match warnings_of.get(source.article.as_str()) {
            Some(warnings) => writeln!(out, ", **{}**", escaped(&warnings.join(", ")))?,
            None => writeln!(out)?,
        }
    }
    Ok(())
}

/// Names where an article comes from, for people: its outlet, else its agency, else its id where its file holds many,
/// else the name of its file.
#[must_use]
pub fn attribution(article: &Article) -> &str {
    let place = || match article.line {
        Some(_) => article.id.as_str(),
        None => article.input.rsplit(['/', '\\']).next().unwrap_or(&article.input),
    };
    article.source.as_deref().or(article.agency.as_deref()).unwrap_or_else(place)
}

/// Tells in one line how wide a story ran.
fn facts(story: &Story, brief: &Brief, article_of: &FxHashMap<&str, &Article>) -> String {
    let mut parts = words::width(story, Some(brief));
    let of_story = story.articles.iter().filter_map(|id| article_of.get(id.as_str()).copied());
    parts.extend(times::span(of_story));
    parts.join(" | ")
}

/// Lists the first sentence of each article that a brief quotes, in order.
fn sources(brief: &Brief) -> Vec<&BriefSentence> {
    let mut met: Vec<&ArticleId> = Vec::new();
    let mut sources = Vec::new();
    for sentence in &brief.sentences {
        if !met.contains(&&sentence.article) {
            met.push(&sentence.article);
            sources.push(sentence);
        }
    }
    sources
}

pub(super) fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// Puts a backslash before what Markdown or HTML would take for a sign, and makes one line of it.
fn escaped(text: &str) -> Cow<'_, str> {
    const SIGNS: &[char] = &['\\', '`', '*', '_', '[', ']', '<', '>', '#', '|', '~', '&', '\n', '\r'];
    if !text.contains(SIGNS) {
        return Cow::Borrowed(text);
    }
    let mut safe = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\n' | '\r' => safe.push(' '),
            c if SIGNS.contains(&c) => safe.extend(['\\', c]),
            c => safe.push(c),
        }
    }
    Cow::Owned(safe)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Stats, Support};

    #[test]
    fn signs_of_markdown_are_escaped() {
        assert_eq!(escaped("a plain line"), "a plain line");
        assert_eq!(escaped("<b> [x] *y*\nz"), "\\<b\\> \\[x\\] \\*y\\* z");
    }

    /// A digest of `n` stories of one article each, every one with a brief of one sentence.
    fn digest(n: usize) -> Digest {
        let ids: Vec<String> = (0..n).map(|i| format!("a{i}")).collect();
        let story = |id: &String| Story {
            id: id.as_str().into(),
            headline: format!("Headline of {id}"),
            groups: Vec::new(),
            articles: vec![id.as_str().into()],
            copies: 1,
            origins: 1,
            outlets: vec!["Tolley Times".to_owned()],
            first_seen: None,
            last_seen: None,
            importance: 1.0,
            terms: Vec::new(),
            names: Vec::new(),
            timeline: Vec::new(),
            follows: Vec::new(),
        };
        let brief = |id: &String| Brief {
            story: id.as_str().into(),
            method: "lead".to_owned(),
            words: 2,
            sentences: vec![BriefSentence {
                text: format!("It {id}."),
                article: id.as_str().into(),
                source: None,
                published: None,
                paragraph: 0,
                start: 0,
                end: 4,
                support: Support { origins: 1, of: 1, outlets: Vec::new() },
                conflicts: Vec::new(),
            }],
        };
        Digest {
            articles: Vec::new(),
            rejected: Vec::new(),
            groups: Vec::new(),
            stories: ids.iter().map(story).collect(),
            briefs: ids.iter().map(brief).collect(),
            stats: Stats { articles: n, stories: n, ..Stats::default() },
            settings: serde_json::Value::Null,
            version: "0",
        }
    }

    fn written(n: usize) -> String {
        let mut out = Vec::new();
        briefs_md(&digest(n), &ReportParams::default(), &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn what_is_left_out_is_told() {
        let shown = ReportParams::default().max_briefs;
        let all = written(shown);
        assert_eq!(all.matches("\n## ").count(), shown);
        assert!(!all.contains("left out"));
        let some = written(shown + 7);
        assert_eq!(some.matches("\n## ").count(), shown);
        assert!(some.contains("Below are the 100 most important; 7 briefs are left out here"), "{some}");
    }

    #[test]
    fn a_brief_leads_from_each_sentence_to_its_source() {
        let text = written(1);
        assert!(
            text.contains("## 1. Headline of a0\n\n1 article | 1 independent origin | 1 outlet\n"),
            "{text}"
        );
        assert!(text.contains("- It a0. [1] (1 of 1)\n\n1. unknown (a0)\n"), "{text}");
        assert!(written(0).starts_with("# Briefs\n\n0 articles, 0 of them copies, in 0 stories.\n"));
    }
}
