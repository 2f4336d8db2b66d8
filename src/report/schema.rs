//! The JSON Schemas of what is written, made from the types themselves, so that they cannot tell anything else.

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::Value;

use crate::config::Config;
use crate::model::{Article, Brief, DuplicateGroup, Rejection, Story};

use super::File;
use super::record::RunRecord;

/// Gives the JSON Schema (2020-12) of one line of a file; `None` for files that hold no JSON.
///
/// Fields may be added in later versions, so a schema does not forbid others.
///
/// ```
/// use wiredesk::report::{self, File};
///
/// let schema = report::schema(File::Groups).unwrap();
/// assert_eq!(schema["properties"]["kept"]["$ref"], "#/$defs/ArticleId");
/// ```
#[must_use]
pub fn schema(file: File) -> Option<Value> {
    match file {
        File::Articles => Some(of::<Article>()),
        File::Rejected => Some(of::<Rejection>()),
        File::Groups => Some(of::<DuplicateGroup>()),
        File::Stories => Some(of::<Story>()),
        File::Briefs => Some(of::<Brief>()),
        File::StoriesCsv | File::BriefsMarkdown | File::ReportHtml => None,
    }
}

/// Gives the JSON Schema of `run.json`.
#[must_use]
pub fn run_schema() -> Value {
    of::<RunRecord<'static>>()
}

/// Gives the JSON Schema of the settings, as `wiredesk config --json` prints them.
#[must_use]
pub fn settings_schema() -> Value {
    of::<Config>()
}

fn of<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<T>().to_value();
    plain(&mut schema);
    schema
}

/// Makes descriptions of doc comments: one line a paragraph, without examples and without links into the code.
fn plain(schema: &mut Value) {
    match schema {
        Value::Object(fields) => {
            for (name, value) in fields {
                match value {
                    Value::String(text) if name == "description" => {
                        let told = text.split("```").next().unwrap_or_default();
                        let told = told.replace("[`", "`").replace("`]", "`");
                        *text = told.split_whitespace().collect::<Vec<_>>().join(" ");
                    }
                    _ => plain(value),
                }
            }
        }
        Value::Array(items) => items.iter_mut().for_each(plain),
        _ => {}
    }
}
