//! Whether a value fits its definition, and the form in which it is kept.

use super::definition::{Definition, Kind};
use super::find;
use crate::{
    colour::{Colour, READABLE},
    email::Email,
    field::{FieldError, FieldErrors, Refused},
    text,
};
use serde_json::{Map, Value};

/// The value as it is kept, or why it cannot be. `null` means "take the inherited value".
pub fn check(definition: &Definition, value: &Value) -> Result<Value, Refused> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    match definition.kind {
        Kind::Text { max, lines } => text_value(definition, value, max, lines),
        Kind::Secret => text_value(definition, value, 1000, false),
        Kind::Email => {
            let Some(typed) = filled(string(definition, value)?) else {
                return Ok(Value::Null);
            };
            Ok(Email::parse(typed)?.as_str().into())
        }
        Kind::Url => {
            let Some(typed) = filled(string(definition, value)?) else {
                return Ok(Value::Null);
            };
            Ok(url(definition, typed)?.into())
        }
        Kind::Colour => {
            let Some(typed) = filled(string(definition, value)?) else {
                return Ok(Value::Null);
            };
            Ok(Colour::parse(typed)?.to_string().into())
        }
        Kind::Number { min, max, .. } => number(definition, value, min, max),
        Kind::Bool => match value {
            Value::Bool(_) => Ok(value.clone()),
            Value::String(s) if s == "true" || s == "on" => Ok(true.into()),
            Value::String(s) if s == "false" || s == "off" => Ok(false.into()),
            _ => Err(wrong_type(definition, "true or false")),
        },
        Kind::Choice(choices) => {
            let typed = string(definition, value)?.trim();
            if choices.iter().any(|(name, _)| *name == typed) {
                return Ok(typed.into());
            }
            let known: Vec<_> = choices.iter().map(|(name, _)| *name).collect();
            Err(Refused::new(
                "choice",
                format!(
                    "Choose for {} one of: {}",
                    definition.label,
                    known.join(", ")
                ),
            ))
        }
        Kind::Image => image_key(definition, value),
        Kind::Links { max } => links(definition, value, max),
    }
}

/// All values of a request; every fault at once, each under its key.
pub fn check_all(
    values: &Map<String, Value>,
    may: impl Fn(&Definition) -> bool,
) -> Result<Map<String, Value>, FieldErrors> {
    let mut kept = Map::new();
    let mut errors = Vec::new();
    for (key, value) in values {
        let Some(definition) = find(key) else {
            errors.push(FieldError::new(key, "unknown_key", unknown(key)));
            continue;
        };
        if !may(definition) {
            let why = format!("{} cannot be changed here", definition.label);
            errors.push(FieldError::new(key, "not_allowed", why));
            continue;
        }
        match check(definition, value) {
            Ok(value) => {
                kept.insert(key.clone(), value);
            }
            Err(refused) => errors.push(refused.at(key)),
        }
    }
    if errors.is_empty() {
        Ok(kept)
    } else {
        Err(errors)
    }
}

/// Low contrast is said, never refused: (key, sentence).
pub fn warnings(get: impl Fn(&str) -> Option<Colour>) -> Vec<FieldError> {
    let pairs = [
        (
            "branding.text_color",
            "branding.background_color",
            "Text on the background",
        ),
        (
            "branding.accent_color",
            "branding.background_color",
            "Links on the background",
        ),
    ];
    let low = pairs.iter().filter_map(|(front, back, what)| {
        let ratio = get(front)?.contrast(get(back)?);
        (ratio < READABLE).then(|| {
            FieldError::new(
                *front,
                "low_contrast",
                format!("{what} is hard to read: contrast {ratio:.1}, readable from {READABLE}"),
            )
        })
    });
    low.collect()
}

fn unknown(key: &str) -> String {
    let near = super::ALL
        .iter()
        .map(|d| (distance(key, d.key), d.key))
        .min();
    let key = text::shorten(key, 60);
    match near {
        Some((d, known)) if d <= 4 => format!("There is no setting {key}. Did you mean {known}?"),
        _ => format!("There is no setting {key}"),
    }
}

/// Edits from one word to the other (Levenshtein), for "did you mean".
fn distance(a: &str, b: &str) -> usize {
    if a.len() > 60 {
        return usize::MAX;
    }
    let mut row: Vec<usize> = (0..=b.chars().count()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.chars().enumerate() {
            let change = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = change.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[row.len() - 1]
}

fn string<'a>(definition: &Definition, value: &'a Value) -> Result<&'a str, Refused> {
    value.as_str().ok_or_else(|| wrong_type(definition, "text"))
}

fn filled(typed: &str) -> Option<&str> {
    Some(typed.trim()).filter(|t| !t.is_empty())
}

fn wrong_type(definition: &Definition, wanted: &str) -> Refused {
    Refused::new("type", format!("Enter {wanted} for {}", definition.label))
}

fn text_value(d: &Definition, value: &Value, max: usize, lines: bool) -> Result<Value, Refused> {
    let Some(typed) = filled(string(d, value)?) else {
        return Ok(Value::Null);
    };
    let typed = typed.replace("\r\n", "\n");
    if typed
        .chars()
        .any(|c| c.is_control() && !(lines && c == '\n'))
    {
        return Err(Refused::new(
            "characters",
            format!(
                "Leave line breaks and control characters out of {}",
                d.label
            ),
        ));
    }
    let length = typed.chars().count();
    if length > max {
        return Err(Refused::new(
            "too_long",
            format!(
                "Use at most {max} characters for {}. This has {length}",
                d.label
            ),
        ));
    }
    Ok(typed.into())
}

fn number(d: &Definition, value: &Value, min: i64, max: i64) -> Result<Value, Refused> {
    let parsed = match value {
        Value::Number(n) => n.as_i64(),
        Value::String(s) if s.trim().is_empty() => return Ok(Value::Null),
        Value::String(s) => s.trim().parse().ok(),
        _ => None,
    };
    match parsed {
        Some(n) if (min..=max).contains(&n) => Ok(n.into()),
        Some(_) => Err(Refused::new(
            "range",
            format!("Enter a number from {min} to {max} for {}", d.label),
        )),
        None => Err(wrong_type(d, "a whole number")),
    }
}

fn url(d: &Definition, typed: &str) -> Result<String, Refused> {
    let rest = typed
        .strip_prefix("https://")
        .or_else(|| typed.strip_prefix("http://"));
    let host = rest.map(|r| r.split(['/', '?', '#']).next().unwrap_or(""));
    let odd = |c: char| c.is_whitespace() || c.is_control() || "\"<>\\^`{|}".contains(c);
    match host {
        Some(host)
            if !host.is_empty()
                && !host.contains('@')
                && !typed.contains(odd)
                && typed.len() <= 500 =>
        {
            Ok(typed.to_owned())
        }
        _ => Err(Refused::new(
            "url",
            format!("Enter an address that begins with https:// for {}", d.label),
        )),
    }
}

fn links(d: &Definition, value: &Value, max: usize) -> Result<Value, Refused> {
    let typed: Vec<&str> = match value {
        Value::String(s) => s.lines().collect(),
        Value::Array(items) => items
            .iter()
            .map(|i| {
                i.as_str()
                    .ok_or_else(|| wrong_type(d, "a list of addresses"))
            })
            .collect::<Result<_, _>>()?,
        _ => return Err(wrong_type(d, "a list of addresses")),
    };
    let links: Vec<String> = typed
        .into_iter()
        .filter_map(filled)
        .map(|l| url(d, l))
        .collect::<Result<_, _>>()?;
    if links.len() > max {
        return Err(Refused::new(
            "too_many",
            format!("Enter at most {max} addresses for {}", d.label),
        ));
    }
    Ok(links.into())
}

/// An image is kept as the name of an uploaded asset, `branding/<sha256>.<type>`; the bytes come
/// by their own way, so a value that names anything else is refused.
fn image_key(d: &Definition, value: &Value) -> Result<Value, Refused> {
    let Some(name) = filled(string(d, value)?) else {
        return Ok(Value::Null);
    };
    let shaped = name
        .strip_prefix("branding/")
        .and_then(|f| f.split_once('.'))
        .is_some_and(|(hash, kind)| {
            hash.len() == 64
                && hash.bytes().all(|b| b.is_ascii_hexdigit())
                && matches!(kind, "png" | "jpg" | "webp")
        });
    if shaped {
        Ok(name.into())
    } else {
        Err(Refused::new(
            "image",
            format!("Upload {} as a file; its address cannot be set", d.label),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn one(key: &str, value: Value) -> Result<Value, &'static str> {
        check(find(key).expect("known key"), &value).map_err(|e| e.code)
    }

    #[test]
    fn values_are_kept_in_one_form() {
        assert_eq!(
            one("branding.primary_color", json!("#ABCDEF")),
            Ok(json!("#abcdef"))
        );
        assert_eq!(one("mail.smtp.port", json!("25")), Ok(json!(25)));
        assert_eq!(
            one(
                "mail.social_links",
                json!("https://a.example\n\nhttps://b.example")
            ),
            Ok(json!(["https://a.example", "https://b.example"]))
        );
        assert_eq!(one("mail.reply_to", json!("")), Ok(Value::Null));
    }

    #[test]
    fn what_does_not_fit_is_refused_with_a_code() {
        for (key, value, code) in [
            ("branding.primary_color", json!("red"), "colour"),
            ("branding.primary_color", json!(7), "type"),
            (
                "branding.logo",
                json!("https://elsewhere.example/x.png"),
                "image",
            ),
            (
                "mail.sender_name",
                json!("Ada\r\nBcc: all@example.com"),
                "characters",
            ),
            ("mail.smtp.port", json!(70_000), "range"),
            ("mail.smtp.security", json!("ssl"), "choice"),
            (
                "calendar.google_callback",
                json!("javascript:alert(1)"),
                "url",
            ),
            ("calendar.google_callback", json!("https://a@b"), "url"),
        ] {
            assert_eq!(one(key, value), Err(code), "{key}");
        }
    }

    #[test]
    fn an_unknown_key_is_told_with_the_nearest_one() {
        let values = Map::from_iter([("branding.primary_colour".to_owned(), json!("#000000"))]);
        let errors = check_all(&values, |_| true).expect_err("unknown");
        assert_eq!(errors[0].code, "unknown_key");
        assert!(
            errors[0].message.contains("branding.primary_color?"),
            "{}",
            errors[0].message
        );
    }

    #[test]
    fn low_contrast_is_a_warning() {
        let grey = |_: &str| Some(Colour::new(120, 120, 120));
        assert_eq!(warnings(grey).len(), 2);
    }
}
