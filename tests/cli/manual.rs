//! The manual's reference pages are what the program says of itself.
//!
//! `UPDATE_MANUAL=1 cargo test --test cli manual` writes them again.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use crate::desk::Desk;

/// Every command, in the order of the help; those of `eval` behind it.
const COMMANDS: [&[&str]; 16] = [
    &["run"],
    &["read"],
    &["clean"],
    &["dedup"],
    &["explain"],
    &["stories"],
    &["brief"],
    &["eval", "rouge"],
    &["eval", "clusters"],
    &["eval", "pairs"],
    &["eval", "cleaning"],
    &["config"],
    &["formats"],
    &["schema"],
    &["completions"],
    &["man"],
];

fn commands(desk: &Desk) -> String {
    let mut page = "# Commands\n".to_owned();
    for command in COMMANDS {
        let name = command.join(" ");
        let help = desk.call(&[command, &["--help"]].concat()).ok();
        let _ = write!(page, "\n## wiredesk {name}\n\n```text\n{}\n```\n", help.trim_end());
    }
    page
}

fn settings(desk: &Desk) -> String {
    format!(
        "# Settings\n\nWhat holds where nothing is said; `wiredesk config` prints the same. A file with any of these goes to \
         `--config`, a single\none to `--set`, written `table.key=value`.\n\n```toml\n{}\n```\n",
        desk.call(&["config"]).ok().trim_end()
    )
}

#[test]
fn the_reference_pages_are_what_the_program_says() {
    let desk = Desk::new();
    let dir = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/src/reference");
    let pages = [
        ("commands.md", commands(&desk)),
        ("settings.md", settings(&desk)),
        ("files.md", desk.call(&["schema"]).ok()),
    ];
    for (name, page) in pages {
        let path = dir.join(name);
        if std::env::var_os("UPDATE_MANUAL").is_some() {
            fs::write(&path, &page).unwrap();
        }
        let told = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            told == page,
            "docs/src/reference/{name} is old: UPDATE_MANUAL=1 cargo test --test cli manual"
        );
    }
}
