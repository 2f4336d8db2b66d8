//! `wiredesk brief`: one brief a story.

use std::process::ExitCode;

use wiredesk::progress::Stage as Last;
use wiredesk::report::{self, File};

use crate::args::{Global, Stage};
use crate::{delivery, desk::Desk};

pub fn main(stage: &Stage, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&stage.inputs, global)?;
    match &stage.out {
        Some(dir) => delivery::to_dir(&desk, records, "brief", Last::Brief, &File::ALL, dir),
        None => delivery::to_lines(&desk, records, Last::Brief, |digest, mut out| {
            report::lines(&digest.briefs, &mut out)
        }),
    }
}
