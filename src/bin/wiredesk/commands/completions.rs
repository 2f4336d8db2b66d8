//! `wiredesk completions`: a script for a shell.

use std::process::ExitCode;

use clap::CommandFactory;
use clap_complete::Shell;

use crate::args::Args;
use crate::console;

pub fn main(shell: Shell) -> anyhow::Result<ExitCode> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "wiredesk", &mut script);
    console::print(&script)?;
    Ok(ExitCode::SUCCESS)
}
