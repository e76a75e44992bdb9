//! The runtime document, as the portal publishes it and as the last good one is kept on disk.
//!
//! Read with tolerance: an unknown key or a value of another kind must not take a customer's site down.

use std::{collections::BTreeMap, fs, path::Path};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{claim::replace_file, config::Config};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Document {
    pub revision: i64,
    #[serde(default)]
    pub tenant: String,
    #[serde(default)]
    pub stage: String,
    #[serde(default)]
    pub plan: Value,
    #[serde(default)]
    pub limits: Value,
    #[serde(default)]
    pub settings: BTreeMap<String, Value>,
}

impl Document {
    /// A trimmed text, or nothing where it is empty, null or not a text.
    pub fn text(&self, key: &str) -> Option<&str> {
        self.settings
            .get(key)?
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }

    /// The entries of a list; a text counts as one entry a line.
    pub fn list(&self, key: &str) -> Vec<&str> {
        let entries = match self.settings.get(key) {
            Some(Value::Array(entries)) => entries.iter().filter_map(Value::as_str).collect(),
            Some(Value::String(text)) => text.lines().collect::<Vec<_>>(),
            _ => Vec::new(),
        };
        entries
            .into_iter()
            .map(str::trim)
            .filter(|entry| !entry.is_empty())
            .collect()
    }

    /// A document of another environment would show one customer's look to another's visitors.
    pub fn belongs_to(&self, config: &Config) -> bool {
        self.tenant == config.tenant && self.stage == config.stage
    }
}

/// What is kept in `runtime.json`, so that a restart without the portal shows the last known look.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    pub etag: Option<String>,
    pub document: Document,
}

const FILE: &str = "runtime.json";

impl Kept {
    pub fn read(config: &Config) -> Option<Self> {
        let text = fs::read(config.dir.join(FILE)).ok()?;
        let kept: Self = serde_json::from_slice(&text)
            .inspect_err(|error| tracing::warn!(%error, "the kept runtime document is unreadable"))
            .ok()?;
        kept.document.belongs_to(config).then_some(kept)
    }

    pub fn write(&self, dir: &Path) -> std::io::Result<()> {
        replace_file(&dir.join(FILE), &serde_json::to_vec_pretty(self)?)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn settings_are_read_with_tolerance() {
        let document: Document = serde_json::from_value(json!({
            "revision": 3, "new": true,
            "settings": {"a": " x ", "b": 5, "c": null, "d": ["u", 1, " v "], "e": "u\n\nv"},
        }))
        .unwrap();

        assert_eq!(document.text("a"), Some("x"));
        assert_eq!(document.text("b"), None);
        assert_eq!(document.text("c"), None);
        assert_eq!(document.list("d"), ["u", "v"]);
        assert_eq!(document.list("e"), ["u", "v"]);
        assert!(document.list("missing").is_empty());
    }
}
