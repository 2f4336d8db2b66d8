//! Stages piped into each other, and the program's own output as its input.

use serde_json::Value;

use crate::desk::{Desk, PILE_SIZE};

#[test]
fn stages_piped_into_each_other_equal_the_whole_way() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out", "-q"]).ok();
    let cleaned = desk.call(&["clean", "pile.jsonl"]).ok();
    assert_eq!(cleaned, desk.get("out/articles.jsonl"));
    let grouped = desk.call_with(&["dedup", "-"], &cleaned).ok();
    let told = desk.call_with(&["stories", "-"], &grouped).ok();
    let briefs = desk.call_with(&["brief", "-"], &told).ok();
    assert_eq!(briefs, desk.get("out/briefs.jsonl"));
    assert_eq!(desk.call(&["brief", "pile.jsonl"]).ok(), briefs);
}

#[test]
fn own_articles_are_taken_as_they_are() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "first", "-q"]).ok();
    desk.call(&["run", "first/articles.jsonl", "-o", "second", "-q"]).ok();
    for file in ["articles.jsonl", "groups.jsonl", "stories.jsonl", "briefs.jsonl", "briefs.md"] {
        assert_eq!(desk.get(&format!("first/{file}")), desk.get(&format!("second/{file}")), "{file}");
    }
    desk.call(&["run", "second/articles.jsonl", "-o", "second", "-q"]).ok();
    assert_eq!(desk.get("first/articles.jsonl"), desk.get("second/articles.jsonl"));
}

#[test]
fn dedup_says_where_each_line_belongs() {
    let desk = Desk::with_pile();
    let grouped = desk.call(&["dedup", "pile.jsonl"]).ok();
    let lines: Vec<Value> = grouped.lines().map(|l| serde_json::from_str(l).unwrap()).collect();
    assert_eq!(lines.len(), PILE_SIZE);
    assert!(
        lines.iter().all(|l| l["group"].is_string() && l["relation"].is_string() && l["kept"].is_boolean())
    );
    let keep = desk.call(&["dedup", "--keep", "pile.jsonl"]).ok();
    let drop = desk.call(&["dedup", "--drop", "pile.jsonl"]).ok();
    assert_eq!(keep.lines().count(), 4);
    assert_eq!(drop.lines().count(), 1);
    let mut parts: Vec<&str> = keep.lines().chain(drop.lines()).collect();
    let mut whole: Vec<&str> = grouped.lines().collect();
    parts.sort_unstable();
    whole.sort_unstable();
    assert_eq!(parts, whole);
}

#[test]
fn groups_and_stories_of_the_input_are_kept() {
    let desk = Desk::with_pile();
    let grouped = desk.call(&["dedup", "pile.jsonl"]).ok();
    let edited: Vec<String> = grouped
        .lines()
        .map(|line| {
            let mut article: Value = serde_json::from_str(line).unwrap();
            if article["id"] == "quarry" || article["id"] == "choir" {
                article["group"] = "mine".into();
                article["kept"] = (article["id"] == "choir").into();
            }
            format!("{article}\n")
        })
        .collect();
    let told = desk.call_with(&["stories", "-"], &edited.concat()).ok();
    let group_of = |id: &str| {
        let lines = told.lines().map(|l| serde_json::from_str::<Value>(l).unwrap());
        lines.into_iter().find(|l| l["id"] == id).map(|l| (l["group"].clone(), l["story"].clone())).unwrap()
    };
    assert_eq!(group_of("quarry").0, "mine");
    assert_eq!(group_of("quarry"), group_of("choir"));
    assert_ne!(group_of("quarry").1, group_of("ferry-post").1);

    let renamed = told.replace(group_of("quarry").1.as_str().unwrap(), "my-story");
    let briefs = desk.call_with(&["brief", "-"], &renamed).ok();
    assert!(
        briefs.lines().any(|l| serde_json::from_str::<Value>(l).unwrap()["story"] == "my-story"),
        "{briefs}"
    );
}

#[test]
fn stages_write_files_where_they_are_told_to() {
    let desk = Desk::with_pile();
    desk.call(&["dedup", "pile.jsonl", "-o", "out", "-q"]).ok();
    assert_eq!(desk.list("out"), ["articles.jsonl", "groups.jsonl", "rejected.jsonl", "run.json"]);
    desk.call(&["clean", "pile.jsonl", "-o", "only", "-q"]).ok();
    assert_eq!(desk.list("only"), ["articles.jsonl", "rejected.jsonl", "run.json"]);
}
