//! `wiredesk config`: the settings that hold, each with what it does.

use std::process::ExitCode;

use serde_json::Value;
use wiredesk::report;

use crate::args::Global;
use crate::layout::paragraph;
use crate::{console, settings};

pub fn main(global: &Global) -> anyhow::Result<ExitCode> {
    let config = settings::gather(global)?;
    if global.json {
        let mut text = serde_json::to_vec_pretty(&config)?;
        text.push(b'\n');
        console::print(&text)?;
    } else {
        console::print(explained(&config.to_toml()?, &report::settings_schema()).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Puts above each table and each value what the schema says of it.
fn explained(toml: &str, schema: &Value) -> String {
    let mut table = &Value::Null;
    let mut text = String::new();
    for line in toml.lines() {
        let field = if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let field = &schema["properties"][name];
            table = resolved(field, schema);
            field
        } else {
            let key = line.split(" = ").next().unwrap_or_default();
            &table["properties"][key]
        };
        if let Some(told) = field["description"].as_str() {
            comment(&mut text, "# ", told);
        }
        for choice in resolved(field, schema)["oneOf"].as_array().into_iter().flatten() {
            if let (Some(name), Some(told)) = (choice["const"].as_str(), choice["description"].as_str()) {
                comment(&mut text, "# - ", &format!("{name}: {told}"));
            }
        }
        text.push_str(line);
        text.push('\n');
    }
    text
}

fn comment(text: &mut String, first: &str, told: &str) {
    for (at, line) in paragraph(first, told).lines().enumerate() {
        // Lines after the first are indented as far as it is.
        let rest = line.get(1..).filter(|_| at > 0).map(|rest| format!("#{rest}"));
        text.push_str(rest.as_deref().unwrap_or(line));
        text.push('\n');
    }
}

fn resolved<'a>(field: &'a Value, schema: &'a Value) -> &'a Value {
    let name = field["$ref"].as_str().and_then(|reference| reference.rsplit('/').next());
    name.map_or(field, |name| &schema["$defs"][name])
}
