//! `wiredesk formats`: what is read.

use std::process::ExitCode;

use crate::console;

pub fn main() -> anyhow::Result<ExitCode> {
    console::print(b"")?;
    Ok(ExitCode::SUCCESS)
}
