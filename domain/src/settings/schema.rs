//! Definitions as others see them: JSON Schema of a value, and the entry of the public list.

use super::definition::{Definition, Kind};
use crate::views::DefinitionView;
use serde_json::{Value, json};

pub fn json_schema(d: &Definition) -> Value {
    let mut schema = match d.kind {
        Kind::Text { max, .. } => json!({"type": ["string", "null"], "maxLength": max}),
        Kind::Secret => json!({"type": ["string", "null"], "maxLength": 1000, "writeOnly": true}),
        Kind::Email => json!({"type": ["string", "null"], "format": "email", "maxLength": 254}),
        Kind::Url => json!({"type": ["string", "null"], "format": "uri", "maxLength": 500}),
        Kind::Colour => json!({"type": ["string", "null"], "pattern": "^#[0-9a-fA-F]{6}$"}),
        Kind::Number { min, max, .. } => {
            json!({"type": ["integer", "null"], "minimum": min, "maximum": max})
        }
        Kind::Bool => json!({"type": ["boolean", "null"]}),
        Kind::Choice(choices) => {
            let mut names: Vec<Value> = choices.iter().map(|(name, _)| (*name).into()).collect();
            names.push(Value::Null);
            json!({"enum": names})
        }
        Kind::Image => {
            json!({"type": ["string", "null"], "description": "set by uploading the image"})
        }
        Kind::Links { max } => {
            json!({"type": ["array", "null"], "items": {"type": "string", "format": "uri"}, "maxItems": max})
        }
    };
    if !d.fallback().is_null() {
        schema["default"] = d.fallback();
    }
    schema["title"] = d.label.into();
    schema
}

pub fn definition_view(d: &'static Definition) -> DefinitionView {
    let (kind, choices) = match d.kind {
        Kind::Text { lines: false, .. } => ("text", &[][..]),
        Kind::Text { lines: true, .. } => ("long_text", &[][..]),
        Kind::Email => ("email", &[][..]),
        Kind::Url => ("url", &[][..]),
        Kind::Colour => ("colour", &[][..]),
        Kind::Number { .. } => ("number", &[][..]),
        Kind::Bool => ("bool", &[][..]),
        Kind::Choice(choices) => ("choice", choices),
        Kind::Image => ("image", &[][..]),
        Kind::Secret => ("secret", &[][..]),
        Kind::Links { .. } => ("links", &[][..]),
    };
    DefinitionView {
        key: d.key.to_owned(),
        kind: kind.to_owned(),
        label: d.label.to_owned(),
        help: d.help.to_owned(),
        section: d.section,
        scopes: d.scopes.to_vec(),
        customer: d.customer,
        sign_up: d.sign_up,
        secret: d.is_secret(),
        default: d.fallback(),
        choices: choices.iter().map(|(name, _)| (*name).to_owned()).collect(),
        schema: json_schema(d),
    }
}
