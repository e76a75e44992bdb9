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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DefinitionView {
    pub key: String,
    /// `text`, `long_text`, `email`, `url`, `colour`, `number`, `bool`, `choice`, `image`, `secret`, `links`.
    pub kind: String,
    pub label: String,
    pub help: String,
    pub section: Section,
    pub scopes: Vec<Scope>,
    pub customer: bool,
    pub sign_up: bool,
    pub secret: bool,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub default: Value,
    pub choices: Vec<String>,
    /// JSON Schema of a value.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub schema: Value,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsView {
    /// The newest revision that touches this tenant or what it inherits; also the ETag.
    pub revision: i64,
    pub values: BTreeMap<String, SettingValue>,
    /// Sentences about values that are allowed and yet unwise, such as low contrast.
    #[serde(default)]
    pub warnings: Vec<FieldError>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingValue {
    /// For a secret `{"set": true}`; the secret itself never leaves.
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub value: Value,
    pub source: Source,
    pub revision: i64,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SettingsSaved {
    pub revision: i64,
    #[serde(default)]
    pub warnings: Vec<FieldError>,
}

/// One revision: who changed what, and when.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RevisionView {
    pub revision: i64,
    pub scope: Scope,
    /// `acme`, `acme/stg`, a plan's name, or empty for global.
    pub subject: String,
    pub changed_by: String,
    pub changed_at: Time,
    /// The revision that this one took back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undoes: Option<i64>,
    pub changes: Vec<Change>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Change {
    pub key: String,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub before: Value,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub after: Value,
}

/// What the tenant's app reads.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RuntimeDocument {
    pub revision: i64,
    pub tenant: String,
    pub stage: String,
    pub plan: String,
    pub limits: Limits,
    #[cfg_attr(feature = "openapi", schema(value_type = Object))]
    pub settings: Map<String, Value>,
}
