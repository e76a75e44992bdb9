//! A posted form before it is understood: field names and what was typed, kept for showing again.

use crate::field::FieldError;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Values and complaints of a form that was refused; a page renders both in place.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Posted {
    /// What was typed, without passwords and files.
    pub values: BTreeMap<String, String>,
    pub errors: Vec<FieldError>,
    /// Something that concerns no single field: the site is locked, too many sign-ups.
    pub notice: Option<String>,
}

impl Posted {
    pub fn value(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    pub fn error(&self, field: &str) -> Option<&str> {
        self.errors
            .iter()
            .find(|e| e.field == field)
            .map(|e| e.message.as_str())
    }
}
