//! The embedded sample: what a new user sees first.

use std::fs;
use std::path::Path;

use crate::desk::Desk;

fn sample() -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample").to_str().unwrap().to_owned()
}

#[test]
fn every_broken_file_of_the_sample_is_told_and_the_rest_goes_on() {
    let desk = Desk::new();
    let call = desk.call(&["run", &sample(), "-o", "out"]);
    assert_eq!(call.code, Some(0), "{}", call.err);
    let (articles, rejected) = (desk.get("out/articles.jsonl"), desk.get("out/rejected.jsonl"));
    assert!(articles.lines().count() > 80);
    for entry in fs::read_dir(Path::new(&sample()).join("broken")).unwrap() {
        let path = entry.unwrap().path();
        let path = path.to_str().unwrap();
        assert!(rejected.contains(path) || articles.contains(path), "{path} is lost");
    }
}

#[test]
fn piped_stages_make_the_same_files_of_the_sample() {
    let desk = Desk::new();
    desk.call(&["run", &sample(), "-o", "whole", "-q"]).ok();
    let cleaned = desk.call(&["clean", &sample(), "-q"]).ok();
    let grouped = desk.call_with(&["dedup", "-", "--threads", "1"], &cleaned).ok();
    let told = desk.call_with(&["stories", "-"], &grouped).ok();
    desk.call_with(&["brief", "-", "-o", "piped", "-q"], &told).ok();
    for file in ["articles.jsonl", "groups.jsonl", "stories.jsonl", "briefs.jsonl", "briefs.md"] {
        assert_eq!(desk.get(&format!("whole/{file}")), desk.get(&format!("piped/{file}")), "{file}");
    }
    // The front of the page tells of rejected records, which no pipe carries on; the stories are the same.
    let stories = |dir: &str| {
        let page = desk.get(&format!("{dir}/report.html"));
        page.split_once("<article").map(|(_, stories)| stories.to_owned()).unwrap()
    };
    assert!(stories("whole") == stories("piped"), "report.html");
}
