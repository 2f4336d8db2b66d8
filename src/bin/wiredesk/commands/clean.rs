//! `wiredesk clean`: cleaned articles as lines.

use std::process::ExitCode;

use wiredesk::progress::Stage as Last;
use wiredesk::report::{self, File};

use crate::args::{Global, Stage};
use crate::{delivery, desk::Desk};

pub fn main(stage: &Stage, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&stage.inputs, global)?;
    match &stage.out {
        Some(dir) => {
            delivery::to_dir(&desk, records, "clean", Last::Clean, &[File::Articles, File::Rejected], dir)
        }
        None => delivery::to_lines(&desk, records, Last::Clean, |digest, mut out| {
            report::articles(&digest.articles, &mut out)
        }),
    }
}
