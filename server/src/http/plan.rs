//! The plan of a run as a dry run answers it.

use domain::{
    Phase,
    run::{PlannedStep, RunPlan, Verb},
};
use serde::{Deserialize, Serialize};

/// What a run would do.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlanView {
    pub verb: Verb,
    /// Phases it would walk through, in order; empty when it moves none.
    pub phases: Vec<Phase>,
    /// In an order in which every step stands behind those it depends on.
    pub steps: Vec<PlannedStepView>,
}

/// One step that a run would do.
#[derive(Debug, Serialize, Deserialize, utoipa::ToSchema)]
pub struct PlannedStepView {
    /// Its name for programs.
    pub name: String,
    /// Its name for people.
    pub title: String,
    /// None in a run that moves no phase.
    pub phase: Option<Phase>,
    /// Steps that go before it.
    pub after: Vec<String>,
    /// A core step that fails ends the run; an optional one leaves the environment degraded.
    pub core: bool,
    /// How often it is tried before it fails.
    pub attempts: u32,
    /// Seconds that one attempt may take.
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
