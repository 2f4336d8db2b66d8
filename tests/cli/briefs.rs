//! The flags of `wiredesk brief`.

use serde_json::Value;

use crate::desk::Desk;

const STORY: &str = concat!(
    r#"{"id":"a","source":"Nordhafen Post","story":"s","published":"2024-03-04T06:00:00Z","title":"Ferry aground","#,
    r#""paragraphs":["A car ferry ran aground off Nordhafen on Monday with 212 people on board.","The harbour office blamed thick fog for the accident."]}"#,
    "\n",
    r#"{"id":"b","source":"Lindow Echo","story":"s","published":"2024-03-05T06:00:00Z","title":"Tug to pull ferry","#,
    r#""paragraphs":["A tug will try to pull the ferry off the rocks near Nordhafen at high tide on Wednesday.","The ferry had 214 people on board when it ran aground off Nordhafen on Monday."]}"#,
    "\n",
);

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("story.jsonl", STORY);
    desk
}

fn texts(lines: &str) -> Vec<String> {
    let briefs = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let sentences = briefs.flat_map(|brief| brief["sentences"].as_array().unwrap().clone());
    sentences.map(|sentence| sentence["text"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_query_and_a_time_say_what_is_told() {
    let desk = desk();
    let asked = desk.call(&["brief", "story.jsonl", "--query", "fog", "--sentences", "1"]).ok();
    assert_eq!(texts(&asked), ["The harbour office blamed thick fog for the accident."]);
    assert_eq!(desk.call(&["brief", "story.jsonl", "--query", "parliament"]).ok(), "");
    let new = desk.call(&["brief", "story.jsonl", "--since", "2024-03-05"]).ok();
    assert!(texts(&new)[0].starts_with("A tug"), "{new}");
}

#[test]
fn earlier_briefs_are_not_told_again() {
    let desk = desk();
    let first = desk.call(&["brief", "story.jsonl", "--sentences", "1"]).ok();
    desk.put("briefs.jsonl", &first);
    let then = desk.call(&["brief", "story.jsonl", "--since", "briefs.jsonl"]).ok();
    assert!(!then.is_empty() && !texts(&then).contains(&texts(&first)[0]), "{then}");
    let absent = desk.call(&["brief", "story.jsonl", "--since", "soon"]);
    assert_eq!(absent.code, Some(2));
    assert!(
        absent.err.contains("soon is no time (as 2024-03-05 or 2024-03-05T06:00Z), and no file"),
        "{}",
        absent.err
    );
}

#[test]
fn briefs_are_written_as_text_and_as_markdown() {
    let desk = desk();
    let text = desk.call(&["brief", "story.jsonl", "--format", "text", "--method", "lead"]).ok();
    assert!(text.contains("  A car ferry ran aground off Nordhafen on Monday with 212 people on board. [Nordhafen Post, 2024-03-04 06:00 UTC; 1 of 2]\n"), "{text}");
    assert!(text.contains("    but: The ferry had 214 people on board"), "{text}");
    let markdown = desk.call(&["brief", "story.jsonl", "--format", "markdown", "--method", "lead"]).ok();
    assert!(markdown.contains("  - but Lindow Echo: The ferry had 214 people on board"), "{markdown}");
}

#[test]
fn a_bare_date_and_an_embargo_are_written_as_such() {
    let desk = desk();
    let text = "A dairy of Nordhafen buys its rival for 412 million crowns in cash, both said on Monday.";
    desk.put("held.jsonl", format!("{{\"id\":\"a\",\"source\":\"Post\",\"published\":\"2024-03-04\",\"embargo\":\"2024-03-11T07:00:00Z\",\"text\":\"{text}\"}}\n"));
    let told = desk.call(&["brief", "held.jsonl", "--format", "text"]).ok();
    assert_eq!(told, format!("{text} [Post, 2024-03-04; 1 of 1; embargo until 2024-03-11 07:00 UTC]\n"));
    let told = desk.call(&["brief", "held.jsonl", "--format", "markdown"]).ok();
    assert!(told.contains("1. Post, 2024-03-04 (a), **embargo until 2024-03-11 07:00 UTC**"), "{told}");
}

#[test]
fn headlines_are_one_line_a_story_and_single_briefs_one_an_article() {
    let desk = desk();
    let lines = desk.call(&["brief", "story.jsonl", "--headline", "--format", "text", "--query", "tug"]).ok();
    assert_eq!(lines.lines().count(), 1, "{lines}");
    let single = desk.call(&["brief", "story.jsonl", "--single"]).ok();
    let of: Vec<Value> =
        single.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()["story"].clone()).collect();
    assert_eq!(of, ["a", "b"]);
}
