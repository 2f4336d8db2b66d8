//! Output that cannot be written: one clear message, and nothing partial under a final name.

use std::fs;
use std::process::{Command, Stdio};

use crate::desk::Desk;

#[test]
fn a_directory_that_cannot_be_made_is_told_before_the_work() {
    let desk = Desk::with_pile();
    desk.put("taken", "a file");
    desk.call(&["run", "pile.jsonl", "-o", "taken"])
        .fails(2, &["taken: it is a file, but must be a directory"]);
    assert_eq!(desk.get("taken"), "a file");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_earlier_files_as_they_were() {
    let desk = Desk::with_pile();
    fs::create_dir(desk.path("out")).unwrap();
    desk.put("out/groups.jsonl", "earlier\n");
    desk.put("out/notes.txt", "not ours\n");
    // The shell becomes the program and keeps its number, which is in the name of the file that is full.
    let script = "ln -s /dev/full out/.stories.jsonl.$$.part && exec \"$0\" run pile.jsonl -o out";
    let output = Command::new("sh")
        .current_dir(desk.path(""))
        .args(["-c", script, env!("CARGO_BIN_EXE_wiredesk")])
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        String::from_utf8(output.stderr).unwrap(),
        "wiredesk: out/stories.jsonl: cannot be written: No space left on device (os error 28)\n"
    );
    assert_eq!(desk.list("out"), ["groups.jsonl", "notes.txt"]);
    assert_eq!(desk.get("out/groups.jsonl"), "earlier\n");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_behind_standard_output_is_told() {
    let desk = Desk::with_pile();
    let pile = desk.path("pile.jsonl");
    for args in
        [vec!["clean", pile.to_str().unwrap()], vec!["--help"], vec!["run", "--help"], vec!["--version"]]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let output = Command::new(env!("CARGO_BIN_EXE_wiredesk")).args(&args).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(1), "{args:?}");
        let told = String::from_utf8(output.stderr).unwrap();
        let said = "wiredesk: standard output: cannot be written: No space left on device (os error 28)\n";
        assert_eq!(told, said, "{args:?}");
    }
}

#[test]
fn a_reader_that_stops_early_is_no_problem() {
    let desk = Desk::new();
    let line = "{\"text\":\"A boat came in.\"}\n";
    desk.put("many.jsonl", line.repeat(20_000));
    let mut child = Command::new(env!("CARGO_BIN_EXE_wiredesk"))
        .args(["read", desk.path("many.jsonl").to_str().unwrap()])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
}

#[test]
fn other_files_in_the_directory_are_left_alone() {
    let desk = Desk::with_pile();
    fs::create_dir(desk.path("out")).unwrap();
    desk.put("out/notes.txt", "not ours\n");
    desk.put("out/groups.jsonl", "earlier\n");
    desk.call(&["run", "pile.jsonl", "-o", "out"]).ok();
    assert_eq!(desk.get("out/notes.txt"), "not ours\n");
    assert_ne!(desk.get("out/groups.jsonl"), "earlier\n");
    assert!(desk.list("out").iter().all(|name| !name.starts_with('.')));
}

#[test]
fn files_of_an_earlier_run_that_are_not_replaced_are_told() {
    let desk = Desk::with_pile();
    desk.call(&["run", "pile.jsonl", "-o", "out"]).ok();
    let call = desk.call(&["dedup", "pile.jsonl", "-o", "out"]);
    call.fails(
        0,
        &["out: of an earlier run: stories.jsonl, stories.csv, briefs.jsonl, briefs.md, report.html"],
    );
}
