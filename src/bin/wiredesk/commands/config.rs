//! `wiredesk config`: the settings that hold.

use std::process::ExitCode;

use crate::args::Global;
use crate::{console, settings};

pub fn main(global: &Global) -> anyhow::Result<ExitCode> {
    let config = settings::gather(global)?;
    if global.json {
        let mut text = serde_json::to_vec_pretty(&config)?;
        text.push(b'\n');
        console::print(&text)?;
    } else {
        console::print(config.to_toml()?.as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}
