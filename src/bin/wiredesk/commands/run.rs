//! `wiredesk run`: the whole way.

use std::process::ExitCode;

use wiredesk::progress::Stage;
use wiredesk::report::File;

use crate::args::{Global, Run};
use crate::{delivery, desk::Desk};

pub fn main(run: &Run, global: &Global) -> anyhow::Result<ExitCode> {
    let (desk, records) = Desk::open(&run.inputs, global)?;
    delivery::to_dir(&desk, records, "run", Stage::Brief, &File::ALL, &run.out)
}
