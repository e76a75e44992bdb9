//! Setting values from the command line: `--set key=value`, `--unset key`, `--config FILE`.
//!
//! Values are sent as typed; the definition decides what a text means. A flag wins over the file.

use super::exit::{Failure, Outcome};
use domain::FieldError;
use serde_json::{Map, Value};
use std::path::Path;

#[derive(Debug, Default, clap::Args)]
pub struct Values {
    /// A setting and its value; an empty value takes the inherited one again
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    set: Vec<(String, String)>,
    /// Take the inherited value again
    #[arg(long, value_name = "KEY")]
    unset: Vec<String>,
}

/// Where a change is all that the command is about, the word `--set` may be left out.
#[derive(Debug, Default, clap::Args)]
pub struct Pairs {
    /// A setting and its value, as with --set
    #[arg(value_name = "KEY=VALUE", value_parser = pair)]
    pairs: Vec<(String, String)>,
    #[command(flatten)]
    values: Values,
}

/// All of them; may be empty.
pub fn collect(values: &Values, file: Option<&Path>) -> Outcome<Map<String, Value>> {
    let mut all = match file {
        Some(file) => read(file)?,
        None => Map::new(),
    };
    for (key, value) in &values.set {
        let value = if value.is_empty() {
            Value::Null
        } else {
            value.as_str().into()
        };
        all.insert(key.clone(), value);
    }
    for key in &values.unset {
        all.insert(key.clone(), Value::Null);
    }
    Ok(all)
}

/// As [`collect`]; none at all is a mistake.
pub fn some(given: Pairs, file: Option<&Path>) -> Outcome<Map<String, Value>> {
    let mut values = given.values;
    values.set.extend(given.pairs);
    let all = collect(&values, file)?;
    if all.is_empty() {
        let why = "name at least one value: --set key=value, --unset key or --config FILE";
        return Err(Failure::Usage(why.to_owned()));
    }
    Ok(all)
}

fn pair(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((key, value)) if !key.trim().is_empty() => {
            Ok((key.trim().to_owned(), value.to_owned()))
        }
        _ => Err("write key=value".to_owned()),
    }
}

/// JSON or TOML; tables become dotted keys, and what `settings get -o json` prints is understood.
fn read(file: &Path) -> Outcome<Map<String, Value>> {
    let wrong =
        |why: String| FieldError::new("config", "file", format!("{}: {why}", file.display()));
    let text = std::fs::read_to_string(file).map_err(|e| wrong(e.to_string()))?;
    let content: Value = if text.trim_start().starts_with('{') {
        serde_json::from_str(&text).map_err(|e| wrong(e.to_string()))?
    } else {
        toml::from_str(&text).map_err(|e| wrong(e.message().to_owned()))?
    };
    let Value::Object(content) = content else {
        return Err(wrong("must hold keys and values".to_owned()).into());
    };
    let mut all = Map::new();
    match printed(&content) {
        Some(values) => all = values,
        None => flatten("", content, &mut all),
    }
    Ok(all)
}

/// The values of `settings get -o json` that were set and not inherited.
fn printed(content: &Map<String, Value>) -> Option<Map<String, Value>> {
    content.get("revision")?;
    let values = content.get("values")?.as_object()?;
    let own = values.iter().filter_map(|(key, entry)| {
        let source = entry.get("source")?.as_str()?;
        let value = entry.get("value")?;
        let is_own = matches!(source, "tenant" | "environment") && !value.is_object();
        is_own.then(|| (key.clone(), value.clone()))
    });
    Some(own.collect())
}

fn flatten(prefix: &str, from: Map<String, Value>, into: &mut Map<String, Value>) {
    for (key, value) in from {
        let key = if prefix.is_empty() {
            key
        } else {
            format!("{prefix}.{key}")
        };
        match value {
            Value::Object(inner) => flatten(&key, inner, into),
            value => {
                into.insert(key, value);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn written(text: &str) -> Map<String, Value> {
        let dir = tempfile::tempdir().expect("a directory");
        let file = dir.path().join("values");
        std::fs::write(&file, text).expect("written");
        read(&file).expect("understood")
    }

    #[test]
    fn tables_and_dotted_keys_mean_the_same() {
        let wanted = json!({ "branding.site_title": "Acme", "mail.smtp.port": 25 });
        let wanted = wanted.as_object().cloned().expect("an object");

        assert_eq!(
            written("[branding]\nsite_title = \"Acme\"\n[mail.smtp]\nport = 25\n"),
            wanted
        );
        assert_eq!(
            written("\"branding.site_title\" = \"Acme\"\nmail.smtp.port = 25\n"),
            wanted
        );
        assert_eq!(
            written(r#"{"branding": {"site_title": "Acme"}, "mail.smtp.port": 25}"#),
            wanted
        );
    }

    #[test]
    fn printed_settings_can_be_given_back() {
        let printed = json!({ "revision": 4, "values": {
            "branding.site_title": { "value": "Acme", "source": "tenant", "revision": 4 },
            "limits.users": { "value": 25, "source": "plan", "revision": 0 },
            "mail.smtp.password": { "value": { "set": true }, "source": "tenant", "revision": 3 },
        } });

        let read = written(&printed.to_string());

        assert_eq!(
            Value::Object(read),
            json!({ "branding.site_title": "Acme" })
        );
    }

    #[test]
    fn a_flag_wins_and_an_empty_value_resets() {
        let values = Values {
            set: vec![("a".into(), "1".into()), ("b".into(), String::new())],
            unset: vec!["c".into()],
        };
        let all = collect(&values, None).expect("values");

        assert_eq!(
            Value::Object(all),
            json!({ "a": "1", "b": null, "c": null })
        );
    }
}
