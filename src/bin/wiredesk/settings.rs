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
    let of_file = global.config.as_deref().map(read).transpose()?.unwrap_or(base);
    let mut config = of_file.clone();
    for assignment in &global.set {
        config.set(assignment)?;
    }
    config.validate().map_err(|e| blame(e, &of_file, global.config.as_deref()))?;
    Ok(config)
}

fn read(path: &Path) -> Result<Config> {
    let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
    Config::from_toml(&text, path)
}

/// Names the settings file where it is at fault by itself.
fn blame(error: Error, of_file: &Config, path: Option<&Path>) -> Error {
    let message = error.to_string();
    match (path, of_file.validate()) {
        (Some(path), Err(own)) if own.to_string() == message => {
            Error::Format { path: path.to_owned(), line: None, message }
        }
        _ => error,
    }
}
