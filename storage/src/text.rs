//! Text on its way into a statement.

use std::borrow::Cow;

/// PostgreSQL has no NUL in text and refuses the whole statement, which in a batch would take
/// everybody else's writes along; so it is replaced on both.
pub fn plain(text: &str) -> Cow<'_, str> {
    if text.contains('\0') {
        Cow::Owned(text.replace('\0', "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The same for every string of a JSON value.
pub fn plain_json(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::String(text) => Value::String(plain(&text).into_owned()),
        Value::Array(items) => Value::Array(items.into_iter().map(plain_json).collect()),
        Value::Object(fields) => Value::Object(
            fields
                .into_iter()
                .map(|(key, value)| (plain(&key).into_owned(), plain_json(value)))
                .collect(),
        ),
        other => other,
    }
}

/// For `like … escape '\'`: what the text says, not what it might mean as a pattern.
pub fn like(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in plain(text).chars() {
        if matches!(c, '\\' | '%' | '_') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_nul_becomes_a_mark_wherever_it_stands() {
        assert_eq!(plain("a\0b"), "a\u{fffd}b");
        assert_eq!(
            plain_json(json!({"k\0": ["v\0", 1]})),
            json!({"k\u{fffd}": ["v\u{fffd}", 1]})
        );
    }

    #[test]
    fn wildcards_in_a_search_stand_for_themselves() {
        assert_eq!(like(r"50%_\"), r"50\%\_\\");
    }
}
