//! What was typed becomes settings: defaults, then the file, then each `--set`.

use std::path::Path;

use wiredesk::{Config, Error, Result};

use crate::args::Global;

/// Gathers the settings and checks them.
pub fn gather(global: &Global) -> Result<Config> {
    gather_over(Config::default(), global)
}

/// Does the same with other settings than the defaults where no file is named.
pub fn gather_over(base: Config, global: &Global) -> Result<Config> {
    let file = global.config.as_deref().map(File::read).transpose()?;
    let mut config = file.as_ref().map_or(base, |file| file.config.clone());
    for assignment in &global.set {
        config.set(assignment)?;
    }
    config.validate().map_err(|error| match &file {
        Some(file) => file.blame(error),
        None => error,
    })?;
    Ok(config)
}

/// A file of settings.
struct File<'a> {
    path: &'a Path,
    text: String,
    config: Config,
}

impl<'a> File<'a> {
    fn read(path: &'a Path) -> Result<Self> {
        let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
        let config = Config::from_toml(&text, path)?;
        Ok(Self { path, text, config })
    }

    /// Names the file and the line where they are at fault by themselves.
    fn blame(&self, error: Error) -> Error {
        let message = error.to_string();
        if !self.config.validate().is_err_and(|own| own.to_string() == message) {
            return error;
        }
        let line = match &error {
            Error::InvalidSetting { key, .. } => Config::line_of(&self.text, key),
            _ => None,
        };
        Error::Format { path: self.path.to_owned(), line, message }
    }
}
