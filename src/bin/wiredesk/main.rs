//! The program: what was typed becomes calls of the library, and what comes of them becomes files and lines.
//!
//! One file a command in `commands`; `args` says what can be typed, `settings` what it means.

mod args;
mod commands;
mod console;
mod delivery;
mod desk;
mod explained;
mod failure;
mod layout;
mod memory;
mod outputs;
mod progress;
mod scoring;
mod settings;
mod summary;
mod thresholds;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match Args::try_parse() {
        Ok(args) => dispatch(&args).unwrap_or_else(|problem| failure::tell(&problem)),
        Err(told) => failure::of_command_line(&told),
    }
}

fn dispatch(args: &Args) -> anyhow::Result<ExitCode> {
    let global = &args.global;
    match &args.command {
        Command::Run(run) => commands::run::main(run, global),
        Command::Read(read) => commands::read::main(read, global),
        Command::Clean(stage) => commands::clean::main(stage, global),
        Command::Dedup(dedup) => commands::dedup::main(dedup, global),
        Command::Stories(stage) => commands::stories::main(stage, global),
        Command::Eval(eval) => commands::eval::main(eval, global),
        Command::Explain(explain) => commands::explain::main(explain, global),
        Command::Brief(brief) => commands::brief::main(brief, global),
        Command::Config => commands::config::main(global),
        Command::Formats => commands::formats::main(),
        Command::Schema { file } => commands::schema::main(file.as_deref()),
        Command::Completions { shell } => commands::completions::main(*shell),
        Command::Man { out } => commands::man::main(out.as_deref()),
    }
}
