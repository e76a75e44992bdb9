//! Secret settings: `{"sealed": "v1:…"}` in the database, `{"set": true}` for everybody else.
//!
//! The ciphertext is bound to scope, subject and key, so a value copied to another row does not open.

use crate::{AppResult, records::ScopeKey, secrets::Keys};
use domain::settings::{Effective, Source, find};
use serde_json::{Value, json};

/// Seals a value of a secret setting that comes as text; all others stay as they are, also one
/// that an undo brings back sealed.
pub fn seal(keys: &Keys, at: &ScopeKey, key: &str, value: Value) -> AppResult<Value> {
    match value {
        Value::String(plain) if is_secret(key) => {
            Ok(json!({"sealed": keys.seal(&place(at, key), &plain)?}))
        }
        other => Ok(other),
    }
}

/// Whether a new value is what stands there already. Two seals of one secret differ, so secrets
/// are compared open.
pub fn is_same(keys: &Keys, at: &ScopeKey, key: &str, stored: &Value, new: &Value) -> bool {
    if stored == new {
        return true;
    }
    let Some(sealed) = stored.get("sealed").and_then(Value::as_str) else {
        return false;
    };
    is_secret(key)
        && keys
            .open(&place(at, key), sealed)
            .is_ok_and(|plain| new.as_str() == Some(plain.as_str()))
}

/// The plain text of a secret that holds, for the moment of its use. `scopes` are those it was
/// found in, since a secret opens at the place where it was sealed only.
pub fn open(
    keys: &Keys,
    scopes: &[ScopeKey],
    values: &[Effective],
    key: &str,
) -> AppResult<Option<String>> {
    let held = values.iter().find(|e| e.definition.key == key);
    let sealed = held.and_then(|e| Some((e.source, e.value.get("sealed")?.as_str()?)));
    let Some((source, sealed)) = sealed else {
        return Ok(None);
    };
    let at = scopes.iter().find(|s| Source::from(s.scope) == source);
    at.map(|at| keys.open(&place(at, key), sealed)).transpose()
}

pub fn shown(key: &str, value: &Value) -> Value {
    if is_secret(key) || value.get("sealed").is_some() {
        json!({"set": !value.is_null()})
    } else {
        value.clone()
    }
}

fn is_secret(key: &str) -> bool {
    find(key).is_some_and(domain::settings::Definition::is_secret)
}

fn place(at: &ScopeKey, key: &str) -> String {
    format!("{}|{}|{key}", at.scope.name(), at.subject)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::scopes::global;

    #[test]
    fn a_secret_is_sealed_shown_as_set_and_recognised_again() {
        let (keys, at, key) = (Keys::new([7; 32]), global(), "mail.smtp.password");

        let sealed = seal(&keys, &at, key, json!("s3cret")).expect("sealed");

        assert!(!sealed.to_string().contains("s3cret"));
        assert_eq!(shown(key, &sealed), json!({"set": true}));
        assert_eq!(shown(key, &Value::Null), json!({"set": false}));
        assert!(is_same(&keys, &at, key, &sealed, &json!("s3cret")));
        assert!(!is_same(&keys, &at, key, &sealed, &json!("other")));
        assert_eq!(seal(&keys, &at, key, sealed.clone()).expect("kept"), sealed);
    }
}
