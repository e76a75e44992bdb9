//! The document says what the router does.

use automator::http::{openapi, routes};
use serde_json::Value;
use std::collections::BTreeSet;

fn document() -> Value {
    serde_json::from_str(&openapi::json()).unwrap()
}

#[test]
fn the_committed_document_is_the_present_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/openapi.json");
    let committed = std::fs::read_to_string(path).unwrap();
    assert!(
        committed == openapi::json(),
        "docs/openapi.json is old. Run: cargo xtask gen"
    );
}

#[test]
fn every_route_is_described_and_every_description_is_routed() {
    let document = document();
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            described.insert(format!("{} {path}", method.to_uppercase()));
        }
    }
    let routed: BTreeSet<String> = routes::ALL
        .iter()
        .map(|r| format!("{} {}", r.method, r.path))
        .collect();
    assert_eq!(described, routed);
    assert_eq!(routed.len(), routes::ALL.len(), "each route once");
}

#[test]
fn operations_have_names_of_their_own_and_all_parameters() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let tags: Vec<&str> = document["tags"]
        .as_array()
        .unwrap()
        .iter()
        .map(|t| t["name"].as_str().unwrap())
        .collect();
    let mut names = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            let name = operation["operationId"].as_str().unwrap();
            assert!(names.insert(name.to_owned()), "{name} twice");
            assert!(
                !operation["summary"].as_str().unwrap_or_default().is_empty(),
                "{name}"
            );
            assert!(
                tags.contains(&operation["tags"][0].as_str().unwrap()),
                "{name}"
            );
            let parameters = operation["parameters"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            let in_path: BTreeSet<&str> = parameters
                .iter()
                .filter(|p| p["in"] == "path")
                .map(|p| p["name"].as_str().unwrap())
                .collect();
            let wanted = path
                .split('{')
                .skip(1)
                .map(|rest| rest.split('}').next().unwrap());
            assert_eq!(in_path, wanted.collect(), "{name}");
        }
    }
}

#[test]
fn every_reference_leads_somewhere() {
    fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
        match value {
            Value::Object(map) => {
                found.extend(map.get("$ref").and_then(Value::as_str));
                map.values().for_each(|v| references(v, found));
            }
            Value::Array(items) => items.iter().for_each(|v| references(v, found)),
            _ => {}
        }
    }
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 50);
    for reference in found {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

#[test]
fn the_committed_help_is_the_present_one() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/cli.md");
    let committed = std::fs::read_to_string(path).unwrap();
    let present = automator::cli::markdown();
    assert!(
        committed.trim_end() == present.trim_end(),
        "docs/cli.md is old. Run: cargo xtask gen"
    );
}

#[test]
fn shapes_are_as_on_the_wire() {
    let schemas = &document()["components"]["schemas"];
    let states = [
        ("RunState", "succeeded"),
        ("StepState", "degraded"),
        ("EnvironmentState", "provisioning_failed"),
        ("Health", "ok"),
        ("TenantState", "trial"),
        ("Role", "customer_service"),
    ];
    for (machine, state) in states {
        let names = schemas[machine]["enum"].as_array().unwrap();
        assert!(names.contains(&state.into()), "{machine}: {names:?}");
        assert!(names.iter().all(|n| {
            n.as_str()
                .unwrap()
                .chars()
                .all(|c| c.is_lowercase() || c == '_')
        }));
    }
    for (shape, field) in [
        ("SettingValue", "value"),
        ("Change", "after"),
        ("DefinitionView", "default"),
    ] {
        let schema = &schemas[shape]["properties"][field];
        assert!(
            schema.is_object() && schema.get("type").is_none(),
            "{shape}.{field}: {schema}"
        );
    }
}
