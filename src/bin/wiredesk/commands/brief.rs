//! `wiredesk brief`: one brief a story, or one an article.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use wiredesk::config::ReportParams;
use wiredesk::model::{Article, Brief, Digest, Story, StoryId};
use wiredesk::progress::{Monitor, Stage};
use wiredesk::report::{self, File};
use wiredesk::text::{self, dates};
use wiredesk::{Config, Error, brief, par, read};

use crate::args::{self, BriefFormat, Global};
use crate::delivery;
use crate::desk::{Desk, Job};

const JOB: Job = Job { command: "brief", last: Stage::Brief, resume: true, files: &File::ALL };
const SINGLE: Job = Job { last: Stage::Clean, ..JOB };

pub fn main(args: &args::Brief, global: &Global) -> anyhow::Result<ExitCode> {
    let mut global = global.clone();
    global.set.extend(assignments(args));
    let earlier = match earlier(args) {
        Some(path) => read_briefs(&path)?,
        None => Vec::new(),
    };
    let (desk, records) = Desk::open(&args.filter.inputs, &global)?;
    let desk = desk.with_earlier(earlier);
    if let Some(dir) = &args.filter.out {
        return delivery::to_dir(&desk, records, &JOB, dir);
    }
    if !args.single {
        return delivery::to_lines(&desk, records, &JOB, |digest, out| {
            write(digest, args.format, &desk.config().report, out)
        });
    }
    delivery::to_lines(&desk, records, &SINGLE, |digest, out| {
        let digest = single(digest.clone(), desk.config()).map_err(std::io::Error::other)?;
        write(&digest, args.format, &desk.config().report, out)
    })
}

/// The flags as settings.
fn assignments(args: &args::Brief) -> Vec<String> {
    let mut set = Vec::new();
    let mut push = |key: &str, value: &dyn std::fmt::Display| set.push(format!("brief.{key}={value}"));
    if let Some(query) = &args.query {
        push("query", query);
    }
    if let Some(since) = args.since.as_ref().filter(|_| earlier(args).is_none()) {
        push("since", since);
    }
    if let Some(method) = &args.method {
        push("method", method);
    }
    match args.words {
        Some(words) => push("max_words", &words),
        None if args.sentences.is_some() || args.bytes.is_some() => push("max_words", &i64::MAX),
        None => {}
    }
    if let Some(sentences) = args.sentences {
        push("max_sentences", &sentences);
    }
    if let Some(bytes) = args.bytes {
        push("max_bytes", &bytes);
    }
    if args.headline {
        push("headline", &true);
    }
    set
}

/// The file of earlier briefs that `--since` names: what is no time.
fn earlier(args: &args::Brief) -> Option<PathBuf> {
    args.since.as_ref().filter(|since| dates::parse(since).is_none()).map(PathBuf::from)
}

fn read_briefs(path: &Path) -> anyhow::Result<Vec<Brief>> {
    let text = read::text(path, &read::ReadParams::default()).with_context(|| {
        format!(
            "--since {} is no time (as 2024-03-05 or 2024-03-05T06:00Z), and no file that can be read",
            path.display()
        )
    })?;
    let parse = |(n, line): (usize, &str)| {
        serde_json::from_str(line).map_err(|e| Error::Format {
            path: path.to_owned(),
            line: Some(n as u64 + 1),
            message: format!("no brief: {e}"),
        })
    };
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    Ok(lines.map(parse).collect::<Result<_, _>>()?)
}

/// Makes every article a story of its own, under its id, with a brief.
fn single(mut digest: Digest, config: &Config) -> wiredesk::Result<Digest> {
    let corpus = text::analyze(&digest.articles, &config.text, &Monitor::silent())?;
    let summarizer = brief::summarizer(&config.brief)?;
    let pairs: Vec<_> = digest.articles.iter().zip(&corpus.documents).collect();
    let briefs = par::map(&pairs, |(article, document)| {
        let cluster = brief::Cluster::new(&[*article], &[*document], &[0], &corpus.vocabulary);
        brief::summarize(&StoryId(article.id.0.clone()), &cluster, &*summarizer, &config.brief)
    });
    digest.briefs = briefs.into_iter().flatten().collect();
    digest.stories = digest.articles.iter().map(story).collect();
    Ok(digest)
}

fn story(article: &Article) -> Story {
    Story {
        id: StoryId(article.id.0.clone()),
        headline: article.title.clone().unwrap_or_default(),
        groups: Vec::new(),
        articles: vec![article.id.clone()],
        copies: 1,
        origins: 1,
        outlets: article.source.iter().cloned().collect(),
        first_seen: article.published,
        last_seen: article.published,
        importance: 0.0,
        terms: Vec::new(),
        names: Vec::new(),
        timeline: Vec::new(),
        follows: Vec::new(),
    }
}

fn write(
    digest: &Digest,
    format: BriefFormat,
    params: &ReportParams,
    mut out: &mut dyn std::io::Write,
) -> std::io::Result<()> {
    match format {
        BriefFormat::Jsonl => report::lines(&digest.briefs, &mut out),
        BriefFormat::Markdown => report::briefs_md(digest, params, &mut out),
        BriefFormat::Text => report::briefs_text(digest, &mut out),
    }
}
