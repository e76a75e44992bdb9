//! A posted settings form becomes the change it means: only the fields that differ from what they
//! held when the page was made, so that nobody's change is taken back by a field left alone.

use super::{conflict::same, row::text};
use crate::ssr::Form;
use app::{AppError, AppResult, images};
use domain::{
    FieldErrors,
    settings::{self, Definition, Kind, Source},
    views::SettingsView,
};
use serde_json::{Map, Value};

/// Keys with their new values; `null` takes a value away.
pub fn changes(form: &Form, view: &SettingsView, own: Source) -> Map<String, Value> {
    let known = settings::ALL
        .iter()
        .filter_map(|d| Some((d, view.values.get(d.key)?)));
    let mut changes = Map::new();
    for (d, setting) in known {
        if form.get(&format!("inherit.{}", d.key)).is_some() {
            if setting.source == own {
                changes.insert(d.key.to_owned(), Value::Null);
            }
            continue;
        }
        let Some(typed) = form.get(&format!("settings.{}", d.key)) else {
            continue;
        };
        let was = form.get(&format!("was.{}", d.key));
        let was = was.map_or_else(|| text(&setting.value), str::to_owned);
        if is_change(d, typed, &was) {
            changes.insert(d.key.to_owned(), typed.into());
        }
    }
    changes
}

fn is_change(d: &Definition, typed: &str, was: &str) -> bool {
    match d.kind {
        Kind::Image => false,
        Kind::Secret => !typed.is_empty(),
        _ => !same(typed, was),
    }
}

/// Chosen files by key; one that is also marked to be removed is not taken.
pub fn files(form: &Form) -> Vec<(&'static Definition, Vec<u8>)> {
    let images = settings::ALL
        .iter()
        .filter(|d| d.kind == Kind::Image && form.get(&format!("inherit.{}", d.key)).is_none());
    images
        .filter_map(|d| Some((d, form.files.get(&format!("settings.{}", d.key))?.clone())))
        .collect()
}

/// Every fault at once, before anything is saved: a form is one thing to the one who sends it.
pub async fn check(
    values: &Map<String, Value>,
    files: &[(&'static Definition, Vec<u8>)],
    form: &Form,
) -> AppResult<()> {
    let faults = settings::check_all(values, |_| true)
        .err()
        .unwrap_or_default();
    let mut errors: FieldErrors = faults.into_iter().map(|e| e.under("settings")).collect();
    errors.extend(form.too_large.iter().cloned());
    for (d, bytes) in files {
        match images::clean(&format!("settings.{}", d.key), bytes.clone()).await {
            Ok(_) => {}
            Err(AppError::Invalid(faults)) => errors.extend(faults),
            Err(other) => return Err(other),
        }
    }
    if errors.is_empty() {
        Ok(())
    } else {
        Err(AppError::Invalid(errors))
    }
}
