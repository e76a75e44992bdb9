//! A run as people and programs see it.

use crate::{
    Time,
    ids::RunId,
    run::{FailedAttempt, RunKind, StepFailure},
    states::{RunState, StepState},
};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// A run with its steps.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunView {
    pub id: RunId,
    pub kind: RunKind,
    pub state: RunState,
    /// The tenant's slug.
    pub tenant: String,
    /// `slug/stage`.
    pub environment: String,
    /// Seconds from the accepted form to the first green check; only on the run that launched.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub launch_seconds: Option<f64>,
    pub created_at: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Time>,
    /// Who asked for it: an e-mail address, `command line`, or a token's name.
    pub requested_by: String,
    /// In an order in which every step stands behind those it depends on.
    pub steps: Vec<StepView>,
}

/// One step of a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepView {
    /// Its name for programs.
    pub name: String,
    /// Its name for people.
    pub title: String,
    pub state: StepState,
    /// A core step that fails ends the run; an optional one leaves the environment degraded.
    pub core: bool,
    /// None in a run that moves no phase.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phase: Option<crate::Phase>,
    /// Steps that go before it.
    pub after: Vec<String>,
    /// How often it was started.
    pub attempts: u32,
    /// How often it is tried before it fails.
    pub max_attempts: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub started_at: Option<Time>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Time>,
    /// When a retrying or waiting step starts again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Time>,
    /// Why it failed, or why it is tried again; for staff.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<StepFailure>,
    /// Why it was skipped or is waiting.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// One line of the list of runs.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunSummary {
    pub id: RunId,
    pub kind: RunKind,
    pub state: RunState,
    /// The tenant's slug.
    pub tenant: String,
    /// `slug/stage`.
    pub environment: String,
    pub created_at: Time,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended_at: Option<Time>,
    /// The step that failed, when one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failed_step: Option<String>,
    /// Why that step failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error: Option<StepFailure>,
    /// Who asked for it: an e-mail address, `command line`, or a token's name.
    pub requested_by: String,
}

/// Everything a developer needs about a run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunDetail {
    #[serde(flatten)]
    pub run: RunView,
    /// What is known of each step besides.
    pub details: Vec<StepDetail>,
    /// The worker that holds the lease; null when nobody does.
    pub worker: Option<String>,
    /// The fencing number of the present lease.
    pub lease: i64,
    /// Finds the run in log and traces.
    pub trace_id: String,
    pub environment_state: crate::states::EnvironmentState,
    /// The newest lines, oldest first.
    pub log: Vec<LogLine>,
}

/// Of one step what only staff sees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepDetail {
    /// The step.
    pub name: String,
    /// Oldest first.
    pub failed_attempts: Vec<FailedAttempt>,
    /// What the step gave to those behind it; secrets are never part of an output.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<crate::openapi::StepOutput>))]
    pub output: Option<Value>,
    /// Mean seconds over the last launches.
    pub usual_seconds: Option<f64>,
}

/// A line of a run's log.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LogLine {
    /// Ascending.
    pub id: i64,
    /// The step that wrote it.
    pub step: String,
    /// The attempt in which it was written, from 1.
    pub attempt: u32,
    pub at: Time,
    /// `info`, `warn` or `error`.
    pub level: String,
    /// Secrets are masked.
    pub text: String,
}

/// What happened, as the event stream tells it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EventView {
    /// Ascending; also the id of the server-sent event.
    pub id: i64,
    /// `run.created`, `run.started`, `step.started`, `step.succeeded`, `run.succeeded`, … A step that
    /// starts with the run, or because another ended, is named in that event, under `starts`.
    pub kind: String,
    pub at: Time,
    #[cfg_attr(feature = "openapi", schema(value_type = crate::openapi::EventPayload))]
    pub payload: Value,
}

/// 202: work follows.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RunAccepted {
    /// None when there was nothing to do.
    pub run: Option<RunId>,
}
