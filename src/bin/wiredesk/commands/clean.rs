//! `wiredesk clean`: cleaned articles as lines.

use std::process::ExitCode;

use wiredesk::progress::Stage;
use wiredesk::report::{self, File};

use crate::args::{Filter, Global};
use crate::delivery;
use crate::desk::{Desk, Job};

const JOB: Job =
    Job { command: "clean", last: Stage::Clean, resume: false, files: &[File::Articles, File::Rejected] };

pub fn main(filter: &Filter, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&filter.inputs, global)?;
    match &filter.out {
        Some(dir) => delivery::to_dir(&desk, records, &JOB, dir),
        None => delivery::to_lines(&desk, records, &JOB, |digest, mut out| {
            report::articles(&digest.articles, &mut out)
        }),
    }
}
