//! The files of a directory: opened before the work, named when it is done.
//!
//! Each is written under a hidden name of its own and renamed at the end. Whatever goes wrong before, no file stands
//! under its final name that is not whole, and the hidden ones are removed; those that a killed process leaves are
//! replaced by the next run.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use wiredesk::Error;

use crate::failure::Unwritten;

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
        fs::create_dir_all(dir).map_err(|e| Error::io(dir, e))?;
        let mut outputs = Self { dir: dir.to_owned(), files: Vec::new() };
        for &name in names {
            let hidden = dir.join(format!(".{name}.part"));
            let file = File::create(&hidden).map_err(|e| Error::io(dir.join(name), e))?;
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
