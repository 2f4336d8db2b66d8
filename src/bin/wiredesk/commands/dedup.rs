//! `wiredesk dedup`: which articles are copies.

use std::process::ExitCode;

use wiredesk::progress::Stage;
use wiredesk::report::{self, File};

use crate::args::{Dedup, Global};
use crate::{delivery, desk::Desk};

pub fn main(dedup: &Dedup, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&dedup.stage.inputs, global)?;
    match &dedup.stage.out {
        Some(dir) => {
            let files = [File::Articles, File::Rejected, File::Groups];
            delivery::to_dir(&desk, records, "dedup", Stage::Dedup, &files, dir)
        }
        None => delivery::to_lines(&desk, records, Stage::Dedup, |digest, mut out| {
            let wanted = |kept: Option<bool>| match kept {
                Some(true) => !dedup.drop,
                Some(false) => !dedup.keep,
                None => true,
            };
            report::placed_articles(digest, |place| wanted(place.kept), &mut out)
        }),
    }
}
