//! Holds the layers of the library: a top-level module uses only modules of a lower layer.
//!
//! Every edge can be read from the text because the code names items by module (`crate::error::Error`) and never by a
//! root re-export. A new module needs a line in [`LAYERS`].

#![expect(clippy::unwrap_used, reason = "a test may stop at the first thing that is not as it must be")]

use std::fs;
use std::path::{Path, PathBuf};

/// The layer of each top-level module, as ARCHITECTURE.md draws them.
const LAYERS: &[(&str, u8)] = &[
    ("error", 0),
    ("par", 0),
    ("progress", 0),
    ("random", 0),
    ("model", 1),
    ("sparse", 1),
    ("graph", 2),
    ("text", 2),
    ("read", 3),
    ("clean", 3),
    ("vectorize", 3),
    ("neighbours", 3),
    ("dedup", 4),
    ("stories", 4),
    ("brief", 4),
    ("metrics", 4),
    ("config", 5),
    ("pipeline", 6),
    ("report", 6),
];

/// Layer 0 is the ground: its modules may lean on each other.
const GROUND: u8 = 0;

fn layer(module: &str) -> Option<u8> {
    LAYERS.iter().find(|(name, _)| *name == module).map(|(_, layer)| *layer)
}

fn sources(dir: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(dir).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|e| e == "rs") {
            found.push(path);
        }
    }
}

/// The top-level module of a file under `src`: `model` for `model/ids.rs`, `par` for `par.rs`.
fn module_of(relative: &Path) -> String {
    relative.iter().next().unwrap().to_string_lossy().trim_end_matches(".rs").to_owned()
}

/// The names that follow `prefix` in the code of a file (comments left out, one level of braces opened), with their
/// lines.
fn names_after(text: &str, prefix: &str) -> Vec<(usize, String)> {
    let mut names = Vec::new();
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("//") {
            continue;
        }
        for (at, _) in line.match_indices(prefix) {
            if line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
                continue;
            }
            let rest = &line[at + prefix.len()..];
            let listed = rest.strip_prefix('{').map_or(rest, |r| r.split('}').next().unwrap());
            let entries = if rest.starts_with('{') { listed.split(',').collect() } else { vec![listed] };
            for entry in entries {
                let name: String =
                    entry.trim().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if !name.is_empty() {
                    names.push((number + 1, name));
                }
            }
        }
    }
    names
}

#[test]
fn every_module_uses_only_lower_layers() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let mut edges = 0;
    let mut wrong = Vec::new();
    for file in &files {
        let relative = file.strip_prefix(&root).unwrap();
        let module = module_of(relative);
        if matches!(module.as_str(), "lib" | "bin") {
            continue;
        }
        let Some(own) = layer(&module) else {
            wrong.push(format!("{}: no layer is named for `{module}`", relative.display()));
            continue;
        };
        for (line, used) in names_after(&fs::read_to_string(file).unwrap(), "crate::") {
            if used == module {
                continue;
            }
            edges += 1;
            match layer(&used) {
                Some(below) if below < own || (below == GROUND && own == GROUND) => {}
                Some(other) => wrong.push(format!(
                    "{}:{line}: `{module}` (layer {own}) uses `{used}` (layer {other})",
                    relative.display()
                )),
                None => wrong.push(format!(
                    "{}:{line}: `crate::{used}` is no module: name items by their module",
                    relative.display()
                )),
            }
        }
    }
    assert!(edges > 20, "only {edges} edges were read: the reader of this test is broken");
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn the_program_sees_only_the_public_library() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin/wiredesk");
    let mut files = Vec::new();
    sources(&root, &mut files);
    let own: Vec<String> = files.iter().map(|f| module_of(f.strip_prefix(&root).unwrap())).collect();
    for file in &files {
        for (line, used) in names_after(&fs::read_to_string(file).unwrap(), "crate::") {
            assert!(own.contains(&used), "{}:{line}: `crate::{used}` is not the program's", file.display());
        }
    }
}

#[test]
fn only_par_knows_the_thread_pool() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&root, &mut files);
    for file in files {
        if file.ends_with("par.rs") {
            continue;
        }
        let found = names_after(&fs::read_to_string(&file).unwrap(), "rayon::");
        assert!(found.is_empty(), "{}:{}: use `crate::par`", file.display(), found[0].0);
    }
}

#[test]
fn an_edge_is_read_from_any_form_of_use() {
    let names = |text| names_after(text, "crate::").into_iter().map(|(_, name)| name).collect::<Vec<_>>();
    assert_eq!(names("use crate::error::Error;"), ["error"]);
    assert_eq!(names("use crate::{error::Error, par};"), ["error", "par"]);
    assert_eq!(names("    let x = crate::par::map(a, b);"), ["par"]);
    assert_eq!(names("// crate::par is not code"), Vec::<String>::new());
    assert_eq!(names("pub(crate) fn f() {}"), Vec::<String>::new());
}
