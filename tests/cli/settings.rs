//! Settings as they are typed.

use crate::desk::Desk;

#[test]
fn an_unknown_setting_names_the_nearest() {
    let desk = Desk::with_pile();
    let call = desk.call(&["run", "pile.jsonl", "-o", "out", "--set", "dedup.treshold=1"]);
    call.fails(2, &["dedup.treshold is not a setting; did you mean dedup.threshold?"]);
    assert!(desk.list("out").is_empty());
}

#[test]
fn a_value_out_of_range_names_key_value_and_range() {
    let desk = Desk::with_pile();
    let call = desk.call(&["run", "pile.jsonl", "-o", "out", "--set", "stories.threshold=7"]);
    call.fails(2, &["stories.threshold is 7", "but must be"]);
}

#[test]
fn a_settings_file_holds_and_set_comes_after_it() {
    let desk = Desk::new();
    desk.put("mine.toml", "[dedup]\nthreshold = 0.31\n\n[brief]\nmax_words = 44\n");
    let shown = desk.call(&["config", "--config", "mine.toml", "--set", "brief.max_words=45"]).ok();
    assert!(shown.contains("threshold = 0.31\n"), "{shown}");
    assert!(shown.contains("max_words = 45\n"), "{shown}");
}

#[test]
fn a_bad_settings_file_names_file_and_line() {
    let desk = Desk::new();
    desk.put("mine.toml", "[dedup]\nthreshold = 0.31\ntreshold = 0.2\n");
    desk.call(&["config", "--config", "mine.toml"]).fails(2, &["mine.toml:3: ", "dedup.threshold"]);
    desk.put("range.toml", "[stories]\nthreshold = 7\n");
    desk.call(&["config", "--config", "range.toml"]).fails(2, &["range.toml:2: stories.threshold is 7"]);
    desk.call(&["config", "--config", "range.toml", "--set", "stories.threshold=0.2"]).ok();
    desk.call(&["config", "--config", "none.toml"]).fails(2, &["none.toml"]);
}

#[test]
fn a_number_of_threads_that_is_none_says_what_it_must_be() {
    let desk = Desk::with_pile();
    for n in ["x", "0", "2000", "-1"] {
        let threads = format!("--threads={n}");
        let call = desk.call(&["clean", "pile.jsonl", &threads]);
        let said =
            format!("invalid value '{n}' for '--threads <N>': it must be a whole number from 1 to 1024");
        assert!(call.code == Some(2) && call.err.contains(&said), "{}", call.err);
    }
}

#[test]
fn config_shows_what_config_reads() {
    let desk = Desk::new();
    let shown = desk.call(&["config", "--set", "dedup.threshold=0.31"]).ok();
    desk.put("shown.toml", &shown);
    assert_eq!(desk.call(&["config", "--config", "shown.toml"]).ok(), shown);
}

#[test]
fn every_command_has_help_a_page_and_completions() {
    let desk = Desk::new();
    for command in ["run", "read", "clean", "dedup", "stories", "brief", "config", "formats"] {
        assert!(desk.call(&[command, "--help"]).ok().contains("Usage: wiredesk"));
    }
    assert!(desk.call(&["man"]).ok().contains("wiredesk"));
    assert!(desk.call(&["completions", "bash"]).ok().contains("wiredesk"));
    desk.call(&["man", "-o", "pages"]).ok();
    assert!(desk.list("pages").contains(&"wiredesk-run.1".to_owned()));
}
