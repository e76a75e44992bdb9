//! Runs, their steps and the event log.

use domain::{
    Time,
    ids::{EnvironmentId, RunId, TenantId},
    run::{FailedAttempt, RunKind, RunPlan, StepFailure},
    states::{RunState, StepState},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::sync::Arc;

#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    pub id: RunId,
    pub tenant: TenantId,
    pub environment: EnvironmentId,
    /// `slug/stage`.
    pub environment_name: String,
    pub kind: RunKind,
    pub state: RunState,
    pub plan: Arc<RunPlan>,
    pub requested_by: String,
    pub trace_id: String,
    /// When set, the launch clock of the tenant stops with this run.
    pub launch_started_at: Option<Time>,
    pub launch_seconds: Option<f64>,
    pub epoch: i64,
    pub worker: Option<String>,
    pub cancel_requested: bool,
    pub created_at: Time,
    pub started_at: Option<Time>,
    pub ended_at: Option<Time>,
}

/// A run to be stored, with its message for the queue, in one transaction.
#[derive(Clone, Debug)]
pub struct NewRun {
    pub id: RunId,
    pub tenant: TenantId,
    pub environment: EnvironmentId,
    pub kind: RunKind,
    pub plan: Arc<RunPlan>,
    /// One of many: it stands in a line of its own, so that nobody waits behind all of them.
    pub bulk: bool,
    pub requested_by: String,
    pub trace_id: String,
    pub launch_started_at: Option<Time>,
    pub created_at: Time,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StepRun {
    pub name: String,
    pub position: i32,
    pub state: StepState,
    pub attempts: u32,
    pub crashes: u32,
    pub started_at: Option<Time>,
    pub ended_at: Option<Time>,
    pub next_at: Option<Time>,
    pub output: Option<Value>,
    pub error: Option<StepFailure>,
    pub note: Option<String>,
    pub failed_attempts: Vec<FailedAttempt>,
}

impl StepRun {
    /// It ran when two workers died, and was begun by nobody since: it is to be tried alone.
    pub fn waits_for_its_turn(&self) -> bool {
        self.state == StepState::Waiting && self.next_at.is_none()
    }

    pub fn was_interrupted(&self) -> bool {
        self.waits_for_its_turn() || (self.state == StepState::Running && self.crashes > 0)
    }
}

/// Why an environment stands still: stored with it, told by every screen.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    pub run: RunId,
    pub step: String,
    pub kind: String,
    pub summary: String,
    pub hint: String,
    pub at: Time,
    pub seconds: f64,
    pub trace_id: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    pub id: i64,
    pub kind: String,
    pub tenant: Option<TenantId>,
    pub environment: Option<EnvironmentId>,
    pub run: Option<RunId>,
    pub payload: Value,
    pub at: Time,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NewEvent {
    pub kind: String,
    pub tenant: Option<TenantId>,
    pub environment: Option<EnvironmentId>,
    pub run: Option<RunId>,
    pub payload: Value,
    pub at: Time,
}
