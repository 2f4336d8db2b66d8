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
    for file in [
        "articles.jsonl",
        "groups.jsonl",
        "stories.jsonl",
        "stories.csv",
        "briefs.jsonl",
        "briefs.md",
        "report.html",
    ] {
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
fn a_file_of_outlets_says_whose_copy_is_kept() {
    let desk = Desk::with_pile();
    let kept = |outlets: &str| {
        desk.put("outlets.txt", outlets);
        let lines = desk.call(&["dedup", "--keep", "--outlet-rank", "outlets.txt", "pile.jsonl"]).ok();
        let ids = lines.lines().map(|l| serde_json::from_str::<Value>(l).unwrap()["id"].clone());
        ids.filter(|id| id == "ferry-post" || id == "ferry-herald").collect::<Vec<_>>()
    };
    assert_eq!(kept("Marlow Herald\n\nThe Ostwick Post\n"), ["ferry-herald"]);
    assert_eq!(kept("\u{feff}The Ostwick Post\r\nMarlow Herald\r\n"), ["ferry-post"]);
    assert_eq!(kept("An \"outlet\" that is not here\n"), ["ferry-post"]);
    desk.put("outlets.txt", "\n");
    let call = |file: &str| desk.call(&["dedup", "--outlet-rank", file, "pile.jsonl"]);
    call("outlets.txt").fails(2, &["outlets.txt", "names no outlet"]);
    call("absent.txt").fails(2, &["absent.txt"]);
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

/// Six articles of one outlet, each with the outlet's own line, and a seventh that comes later.
fn courier() -> (String, String) {
    let line = |n: usize| {
        let text = format!(
            "Baked fresh in the old town of Lund every morning at six sharp.\nThe harbour court of Lund heard case {n} on \
             Monday and put off its ruling until May.\nRelated Content\nStorm closes quay"
        );
        let record = serde_json::json!({"id": format!("c{n}"), "source": "Lund Courier", "title": format!("Case {n}"), "text": text});
        record.to_string() + "\n"
    };
    ((0..6).map(line).collect(), line(6))
}

#[test]
fn a_saved_profile_cleans_later_records_one_by_one() {
    let desk = Desk::new();
    let (pile, later) = courier();
    desk.put("pile.jsonl", &pile);
    desk.put("later.jsonl", &later);
    let rules = |line: &str| -> Vec<String> {
        let article: Value = serde_json::from_str(line).unwrap();
        let removed = article["removed"].as_array().unwrap();
        removed.iter().map(|r| r["rule"].as_str().unwrap().to_owned()).collect()
    };
    let batch = desk.call(&["clean", "pile.jsonl", "--save-profile", "sites"]).ok();
    assert!(desk.get("sites").starts_with("{\"site_profiles\":1}\n{\"outlet\":\"lundcourier\""));
    assert_eq!(desk.call(&["clean", "pile.jsonl", "--profile", "sites"]).ok(), batch);
    let alone = desk.call(&["clean", "later.jsonl"]).ok();
    assert_eq!(rules(&alone), ["tail", "tail"]);
    let known = desk.call(&["clean", "later.jsonl", "--profile", "sites"]).ok();
    assert_eq!(rules(&known)[0], "profile");
    let off = desk.call(&["clean", "later.jsonl", "--profile", "sites", "--set", "clean.profile=false"]).ok();
    assert_eq!(off, alone);
}

#[test]
fn a_file_that_is_no_profile_is_told() {
    let desk = Desk::with_pile();
    desk.call(&["clean", "pile.jsonl", "--profile", "absent"]).fails(2, &["absent"]);
    desk.call(&["clean", "pile.jsonl", "--profile", "pile.jsonl"])
        .fails(2, &["pile.jsonl:1", "no site profiles"]);
    desk.call(&["clean", "pile.jsonl", "--save-profile", "no/such/place"]).fails(2, &["no/such/place"]);
}

#[test]
fn explained_articles_show_what_went_and_why() {
    let desk = Desk::new();
    let (pile, _) = courier();
    desk.put("pile.jsonl", &pile);
    let told = desk.call(&["clean", "--explain", "pile.jsonl"]).ok();
    let first: Vec<&str> = told.split("\n\n").next().unwrap().lines().collect();
    assert_eq!(first[0], "Case 0");
    assert_eq!(first[1], "c0  Lund Courier  brief");
    assert_eq!(first[2], "profile       Baked fresh in the old town of Lund every morning at six sharp.");
    assert!(first[3].starts_with("              The harbour court"), "{told}");
    assert_eq!(first[4..], ["profile       Related Content", "profile       Storm closes quay"]);
    assert!(!told.contains('\u{1b}'));
}
