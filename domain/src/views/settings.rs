//! Settings as the API and the screens show them.

use crate::{
    Time,
    field::FieldError,
    plan::Limits,
    settings::{Scope, Section, Source},
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What is known about one setting.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinitionView {
    /// As `branding.primary_color`.
    pub key: String,
    /// `text`, `long_text`, `email`, `url`, `colour`, `number`, `bool`, `choice`, `image`, `secret`, `links`.
    pub kind: String,
    /// Its name in forms.
    pub label: String,
    /// One sentence below the label.
    pub help: String,
    pub section: Section,
    /// Where a value may be set, from the widest to the narrowest.
    pub scopes: Vec<Scope>,
    /// Whether a customer may change it for his own tenant.
    pub customer: bool,
    /// Whether the sign-up form offers it.
    pub sign_up: bool,
    /// Whether its value is never shown.
    pub secret: bool,
    /// The value when no scope has one.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::TypedValue))]
    pub default: Value,
    /// The values of a `choice`; else empty.
    pub choices: Vec<String>,
    /// JSON Schema of a value.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::JsonSchema))]
    pub schema: Value,
}

/// The values that hold, by key.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsView {
    /// The newest revision that touches this tenant or what it inherits; also the ETag.
    pub revision: i64,
    /// By key; every setting that the caller may see.
    pub values: BTreeMap<String, SettingValue>,
    /// Sentences about values that are allowed and yet unwise, such as low contrast.
    #[serde(default)]
    pub warnings: Vec<FieldError>,
}

/// The value that holds, and where it comes from.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingValue {
    /// For a secret `{"set": true}`; the secret itself never leaves.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::TypedValue))]
    pub value: Value,
    pub source: Source,
    /// The revision that set it; 0 for a default.
    pub revision: i64,
}

/// A change that holds from now on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsSaved {
    /// The new revision, of the one counter of all settings.
    pub revision: i64,
    /// Sentences about values that are allowed and yet unwise, such as low contrast.
    #[serde(default)]
    pub warnings: Vec<FieldError>,
}

/// One revision: who changed what, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionView {
    /// Its number, of the one counter of all settings.
    pub revision: i64,
    pub scope: Scope,
    /// `acme`, `acme/stg`, a plan's name, or empty for global.
    pub subject: String,
    /// An e-mail address, `command line`, or a token's name.
    pub changed_by: String,
    pub changed_at: Time,
    /// The revision that this one took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
    /// By key.
    pub changes: Vec<Change>,
}

/// One key of a revision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    /// The setting.
    pub key: String,
    /// The value that held at this scope; null when it was inherited.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::TypedValue))]
    pub before: Value,
    /// The value from then on; null takes the inherited one again.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::TypedValue))]
    pub after: Value,
}

/// What the tenant's app reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuntimeDocument {
    /// Grows with every change that concerns this environment; also the ETag.
    pub revision: i64,
    /// The tenant's slug.
    pub tenant: String,
    /// `prod`, `stg`, …
    pub stage: String,
    /// The plan's name.
    pub plan: String,
    pub limits: Limits,
    /// The values that hold, by key; only those that the app is to know.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, crate::openapi::TypedValue>))]
    pub settings: Map<String, Value>,
}
