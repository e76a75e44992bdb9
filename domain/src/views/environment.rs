//! An environment: state, health, address, what it is made of.

use crate::{
    Time,
    ids::{EnvironmentId, ResourceId},
    states::{EnvironmentState, Health},
};
use serde::{Deserialize, Serialize};

/// Tenant × stage: state, health, address, and what it is made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnvironmentView {
    pub id: EnvironmentId,
    /// The tenant's slug.
    pub slug: String,
    /// `prod`, `stg`, …
    pub stage: String,
    /// The tenant's company.
    pub company: String,
    /// The tenant's plan.
    pub plan: String,
    pub state: EnvironmentState,
    pub health: Health,
    /// Where its visitors find it.
    #[cfg_attr(feature = "openapi", schema(format = "uri"))]
    pub url: String,
    /// The revision of the settings that was last applied to it.
    pub settings_revision: i64,
    /// The version of the artifact that is deployed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployment: Option<String>,
    pub created_at: Time,
    /// What was made for it and is there now.
    pub resources: Vec<ResourceView>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_failure: Option<LastFailure>,
    /// The run that is under way.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub active_run: Option<crate::ids::RunId>,
    /// The command that goes on from here; absent when it runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_step: Option<String>,
}

/// One thing that a provider made for an environment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResourceView {
    pub id: ResourceId,
    /// `instance`, `dns_record`, `bucket`, `database`, `role`, `mail_sender`, `ci_job`.
    pub kind: String,
    /// `local`, or the name of the cloud provider.
    pub provider: String,
    /// The provider's own name for it.
    pub external_id: String,
    /// The name derived from the environment, under which it is found again.
    pub name: String,
    pub created_at: Time,
}

/// Why the environment stands where it stands.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastFailure {
    /// The run that failed.
    pub run: crate::ids::RunId,
    /// The name of the step that failed.
    pub step: String,
    /// Stable class, as in `StepFailure`.
    pub kind: String,
    /// One sentence: what happened.
    pub summary: String,
    /// What helps.
    pub hint: String,
    pub at: Time,
    /// Seconds from the start of the run until it failed.
    pub seconds: f64,
    /// Finds the run in log and traces.
    pub trace_id: String,
    /// The exact command that goes on.
    pub continue_with: String,
}
