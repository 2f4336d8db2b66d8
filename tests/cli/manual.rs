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

/// What the page of how it works tells of `eval/baseline.json`: what it is in words, the set, the figure.
const FIGURES: [(&str, &str, &str); 16] = [
    ("Blocks of web pages kept and taken out rightly, F1", "pages", "cleaning.snippet F1"),
    ("Scraped texts left with the whole body and at most four words more", "planted", "cleaning.fully clean"),
    ("The same, of the project's own sample", "sample", "cleaning.fully clean"),
    ("Copies, F1 of pairs", "planted", "clusters.cluster F1"),
    ("Copies, B-cubed F1", "planted", "clusters.B-cubed F1"),
    ("Look-alikes kept apart from what they look like", "planted", "clusters.templates kept apart"),
    ("Real short reports of one mould, F1 of pairs", "reuters-briefs", "pairs.pair F1"),
    ("Stories of look-alike events, B-cubed F1", "ecbplus", "stories.B-cubed F1"),
    ("Stories of three outlets each, B-cubed F1", "basil", "stories.B-cubed F1"),
    ("Stories of broad topics, B-cubed F1", "multinews-stories", "stories.B-cubed F1"),
    ("Briefs, ROUGE-1 recall of 100 words", "multinews", "briefs.coverage ROUGE-1 recall"),
    ("The same of the first sentences", "multinews", "briefs.lead ROUGE-1 recall"),
    ("Briefs, ROUGE-2 recall of 100 words", "multinews", "briefs.coverage ROUGE-2 recall"),
    ("The same of the first sentences", "multinews", "briefs.lead ROUGE-2 recall"),
    ("Briefs of the sample, ROUGE-2 recall", "sample-briefs", "briefs.coverage ROUGE-2 recall"),
    ("The same of the first sentences", "sample-briefs", "briefs.lead ROUGE-2 recall"),
];

fn figures(baseline: &serde_json::Value) -> String {
    let mut table = "| what | set | figure |\n|---|---|---|\n".to_owned();
    for (what, set, name) in FIGURES {
        let floor = &baseline["sets"][set]["floors"][name];
        assert!(floor.is_number(), "eval/baseline.json has no {set}, {name}");
        let _ = writeln!(table, "| {what} | `{set}` | {floor} |");
    }
    table
}

#[test]
fn the_figures_of_the_manual_are_the_pinned_ones() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let baseline = fs::read_to_string(root.join("eval/baseline.json")).unwrap();
    let table = figures(&serde_json::from_str(&baseline).unwrap());
    let path = root.join("docs/src/how-it-works.md");
    let page = fs::read_to_string(&path).unwrap();
    let (head, rest) = page.split_once("<!-- figures -->\n").unwrap();
    let (_, tail) = rest.split_once("<!-- end of figures -->").unwrap();
    let wanted = format!("{head}<!-- figures -->\n{table}<!-- end of figures -->{tail}");
    if std::env::var_os("UPDATE_MANUAL").is_some() {
        fs::write(&path, &wanted).unwrap();
        return;
    }
    assert!(page == wanted, "the figures are old: UPDATE_MANUAL=1 cargo test --test cli manual");
}
