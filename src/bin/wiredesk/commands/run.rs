//! `wiredesk run`: the whole way.

use std::process::ExitCode;

use wiredesk::progress::Stage;
use wiredesk::report::File;

use crate::args::{Global, Run};
use crate::delivery;
use crate::desk::{Desk, Job};

const JOB: Job = Job { command: "run", last: Stage::Brief, resume: false, files: &File::ALL };

pub fn main(run: &Run, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&run.inputs, global)?;
    let desk = desk.after(run.earlier.previous.as_deref())?;
    delivery::to_dir(&desk, records, &JOB, &run.out)
}
