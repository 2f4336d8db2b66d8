//! `wiredesk man`: manual pages.

use std::path::Path;
use std::process::ExitCode;

use clap::CommandFactory;
use wiredesk::Error;

use crate::args::Args;
use crate::console;
use crate::outputs::make_dir;

pub fn main(dir: Option<&Path>) -> anyhow::Result<ExitCode> {
    if let Some(dir) = dir {
        make_dir(dir)?;
        clap_mangen::generate_to(Args::command(), dir).map_err(|e| Error::io(dir, e))?;
    } else {
        let mut page = Vec::new();
        clap_mangen::Man::new(Args::command()).render(&mut page)?;
        console::print(&page)?;
    }
    Ok(ExitCode::SUCCESS)
}
