//! Ids of stories from one run to the next.

use serde_json::Value;

use crate::desk::Desk;

fn ids(desk: &Desk, dir: &str) -> Vec<String> {
    let text = desk.get(&format!("{dir}/stories.jsonl"));
    let stories = text.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    stories.map(|story| story["id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn stories_keep_the_ids_of_an_earlier_run() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out", "-q"]).ok();
    let first = ids(&desk, "out");
    let renamed: String =
        desk.get("out/stories.jsonl").lines().map(|line| line.replace(&first[0], "of-old") + "\n").collect();
    desk.put("out/stories.jsonl", &renamed);
    desk.call(&["run", "pile.jsonl", "-o", "again", "-q", "--previous", "out"]).ok();
    let again = ids(&desk, "again");
    assert_eq!(again[0], "of-old");
    assert_eq!(again[1..], first[1..]);
    let briefs = desk.get("again/briefs.jsonl");
    assert!(briefs.contains("\"story\":\"of-old\""), "{briefs}");
}

#[test]
fn an_earlier_run_that_is_not_there_or_not_one_is_told() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out", "--previous", "nowhere"]).fails(2, &["stories.jsonl"]);
    desk.put("stories.jsonl", "{}\n");
    desk.call(&["run", "pile.jsonl", "-o", "out", "--previous", "."])
        .fails(2, &["stories.jsonl:1", "must be a story"]);
}
