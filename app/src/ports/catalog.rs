//! Which steps there are. The list lives in `jobs::steps`; planning and checking ask through here.

use crate::{
    AppResult,
    records::{Environment, Tenant},
};
use async_trait::async_trait;
use domain::{Phase, run::RunPlan};

pub trait Catalog: Send + Sync {
    /// The steps of these phases, in an order that respects what depends on what.
    fn plan(&self, phases: &[Phase]) -> RunPlan;
    /// Everything in reverse: what points at a thing goes before the thing.
    fn plan_removal(&self) -> RunPlan;
    /// One step alone; none when there is no step of this name.
    fn plan_step(&self, name: &str) -> Option<RunPlan>;
}

/// Compares with reality and changes nothing.
#[async_trait]
pub trait Inspector: Send + Sync {
    async fn inspect(&self, tenant: &Tenant, environment: &Environment) -> AppResult<Findings>;
}

/// What a comparison with reality found.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Findings {
    /// Whether reality is as it should be.
    pub ok: bool,
    /// One for each step, in the order of the steps.
    pub findings: Vec<Finding>,
}

/// What one step found.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, utoipa::ToSchema)]
pub struct Finding {
    /// The name of the step.
    pub step: String,
    /// `ok`, `absent` (not made yet), `missing` (made, gone), `changed`, `unknown`.
    pub verdict: String,
    /// One sentence.
    pub detail: String,
}
