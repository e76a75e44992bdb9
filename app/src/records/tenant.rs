//! Tenants, their environments, and what was made for these outside.

use super::Failure;
use domain::{
    EnvironmentName, Slug, Stage, Time,
    ids::{EnvironmentId, ResourceId, RunId, TenantId},
    states::{EnvironmentState, Health, TenantState},
};

#[derive(Clone, Debug, PartialEq)]
pub struct Tenant {
    pub id: TenantId,
    pub slug: Slug,
    pub company: String,
    pub status: TenantState,
    pub plan: String,
    pub trial_ends_at: Option<Time>,
    pub launch_seconds: Option<f64>,
    /// 32 random hex digits: the address of the launch page, which needs no sign-in.
    pub status_token: String,
    /// The clock of the promise: the accepted form, or the verification click.
    pub launch_started_at: Option<Time>,
    pub created_by: String,
    pub created_at: Time,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Environment {
    pub id: EnvironmentId,
    pub tenant: TenantId,
    pub slug: Slug,
    pub stage: Stage,
    pub state: EnvironmentState,
    pub health: Health,
    /// The artifact's version that is placed.
    pub deployment: Option<String>,
    pub last_failure: Option<Failure>,
    pub created_at: Time,
}

impl Environment {
    pub fn name(&self) -> EnvironmentName {
        EnvironmentName::new(self.slug.clone(), self.stage.clone())
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct Resource {
    pub id: ResourceId,
    pub environment: EnvironmentId,
    pub kind: String,
    pub provider: String,
    pub external_id: String,
    pub name: String,
    pub step: String,
    pub run: Option<RunId>,
    pub created_at: Time,
    pub deleted_at: Option<Time>,
}
