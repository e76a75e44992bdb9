//! The plan of a run as a dry run answers it.

use domain::{
    Phase,
    run::{PlannedStep, RunPlan, Verb},
};
use serde::{Deserialize, Serialize};

#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlanView {
    /// `ensure` or `remove`.
    #[schema(value_type = String)]
    pub verb: Verb,
    pub phases: Vec<Phase>,
    pub steps: Vec<PlannedStepView>,
}

#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlannedStepView {
    pub name: String,
    pub title: String,
    pub phase: Option<Phase>,
    /// Steps that go before it.
    pub after: Vec<String>,
    /// A core step that fails ends the run; an optional one leaves the environment degraded.
    pub core: bool,
    pub attempts: u32,
    pub timeout_seconds: u32,
}

impl From<RunPlan> for PlanView {
    fn from(plan: RunPlan) -> Self {
        Self {
            verb: plan.verb,
            phases: plan.phases,
            steps: plan.steps.into_iter().map(PlannedStepView::from).collect(),
        }
    }
}

impl From<PlannedStep> for PlannedStepView {
    fn from(step: PlannedStep) -> Self {
        Self {
            name: step.name,
            title: step.title,
            phase: step.phase,
            after: step.after,
            core: step.core,
            attempts: step.attempts,
            timeout_seconds: step.timeout_seconds,
        }
    }
}
