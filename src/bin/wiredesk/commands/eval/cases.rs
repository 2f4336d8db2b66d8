//! Summaries beside their references, from directories, JSON lines or plain lines.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use wiredesk::Error;

use super::faults::{Faults, Verdict};
use super::rouge_args::{Rouge, Scoring};
use super::source::{self, Record};

/// The fields of a summary that are tried in turn.
const SUMMARY_FIELDS: [&str; 3] = ["summary", "sentences", "text"];
const REFERENCE_FIELDS: [&str; 4] = ["references", "reference", "summary", "text"];
const ID_FIELDS: [&str; 2] = ["id", "story"];

/// A text and where it stands.
struct Text {
    text: String,
    place: String,
}

/// The texts of one or more files by name; those of plain lines are named by their number.
struct Listing {
    path: PathBuf,
    /// Whether the names are names, and not numbers of lines.
    named: bool,
    /// In the order of the files.
    names: Vec<String>,
    texts: BTreeMap<String, Vec<Text>>,
}

/// What is scored.
pub struct Cases {
    pub names: Vec<String>,
    /// References and summary of each.
    pub pairs: Vec<(Vec<String>, String)>,
    pub left_out: u64,
}

/// Reads the system's summaries and their references, and pairs them.
pub fn gather(args: &Rouge, system: &Path, scoring: &Scoring) -> Result<Cases, Error> {
    let reader = Reader { args };
    let mut summaries = reader.system(system)?;
    let known: BTreeSet<String> = summaries.names.iter().cloned().collect();
    let mut references: Option<Listing> = None;
    for path in &args.references {
        let listing = reader.references(path, &known)?;
        check_alike(&summaries, &listing)?;
        match &mut references {
            None => references = Some(listing),
            Some(all) => all.add(listing),
        }
    }
    let mut references = references.unwrap_or_else(|| Listing::new(system, true));

    let mut faults = Faults::new(args.output.on_fault);
    let mut cases = Cases { names: Vec::new(), pairs: Vec::new(), left_out: 0 };
    let nothing = || format!("has no word that {} counts", scoring.dialect());
    for name in summaries.names {
        let Some(Text { text, place }) =
            summaries.texts.remove(&name).and_then(|texts| texts.into_iter().next())
        else {
            continue;
        };
        let case = format!("{name} ({place})");
        let Some(texts) = references.texts.remove(&name) else {
            faults.note_unscorable(&case, "has no reference");
            continue;
        };
        let mut verdict = Verdict::Score;
        if !scoring.has_words(&text) {
            verdict = faults.note(&case, &format!("the summary {}", nothing()));
        } else if let Some(empty) = texts.iter().find(|reference| !scoring.has_words(&reference.text)) {
            let case = format!("{name} ({})", empty.place);
            verdict = faults.note(&case, &format!("a reference {}", nothing()));
        }
        if verdict == Verdict::Score {
            cases.pairs.push((texts.into_iter().map(|text| text.text).collect(), text));
            cases.names.push(name);
        }
    }
    for name in references.names {
        let Some(texts) = references.texts.remove(&name) else { continue };
        let place = texts.first().map(|text| text.place.clone()).unwrap_or_default();
        if faults.note(&format!("{name} ({place})"), "has no summary") == Verdict::Score {
            cases.pairs.push((texts.into_iter().map(|text| text.text).collect(), String::new()));
            cases.names.push(name);
        }
    }
    cases.left_out = faults.settle(system, cases.pairs.len())?;
    Ok(cases)
}

/// Lines are paired by number only if all files have numbers, and as many.
fn check_alike(summaries: &Listing, references: &Listing) -> Result<(), Error> {
    let other = summaries.path.display();
    if summaries.named != references.named {
        let (has, lacks) =
            if references.named { ("has names", "has none") } else { ("has no names", "has them") };
        return Err(source::bad(
            &references.path,
            None,
            format!("{has}, but {other} {lacks}: they cannot be paired"),
        ));
    }
    let (found, expected) = (references.names.len(), summaries.names.len());
    if !summaries.named && found != expected {
        let message = format!("has {found} lines, but {other} has {expected}: lines are paired by number");
        return Err(source::bad(&references.path, None, message));
    }
    Ok(())
}

impl Listing {
    fn new(path: &Path, named: bool) -> Self {
        Self { path: path.to_owned(), named, names: Vec::new(), texts: BTreeMap::new() }
    }

    fn push(&mut self, name: String, texts: Vec<Text>) {
        if let Some(there) = self.texts.get_mut(&name) {
            there.extend(texts);
        } else {
            self.names.push(name.clone());
            self.texts.insert(name, texts);
        }
    }

    fn add(&mut self, mut other: Self) {
        for name in other.names {
            let texts = other.texts.remove(&name).unwrap_or_default();
            self.push(name, texts);
        }
    }
}

struct Reader<'a> {
    args: &'a Rouge,
}

impl Reader<'_> {
    fn system(&self, path: &Path) -> Result<Listing, Error> {
        let listing = if path.is_dir() {
            let mut listing = Listing::new(path, true);
            for file in files(path)?.into_iter().filter(|file| file.group.is_none()) {
                listing.push(file.stem.clone(), vec![self.file(&file.path)?]);
            }
            listing
        } else {
            self.lines(path, |reader, record| reader.summary(path, record))?
        };
        for name in &listing.names {
            if let Some([first, second, ..]) = listing.texts.get(name).map(Vec::as_slice) {
                let message = format!("{name} stands twice: at {} and {}", first.place, second.place);
                return Err(source::bad(path, None, message));
            }
        }
        if listing.names.is_empty() {
            return Err(source::bad(path, None, "holds no summary"));
        }
        Ok(listing)
    }

    fn references(&self, path: &Path, known: &BTreeSet<String>) -> Result<Listing, Error> {
        if !path.is_dir() {
            return self.lines(path, |reader, record| reader.reference_texts(path, record));
        }
        let mut listing = Listing::new(path, true);
        for file in files(path)? {
            listing.push(file.name(known), vec![self.file(&file.path)?]);
        }
        if listing.names.is_empty() {
            return Err(source::bad(path, None, "holds no reference"));
        }
        Ok(listing)
    }

    fn file(&self, path: &Path) -> Result<Text, Error> {
        Ok(Text { text: self.marked(source::text(path)?), place: path.display().to_string() })
    }

    /// Puts line ends where the mark of sentences stands.
    fn marked(&self, text: String) -> String {
        match self.args.sentence_mark.as_deref().filter(|mark| !mark.is_empty()) {
            Some(mark) => text.replace(mark, "\n"),
            None => text,
        }
    }

    fn lines(
        &self,
        path: &Path,
        texts: impl Fn(&Self, &Record) -> Result<Vec<String>, Error>,
    ) -> Result<Listing, Error> {
        let whole = source::text(path)?;
        if !source::is_json_lines(path, &whole) {
            let mut listing = Listing::new(path, false);
            for (i, line) in whole.lines().enumerate() {
                let place = source::place(path, i as u64 + 1);
                listing.push((i + 1).to_string(), vec![Text { text: self.marked(line.to_owned()), place }]);
            }
            return Ok(listing);
        }
        let records = source::records_of(path, &whole)?;
        let field = match &self.args.id {
            Some(field) => Some(field.as_str()),
            None => ID_FIELDS.into_iter().find(|field| records.iter().any(|r| r.fields.contains_key(*field))),
        };
        let mut listing = Listing::new(path, field.is_some());
        for (i, record) in records.iter().enumerate() {
            let name = match field {
                Some(field) => record.name(path, field)?,
                None => (i + 1).to_string(),
            };
            let place = source::place(path, record.line);
            let texts = texts(self, record)?.into_iter();
            let texts = texts.map(|text| Text { text: self.marked(text), place: place.clone() });
            listing.push(name, texts.collect());
        }
        Ok(listing)
    }

    fn summary(&self, path: &Path, record: &Record) -> Result<Vec<String>, Error> {
        let asked = self.args.field.as_deref();
        for field in asked.as_ref().map_or(SUMMARY_FIELDS.as_slice(), std::slice::from_ref) {
            if let Some(text) = record.text(path, field)? {
                return Ok(vec![text]);
            }
        }
        let expected = asked.map_or_else(|| SUMMARY_FIELDS.join(", "), str::to_owned);
        Err(source::bad(path, Some(record.line), format!("has no summary (looked for {expected})")))
    }

    fn reference_texts(&self, path: &Path, record: &Record) -> Result<Vec<String>, Error> {
        let asked = self.args.reference_field.as_deref();
        for field in asked.as_ref().map_or(REFERENCE_FIELDS.as_slice(), std::slice::from_ref) {
            let Some(value) = record.fields.get(*field) else { continue };
            // A list in a field that holds one text is its sentences, elsewhere it is texts.
            let several = asked.is_some() || *field == "references";
            return match value {
                Value::Array(list) if several => {
                    let texts: Option<Vec<String>> = list.iter().map(source::text_of).collect();
                    let expected = "a string or a list of texts, each a string or a list of sentences";
                    let texts = texts.ok_or_else(|| record.wrong(path, field, value, expected))?;
                    if texts.is_empty() {
                        return Err(source::bad(
                            path,
                            Some(record.line),
                            format!("{field} is an empty list"),
                        ));
                    }
                    Ok(texts)
                }
                _ => Ok(record.text(path, field)?.into_iter().collect()),
            };
        }
        let expected = asked.map_or_else(|| REFERENCE_FIELDS.join(", "), str::to_owned);
        Err(source::bad(path, Some(record.line), format!("has no reference (looked for {expected})")))
    }
}

/// A file of a directory, or of a directory in it.
struct Found {
    path: PathBuf,
    stem: String,
    /// The name of the directory in the directory.
    group: Option<String>,
}

impl Found {
    /// Gives the name of the summary that a reference belongs to: the directory it is in, or what is left of its name
    /// when endings have been taken off until a summary is met.
    fn name(&self, known: &BTreeSet<String>) -> String {
        if let Some(group) = &self.group {
            return group.clone();
        }
        let mut name = self.stem.as_str();
        loop {
            if known.contains(name) {
                return name.to_owned();
            }
            match name.rsplit_once('.') {
                Some((shorter, _)) => name = shorter,
                None => return self.stem.clone(),
            }
        }
    }
}

/// Lists the files of a directory and of the directories in it, sorted; hidden ones are passed over.
fn files(dir: &Path) -> Result<Vec<Found>, Error> {
    let mut found = Vec::new();
    for path in entries(dir)? {
        if path.is_dir() {
            let group = path.file_name().map(|name| name.to_string_lossy().into_owned());
            let inside = entries(&path)?.into_iter().filter(|path| path.is_file());
            found.extend(inside.map(|path| Found { stem: stem(&path), path, group: group.clone() }));
        } else {
            found.push(Found { stem: stem(&path), path, group: None });
        }
    }
    Ok(found)
}

fn entries(dir: &Path) -> Result<Vec<PathBuf>, Error> {
    let entries = fs::read_dir(dir).map_err(|e| Error::io(dir, e))?;
    let mut paths = entries
        .map(|entry| entry.map(|entry| entry.path()).map_err(|e| Error::io(dir, e)))
        .collect::<Result<Vec<_>, _>>()?;
    paths.retain(|path| path.file_name().is_some_and(|name| !name.to_string_lossy().starts_with('.')));
    paths.sort();
    Ok(paths)
}

fn stem(path: &Path) -> String {
    let path = source::unpacked_name(path);
    path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default()
}
