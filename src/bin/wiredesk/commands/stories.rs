//! `wiredesk stories`: which articles tell the same story.

use std::process::ExitCode;

use wiredesk::progress::Stage;
use wiredesk::report::{self, File};

use crate::args::{Global, Stories};
use crate::delivery;
use crate::desk::{Desk, Job};

const JOB: Job = Job {
    command: "stories",
    last: Stage::Stories,
    resume: true,
    files: &[File::Articles, File::Rejected, File::Groups, File::Stories],
};

pub fn main(Stories { filter, earlier }: &Stories, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&filter.inputs, global)?;
    let desk = desk.after(earlier.previous.as_deref())?;
    match &filter.out {
        Some(dir) => delivery::to_dir(&desk, records, &JOB, dir),
        None => delivery::to_lines(&desk, records, &JOB, |digest, mut out| {
            report::placed_articles(digest, |_| true, &mut out)
        }),
    }
}
