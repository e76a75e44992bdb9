//! Whether an answer is one that the OpenAPI document describes: its status, its type, and every
//! field of its body. `answer` asks this of every answer that the tests of this folder get.

use automator::http::openapi;
use reqwest::Method;
use serde_json::{Map, Value};
use std::sync::LazyLock;

static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(&openapi::json()).unwrap());

/// Panics with what does not fit. An address that the document does not know, or a method that it
/// does not have there, is not its business.
pub fn check(method: &Method, path: &str, status: u16, media: &str, text: &str) {
    let Some(response) = response(method.as_str(), path, status) else {
        return;
    };
    let what = format!("{method} {path} answered {status} {media}");
    let media = media.split(';').next().unwrap_or_default();
    let contents = response["content"].as_object();
    let Some(contents) = contents.filter(|c| !c.is_empty()) else {
        return;
    };
    let content = contents.get(media);
    let content = content.unwrap_or_else(|| panic!("{what}; described are {contents:?}"));
    if media.ends_with("json") && content["schema"].is_object() {
        let body: Value = serde_json::from_str(text).unwrap();
        if let Err(why) = fits(&body, &content["schema"]) {
            panic!("{what}: {why}\n{body:#}");
        }
    }
}

/// What is said of this status; panics where an operation does not describe it.
pub fn response(method: &str, path: &str, status: u16) -> Option<&'static Value> {
    let operation = item(path)?.get(method.to_lowercase())?;
    let response = operation["responses"].get(status.to_string());
    assert!(
        response.is_some(),
        "{method} {path} answered {status}, which is not described"
    );
    match response?["$ref"].as_str() {
        Some(reference) => DOCUMENT.pointer(reference.trim_start_matches('#')),
        None => response,
    }
}

/// The most literal of the paths that match, as the router takes them.
fn item(path: &str) -> Option<&'static Value> {
    let path = path.split('?').next().unwrap_or_default();
    let parts: Vec<&str> = path.split('/').collect();
    let matches = |known: &str| {
        let known: Vec<&str> = known.split('/').collect();
        known.len() == parts.len()
            && known
                .iter()
                .zip(&parts)
                .all(|(known, part)| known.starts_with('{') || known == part)
    };
    let paths = DOCUMENT["paths"].as_object().unwrap().iter();
    let found = paths.filter(|(known, _)| matches(known));
    found
        .min_by_key(|(known, _)| known.matches('{').count())
        .map(|(_, item)| item)
}

/// As far as our own schemas go. A field that no schema names does not fit either: it would be one
/// that nobody is told of.
pub fn fits(value: &Value, schema: &Value) -> Result<(), String> {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        return fits(value, DOCUMENT.pointer(pointer).unwrap());
    }
    for choice in ["anyOf", "oneOf"] {
        if let Some(choices) = schema[choice].as_array() {
            let why: Vec<_> = choices.iter().map(|s| fits(value, s)).collect();
            if why.iter().any(Result::is_ok) {
                return Ok(());
            }
            return Err(format!("{value} fits none of {why:?}"));
        }
    }
    if let Some(allowed) = schema["enum"].as_array()
        && !allowed.contains(value)
    {
        return Err(format!("{value} is none of {allowed:?}"));
    }
    if !has_type(value, &schema["type"]) {
        return Err(format!("{value} is no {}", schema["type"]));
    }
    match value {
        Value::Array(items) => items
            .iter()
            .try_for_each(|item| fits(item, &schema["items"])),
        Value::Object(fields) => object(fields, schema),
        Value::String(text) => format(text, schema["format"].as_str().unwrap_or_default()),
        _ => Ok(()),
    }
}

fn object(fields: &Map<String, Value>, schema: &Value) -> Result<(), String> {
    let (mut properties, mut required) = (Map::new(), Vec::new());
    merge(schema, &mut properties, &mut required);
    if let Some(missing) = required.iter().find(|name| !fields.contains_key(*name)) {
        return Err(format!("{missing} is missing"));
    }
    let others = &schema["additionalProperties"];
    for (name, value) in fields {
        let of_field = match (properties.get(name), others) {
            (Some(known), _) => fits(value, known),
            (None, Value::Bool(true)) => Ok(()),
            (None, others) if others.is_object() => fits(value, others),
            (None, _) => Err("nobody is told of it".to_owned()),
        };
        of_field.map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(())
}

/// All properties of a schema and of those that it is made of.
fn merge(schema: &Value, properties: &mut Map<String, Value>, required: &mut Vec<String>) {
    if let Some(reference) = schema["$ref"].as_str() {
        let pointer = reference.trim_start_matches('#');
        return merge(DOCUMENT.pointer(pointer).unwrap(), properties, required);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        merge(part, properties, required);
    }
    let own = schema["properties"].as_object().into_iter().flatten();
    properties.extend(own.map(|(name, schema)| (name.clone(), schema.clone())));
    let names = schema["required"].as_array().into_iter().flatten();
    required.extend(names.filter_map(Value::as_str).map(str::to_owned));
}

fn has_type(value: &Value, wanted: &Value) -> bool {
    match wanted {
        Value::Array(any) => any.iter().any(|one| has_type(value, one)),
        Value::String(name) => match name.as_str() {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "integer" => value.is_i64() || value.is_u64(),
            "number" => value.is_number(),
            "null" => value.is_null(),
            other => panic!("a schema has the type {other}"),
        },
        _ => true,
    }
}

fn format(text: &str, name: &str) -> Result<(), String> {
    let holds = match name {
        "uuid" => text.parse::<uuid::Uuid>().is_ok(),
        "date-time" => chrono::DateTime::parse_from_rfc3339(text).is_ok(),
        "uri" => url::Url::parse(text).is_ok(),
        "email" => text.contains('@'),
        _ => true,
    };
    if holds {
        Ok(())
    } else {
        Err(format!("{text} is no {name}"))
    }
}

#[test]
fn what_is_not_described_does_not_fit() {
    use serde_json::json;
    let page = json!({ "$ref": "#/components/schemas/RunPage" });

    assert_eq!(
        fits(&json!({ "items": [], "next_cursor": null }), &page),
        Ok(())
    );

    for (wrong, why) in [
        (json!({ "items": [] }), "next_cursor is missing"),
        (
            json!({ "items": [{}], "next_cursor": null }),
            "items: id is missing",
        ),
        (
            json!({ "items": [], "next_cursor": 1 }),
            "next_cursor: 1 is no",
        ),
        (
            json!({ "items": [], "next_cursor": null, "total": 3 }),
            "total: nobody is told of it",
        ),
    ] {
        let told = fits(&wrong, &page).expect_err("it does not fit");
        assert!(told.contains(why), "{told}");
    }
}
