//! Input that is absent, broken or hostile: one clear message, and the rest goes on.

use std::fs;

use crate::desk::{Desk, PILE_SIZE, pile};

/// Runs the whole way over the pile and one more file, and gives the line of `rejected.jsonl`.
fn rejected_beside_the_pile(name: &str, content: impl AsRef<[u8]>) -> serde_json::Value {
    let desk = Desk::with_pile();
    desk.put(name, content);
    let call = desk.call(&["run", name, "pile.jsonl", "-o", "out"]);
    assert_eq!(call.code, Some(0), "{}", call.err);
    assert!(call.err.contains(name), "{}", call.err);
    assert_eq!(desk.get("out/articles.jsonl").lines().count(), PILE_SIZE);
    let rejected = desk.get("out/rejected.jsonl");
    assert_eq!(rejected.lines().count(), 1, "{rejected}");
    serde_json::from_str(&rejected).unwrap()
}

#[test]
fn an_absent_path_is_one_message_and_no_work() {
    let desk = Desk::with_pile();
    let call = desk.call(&["run", "pile.jsonl", "absent.jsonl", "-o", "out"]);
    call.fails(2, &["absent.jsonl", "No such file"]);
    assert!(desk.list("out").is_empty());
    desk.call(&["clean", "absent.jsonl"]).fails(2, &["absent.jsonl"]);
}

#[test]
fn an_empty_file_is_told() {
    let rejection = rejected_beside_the_pile("nothing.txt", "");
    assert_eq!(rejection["reason"], "empty");
    assert_eq!(rejection["input"], "nothing.txt");
}

#[test]
fn a_directory_without_files_is_named() {
    let desk = Desk::new();
    std::fs::create_dir(desk.path("empty")).unwrap();
    desk.put("empty/.hidden", "x");
    for command in ["read", "clean"] {
        let call = desk.call(&[command, "empty"]);
        assert_eq!((call.code, call.out.as_str()), (Some(0), ""));
        assert_eq!(
            call.err,
            "wiredesk: no record in empty; of a directory all files are read but hidden ones\n"
        );
    }
}

#[test]
fn a_binary_file_is_told() {
    let bytes: Vec<u8> = (0..4096_u32).map(|i| (i.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let rejection = rejected_beside_the_pile("noise.txt", bytes);
    assert!(["not-text", "unknown-format"].contains(&rejection["reason"].as_str().unwrap()), "{rejection}");
}

#[test]
fn half_a_line_is_told_with_its_number() {
    let whole = pile();
    let first = whole.lines().next().unwrap().replace("ferry-post", "again").replace("Quenby", "Harrow");
    let text = format!("{first}\n{}", &first[..first.len() / 2]);
    let desk = Desk::new();
    desk.put("half.jsonl", text);
    let call = desk.call(&["run", "half.jsonl", "-o", "out"]);
    assert_eq!(call.code, Some(0), "{}", call.err);
    assert!(call.err.contains("half.jsonl:2: bad-record: "), "{}", call.err);
    assert_eq!(desk.get("out/articles.jsonl").lines().count(), 1);
}

#[test]
fn broken_utf8_loses_no_article() {
    let desk = Desk::new();
    let mut text = pile().into_bytes();
    let at = text.windows(5).position(|w| w == b"ferry").unwrap();
    text[at + 200] = 0xff;
    desk.put("broken.jsonl", text);
    let call = desk.call(&["run", "broken.jsonl", "-o", "out"]);
    assert_eq!(call.code, Some(0), "{}", call.err);
    let taken =
        desk.get("out/articles.jsonl").lines().count() + desk.get("out/rejected.jsonl").lines().count();
    assert_eq!(taken, PILE_SIZE);
}

#[test]
fn a_line_above_the_limit_is_told_and_the_next_is_read() {
    let desk = Desk::new();
    let long = format!("{{\"id\":\"long\",\"text\":\"{}\"}}\n", "word ".repeat(4000));
    desk.put("long.jsonl", long + &pile());
    let call =
        desk.call(&["run", "long.jsonl", "-o", "out", "--set", "read.max_record_bytes=10000", "--strict"]);
    assert_eq!(call.code, Some(1), "{}", call.err);
    assert!(call.err.contains("long.jsonl:1: too-large: "), "{}", call.err);
    assert_eq!(desk.get("out/articles.jsonl").lines().count(), PILE_SIZE);
}

#[test]
fn rejections_alone_are_a_success_unless_strict() {
    let desk = Desk::new();
    desk.put("bad.jsonl", "{\n");
    assert_eq!(desk.call(&["clean", "bad.jsonl"]).code, Some(0));
    assert_eq!(desk.call(&["clean", "bad.jsonl", "--strict"]).code, Some(1));
    assert_eq!(desk.call(&["run", "bad.jsonl", "-o", "out"]).code, Some(0));
    assert_eq!(desk.get("out/rejected.jsonl").lines().count(), 1);
    assert_eq!(desk.get("out/groups.jsonl"), "");
    let quiet = desk.call(&["clean", "bad.jsonl", "--quiet", "--strict"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (Some(1), "", ""));
}

#[cfg(unix)]
#[test]
fn a_directory_without_rights_is_told() {
    use std::os::unix::fs::PermissionsExt;

    let desk = Desk::with_pile();
    let shut = desk.path("shut");
    fs::create_dir(&shut).unwrap();
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o000)).unwrap();
    let may_all_the_same = fs::read_dir(&shut).is_ok();
    if !may_all_the_same {
        desk.call(&["run", "shut", "-o", "out"]).fails(2, &["shut", "denied"]);
    }
    fs::set_permissions(&shut, fs::Permissions::from_mode(0o700)).unwrap();
}
