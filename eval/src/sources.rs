//! Where the sets lie, and which file is which.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use xxhash_rust::xxh3::Xxh3;

/// The project's own directory and, where there is one, that of the shared sets.
pub struct Sources {
    root: PathBuf,
    shared: Option<PathBuf>,
}

impl Sources {
    /// Takes the directory that was asked for, or else the one beside the project, if it is there.
    pub fn new(asked: Option<&Path>) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let shared = match asked {
            Some(dir) if dir.is_dir() => Some(dir.to_owned()),
            Some(dir) => bail!("--sets {}: no such directory", dir.display()),
            None => Some(root.join("../shared/data")).filter(|dir| dir.is_dir()),
        };
        Ok(Self { root, shared })
    }

    /// Gives the path of a file of the project.
    pub fn own(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Finds all the files, or says which is not here.
    pub fn find(&self, own: bool, names: &[&str]) -> Result<Vec<PathBuf>, String> {
        let base = if own { Some(&self.root) } else { self.shared.as_ref() };
        names
            .iter()
            .map(|name| match base.map(|base| base.join(name)) {
                Some(path) if path.exists() => Ok(path),
                Some(_) => Err(format!("{name} is not here")),
                None => {
                    Err(format!("{name} is not here (no directory of shared sets; --sets DIR names one)"))
                }
            })
            .collect()
    }
}

/// Hashes files and directories by the names and bytes of what is in them, as 16 hex digits.
pub fn hash(paths: &[PathBuf]) -> Result<String> {
    let mut hasher = Xxh3::new();
    for path in paths {
        add(path, &mut hasher)?;
    }
    Ok(format!("{:016x}", hasher.digest()))
}

fn add(path: &Path, hasher: &mut Xxh3) -> Result<()> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    hasher.update(name.as_bytes());
    hasher.update(&[0]);
    if path.is_dir() {
        let entries = fs::read_dir(path).with_context(|| path.display().to_string())?;
        let mut inside = entries.map(|entry| Ok(entry?.path())).collect::<std::io::Result<Vec<_>>>()?;
        inside.sort();
        hasher.update(&(inside.len() as u64).to_le_bytes());
        return inside.iter().try_for_each(|path| add(path, hasher));
    }
    let bytes = fs::read(path).with_context(|| path.display().to_string())?;
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(&bytes);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_byte_or_name_changes_the_hash() {
        let dir = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
        let now = || hash(&[dir.path().to_owned()]).unwrap();
        write("a", "one");
        write("b", "two");
        let first = now();
        assert_eq!(first, now());
        write("b", "tow");
        assert_ne!(first, now());
        write("b", "two");
        assert_eq!(first, now());
        fs::rename(dir.path().join("b"), dir.path().join("c")).unwrap();
        assert_ne!(first, now());
    }
}
