//! `wiredesk dedup`: which articles are copies.

use std::path::Path;
use std::process::ExitCode;

use wiredesk::Error;
use wiredesk::progress::Stage;
use wiredesk::report::{self, File};

use crate::args::{Dedup, Global};
use crate::delivery;
use crate::desk::{Desk, Job};
use crate::thresholds::{self, Gold};

const JOB: Job = Job {
    command: "dedup",
    last: Stage::Dedup,
    resume: false,
    files: &[File::Articles, File::Rejected, File::Groups],
};

pub fn main(dedup: &Dedup, global: &Global) -> anyhow::Result<ExitCode> {
    let mut global = global.clone();
    if let Some(path) = &dedup.outlet_rank {
        global.set.push("dedup.keep=outlet-rank".to_owned());
        global.set.push(format!("dedup.outlet_rank={}", toml::Value::from(read_outlets(path)?)));
    }
    let global = &global;
    if dedup.threshold_report {
        return threshold_report(dedup, global);
    }
    let (desk, records) = Desk::open(&dedup.filter.inputs, global)?;
    match &dedup.filter.out {
        Some(dir) => delivery::to_dir(&desk, records, &JOB, dir),
        None => delivery::to_lines(&desk, records, &JOB, |digest, mut out| {
            let wanted = |kept: Option<bool>| match kept {
                Some(true) => !dedup.drop,
                Some(false) => !dedup.keep,
                None => true,
            };
            report::placed_articles(digest, |place| wanted(place.kept), &mut out)
        }),
    }
}

/// Reads the names of outlets, one a line; empty lines do not count.
fn read_outlets(path: &Path) -> wiredesk::Result<Vec<String>> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    let names = text.trim_start_matches('\u{feff}').lines().map(str::trim).filter(|name| !name.is_empty());
    let names: Vec<String> = names.map(str::to_owned).collect();
    if names.is_empty() {
        let message = "it names no outlet".to_owned();
        return Err(Error::Format { path: path.to_owned(), line: None, message });
    }
    Ok(names)
}

fn threshold_report(dedup: &Dedup, global: &Global) -> anyhow::Result<ExitCode> {
    let gold = dedup.gold.as_deref().map(|path| Gold::read(path, "cluster")).transpose()?;
    let (desk, records) = Desk::open(&dedup.filter.inputs, global)?;
    thresholds::tell(&desk, records, |scores| thresholds::of_groups(scores, gold.as_ref()))
}
