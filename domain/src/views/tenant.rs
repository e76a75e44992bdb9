//! Tenants and the answers of sign-up.

use crate::{
    Time,
    ids::{RunId, TenantId},
    states::TenantState,
};
use serde::{Deserialize, Serialize};

/// A customer's account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TenantView {
    pub id: TenantId,
    /// Its name in addresses; it never changes.
    pub slug: String,
    /// As entered.
    pub company: String,
    pub status: TenantState,
    /// The plan's name.
    pub plan: String,
    /// The plan's name for people.
    pub plan_title: String,
    /// Absent without a trial.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub trial_ends_at: Option<Time>,
    /// Seconds from the accepted form to the first green check; absent until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub launch_seconds: Option<f64>,
    pub created_at: Time,
    /// The owner's e-mail address; absent when there is none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// One for each stage.
    pub environments: Vec<super::EnvironmentView>,
}

/// The account is made, and the launch has begun.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SignUpAccepted {
    /// The slug.
    pub tenant: String,
    /// None until the e-mail address is verified, where that comes first.
    pub run: Option<RunId>,
    /// Unguessable; it needs no sign-in.
    #[cfg_attr(feature = "openapi", schema(format = "uri"))]
    pub status_url: String,
    /// Where the site will answer.
    #[cfg_attr(feature = "openapi", schema(format = "uri"))]
    pub site_url: String,
}

/// Whether an address is free.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SlugAnswer {
    /// The slug as it would be kept.
    pub slug: String,
    /// The address it would give.
    pub host: String,
    /// Whether it can be taken now.
    pub available: bool,
    /// Why not, for people.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// A slug that is free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub suggestion: Option<String>,
}
