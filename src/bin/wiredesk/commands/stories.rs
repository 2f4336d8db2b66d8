//! `wiredesk stories`: which articles tell the same story.

use std::process::ExitCode;

use wiredesk::progress::Stage as Last;
use wiredesk::report::{self, File};

use crate::args::{Global, Stage};
use crate::{delivery, desk::Desk};

pub fn main(stage: &Stage, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&stage.inputs, global)?;
    match &stage.out {
        Some(dir) => {
            let files = [File::Articles, File::Rejected, File::Groups, File::Stories];
            delivery::to_dir(&desk, records, "stories", Last::Stories, &files, dir)
        }
        None => delivery::to_lines(&desk, records, Last::Stories, |digest, mut out| {
            report::placed_articles(digest, |_| true, &mut out)
        }),
    }
}
