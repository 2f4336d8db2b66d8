//! `wiredesk dedup`: which articles are copies.

use std::process::ExitCode;

use wiredesk::progress::Stage;
use wiredesk::report::{self, File};

use crate::args::{Dedup, Global};
use crate::delivery;
use crate::desk::{Desk, Job};

const JOB: Job = Job {
    command: "dedup",
    last: Stage::Dedup,
    resume: false,
    files: &[File::Articles, File::Rejected, File::Groups],
};

pub fn main(dedup: &Dedup, global: &Global) -> anyhow::Result<ExitCode> {
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
