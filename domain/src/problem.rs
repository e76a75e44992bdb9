//! An error as it crosses the wire (RFC 9457), the same for API, server functions and command line.

use crate::field::FieldErrors;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// Stable address of the error class; it resolves to a page of the portal.
    #[serde(rename = "type")]
    pub kind: String,
    pub title: String,
    pub status: u16,
    pub detail: String,
    /// The class as one word: `not-found`, `wrong-state`, `locked`, …
    pub code: String,
    /// What to do about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub errors: FieldErrors,
    /// State machine errors: the state now, and those from which it would have worked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub present_state: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub required_states: Vec<String>,
    /// The run that holds the environment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held_by: Option<String>,
}
