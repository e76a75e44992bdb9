//! The document says what the router does.

use automator::http::{openapi, routes};
use serde_json::Value;
use std::collections::BTreeSet;

fn document() -> Value {
    serde_json::from_str(&openapi::json()).unwrap()
}

/// As cargo says when it runs the test: the compiler may have been told of another clone.
fn committed(name: &str) -> String {
    let here = std::env::var("CARGO_MANIFEST_DIR").unwrap();
    std::fs::read_to_string(format!("{here}/../docs/{name}")).unwrap()
}

#[test]
fn the_committed_document_is_the_present_one() {
    let committed = committed("openapi.json");
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
    let committed = committed("cli.md");
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
}

/// A shape has a name that says what it is, and says what it holds, in which unit and form.
#[test]
fn every_shape_has_a_name_and_says_what_it_holds() {
    let document = document();
    let mut faults = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        if !name.chars().all(char::is_alphanumeric) || name == "Vec" {
            faults.push(format!("{name} is no name"));
        }
        if schema["description"]
            .as_str()
            .unwrap_or_default()
            .is_empty()
        {
            faults.push(format!("{name} does not say what it is"));
        }
        let own = std::iter::once(schema);
        let parts = own.chain(schema["allOf"].as_array().into_iter().flatten());
        for part in parts {
            let properties = part["properties"].as_object().into_iter().flatten();
            for (field, schema) in properties {
                tell_faults(&format!("{name}.{field}"), schema, &mut faults);
            }
        }
    }
    for (path, item) in document["paths"].as_object().unwrap() {
        for operation in item.as_object().unwrap().values() {
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            for parameter in parameters {
                let name = format!("{path} {}", parameter["name"]);
                if parameter["description"]
                    .as_str()
                    .unwrap_or_default()
                    .is_empty()
                {
                    faults.push(format!("{name} does not say what it is"));
                }
            }
            for (status, response) in operation["responses"].as_object().unwrap() {
                let contents = response["content"].as_object().into_iter().flatten();
                for (media, content) in contents.filter(|(media, _)| media.ends_with("json")) {
                    let named = content["schema"].to_string().contains("$ref");
                    if !named && path != "/api/v1/openapi.json" {
                        faults.push(format!("{path} {status} {media} has no named shape"));
                    }
                }
                let text = response["description"].as_str().unwrap_or_default();
                if text.is_empty() && response["$ref"].is_null() {
                    faults.push(format!("{path} {status} does not say when"));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

fn tell_faults(name: &str, schema: &Value, faults: &mut Vec<String>) {
    let text = schema.to_string();
    if text.contains("\"$ref\"") && schema["type"] != "array" {
        return;
    }
    let names = ["type", "anyOf", "enum"];
    if names.iter().all(|known| schema[known].is_null()) {
        faults.push(format!("{name} may be anything: {schema}"));
    }
    if schema["type"] == "object" && !text.contains("\"$ref\"") {
        faults.push(format!("{name} is an object without a name: {schema}"));
    }
    if schema["description"]
        .as_str()
        .unwrap_or_default()
        .is_empty()
    {
        faults.push(format!("{name} does not say what it is"));
    }
}

#[test]
fn who_is_to_wait_is_told_how_long_and_who_may_repeat_is_told_how() {
    let document = document();
    let (mut waits, mut keys) = (0, 0);
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            for status in ["429", "503"] {
                let mut response = &operation["responses"][status];
                if let Some(reference) = response["$ref"].as_str() {
                    response = document.pointer(&reference[1..]).unwrap();
                }
                if response.is_object() && path.starts_with("/api/v1/") {
                    let told = &response["headers"]["Retry-After"];
                    assert!(told.is_object(), "{method} {path} {status}");
                    waits += 1;
                }
            }
            let of_a_session = path == "/api/v1/sessions";
            let is_api = path.starts_with("/api/v1/") || path.starts_with("/runtime/");
            let repeats = is_api && method != "get" && !of_a_session;
            let parameters = operation["parameters"].as_array().into_iter().flatten();
            let told = parameters
                .into_iter()
                .any(|p| p["name"] == "Idempotency-Key" && p["in"] == "header");
            assert_eq!(told, repeats, "{method} {path}");
            keys += usize::from(told);
        }
    }
    assert!(waits > 30 && keys > 15, "{waits} and {keys}");
}
