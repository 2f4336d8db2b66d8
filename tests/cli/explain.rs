//! `explain` and the threshold report: why articles are together, and what another threshold would do.

use crate::desk::Desk;

#[test]
fn a_copy_is_explained_by_what_it_shares_and_lacks() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out", "-q"]).ok();
    let told = desk.call(&["explain", "ferry-post", "ferry-herald", "--in", "out"]).ok();
    for part in [
        "Copies: ferry-herald is ",
        " of ferry-post, which is kept.",
        "The Ostwick Post | 2026-03-02 08:00 UTC | ",
        "hours apart      1.5",
        "figure_swaps",
        "[-Islanders had to travel by a small mail boat",
    ] {
        assert!(told.contains(part), "no {part:?} in {told}");
    }
    assert!(!told.contains('\u{1b}'), "colour without a terminal");
}

#[test]
fn the_same_is_told_of_a_run_and_of_its_input() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out", "-q"]).ok();
    let of_run = desk.call(&["explain", "quarry", "ferry-echo", "--in", "out", "--json"]).ok();
    let of_input =
        desk.call(&["explain", "quarry", "ferry-echo", "pile.jsonl", "--json", "--threads", "1"]).ok();
    assert_eq!(of_run, of_input);
    let json: serde_json::Value = serde_json::from_str(&of_run).unwrap();
    assert_eq!(json["same_group"], false);
    assert_eq!(json["copies"]["decision"], "unlike");
    assert_eq!(json["articles"][1]["id"], "ferry-echo");
}

#[test]
fn the_settings_of_the_run_hold_unless_others_are_given() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out", "-q", "--set", "dedup.threshold=0.77"]).ok();
    let threshold = |more: &[&str]| {
        let told = desk.call(&[&["explain", "quarry", "choir", "--in", "out", "--json"], more].concat()).ok();
        serde_json::from_str::<serde_json::Value>(&told).unwrap()["copies"]["threshold"].clone()
    };
    assert_eq!(threshold(&[]), 0.77);
    assert_eq!(threshold(&["--set", "dedup.threshold=0.5"]), 0.5);
}

#[test]
fn an_id_that_is_not_there_names_those_like_it_or_why_it_was_rejected() {
    let desk = Desk::with_pile();
    desk.put("more.jsonl", "{\"id\":\"stub\",\"text\":\"Too short.\"}\n");
    desk.call(&["run", "pile.jsonl", "more.jsonl", "-o", "out", "-q"]).ok();
    let ask = |id| desk.call(&["explain", "quarry", id, "--in", "out"]);
    ask("ferry-posd").fails(2, &["no article has the id ferry-posd; did you mean ferry-post"]);
    ask("0000").fails(2, &["no article has the id 0000", "articles.jsonl show the ids"]);
    ask("stub").fails(2, &["more.jsonl:1", "too-short"]);
    desk.call(&["explain", "quarry", "choir", "--in", "nowhere"]).fails(2, &["nowhere", "run.json"]);
}

#[test]
fn a_threshold_report_counts_and_scores_the_groups() {
    let desk = Desk::with_pile();
    let labels = "{\"id\":\"ferry-post\",\"cluster\":1}\n{\"id\":\"ferry-herald\",\"cluster\":1}\n\
                  {\"id\":\"quarry\",\"label\":\"q\"}\n{\"id\":\"lost\",\"label\":\"q\"}\n";
    desk.put("gold.jsonl", labels);
    let args = ["dedup", "--threshold-report", "pile.jsonl", "--gold", "gold.jsonl"];
    let told = desk.call(&[&args[..], &["--json"]].concat()).ok();
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    assert_eq!((&json["gold"]["labels"], &json["gold"]["absent"]), (&4.into(), &1.into()));
    let lines = json["thresholds"].as_array().unwrap();
    let own = lines.iter().find(|line| line["threshold"] == json["threshold"]).unwrap();
    assert_eq!((&own["groups"], &own["copies"], &own["largest"]), (&4.into(), &1.into(), &2.into()));
    assert_eq!((&own["precision"], &own["recall"]), (&1.0.into(), &0.5.into()));

    let table = desk.call(&args).ok();
    assert!(table.contains("4 labels; 1 of them are not among the articles"), "{table}");
    assert!(table.lines().any(|line| line.starts_with('*') && line.ends_with("0.667")), "{table}");

    desk.put("gold.jsonl", "{\"id\":\"a\",\"label\":1}\n{\"id\":\"a\",\"label\":2}\n");
    desk.call(&args).fails(2, &["gold.jsonl:2", "a has the label 2, but had 1 before"]);
}

#[test]
fn a_story_is_explained_by_its_parts() {
    let desk = Desk::with_pile();
    let told = desk.call(&["explain", "quarry", "ferry-echo", "pile.jsonl"]).ok();
    for part in ["Why they are of different stories", "Decided by ", "stories.contrast", "both have names: "]
    {
        assert!(told.contains(part), "no {part:?} in {told}");
    }
    let json = desk.call(&["explain", "quarry", "ferry-echo", "pile.jsonl", "--json"]).ok();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let (story, parts) = (&json["story"], json["story"]["parts"].as_array().unwrap());
    assert_eq!((&story["together"], parts.len()), (&false.into(), 3));
    let sum: f64 = parts.iter().map(|p| p["value"].as_f64().unwrap() * p["weight"].as_f64().unwrap()).sum();
    let similarity = story["similarity"].as_f64().unwrap();
    assert!(similarity <= sum + 1e-9, "{similarity} of {sum}");
}

#[test]
fn a_threshold_report_counts_and_scores_the_stories() {
    let desk = Desk::with_pile();
    let labels = "{\"id\":\"ferry-post\",\"cluster\":1,\"story\":\"f\"}\n\
                  {\"id\":\"ferry-herald\",\"cluster\":1,\"story\":\"f\"}\n\
                  {\"id\":\"quarry\",\"label\":\"q\"}\n";
    desk.put("gold.jsonl", labels);
    let args = ["stories", "--threshold-report", "pile.jsonl", "--gold", "gold.jsonl"];
    let told = desk.call(&[&args[..], &["--json"]].concat()).ok();
    let json: serde_json::Value = serde_json::from_str(&told).unwrap();
    let lines = json["thresholds"].as_array().unwrap();
    let own = lines.iter().find(|line| line["threshold"] == json["threshold"]).unwrap();
    assert_eq!((&own["precision"], &own["recall"]), (&1.0.into(), &1.0.into()));
    desk.call(&["stories", "pile.jsonl", "-o", "out", "-q"]).ok();
    assert_eq!(own["stories"], desk.get("out/stories.jsonl").lines().count());
    let counts: Vec<u64> = lines.iter().map(|line| line["stories"].as_u64().unwrap()).collect();
    assert!(counts.is_sorted(), "{counts:?}");

    let table = desk.call(&args).ok();
    assert!(
        table.contains("stories.threshold") && table.contains("by articles (B-cubed) of 3 labels"),
        "{table}"
    );
    desk.put("gold.jsonl", "{\"id\":\"a\",\"cluster\":1}\n");
    desk.call(&args).fails(2, &["gold.jsonl:1", "a has neither label nor story"]);
}
