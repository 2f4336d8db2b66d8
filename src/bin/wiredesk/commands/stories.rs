//! `wiredesk stories`: which articles tell the same story.

use std::process::ExitCode;

use wiredesk::progress::Stage;
use wiredesk::report::{self, File};

use crate::args::{Global, Stories};
use crate::delivery;
use crate::desk::{Desk, Job};
use crate::thresholds::{self, Gold};

const JOB: Job = Job {
    command: "stories",
    last: Stage::Stories,
    resume: true,
    files: &[File::Articles, File::Rejected, File::Groups, File::Stories],
};

pub fn main(stories: &Stories, global: &Global) -> anyhow::Result<ExitCode> {
    let Stories { filter, earlier, threshold_report, gold } = stories;
    let gold = gold.as_deref().map(|path| Gold::read(path, "story")).transpose()?;
    let (desk, records) = Desk::open(&filter.inputs, global)?;
    if *threshold_report {
        return thresholds::tell(&desk, records, |scores| thresholds::of_stories(scores, gold.as_ref()));
    }
    let desk = desk.after(earlier.previous.as_deref())?;
    match &filter.out {
        Some(dir) => delivery::to_dir(&desk, records, &JOB, dir),
        None => delivery::to_lines(&desk, records, &JOB, |digest, mut out| {
            report::placed_articles(digest, |_| true, &mut out)
        }),
    }
}
