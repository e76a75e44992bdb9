//! An error as it crosses the wire (RFC 9457), the same for API, server functions and command line.

#[cfg(feature = "openapi")]
use crate::field::FieldError;
use crate::field::FieldErrors;
use serde::{Deserialize, Serialize};

/// What went wrong (RFC 9457), and what helps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Stable address of the error class; it resolves to a page of the portal.
    #[serde(rename = "type")]
    #[cfg_attr(feature = "openapi", schema(format = "uri"))]
    pub kind: String,
    /// The class in a few words.
    pub title: String,
    /// The HTTP status.
    pub status: u16,
    /// What happened here, in one sentence.
    pub detail: String,
    /// The class as one word: `not-found`, `wrong-state`, `locked`, …
    pub code: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Finds the request in the log; also the header X-Request-Id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Of a form or a body: every field that needs another value.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<FieldError>))]
    pub errors: FieldErrors,
    /// Of `wrong-state`: the state now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_state: Option<String>,
    /// Of `wrong-state`: the states in which it would have worked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_states: Vec<String>,
    /// The run that holds the environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<String>,
}
