//! `wiredesk clean`: cleaned articles as lines, or laid out with what went from them.

use std::fs;
use std::io::BufReader;
use std::path::Path;
use std::process::ExitCode;

use wiredesk::Error;
use wiredesk::clean::{Cleaner, SiteProfiles, pieces};
use wiredesk::model::Article;
use wiredesk::progress::{Monitor, Stage};
use wiredesk::read::Records;
use wiredesk::report::{self, File};

use crate::args::{Clean, Global};
use crate::console::{Output, Style};
use crate::delivery;
use crate::desk::{Desk, Job};
use crate::layout::plain;
use crate::outputs::OneFile;

const JOB: Job =
    Job { command: "clean", last: Stage::Clean, resume: false, files: &[File::Articles, File::Rejected] };

pub fn main(clean: &Clean, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&clean.filter.inputs, global)?;
    if let Some(path) = &clean.profile {
        return stream(&desk, records, path, clean.explain);
    }
    let records = match &clean.save_profile {
        Some(path) => save_profile(&desk, records, path)?,
        None => records,
    };
    match &clean.filter.out {
        Some(dir) => delivery::to_dir(&desk, records, &JOB, dir),
        None => delivery::to_lines(&desk, records, &JOB, |digest, mut out| {
            if clean.explain {
                let style = Style::of_stdout();
                digest
                    .articles
                    .iter()
                    .try_for_each(|article| out.write_all(lay_out(article, style).as_bytes()))
            } else {
                report::articles(&digest.articles, &mut out)
            }
        }),
    }
}

/// Cleans each record as it comes, by profiles that were saved, and holds none of them.
fn stream(desk: &Desk<'_>, records: Records, path: &Path, explain: bool) -> anyhow::Result<ExitCode> {
    let file = fs::File::open(path).map_err(|error| Error::io(path, error))?;
    let profiles = SiteProfiles::read(BufReader::new(file), path)?;
    let mut cleaner = Cleaner::new(&desk.config().clean, &profiles);
    let mut output = Output::lock();
    let mut teller = delivery::Teller::new(desk, None);
    let style = Style::of_stdout();
    for record in records {
        match record.and_then(|raw| cleaner.clean(raw).map_err(|rejection| *rejection)) {
            Ok(article) => output.write(|mut out| {
                if explain {
                    out.write_all(lay_out(&article, style).as_bytes())
                } else {
                    report::articles(std::slice::from_ref(&article), &mut out)
                }
            })?,
            Err(rejection) => teller.hear(&rejection),
        }
    }
    output.finish()?;
    teller.finish();
    Ok(delivery::verdict(desk, teller.n_rejected))
}

/// Learns what the outlets of all records repeat and saves it; gives the records back.
fn save_profile(desk: &Desk<'_>, records: Records, path: &Path) -> anyhow::Result<Records> {
    let file = OneFile::open(path)?;
    let records: Vec<_> = records.collect();
    let profiles = desk.with_threads(|| {
        SiteProfiles::learn(records.iter().filter_map(|record| record.as_ref().ok()), &Monitor::silent())
    })??;
    file.write(|out| profiles.write(out))?;
    Ok(Box::new(records.into_iter()))
}

/// How wide the column of rules is.
const RULE: usize = 14;

/// Lays out an article for people: what was kept, and what went with the rule that took it, in the order of its text.
fn lay_out(article: &Article, style: Style) -> String {
    let kind = serde_json::to_value(article.kind).ok();
    let kind = kind.as_ref().and_then(|kind| kind.as_str()).unwrap_or_default();
    let published = article.published.map(|moment| moment.to_string());
    let fields = [
        article.source.as_deref(),
        published.as_deref(),
        article.byline.as_deref(),
        article.dateline.as_deref(),
        article.agency.as_deref(),
        article.lang.as_deref(),
        Some(kind),
    ];
    let fields: Vec<String> = fields.into_iter().flatten().map(plain).collect();
    let title = article.title.as_deref().unwrap_or("(no headline)");
    let mut lines = vec![
        style.bold(&plain(title)),
        style.faint(&format!("{}  {}", plain(article.id.as_str()), fields.join("  "))),
    ];
    for piece in pieces(article) {
        let rule = piece.rule.unwrap_or_default();
        let text = plain(piece.text);
        let text = if piece.rule.is_some() { style.cut(&text) } else { text };
        lines.push(format!("{}{text}", style.faint(&format!("{rule:<RULE$}"))));
    }
    if let Some(bytes) = article.dropped_bytes {
        lines.push(style.faint(&format!("{:<RULE$}{bytes} bytes of the page", "extractor")));
    }
    lines.join("\n") + "\n\n"
}
