//! Runs, step runs, events and log lines.

use crate::{
    error::{bad_value, state},
    time::At,
};
use app::{
    ports::StoreError,
    records::{Event, Run, StepRun},
};
use domain::{
    Time,
    run::{FailedAttempt, RunKind, RunPlan, StepFailure},
    states::StepState,
    views::{LogLine, RunSummary},
};
use serde::Deserialize;
use serde_json::Value;
use sqlx::{FromRow, types::Json};
use std::sync::Arc;
use uuid::Uuid;

#[derive(FromRow)]
pub struct RunRow {
    id: Uuid,
    tenant: Uuid,
    environment: Uuid,
    environment_name: String,
    kind: String,
    state: String,
    /// None: from before plans were stored once for all.
    plan_id: Option<Uuid>,
    plan: Option<Json<RunPlan>>,
    requested_by: String,
    trace_id: String,
    launch_started_at: Option<At>,
    launch_seconds: Option<f64>,
    epoch: i64,
    worker: Option<String>,
    cancel_requested: bool,
    created_at: At,
    started_at: Option<At>,
    ended_at: Option<At>,
}

/// For a query over `run r`, `tenant t` and `environment e`.
macro_rules! run_columns {
    () => {
        concat!(
            $crate::rows::run::claimed_columns!(),
            ", ",
            $crate::rows::run::plan_of_run!(),
            " as plan"
        )
    };
}
pub(crate) use run_columns;

/// The same but for the plan, which whoever claims knows by its id, or by `r.own_plan`.
macro_rules! claimed_columns {
    () => {
        "r.id, r.tenant, r.environment, t.slug || '/' || e.stage as environment_name, r.kind, \
         r.state, r.plan as plan_id, r.requested_by, r.trace_id, r.launch_started_at, \
         r.launch_seconds, r.epoch, r.worker, r.cancel_requested, r.created_at, r.started_at, \
         r.ended_at"
    };
}
pub(crate) use claimed_columns;

macro_rules! plan_of_run {
    () => {
        "coalesce((select p.body from run_plan p where p.id = r.plan), r.own_plan)"
    };
}
pub(crate) use plan_of_run;

#[derive(FromRow)]
pub struct StepRow {
    pub run: Uuid,
    name: String,
    position: i32,
    state: String,
    attempts: i32,
    crashes: i32,
    started_at: Option<At>,
    ended_at: Option<At>,
    next_at: Option<At>,
    output: Option<Json<Value>>,
    error: Option<Json<StepFailure>>,
    note: Option<String>,
    failed_attempts: Json<Vec<StoredAttempt>>,
}

macro_rules! step_columns {
    () => {
        "run, name, position, state, attempts, crashes, started_at, ended_at, next_at, output, \
         error, note, failed_attempts"
    };
}
pub(crate) use step_columns;

/// As the journal appends it; microseconds, because SQL makes them without loss on both.
#[derive(Deserialize)]
struct StoredAttempt {
    number: u32,
    started_at: i64,
    ended_at: i64,
    worker: Option<String>,
    error: StepFailure,
}

#[derive(FromRow)]
pub struct SummaryRow {
    id: Uuid,
    kind: String,
    state: String,
    tenant: String,
    environment: String,
    created_at: At,
    ended_at: Option<At>,
    failed_step: Option<String>,
    error: Option<Json<StepFailure>>,
    requested_by: String,
}

#[derive(FromRow)]
pub struct EventRow {
    id: i64,
    kind: String,
    tenant: Option<Uuid>,
    environment: Option<Uuid>,
    run: Option<Uuid>,
    payload: Json<Value>,
    at: At,
}

#[derive(FromRow)]
pub struct LogRow {
    id: i64,
    step: String,
    attempt: i32,
    at: At,
    level: String,
    text: String,
}

impl RunRow {
    /// `known`: its plan, where the row has only the id.
    pub fn with(self, known: Option<Arc<RunPlan>>) -> Result<Run, StoreError> {
        let row = self;
        let own = || row.plan.map(|plan| Arc::new(plan.0));
        let plan = known.or_else(own);
        let missing = || bad_value("run", "plan", &row.plan_id.unwrap_or_default().to_string());
        Ok(Run {
            id: row.id.into(),
            tenant: row.tenant.into(),
            environment: row.environment.into(),
            environment_name: row.environment_name,
            kind: kind(&row.kind)?,
            state: state("run", "state", &row.state)?,
            plan: plan.ok_or_else(missing)?,
            requested_by: row.requested_by,
            trace_id: row.trace_id,
            launch_started_at: row.launch_started_at.map(Into::into),
            launch_seconds: row.launch_seconds,
            epoch: row.epoch,
            worker: row.worker,
            cancel_requested: row.cancel_requested,
            created_at: row.created_at.into(),
            started_at: row.started_at.map(Into::into),
            ended_at: row.ended_at.map(Into::into),
        })
    }
}

impl TryFrom<RunRow> for Run {
    type Error = StoreError;

    fn try_from(row: RunRow) -> Result<Self, StoreError> {
        row.with(None)
    }
}

pub fn kind(name: &str) -> Result<RunKind, StoreError> {
    RunKind::from_name(name).ok_or_else(|| bad_value("run", "kind", name))
}

/// Counters that SQL keeps signed and that never fall below zero.
fn count(n: i32) -> u32 {
    u32::try_from(n).unwrap_or(0)
}

impl TryFrom<StepRow> for StepRun {
    type Error = StoreError;

    fn try_from(row: StepRow) -> Result<Self, StoreError> {
        Ok(Self {
            name: row.name,
            position: row.position,
            state: state::<StepState>("step_run", "state", &row.state)?,
            attempts: count(row.attempts),
            crashes: count(row.crashes),
            started_at: row.started_at.map(Into::into),
            ended_at: row.ended_at.map(Into::into),
            next_at: row.next_at.map(Into::into),
            output: row.output.map(|output| output.0),
            error: row.error.map(|error| error.0),
            note: row.note,
            failed_attempts: row.failed_attempts.0.into_iter().map(Into::into).collect(),
        })
    }
}

impl From<StoredAttempt> for FailedAttempt {
    fn from(stored: StoredAttempt) -> Self {
        Self {
            number: stored.number,
            started_at: Time::from_micros(stored.started_at),
            ended_at: Time::from_micros(stored.ended_at),
            worker: stored.worker.unwrap_or_default(),
            error: stored.error,
        }
    }
}

impl TryFrom<SummaryRow> for RunSummary {
    type Error = StoreError;

    fn try_from(row: SummaryRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            kind: kind(&row.kind)?,
            state: state("run", "state", &row.state)?,
            tenant: row.tenant,
            environment: row.environment,
            created_at: row.created_at.into(),
            ended_at: row.ended_at.map(Into::into),
            failed_step: row.failed_step,
            error: row.error.map(|error| error.0),
            requested_by: row.requested_by,
        })
    }
}

impl TryFrom<EventRow> for Event {
    type Error = StoreError;

    fn try_from(row: EventRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            kind: row.kind,
            tenant: row.tenant.map(Into::into),
            environment: row.environment.map(Into::into),
            run: row.run.map(Into::into),
            payload: row.payload.0,
            at: row.at.into(),
        })
    }
}

impl TryFrom<LogRow> for LogLine {
    type Error = StoreError;

    fn try_from(row: LogRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id,
            step: row.step,
            attempt: count(row.attempt),
            at: row.at.into(),
            level: row.level,
            text: row.text,
        })
    }
}
