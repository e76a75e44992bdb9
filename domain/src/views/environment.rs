//! An environment: state, health, address, what it is made of.

use crate::{
    Time,
    ids::{EnvironmentId, ResourceId},
    states::{EnvironmentState, Health},
};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EnvironmentView {
    pub id: EnvironmentId,
    pub slug: String,
    pub stage: String,
    pub company: String,
    pub plan: String,
    pub state: EnvironmentState,
    pub health: Health,
    pub url: String,
    pub settings_revision: i64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deployment: Option<String>,
    pub created_at: Time,
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

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResourceView {
    pub id: ResourceId,
    /// `instance`, `dns_record`, `bucket`, `database`, `role`, `mail_sender`, `ci_job`.
    pub kind: String,
    pub provider: String,
    pub external_id: String,
    pub name: String,
    pub created_at: Time,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LastFailure {
    pub run: crate::ids::RunId,
    pub step: String,
    pub kind: String,
    pub summary: String,
    pub hint: String,
    pub at: Time,
    pub seconds: f64,
    pub trace_id: String,
    /// The exact command that goes on.
    pub continue_with: String,
}
