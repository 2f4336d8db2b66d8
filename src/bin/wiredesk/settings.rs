//! What was typed becomes settings: defaults, then the file, then each `--set`.

use wiredesk::{Config, Error};

use crate::args::Global;

/// Gathers the settings and checks them.
pub fn gather(global: &Global) -> wiredesk::Result<Config> {
    let mut config = match &global.config {
        Some(path) => {
            let text = std::fs::read_to_string(path).map_err(|e| Error::io(path, e))?;
            Config::from_toml(&text, path)?
        }
        None => Config::default(),
    };
    for assignment in &global.set {
        config.set(assignment)?;
    }
    config.validate()?;
    Ok(config)
}
