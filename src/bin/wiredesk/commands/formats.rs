//! `wiredesk formats`: what is read.

use std::process::ExitCode;

use wiredesk::read::FORMATS;

use crate::console::{self, Style};
use crate::layout::paragraph;

pub fn main() -> anyhow::Result<ExitCode> {
    let style = Style::of_stdout();
    let mut lines = Vec::new();
    for format in FORMATS {
        lines.push(style.bold(format.name));
        lines.push(paragraph("  told by  ", format.recognised));
        lines.push(paragraph("  reads    ", format.reads));
        lines.push(String::new());
    }
    lines.push(
        "Each may be packed with gzip or zstd. A directory is walked in sorted order; - is standard input.\n"
            .into(),
    );
    console::print(lines.join("\n").as_bytes())?;
    Ok(ExitCode::SUCCESS)
}
