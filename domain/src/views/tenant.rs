//! Tenants and the answers of sign-up.

use crate::{
    Time,
    ids::{RunId, TenantId},
    states::TenantState,
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TenantView {
    pub id: TenantId,
    pub slug: String,
    pub company: String,
    pub status: TenantState,
    pub plan: String,
    pub plan_title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial_ends_at: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub launch_seconds: Option<f64>,
    pub created_at: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    pub environments: Vec<super::EnvironmentView>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignUpAccepted {
    /// The slug.
    pub tenant: String,
    /// None until the e-mail address is verified, where that comes first.
    pub run: Option<RunId>,
    /// Unguessable; it needs no sign-in.
    pub status_url: String,
    pub site_url: String,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlugAnswer {
    /// The slug as it would be kept.
    pub slug: String,
    /// The address it would give.
    pub host: String,
    pub available: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}
