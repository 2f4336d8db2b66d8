//! `eval/settings`: what the figures of a set are made with.
//!
//! `default.toml` holds every setting of wiredesk as it was when the figures were pinned; sets go by the defaults, so
//! the gate compares the two. A set that is scored by ROUGE has a file of its own, which `wiredesk eval rouge --settings`
//! takes too.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use wiredesk::Config;
use wiredesk::metrics::rouge::rouge155::Options;

const DEFAULT: &str = "default";

/// What a set that is scored by ROUGE is measured with.
#[derive(Debug)]
pub struct Settings {
    /// The settings of wiredesk: the defaults, but for what the file says.
    pub wiredesk: Config,
    /// The options of ROUGE-1.5.5.
    pub rouge: Options,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    wiredesk: Config,
    rouge: Rouge,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rouge {
    dialect: String,
    options: String,
}

fn path(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("settings").join(format!("{name}.toml"))
}

/// Reads the settings of a set.
pub fn of(set: &str) -> Result<Settings> {
    let path = path(set);
    let text = fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let File { wiredesk, rouge } = toml::from_str(&text).with_context(|| path.display().to_string())?;
    if rouge.dialect != "rouge-1.5.5" {
        bail!("{}: rouge.dialect is {}, but the sets go by rouge-1.5.5", path.display(), rouge.dialect);
    }
    wiredesk.validate().with_context(|| path.display().to_string())?;
    let rouge = rouge.options.parse().with_context(|| path.display().to_string())?;
    Ok(Settings { wiredesk, rouge })
}

/// Compares the defaults with those that the figures were pinned with; every line of the answer is a fault.
pub fn faults() -> Result<Vec<String>> {
    let now = Config::default().to_toml()?;
    let pinned = fs::read_to_string(path(DEFAULT)).unwrap_or_default();
    Ok(differences(&pinned, &now))
}

/// Writes the defaults.
pub fn pin() -> Result<()> {
    let path = path(DEFAULT);
    fs::write(&path, Config::default().to_toml()?).with_context(|| path.display().to_string())
}

/// Names the settings that differ, table by table.
fn differences(pinned: &str, now: &str) -> Vec<String> {
    let (pinned, now) = (dotted(pinned), dotted(now));
    let mut faults: Vec<String> = Vec::new();
    for (key, value) in &now {
        match pinned.iter().find(|(other, _)| other == key) {
            Some((_, was)) if was == value => {}
            Some((_, was)) => faults.push(format!("the default of {key} is {value}, but {was} was pinned")),
            None => faults.push(format!("the default of {key}, {value}, is not pinned")),
        }
    }
    let gone = pinned.iter().filter(|(key, _)| !now.iter().any(|(other, _)| other == key));
    faults.extend(gone.map(|(key, _)| format!("{key} is pinned, but is no setting")));
    faults
}

/// Reads dotted keys and their values as text.
fn dotted(toml: &str) -> Vec<(String, String)> {
    fn walk(prefix: &str, table: &toml::Table, into: &mut Vec<(String, String)>) {
        for (key, value) in table {
            let key = if prefix.is_empty() { key.clone() } else { format!("{prefix}.{key}") };
            match value {
                toml::Value::Table(inner) => walk(&key, inner, into),
                other => into.push((key, other.to_string())),
            }
        }
    }
    let mut settings = Vec::new();
    walk("", &toml.parse().unwrap_or_default(), &mut settings);
    settings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_default_is_named() {
        let faults = differences("[a]\nx = 1\ny = 2\n", "[a]\nx = 1\ny = 3\nz = 4\n");
        assert_eq!(
            faults,
            ["the default of a.y is 3, but 2 was pinned", "the default of a.z, 4, is not pinned"]
        );
        assert_eq!(differences("[a]\nx = 1\n", ""), ["a.x is pinned, but is no setting"]);
        assert!(differences("", "").is_empty());
    }

    #[test]
    fn every_file_can_be_read() {
        for set in ["multinews", "sample-briefs"] {
            assert_eq!(of(set).unwrap().wiredesk.brief.max_words, 100, "{set}");
        }
    }
}
