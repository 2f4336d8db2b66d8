//! The agency feeds and the ninjs suite that are beside the project.
//!
//! `cargo test --test read shared -- --nocapture` prints what was read of each file.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use wiredesk::model::{Body, RawArticle, Reason, Rejection};
use wiredesk::read::{ReadParams, open};

/// Finds a shared directory, or says that it is not here.
fn shared(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(name);
    if !path.is_dir() {
        eprintln!("skipped: {name} is not here");
        return None;
    }
    Some(path)
}

fn files(dir: &Path) -> Vec<PathBuf> {
    let mut files: Vec<PathBuf> = std::fs::read_dir(dir)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_file())
        .collect();
    files.sort();
    files
}

fn records(path: &Path) -> Vec<Result<RawArticle, Rejection>> {
    open(path, &ReadParams::default()).unwrap().collect()
}

fn text(article: &RawArticle) -> &str {
    match &article.body {
        Body::Text(text) | Body::Html(text) => text,
        Body::Clean { .. } => panic!("no feed is clean"),
    }
}

/// The names of the fields that were found.
fn fields(article: &RawArticle) -> Vec<&'static str> {
    let wire = article.wire.clone().unwrap_or_default();
    let all = [
        ("id", article.id.is_some()),
        ("headline", article.title.is_some()),
        ("byline", article.byline.is_some()),
        ("dateline", article.dateline.is_some()),
        ("agency", article.agency.is_some()),
        ("source", article.source.is_some()),
        ("lang", article.lang.is_some()),
        ("published", article.published.is_some()),
        ("url", article.url.is_some()),
        ("item", wire.item.is_some()),
        ("version", wire.version.is_some()),
        ("slug", wire.slug.is_some()),
        ("first", wire.first_created.is_some()),
        ("status", wire.status.is_some()),
        ("urgency", wire.urgency.is_some()),
        ("embargo", wire.embargo.is_some()),
        ("terms", wire.usage_terms.is_some()),
        ("ednote", wire.ednote.is_some()),
        ("copyright", wire.copyright.is_some()),
        ("subjects", !wire.subjects.is_empty()),
        ("supersedes", !wire.supersedes.is_empty()),
        ("corrects", !wire.corrects.is_empty()),
    ];
    all.into_iter().filter_map(|(name, found)| found.then_some(name)).collect()
}

#[test]
fn every_wire_file_is_read() {
    let Some(dir) = shared("wire") else { return };
    let mut totals: BTreeMap<&str, usize> = BTreeMap::new();
    for path in files(&dir) {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for record in records(&path) {
            match record {
                Ok(article) => {
                    let text = text(&article);
                    let paragraphs = text.split("\n\n").count();
                    let words = text.split_whitespace().count();
                    assert!(words > 0, "{name}");
                    eprintln!("{name} | {words} words in {paragraphs} | {}", fields(&article).join(" "));
                    *totals.entry("read").or_default() += 1;
                }
                Err(r) => {
                    eprintln!("{name} | {} | {}", r.reason.name(), r.detail);
                    assert!(r.reason.is_skip() || r.reason == Reason::Empty, "{name}: {r:?}");
                    *totals.entry(r.reason.name()).or_default() += 1;
                }
            }
        }
    }
    eprintln!("{totals:?}");
}

#[test]
fn every_item_of_the_ninjs_suite_is_read_skipped_or_rejected_with_a_reason() {
    let Some(dir) = shared("wire_ninjs/test_suite") else { return };
    let mut totals: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut versions: Vec<PathBuf> = std::fs::read_dir(&dir).unwrap().map(|e| e.unwrap().path()).collect();
    versions.sort();
    for version in versions.iter().filter(|v| v.is_dir()) {
        for kind in ["should_pass", "should_fail"] {
            let dir = version.join(kind);
            if !dir.is_dir() {
                continue;
            }
            for path in files(&dir) {
                let records = records(&path);
                assert!(!records.is_empty(), "{}", path.display());
                for record in records {
                    let what = match &record {
                        Ok(a) if a.flags.is_empty() => "read",
                        Ok(_) => "read with a flag",
                        Err(r) => r.reason.name(),
                    };
                    if let Err(r) = &record {
                        let known =
                            r.reason.is_skip() || matches!(r.reason, Reason::Empty | Reason::BadRecord);
                        assert!(known && !r.detail.is_empty(), "{r:?}");
                    }
                    let name = path.strip_prefix(version).unwrap().display();
                    eprintln!("{} {name}: {what}", version.file_name().unwrap().to_string_lossy());
                    *totals.entry((kind.to_owned(), what)).or_default() += 1;
                }
            }
        }
    }
    eprintln!("{totals:?}");
}
