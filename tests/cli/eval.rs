//! `wiredesk eval`: the figures of small files by hand, and what is said of files that cannot be scored.

use std::fs;
use std::io::Write;

use crate::desk::Desk;

const SYSTEM: &str = "{\"id\":\"pier\",\"summary\":\"The pier was shut.\"}\n\
                      {\"id\":\"ferry\",\"summary\":[\"A ferry sank.\",\"All were saved.\"]}\n";
const REFERENCES: &str = "{\"id\":\"ferry\",\"references\":[\"A ferry sank.\",[\"The boat sank.\",\"All live.\"]]}\n\
                          {\"id\":\"pier\",\"references\":[\"The pier is shut.\"]}\n";

fn desk() -> Desk {
    let desk = Desk::new();
    desk.put("sys.jsonl", SYSTEM);
    desk.put("ref.jsonl", REFERENCES);
    desk
}

fn rouge(desk: &Desk, more: &[&str]) -> String {
    desk.call(&[&["eval", "rouge", "sys.jsonl", "ref.jsonl", "--format", "csv"], more].concat()).ok()
}

/// Finds a row of CSV by its first cells and gives the cell that follows.
#[track_caller]
fn cell(csv: &str, start: &str) -> f64 {
    let row = csv.lines().find(|line| line.starts_with(start));
    assert!(
        row.is_some(),
        "no {start} in
{csv}"
    );
    let row = row.unwrap();
    row[start.len()..].trim_start_matches(',').split(',').next().unwrap().parse().unwrap()
}

#[test]
fn both_dialects_score_json_lines_by_id() {
    let desk = desk();
    let google = rouge(&desk, &["--metrics", "1", "--no-stem"]);
    // The pier has three of four words both ways; of the ferry the first reference is the better: 3/6 and 3/3.
    assert!((cell(&google, "rouge1,recall") - 0.875).abs() < 1e-9, "{google}");
    assert!((cell(&google, "rouge1,precision") - 0.625).abs() < 1e-9, "{google}");
    // Hits are added up here: 3 and 2 (sank, all) of 3 and 5 words.
    let each = rouge(&desk, &["--dialect", "rouge-1.5.5", "--metrics", "1", "--no-stem", "--each"]);
    assert!((cell(&each, "ferry,ROUGE-1") - 0.625).abs() < 1e-9, "{each}");
    let best = rouge(
        &desk,
        &["--dialect", "rouge-1.5.5", "--metrics", "ROUGE-1", "--no-stem", "--each", "--several", "best"],
    );
    assert!((cell(&best, "ferry,ROUGE-1") - 1.0).abs() < 1e-9, "{best}");
}

#[test]
fn the_perl_programs_command_line_is_taken_as_it_is() {
    let desk = desk();
    let line = "ROUGE-1.5.5.pl -e data -a -n 2 -x -m -2 4 -u -l 100 -c 95 -r 1000 -f A -p 0.5 -t 0";
    let csv = rouge(&desk, &["--options", line]);
    let scores: Vec<&str> = csv.lines().skip(1).map(|row| row.split(',').next().unwrap()).collect();
    assert_eq!(scores, [["ROUGE-1"; 3], ["ROUGE-2"; 3], ["ROUGE-SU4"; 3]].concat());
    desk.put("tac.toml", "[rouge]\ndialect = \"rouge-1.5.5\"\noptions = \"-n 2 -x -m -2 4 -u -l 100\"\n");
    assert_eq!(rouge(&desk, &["--settings", "tac.toml"]), csv);
    let json = desk.call(&["eval", "rouge", "sys.jsonl", "ref.jsonl", "--options", line, "--json"]).ok();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["dialect"], "rouge-1.5.5");
    assert_eq!(json["options"], "-n 2 -x -2 4 -u -m -l 100 -c 95 -r 1000 -f A -p 0.5 -t 0");
    assert_eq!((&json["summaries"], &json["references"]), (&2.into(), &3.into()));
}

#[test]
fn directories_lines_and_json_lines_give_the_same_figures() {
    let desk = desk();
    for dir in ["sys", "ref", "ref/ferry"] {
        fs::create_dir(desk.path(dir)).unwrap();
    }
    desk.put("sys/pier.txt", "The pier was shut.");
    desk.put("sys/ferry.txt", "A ferry sank.\nAll were saved.");
    desk.put("ref/pier.A.txt", "The pier is shut.");
    desk.put("ref/ferry/1.txt", "A ferry sank.");
    desk.put("ref/ferry/2.txt", "The boat sank.\nAll live.");
    desk.put("sys.txt", "The pier was shut.\nA ferry sank.<n>All were saved.\n");
    desk.put("ref.1", "The pier is shut.\nA ferry sank.\n");
    let one = desk.call(&["eval", "rouge", "sys", "ref", "--format", "csv"]).ok();
    assert_eq!(one, rouge(&desk, &[]));
    let line = |system: &str| {
        let args = ["eval", "rouge", system, "ref.1", "--format", "csv", "--sentence-mark", "<n>", "--each"];
        desk.call(&args).ok()
    };
    assert!(line("sys.txt").contains("2,rougeLsum,1.00000,0.50000,"), "{}", line("sys.txt"));
}

#[test]
fn packed_files_are_scored_as_they_are_unpacked() {
    let desk = desk();
    let plain = rouge(&desk, &[]);
    for name in ["sys.jsonl", "ref.jsonl"] {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        packer.write_all(desk.get(name).as_bytes()).unwrap();
        desk.put(&format!("{name}.gz"), packer.finish().unwrap());
    }
    let packed = ["eval", "rouge", "sys.jsonl.gz", "ref.jsonl.gz", "--format", "csv"];
    assert_eq!(desk.call(&packed).ok(), plain);
    desk.put("cut.jsonl.gz", &fs::read(desk.path("sys.jsonl.gz")).unwrap()[..20]);
    desk.call(&["eval", "rouge", "cut.jsonl.gz", "ref.jsonl"]).fails(2, &["cut.jsonl.gz"]);
}

#[test]
fn two_systems_are_compared_on_the_same_cases() {
    let desk = desk();
    desk.put("other.jsonl", SYSTEM.replace("pier", "gull").replacen("gull", "pier", 1));
    let csv = rouge(&desk, &["--metrics", "1", "--compare", "other.jsonl"]);
    assert!(csv.starts_with("score,measure,value,low,high,other,difference,"), "{csv}");
    let row: Vec<&str> = csv.lines().nth(1).unwrap().split(',').collect();
    let number = |at: usize| row[at].parse::<f64>().unwrap();
    assert!((number(2) - number(5) - number(6)).abs() < 1e-4 && number(6) > 0.0, "{csv}");
    let same = rouge(&desk, &["--metrics", "1", "--compare", "sys.jsonl"]);
    assert!(same.lines().nth(1).unwrap().ends_with(",0.00000,0.00000,0.00000,1.00000,1.00000"), "{same}");
    let words = rouge(&desk, &["--dialect", "rouge-1.5.5", "--average", "words", "--compare", "other.jsonl"]);
    assert!(cell(&words, "ROUGE-1,recall") > 0.0, "{words}");
}

#[test]
fn every_pair_that_cannot_be_scored_is_named_and_none_is_scored() {
    let desk = desk();
    desk.put(
        "sys.jsonl",
        format!("{SYSTEM}{{\"id\":\"void\",\"summary\":\" ... \"}}\n{{\"id\":\"lone\",\"summary\":\"x\"}}\n"),
    );
    desk.put("ref.jsonl", format!("{REFERENCES}{{\"id\":\"void\",\"references\":[\"x\"]}}\n{{\"id\":\"left\",\"references\":[\"x\"]}}\n"));
    let call = desk.call(&["eval", "rouge", "sys.jsonl", "ref.jsonl"]);
    assert_eq!((call.code, call.out.as_str()), (Some(2), ""));
    for part in [
        "void (sys.jsonl:3): the summary has no word that rouge-score counts",
        "lone (sys.jsonl:4): has no reference",
        "left (ref.jsonl:4): has no summary",
        "nothing was scored, for there is 3 faults",
    ] {
        assert!(call.err.contains(part), "no {part} in {}", call.err);
    }
    let skipped = desk.call(&["eval", "rouge", "sys.jsonl", "ref.jsonl", "--on-fault", "skip", "--json"]);
    assert!(skipped.err.contains("void (sys.jsonl:3)"), "{}", skipped.err);
    let json: serde_json::Value = serde_json::from_str(&skipped.ok()).unwrap();
    assert_eq!((&json["summaries"], &json["left_out"]), (&2.into(), &3.into()));
    let zero = desk.call(&["eval", "rouge", "sys.jsonl", "ref.jsonl", "--on-fault", "zero", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&zero.ok()).unwrap();
    assert_eq!((&json["summaries"], &json["left_out"]), (&4.into(), &1.into()));
}

#[test]
fn bad_files_of_summaries_are_named() {
    let desk = desk();
    desk.put("ten.txt", "a\n".repeat(10));
    desk.put("nine.txt", "a\n".repeat(9));
    desk.put("latin.txt", b"one\ncaf\xe9\n");
    desk.put("wide.txt", b"\xff\xfea\0");
    desk.put("twice.jsonl", format!("{SYSTEM}{SYSTEM}"));
    desk.put("null.jsonl", "{\"id\":\"pier\",\"summary\":null}\n");
    desk.put("half.jsonl", "{\"id\":\"pier\",\"summary\":\"x\"}\n{\"summary\":\"y\"}\n");
    for (system, reference, parts) in [
        ("ten.txt", "nine.txt", ["nine.txt: has 9 lines", "ten.txt has 10"]),
        ("ten.txt", "absent.txt", ["absent.txt", "No such file"]),
        ("latin.txt", "ten.txt", ["latin.txt:2: byte 0xE9", "UTF-8"]),
        ("wide.txt", "ten.txt", ["wide.txt: is UTF-16", "UTF-8"]),
        ("ten.txt", "ref.jsonl", ["ref.jsonl: has names", "ten.txt has none"]),
        ("twice.jsonl", "ref.jsonl", ["pier stands twice", "twice.jsonl:1 and twice.jsonl:3"]),
        ("null.jsonl", "ref.jsonl", ["null.jsonl:1: summary of pier is null", "string"]),
        ("half.jsonl", "ref.jsonl", ["half.jsonl:2: has no id", ""]),
    ] {
        desk.call(&["eval", "rouge", system, reference]).fails(2, &parts);
    }
    let options = ["eval", "rouge", "sys.jsonl", "ref.jsonl"];
    for (more, part) in [
        (["--max-words", "100"], "--dialect rouge-1.5.5"),
        (["--metrics", "W1.2"], "W1.2"),
        (["--options", "-n 1 -y"], "-y"),
        (["--confidence", "100"], "confidence is 100"),
    ] {
        desk.call(&[options.as_slice(), &more].concat()).fails(2, &[part]);
    }
}

#[test]
fn groups_are_scored_as_labels_and_as_groups_and_an_absent_id_stands_alone() {
    let desk = Desk::new();
    desk.put("gold.jsonl", "{\"id\":1,\"story\":\"x\"}\n{\"id\":2,\"story\":\"x\"}\n{\"id\":3,\"story\":\"x\"}\n{\"id\":4,\"story\":\"y\"}\n");
    desk.put("labels.jsonl", "{\"id\":\"1\",\"label\":7}\n{\"id\":\"2\",\"label\":7}\n{\"id\":\"4\",\"label\":7}\n{\"id\":\"9\",\"label\":8}\n");
    desk.put(
        "groups.jsonl",
        "{\"id\":\"g\",\"kept\":\"1\",\"members\":[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"4\"}]}\n",
    );
    let call = |more: &[&str]| {
        let args = [&["eval", "clusters", "gold.jsonl", "labels.jsonl", "--label", "story"], more].concat();
        desk.call(&args).ok()
    };
    let csv = call(&["--format", "csv"]);
    for (score, value) in
        [("pairwise,precision", 1.0 / 3.0), ("pairwise,recall", 1.0 / 3.0), ("B-cubed,precision", 2.0 / 3.0)]
    {
        assert!((cell(&csv, score) - value).abs() < 1e-5, "{score}\n{csv}");
    }
    let json: serde_json::Value = serde_json::from_str(&call(&["--json"])).unwrap();
    assert_eq!((&json["in_no_predicted_group"], &json["beyond_the_gold"]), (&1.into(), &1.into()));
    let groups = desk
        .call(&["eval", "clusters", "gold.jsonl", "groups.jsonl", "--label", "story", "--format", "csv"])
        .ok();
    assert_eq!(groups, csv);
    let compared = call(&["--format", "csv", "--compare", "groups.jsonl"]);
    assert!(
        compared.contains("pairwise,f1,0.33333,0.33333,0.00000,0.00000,0.00000,1.00000,1.00000"),
        "{compared}"
    );
    assert!(call(&["--each"]).contains("b cubed recall"));
}

#[test]
fn bad_labels_are_named() {
    let desk = Desk::new();
    desk.put("gold.jsonl", "{\"id\":\"a\",\"label\":1}\n{\"id\":\"b\",\"label\":1}\n");
    desk.put("nan.jsonl", "{\"id\":\"a\",\"label\":1}\n{\"id\":\"b\",\"label\":NaN}\n");
    desk.put("null.jsonl", "{\"id\":\"a\",\"label\":null}\n");
    desk.put("twice.jsonl", "{\"id\":\"a\",\"label\":1}\n{\"id\":\"a\",\"label\":2}\n");
    desk.put("none.jsonl", "{\"id\":\"a\"}\n");
    for (predicted, part) in [
        ("nan.jsonl", "nan.jsonl:2: label of \"b\" is NaN"),
        ("null.jsonl", "null.jsonl:1: label of a is null"),
        ("twice.jsonl", "twice.jsonl:2: a stands twice"),
        ("none.jsonl", "none.jsonl:1: has no label"),
        ("absent.jsonl", "absent.jsonl"),
    ] {
        desk.call(&["eval", "clusters", "gold.jsonl", predicted]).fails(2, &[part]);
    }
    desk.put("other.jsonl", "{\"id\":\"x\",\"label\":1}\n");
    let call = desk.call(&["eval", "clusters", "gold.jsonl", "other.jsonl"]);
    assert_eq!(call.code, Some(2));
    assert!(call.err.contains("a: is in no group of other.jsonl"), "{}", call.err);
}

#[test]
fn pairs_are_judged_by_score_and_by_group() {
    let desk = Desk::new();
    desk.put("gold.jsonl", "{\"a\":\"1\",\"b\":\"2\",\"same\":true}\n{\"a\":\"1\",\"b\":\"3\",\"same\":false}\n{\"a\":\"2\",\"b\":\"4\",\"same\":true}\n");
    desk.put("scores.jsonl", "{\"a\":\"2\",\"b\":\"1\",\"score\":0.9}\n{\"a\":\"1\",\"b\":\"3\",\"score\":0.6}\n{\"a\":\"2\",\"b\":\"4\",\"score\":-1}\n");
    desk.put("groups.jsonl", "{\"id\":\"g\",\"members\":[{\"id\":\"1\"},{\"id\":\"2\"},{\"id\":\"3\"}]}\n{\"id\":\"h\",\"members\":[{\"id\":\"4\"}]}\n");
    for predicted in [["scores.jsonl", "--threshold=0.5"], ["groups.jsonl", "--seed=1"]] {
        let csv = desk
            .call(&[&["eval", "pairs", "gold.jsonl", "--format", "csv"], predicted.as_slice()].concat())
            .ok();
        assert_eq!(
            csv,
            "score,measure,value\npairs,precision,0.50000\npairs,recall,0.50000\npairs,f1,0.50000\n"
        );
    }
    let args = ["eval", "pairs", "gold.jsonl", "scores.jsonl"];
    desk.call(&args).fails(2, &["scores.jsonl:1: has a score", "--threshold"]);
    desk.call(&[args.as_slice(), &["--threshold=NaN"]].concat()).fails(2, &["--threshold is NaN"]);
    desk.put("scores.jsonl", "{\"a\":\"2\",\"b\":\"1\",\"score\":0.9}\n");
    let call = desk.call(&[args.as_slice(), &["--threshold=0.5"]].concat());
    assert!(
        call.err.contains("the pair of 1 and 3 (gold.jsonl:2): is not judged in scores.jsonl"),
        "{}",
        call.err
    );
    assert_eq!(call.code, Some(2));
    let csv =
        desk.call(&[args.as_slice(), &["--threshold=0.5", "--on-fault=zero", "--format=csv"]].concat()).ok();
    assert!((cell(&csv, "pairs,recall") - 0.5).abs() < 1e-9, "{csv}");
}

#[test]
fn bodies_and_snippets_are_scored() {
    let desk = Desk::new();
    desk.put("gold.jsonl", "{\"id\":\"a\",\"body\":\"The pier is shut today.\"}\n{\"id\":\"b\",\"with\":[\"shut\"],\"without\":[\"Subscribe\"]}\n");
    desk.put("articles.jsonl", "{\"id\":\"a\",\"paragraphs\":[\"The pier is\",\"shut. Subscribe!\"]}\n{\"id\":\"b\",\"text\":\"It is shut. Subscribe\"}\n");
    let csv = desk.call(&["eval", "cleaning", "gold.jsonl", "articles.jsonl", "--format", "csv"]).ok();
    for (score, value) in [
        ("words,precision", 0.8),
        ("words,recall", 0.8),
        ("fully clean,share", 0.0),
        ("snippets,precision", 0.5),
        ("snippets,recall", 1.0),
    ] {
        assert!((cell(&csv, score) - value).abs() < 1e-9, "{score}\n{csv}");
    }
    desk.put("less.jsonl", "{\"id\":\"a\",\"paragraphs\":[\"The pier is shut today.\"]}\n");
    let call = desk.call(&["eval", "cleaning", "gold.jsonl", "less.jsonl"]);
    assert!(call.err.contains("b (gold.jsonl:2): is not in less.jsonl"), "{}", call.err);
    let args = [
        "eval",
        "cleaning",
        "gold.jsonl",
        "less.jsonl",
        "--on-fault",
        "zero",
        "--compare",
        "articles.jsonl",
        "--format",
        "csv",
    ];
    let csv = desk.call(&args).ok();
    assert!(csv.contains("fully clean,share,1.00000,0.00000,1.00000,"), "{csv}");
}
