//! `wiredesk schema`: what the written files hold.

use std::fmt::Write as _;
use std::process::ExitCode;

use serde_json::Value;
use wiredesk::Error;
use wiredesk::report::{self, File};

use crate::console;

/// What is no [`File`], but has a schema.
const RUN: &str = "run.json";
const SETTINGS: &str = "settings";

pub fn main(file: Option<&str>) -> anyhow::Result<ExitCode> {
    let Some(name) = file else {
        console::print(reference().as_bytes())?;
        return Ok(ExitCode::SUCCESS);
    };
    let Some((_, schema)) = schemas().into_iter().find(|(known, _)| *known == name) else {
        let known: Vec<_> = schemas().iter().map(|(name, _)| *name).collect();
        return Err(Error::setting("FILE", &name, format!("one of {}", known.join(", "))).into());
    };
    let mut text = serde_json::to_vec_pretty(&schema)?;
    text.push(b'\n');
    console::print(&text)?;
    Ok(ExitCode::SUCCESS)
}

fn schemas() -> Vec<(&'static str, Value)> {
    let files = File::ALL.iter().filter_map(|file| Some((file.name(), report::schema(*file)?)));
    files.chain([(RUN, report::run_schema()), (SETTINGS, report::settings_schema())]).collect()
}

/// Sets the fields of every file as Markdown tables.
fn reference() -> String {
    let mut page = "# Written files\n\nA JSON object a line, except `run.json`, which is one object. A field with `?` is left out where there \
                    is nothing to say.\n"
        .to_owned();
    for (name, schema) in schemas().iter().filter(|(name, _)| *name != SETTINGS) {
        let _ = write!(page, "\n## {name}\n\n{}\n", described(schema));
        table(&mut page, schema);
        for (inner, part) in schema["$defs"].as_object().into_iter().flatten() {
            match (part["properties"].is_object(), part["oneOf"].as_array()) {
                (true, _) => {
                    let _ = write!(page, "\n### {inner} ({name})\n\n{}\n", described(part));
                    table(&mut page, part);
                }
                (_, Some(choices)) => {
                    let _ = write!(page, "\n### {inner} ({name})\n\n{} One of:\n\n", described(part));
                    list(&mut page, choices);
                }
                _ => {}
            }
        }
    }
    page
}

fn described(schema: &Value) -> &str {
    schema["description"].as_str().unwrap_or_default()
}

fn table(page: &mut String, schema: &Value) {
    let required: Vec<&str> =
        schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    page.push_str("\n| field | type | meaning |\n|---|---|---|\n");
    for (field, value) in schema["properties"].as_object().into_iter().flatten() {
        let mark = if required.contains(&field.as_str()) { "" } else { "?" };
        let _ = writeln!(page, "| `{field}`{mark} | {} | {} |", type_of(value), described(value));
    }
}

fn list(page: &mut String, choices: &[Value]) {
    for choice in choices {
        let name = choice["const"].as_str().unwrap_or_default();
        let _ = writeln!(page, "- `{name}`: {}", described(choice));
    }
}

/// Names a type: a list in brackets, a choice by its values, an object by its name.
fn type_of(value: &Value) -> String {
    // What may be absent is its type or null; null is never written.
    if let Some(given) = value["anyOf"].get(0) {
        return type_of(given);
    }
    if let Some(reference) = value["$ref"].as_str() {
        return reference.rsplit('/').next().unwrap_or(reference).to_owned();
    }
    match (value["type"].as_str(), value["format"].as_str()) {
        (Some("array"), _) => format!("[{}]", type_of(&value["items"])),
        (Some("object"), _) if value["additionalProperties"].is_object() => {
            format!("object of {}", type_of(&value["additionalProperties"]))
        }
        (Some("string"), Some("date-time")) => "RFC 3339 in UTC".to_owned(),
        (Some(name), _) => name.to_owned(),
        _ => value["type"].as_array().map_or_else(
            || "any".to_owned(),
            |names| {
                let names: Vec<&str> =
                    names.iter().filter_map(Value::as_str).filter(|n| *n != "null").collect();
                names.join(" or ")
            },
        ),
    }
}
