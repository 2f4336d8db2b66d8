//! The main job: the files, the summaries, the same bytes every time.

use serde_json::Value;

use crate::desk::{Desk, PILE_SIZE};

const FILES: [&str; 9] = [
    "articles.jsonl",
    "briefs.jsonl",
    "briefs.md",
    "groups.jsonl",
    "rejected.jsonl",
    "report.html",
    "run.json",
    "stories.csv",
    "stories.jsonl",
];

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn run_writes_every_file_and_sums_up() {
    let desk = Desk::with_pile();
    let summary = desk.call(&["run", "pile.jsonl", "-o", "out"]).ok();
    assert_eq!(desk.list("out"), FILES);
    assert!(summary.contains(&format!("{PILE_SIZE} of {PILE_SIZE} records accepted")), "{summary}");
    assert!(summary.contains("Largest stories"), "{summary}");
    assert!(!summary.contains('\u{1b}'), "{summary}");
    let run: Value = serde_json::from_str(&desk.get("out/run.json")).unwrap();
    assert_eq!(run["counts"]["articles"], PILE_SIZE);
    assert_eq!(run["inputs"], serde_json::json!(["pile.jsonl"]));
    assert!(run["timing"]["stages"].as_array().unwrap().iter().any(|lap| lap["stage"] == "dedup"));
}

#[test]
fn copies_are_one_group_and_every_article_is_in_one() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out", "-q"]).ok();
    let groups = lines(&desk.get("out/groups.jsonl"));
    let mut members: Vec<Vec<&str>> = groups
        .iter()
        .map(|g| g["members"].as_array().unwrap().iter().map(|m| m["id"].as_str().unwrap()).collect())
        .collect();
    for group in &mut members {
        group.sort_unstable();
    }
    members.sort();
    assert_eq!(
        members,
        [vec!["choir"], vec!["ferry-echo"], vec!["ferry-herald", "ferry-post"], vec!["quarry"]]
    );
    let told: usize =
        lines(&desk.get("out/stories.jsonl")).iter().map(|s| s["articles"].as_array().unwrap().len()).sum();
    assert_eq!(told, PILE_SIZE);
}

#[test]
fn every_sentence_of_a_brief_stands_where_it_says() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out", "-q"]).ok();
    let articles = lines(&desk.get("out/articles.jsonl"));
    let briefs = lines(&desk.get("out/briefs.jsonl"));
    assert_eq!(briefs.len(), desk.get("out/stories.jsonl").lines().count());
    for sentence in briefs.iter().flat_map(|b| b["sentences"].as_array().unwrap()) {
        let article = articles.iter().find(|a| a["id"] == sentence["article"]).unwrap();
        let number = |name: &str| usize::try_from(sentence[name].as_u64().unwrap()).unwrap();
        let paragraph = article["paragraphs"][number("paragraph")].as_str().unwrap();
        assert_eq!(&paragraph[number("start")..number("end")], sentence["text"].as_str().unwrap());
    }
}

#[test]
fn the_bytes_are_the_same_with_any_number_of_threads() {
    let desk = Desk::with_pile();
    let outs = [("1", "a"), ("2", "b"), ("1", "c"), ("2", "d")];
    for (threads, out) in outs {
        desk.call(&["run", "pile.jsonl", "-o", out, "--threads", threads, "-q"]).ok();
    }
    for file in FILES {
        let read = |out: &str| {
            let text = desk.get(&format!("{out}/{file}"));
            if file != "run.json" {
                return text;
            }
            let mut run: Value = serde_json::from_str(&text).unwrap();
            run.as_object_mut().unwrap().remove("timing").unwrap();
            run.to_string()
        };
        for (_, out) in &outs[1..] {
            assert_eq!(read("a"), read(out), "{file} of {out}");
        }
    }
}

#[test]
fn json_is_for_machines_and_quiet_is_quiet() {
    let desk = Desk::with_pile();
    let told = desk.call(&["run", "pile.jsonl", "-o", "out", "--json"]).ok();
    let run: Value = serde_json::from_str(&told).unwrap();
    assert_eq!(run["counts"]["articles"], PILE_SIZE);
    assert_eq!(told, desk.get("out/run.json"));
    assert_eq!(desk.call(&["run", "pile.jsonl", "-o", "out", "--quiet"]).ok(), "");
}

#[test]
fn nothing_at_all_makes_empty_files() {
    let desk = Desk::new();
    let call = desk.call(&["run", "-", "-o", "out"]);
    assert_eq!(call.code, Some(0), "{}", call.err);
    assert_eq!(desk.get("out/articles.jsonl"), "");
    assert_eq!(desk.get("out/stories.jsonl"), "");
    assert_eq!(desk.list("out"), FILES);
}
