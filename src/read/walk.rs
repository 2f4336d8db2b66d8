//! A directory, walked in sorted order, one open file at a time.

use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::input::{file_records as stream, one, reject, unreadable};
use super::{ReadParams, Records, detect};
use crate::model::Reason;

/// The records of all files below a directory, by path. Hidden files and directories are left out, symbolic links are
/// followed, and one that leads back to where it is in is a rejection.
pub(super) fn records(root: &Path, params: &ReadParams) -> Records {
    let params = params.clone();
    let entries = WalkDir::new(root)
        .follow_links(true)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !is_hidden(entry));
    Box::new(entries.flat_map(move |entry| match entry {
        Ok(entry) if entry.file_type().is_dir() => Box::new(std::iter::empty()),
        Ok(entry) => file(&entry, &params),
        Err(error) => {
            let path = error.path().map(|p| p.to_string_lossy().into_owned()).unwrap_or_default();
            let detail = match error.loop_ancestor() {
                Some(_) => "a symbolic link that leads back to a directory above it".to_owned(),
                None => error.io_error().map_or_else(|| error.to_string(), ToString::to_string),
            };
            one(Err(unreadable(&path, detail)))
        }
    }))
}

fn is_hidden(entry: &DirEntry) -> bool {
    entry.file_name().to_string_lossy().starts_with('.')
}

fn file(entry: &DirEntry, params: &ReadParams) -> Records {
    let path = entry.path().to_string_lossy().into_owned();
    if !entry.file_type().is_file() {
        // Opening a pipe would wait for a writer.
        return one(Err(unreadable(&path, "neither a file nor a directory")));
    }
    if let Some(detail) = detect::no_article_by_name(&path) {
        return one(Err(reject(&path, None, Reason::UnknownFormat, detail)));
    }
    match std::fs::File::open(entry.path()) {
        Ok(file) => stream(file, path, params),
        Err(error) => one(Err(unreadable(&path, error.to_string()))),
    }
}
