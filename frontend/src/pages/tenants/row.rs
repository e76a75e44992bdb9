//! One setting as a line of the form: name, field, where its value comes from, and the way back to
//! the inherited one. Everything about it comes from its definition.

use super::conflict::Theirs;
use crate::parts::{ColourField, Glyph, Icon, When, field::ErrorLine, file::PictureField};
use domain::{
    Time,
    settings::{Definition, Kind, Source},
    views::SettingValue,
};
use leptos::prelude::*;
use serde_json::Value;

/// What a line needs to know beside its definition.
pub struct Row<'a> {
    pub setting: &'a SettingValue,
    /// What was typed in the form that came back refused.
    pub typed: Option<String>,
    pub inherits: bool,
    pub error: Option<String>,
    pub theirs: Option<&'a Theirs>,
    /// The scope that the form changes.
    pub own: Source,
    /// Where the image is, when there is one.
    pub image: Option<String>,
    pub now: Time,
    pub fixed: bool,
    pub keys: bool,
}

/// The value as the field holds it.
pub fn text(value: &Value) -> String {
    match value {
        Value::Null | Value::Object(_) => String::new(),
        Value::String(s) => s.clone(),
        Value::Array(items) => items
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join("\n"),
        other => other.to_string(),
    }
}

/// The value as a history says it.
pub fn said(value: &Value) -> String {
    match value {
        Value::Null => "inherited".to_owned(),
        Value::Object(o) if o.get("set") == Some(&Value::Bool(true)) => {
            "set, kept secret".to_owned()
        }
        Value::Object(_) => "not set".to_owned(),
        Value::String(s) if s.starts_with("branding/") => {
            let name = s.trim_start_matches("branding/");
            let end = name.rsplit('.').next().unwrap_or_default();
            format!("image {}….{end}", name.chars().take(6).collect::<String>())
        }
        other => text(other),
    }
}

pub fn row(d: &'static Definition, row: &Row) -> AnyView {
    let name = format!("settings.{}", d.key);
    let own = row.setting.source == row.own;
    let error = row.error.clone();
    let theirs = row.theirs.map(|t| {
        view! { <p class="setting-theirs">{format!("{} set it to ", t.who)}"“"<bdi>{said(&t.value)}</bdi>"” "<When at=t.at now=row.now/></p> }
    });
    // Radio buttons and files aside, the label belongs to the field of the same id.
    view! {
        <div class="setting">
            <label for=name.clone()>{d.label}{row.keys.then(|| key(d.key))}</label>
            <div>
                <ErrorLine id=format!("{name}-error") error=Signal::derive(move || error.clone())/>
                {theirs}
                {input(d, row, &name)}
                {was(d, row)}
                <small class="hint" id=format!("{name}-hint")>{d.help}</small>
            </div>
            <div class="origin">
                <span class="badge" class:badge-own=own>{origin(row.setting.source)}</span>
                {(own && !row.fixed).then(|| inherit(d, row))}
            </div>
        </div>
    }
    .into_any()
}

/// Broken behind its dots and underscores where it must, not within a word.
fn key(key: &'static str) -> AnyView {
    let parts = key.split_inclusive(['.', '_']);
    let parts = parts.map(|part| view! { {part}<wbr/> }).collect_view();
    view! { <code>{parts}</code> }.into_any()
}

/// What the field holds now, sent along with what it will hold.
fn was(d: &'static Definition, row: &Row) -> Option<AnyView> {
    if matches!(d.kind, Kind::Secret | Kind::Image) {
        return None;
    }
    let (name, value) = (format!("was.{}", d.key), text(&row.setting.value));
    Some(view! { <input type="hidden" name=name value=value/> }.into_any())
}

fn origin(source: Source) -> &'static str {
    match source {
        Source::Default => "Default",
        Source::Global => "For everybody",
        Source::Plan => "From the plan",
        Source::Tenant => "Set here",
        Source::Environment => "This environment",
    }
}

/// Takes the value away on saving, so that the inherited one holds.
fn inherit(d: &'static Definition, row: &Row) -> AnyView {
    let (name, word) = (
        format!("inherit.{}", d.key),
        if d.is_secret() || matches!(d.kind, Kind::Image) {
            "Remove"
        } else {
            "Use inherited"
        },
    );
    view! {
        <label class="check"><input type="checkbox" name=name data-saved="off" data-label=d.label checked=row.inherits/>{word}<span class="unseen">{format!(": {}", d.label)}</span></label>
    }
    .into_any()
}

fn input(d: &'static Definition, row: &Row, name: &str) -> AnyView {
    let saved = text(&row.setting.value);
    let value = row.typed.clone().unwrap_or_else(|| saved.clone());
    let (id, name) = (name.to_owned(), name.to_owned());
    let described = if row.error.is_some() {
        format!("{id}-error {id}-hint")
    } else {
        format!("{id}-hint")
    };
    let wrong = row.error.is_some().then_some("true");
    let kind = match d.kind {
        Kind::Email => "email",
        Kind::Url => "url",
        _ => "text",
    };
    match d.kind {
        Kind::Text { lines: true, .. } | Kind::Links { .. } => view! {
            <textarea class="input" id=id name=name data-saved=saved data-label=d.label aria-describedby=described aria-invalid=wrong rows="3">{value}</textarea>
        }
        .into_any(),
        Kind::Text { .. } | Kind::Email | Kind::Url => view! {
            <input class="input input-small" type=kind id=id name=name value=value data-saved=saved data-label=d.label aria-describedby=described aria-invalid=wrong autocomplete="off"/>
        }
        .into_any(),
        Kind::Number { unit, .. } => view! {
            <div class="row row-line">
                <input class="input input-small" inputmode="numeric" id=id name=name value=value data-saved=saved data-label=d.label aria-describedby=described aria-invalid=wrong autocomplete="off"/>
                {(!unit.is_empty()).then(|| view! { <span class="note">{unit}</span> })}
            </div>
        }
        .into_any(),
        Kind::Colour => view! { <ColourField id=id name=name label=d.label.to_owned() value=value saved=saved error=row.error.clone() described=described/> }.into_any(),
        Kind::Choice(choices) => choice(choices, id, name, &value, saved, d.label, described, wrong),
        Kind::Bool => {
            let choices = &[("true", "Yes"), ("false", "No")];
            choice(choices, id, name, &value, saved, d.label, described, wrong)
        }
        Kind::Secret => secret(d, row, id, name, described, wrong),
        Kind::Image => image(d, row, id, name, described, wrong),
    }
}

#[expect(clippy::too_many_arguments, reason = "attributes of one element")]
fn choice(
    choices: &[(&'static str, &'static str)],
    id: String,
    name: String,
    value: &str,
    saved: String,
    label: &'static str,
    described: String,
    wrong: Option<&'static str>,
) -> AnyView {
    let option = |(name, word): &(&'static str, &'static str)| view! { <option value=*name selected=*name == value>{*word}</option> };
    let options = choices.iter().map(option).collect_view();
    view! {
        <select class="input input-small" id=id name=name data-saved=saved data-label=label aria-describedby=described aria-invalid=wrong>{options}</select>
    }
    .into_any()
}

/// Write-only: whether one is set is all that is ever shown.
fn secret(
    d: &'static Definition,
    row: &Row,
    id: String,
    name: String,
    described: String,
    wrong: Option<&'static str>,
) -> AnyView {
    let set = row.setting.value.get("set") == Some(&Value::Bool(true));
    let told = if set {
        "Set. Nobody can read it; type a new one to replace it."
    } else {
        "Not set."
    };
    view! {
        <div class="stack stack-tight">
            <p class="answer note"><Icon glyph=Glyph::Lock/><span>{told}</span></p>
            <input class="input input-small" type="password" id=id name=name value="" data-saved="" data-label=d.label aria-describedby=described aria-invalid=wrong autocomplete="new-password"/>
        </div>
    }
    .into_any()
}

fn image(
    d: &'static Definition,
    row: &Row,
    id: String,
    name: String,
    described: String,
    wrong: Option<&'static str>,
) -> AnyView {
    view! {
        <PictureField id=id name=name label=d.label.to_owned() picture=row.image.clone() described=described wrong=wrong.is_some()/>
    }
    .into_any()
}
