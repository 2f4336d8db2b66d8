//! The schemas: what they say is what is written.

use std::path::Path;

use serde_json::Value;

use crate::desk::Desk;

const FILES: [&str; 6] =
    ["articles.jsonl", "rejected.jsonl", "groups.jsonl", "stories.jsonl", "briefs.jsonl", "run.json"];

/// Lets objects have no field beside those that a schema names.
fn close(schema: &mut Value) {
    if let Some(fields) = schema.as_object_mut() {
        if fields.contains_key("properties") {
            fields.entry("additionalProperties").or_insert(Value::Bool(false));
        }
        fields.values_mut().for_each(close);
    } else if let Some(items) = schema.as_array_mut() {
        items.iter_mut().for_each(close);
    }
}

#[test]
fn every_line_of_the_sample_s_files_fits_its_schema_and_has_no_other_field() {
    let desk = Desk::new();
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/sample");
    desk.call(&["run", sample.to_str().unwrap(), "-o", "out", "-q"]).ok();
    for file in FILES {
        let mut schema: Value = serde_json::from_str(&desk.call(&["schema", file]).ok()).unwrap();
        close(&mut schema);
        let validator = jsonschema::validator_for(&schema).unwrap();
        let text = desk.get(&format!("out/{file}"));
        let records: Vec<Value> =
            serde_json::Deserializer::from_str(&text).into_iter().collect::<Result<_, _>>().unwrap();
        assert!(!records.is_empty(), "{file} has no record to be proved on");
        for record in &records {
            let faults: Vec<String> = validator.iter_errors(record).map(|fault| fault.to_string()).collect();
            assert!(faults.is_empty(), "{file}: {faults:?}");
        }
    }
}

#[test]
fn the_settings_fit_their_schema() {
    let desk = Desk::new();
    let schema: Value = serde_json::from_str(&desk.call(&["schema", "settings"]).ok()).unwrap();
    let settings: Value = serde_json::from_str(&desk.call(&["config", "--json"]).ok()).unwrap();
    assert!(jsonschema::is_valid(&schema, &settings));
    assert!(!jsonschema::is_valid(&schema, &serde_json::json!({ "dedup": { "treshold": 1 } })));
}

#[test]
fn without_a_name_every_file_is_described_and_a_wrong_name_is_told() {
    let desk = Desk::new();
    let page = desk.call(&["schema"]).ok();
    for file in FILES {
        assert!(page.contains(&format!("\n## {file}\n")), "{file}");
    }
    desk.call(&["schema", "group.jsonl"]).fails(2, &["FILE is group.jsonl", "groups.jsonl"]);
}

#[test]
fn every_setting_is_explained() {
    let lines = Desk::new().call(&["config"]).ok();
    let lines: Vec<&str> = lines.lines().collect();
    let settings = lines.iter().enumerate().filter(|(_, line)| line.contains(" = "));
    for (at, line) in settings.filter(|(_, line)| !line.starts_with('#')) {
        assert!(at > 0 && lines[at - 1].starts_with("# "), "{line}");
    }
}
