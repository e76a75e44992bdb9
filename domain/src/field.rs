//! What is wrong with one field of a form or a request.
//!
//! `field` is the path of the request (`email`, `settings.branding.primary_color`), `code` is
//! stable for programs, `message` says to a person how to mend it, in the words of the label.

use serde::{Deserialize, Serialize};

/// What is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldError {
    /// The path in the request: `email`, `settings.branding.primary_color`.
    pub field: String,
    /// Stable, for programs.
    pub code: String,
    /// For people: how to mend it.
    pub message: String,
}

impl FieldError {
    pub fn new(field: impl Into<String>, code: &str, message: impl Into<String>) -> Self {
        Self {
            field: field.into(),
            code: code.to_owned(),
            message: message.into(),
        }
    }

    pub fn from_refused(field: impl Into<String>, refused: Refused) -> Self {
        refused.at(field)
    }

    /// The same fault under a longer path: `branding.logo` → `settings.branding.logo`.
    pub fn under(mut self, prefix: &str) -> Self {
        self.field = format!("{prefix}.{}", self.field);
        self
    }
}

pub type FieldErrors = Vec<FieldError>;

/// A value that did not parse: a code and a sentence, not yet tied to a field.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refused {
    pub code: &'static str,
    pub message: String,
}

impl Refused {
    pub fn new(code: &'static str, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
        }
    }

    pub fn at(self, field: impl Into<String>) -> FieldError {
        FieldError {
            field: field.into(),
            code: self.code.to_owned(),
            message: self.message,
        }
    }
}
