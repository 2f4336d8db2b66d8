//! The files of a directory: opened before the work, named when it is done.
//!
//! Each is written under a hidden name that has the number of the process in it, so that two runs at once do not write
//! into one file, and renamed at the end. Whatever goes wrong before, no file stands under its final name that is not
//! whole, and the hidden ones are removed; those that a killed process leaves are removed by the next run.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use wiredesk::{Error, report};

use crate::failure::Unwritten;

/// Makes a directory, and those above it, where there is none.
pub fn make_dir(dir: &Path) -> Result<(), Error> {
    let told = |problem: io::Error| {
        if dir.is_file() {
            "it is a file, but must be a directory".to_owned()
        } else {
            format!("the directory cannot be made: {problem}")
        }
    };
    fs::create_dir_all(dir).map_err(|problem| Error::Format {
        path: dir.to_owned(),
        line: None,
        message: told(problem),
    })
}

/// The files that one command writes.
pub struct Outputs {
    dir: PathBuf,
    files: Vec<Pending>,
}

struct Pending {
    name: &'static str,
    hidden: PathBuf,
    file: Option<File>,
}

impl Outputs {
    /// Opens a file for each name in `dir`, which is made where absent.
    pub fn open(dir: &Path, names: &[&'static str]) -> Result<Self, Error> {
        make_dir(dir)?;
        sweep(dir);
        let mut outputs = Self { dir: dir.to_owned(), files: Vec::new() };
        for &name in names {
            let path = dir.join(name);
            if path.is_dir() {
                return Err(Error::io(path, io::ErrorKind::IsADirectory.into()));
            }
            let hidden = dir.join(format!(".{name}.{}.part", std::process::id()));
            let file = File::create(&hidden).map_err(|e| Error::io(path, e))?;
            outputs.files.push(Pending { name, hidden, file: Some(file) });
        }
        Ok(outputs)
    }

    /// Writes one of the files, wholly.
    pub fn write(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
    ) -> Result<(), Unwritten> {
        let Some(pending) = self.files.iter_mut().find(|f| f.name == name) else { return Ok(()) };
        let Some(file) = pending.file.take() else { return Ok(()) };
        let mut out = BufWriter::with_capacity(1 << 16, file);
        write(&mut out)
            .and_then(|()| out.flush())
            .and_then(|()| out.get_ref().sync_all())
            .map_err(|source| Unwritten { name: self.dir.join(name).display().to_string(), source })
    }

    /// Gives every file its name.
    pub fn finish(mut self) -> Result<(), Unwritten> {
        for pending in &self.files {
            let path = self.dir.join(pending.name);
            fs::rename(&pending.hidden, &path)
                .map_err(|source| Unwritten { name: path.display().to_string(), source })?;
        }
        self.files.clear();
        Ok(())
    }
}

impl Drop for Outputs {
    fn drop(&mut self) {
        for pending in &self.files {
            let _ = fs::remove_file(&pending.hidden);
        }
    }
}

/// One file of any name, opened before the work and named when it is done.
pub struct OneFile {
    path: PathBuf,
    hidden: PathBuf,
    file: File,
}

impl OneFile {
    /// Opens it beside its place, under a hidden name.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let name = path.file_name().filter(|_| !path.is_dir());
        let Some(name) = name else { return Err(Error::io(path, io::ErrorKind::IsADirectory.into())) };
        let hidden = path.with_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
        let file = File::create(&hidden).map_err(|e| Error::io(path, e))?;
        Ok(Self { path: path.to_owned(), hidden, file })
    }

    /// Writes it, wholly, and gives it its name. On failure nothing is left of it.
    pub fn write(self, write: impl FnOnce(&mut dyn Write) -> io::Result<()>) -> Result<(), Unwritten> {
        let mut out = BufWriter::with_capacity(1 << 16, &self.file);
        let written = write(&mut out)
            .and_then(|()| out.flush())
            .and_then(|()| self.file.sync_all())
            .and_then(|()| fs::rename(&self.hidden, &self.path));
        written.map_err(|source| {
            let _ = fs::remove_file(&self.hidden);
            Unwritten { name: self.path.display().to_string(), source }
        })
    }
}

/// Removes the hidden files of processes that are no more, where the system tells which those are.
fn sweep(dir: &Path) {
    if !Path::new("/proc/self").exists() {
        return;
    }
    for entry in fs::read_dir(dir).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if name.to_str().and_then(writer).is_some_and(|id| !Path::new("/proc").join(id).exists()) {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Gives the number of the process that a hidden file of ours belongs to.
fn writer(name: &str) -> Option<&str> {
    let (name, id) = name.strip_prefix('.')?.strip_suffix(".part")?.rsplit_once('.')?;
    let is_ours = name == "run.json" || report::File::ALL.iter().any(|file| file.name() == name);
    (is_ours && !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit())).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_own_hidden_files_are_swept() {
        assert_eq!(writer(".stories.jsonl.123.part"), Some("123"));
        assert_eq!(writer(".run.json.7.part"), Some("7"));
        for name in
            ["stories.jsonl", ".stories.jsonl.part", ".notes.txt.123.part", ".stories.jsonl.12x.part", ""]
        {
            assert_eq!(writer(name), None, "{name}");
        }
    }

    #[test]
    fn nothing_has_its_name_before_all_is_done() {
        let dir = tempfile::tempdir().unwrap();
        let left = dir.path().join(".briefs.md.4294967295.part");
        fs::write(&left, "half").unwrap();
        let names = ["stories.jsonl", "run.json"];
        let there = || {
            let mut names: Vec<String> = fs::read_dir(dir.path())
                .unwrap()
                .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
                .filter(|name| !name.starts_with('.'))
                .collect();
            names.sort();
            names
        };
        let mut outputs = Outputs::open(dir.path(), &names).unwrap();
        outputs.write("stories.jsonl", |out| out.write_all(b"{}\n")).unwrap();
        assert!(there().is_empty());
        drop(outputs);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), usize::from(!Path::new("/proc/self").exists()));

        let mut outputs = Outputs::open(dir.path(), &names).unwrap();
        outputs.write("stories.jsonl", |out| out.write_all(b"{}\n")).unwrap();
        outputs.finish().unwrap();
        assert_eq!(there(), ["run.json", "stories.jsonl"]);
        assert_eq!(fs::read(dir.path().join("stories.jsonl")).unwrap(), b"{}\n");
    }
}
