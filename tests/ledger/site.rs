//! A site as a visitor would find it, by what the books say there is.

use crate::{books::Books, http::Reply};
use serde_json::{Value, json};

pub fn get(books: &Books, asked: &Value) -> Reply {
    let text = |key: &str| asked[key].as_str().unwrap_or_default();
    let host = text("site").split("://").nth(1).unwrap_or_default();
    let host = host.split(':').next().unwrap_or_default();
    let (status, body) = page(books, host, text("path"));
    Reply::json(200, &json!({ "status": status, "body": body }))
}

/// The record leads to the instance; the instance must run, on its own database, with its files.
fn page(books: &Books, host: &str, path: &str) -> (u16, String) {
    let Some(record) = books.found("dns", host) else {
        return (404, "no such name".to_owned());
    };
    let target = record.fields["target"].as_str().unwrap_or_default();
    let name = target
        .strip_prefix("instance:instance/")
        .unwrap_or_default();
    let Some(instance) = books.found("instance", name) else {
        return (502, "nothing is there".to_owned());
    };
    if instance.fields.get("running") != Some(&Value::Bool(true)) {
        return (503, "not started".to_owned());
    }
    let database = books.found("database", name);
    let mine = database.is_some_and(|d| {
        d.owner == instance.owner && d.fields.get("seeded") == Some(&Value::Bool(true))
    });
    let health = json!({
        "database": if mine { "ok" } else { "down" },
        "environment": instance.owner,
    });
    match path {
        "/healthz" => (200, health.to_string()),
        _ => (200, look(books, name)),
    }
}

/// The published document, in which the customer's colours stand.
fn look(books: &Books, name: &str) -> String {
    let bucket = books.found("bucket", name);
    let document = bucket.and_then(|b| b.fields.get("runtime.json")?.as_str());
    let bytes = document.map_or_else(Vec::new, unhex);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn unhex(text: &str) -> Vec<u8> {
    let digits = text.as_bytes().chunks_exact(2);
    digits
        .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect()
}
