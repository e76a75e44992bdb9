//! A run as people see it: the stored plan, with what has happened to each of its steps.

use crate::{
    Session,
    records::{Event, Run, StepRun},
};
use domain::{
    role::Role,
    run::PlannedStep,
    states::{RunState, StepState},
    views::{EventView, RunView, StepView},
};

/// For whom a run is shown: what exactly failed is told to those who can mend it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum For {
    Staff,
    Customer,
}

impl For {
    pub fn reader(session: &Session) -> Self {
        if session.role.is_some_and(Role::is_staff) {
            Self::Staff
        } else {
            Self::Customer
        }
    }
}

pub fn run_view(run: &Run, rows: &[StepRun], reader: For) -> RunView {
    RunView {
        id: run.id,
        kind: run.kind,
        state: run.state,
        tenant: slug_of(run).to_owned(),
        environment: run.environment_name.clone(),
        launch_seconds: run.launch_seconds,
        created_at: run.created_at,
        started_at: run.started_at,
        ended_at: run.ended_at,
        requested_by: run.requested_by.clone(),
        steps: steps(run, rows)
            .map(|(planned, row, state)| step_view(planned, row, state, reader))
            .collect(),
    }
}

/// The planned steps, each with its row if it has one yet, and the state that follows.
pub fn steps<'a>(
    run: &'a Run,
    rows: &'a [StepRun],
) -> impl Iterator<Item = (&'a PlannedStep, Option<&'a StepRun>, StepState)> {
    run.plan.steps.iter().map(move |planned| {
        let row = rows.iter().find(|r| r.name == planned.name);
        let unborn = match run.state {
            RunState::Cancelled => StepState::Cancelled,
            _ => StepState::Pending,
        };
        (planned, row, row.map_or(unborn, |r| r.state))
    })
}

pub fn slug_of(run: &Run) -> &str {
    let name = &run.environment_name;
    name.split_once('/').map_or(name, |(slug, _)| slug)
}

/// The event as this reader may see it: customers get what moves the screen, not the cause.
pub fn event_view(event: Event, reader: For) -> EventView {
    let mut payload = event.payload;
    if let (For::Customer, Some(fields)) = (reader, payload.as_object_mut()) {
        fields.retain(|name, _| {
            matches!(
                name.as_str(),
                "step" | "starts" | "attempt" | "at" | "from" | "to" | "health"
            )
        });
    }
    EventView {
        id: event.id,
        kind: event.kind,
        at: event.at,
        payload,
    }
}

fn step_view(
    planned: &PlannedStep,
    row: Option<&StepRun>,
    state: StepState,
    reader: For,
) -> StepView {
    let told = row.filter(|_| reader == For::Staff);
    StepView {
        name: planned.name.clone(),
        title: planned.title.clone(),
        state,
        core: planned.core,
        phase: planned.phase,
        after: planned.after.clone(),
        attempts: row.map_or(0, |r| r.attempts),
        max_attempts: planned.attempts,
        started_at: row.and_then(|r| r.started_at),
        ended_at: row.and_then(|r| r.ended_at),
        next_at: row.and_then(|r| r.next_at),
        error: told.and_then(|r| r.error.clone()),
        note: told.and_then(|r| alone(r).or_else(|| r.note.clone())),
    }
}

/// Why a step waits for no time.
fn alone(row: &StepRun) -> Option<String> {
    let crashes = row.crashes;
    row.waits_for_its_turn().then(|| {
        format!("the worker died {crashes} times while this ran; it waits to be tried alone")
    })
}
