//! Measures wiredesk against reference sets and keeps the figures; `eval/README.md` tells what each set is.
//!
//! It knows the library by its public interface only, as any user would. A set is one file in `sets`, which turns
//! files into a [`Measurement`](report::Measurement); everything else is about printing and keeping those.

mod args;
mod baseline;
mod commands;
mod labels;
mod records;
mod report;
mod scale;
mod sets;
mod settings;
mod sources;
mod training;

use std::process::ExitCode;

use clap::Parser;

fn main() -> ExitCode {
    match commands::run(&args::Args::parse()) {
        Ok(code) => code,
        Err(error) => {
            report::complain(&format!("error: {error:#}"));
            ExitCode::from(2)
        }
    }
}
