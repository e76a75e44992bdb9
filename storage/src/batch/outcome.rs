//! What a step's outcome writes into its row, and which event tells of it.

use super::{Batch, Event};
use crate::text::{plain, plain_json};
use app::ports::{Outcome, StepResult};
use domain::{Time, ids::RunId, machine::State, run::StepFailure, states::StepState};
use serde_json::{Value, json};

pub struct ResultRow {
    pub write: usize,
    pub run: RunId,
    pub epoch: i64,
    pub step: String,
    pub state: StepState,
    pub ended_at: Time,
    pub output: Option<Value>,
    pub error: Option<Value>,
    pub note: Option<String>,
    pub next_at: Option<Time>,
}

impl Batch {
    pub(super) fn add_result(&mut self, write: usize, result: StepResult) {
        let row = ResultRow::new(write, &result);
        let at = result.ended_at;
        let summary = match &result.outcome {
            Outcome::Failed(f) | Outcome::Degraded(f) | Outcome::Retrying(f, _) => {
                Some(f.summary.as_str())
            }
            Outcome::Waiting { why, .. } => Some(why.as_str()),
            Outcome::Skipped { reason } => Some(reason.as_str()),
            Outcome::Succeeded { .. } | Outcome::Cancelled => None,
        };
        // To wait is not an attempt.
        let waits = matches!(result.outcome, Outcome::Waiting { .. });
        let attempt = result.attempt.saturating_sub(waits.into());
        let mut payload = json!({ "step": row.step, "attempt": attempt });
        if let Some(summary) = summary {
            payload["summary"] = plain(summary).into();
        }
        if let Some(next_at) = row.next_at {
            payload["at"] = json!(next_at);
        }
        if !result.next.is_empty() {
            let names = result.next.iter().map(|start| start.step.as_str());
            payload["starts"] = names.collect();
        }
        let kind = format!("step.{}", row.state);
        self.events
            .push(Event::new(write, kind, row.run, payload, Some(at)));
        self.results.push(row);
        let (run, epoch) = (result.run, result.epoch);
        self.add_moves(write, run, result.environment, Some(at), result.moves);
        self.add_placed(write, result.environment, result.deployment);
        let step = result.step;
        self.add_resources(write, run, result.environment, &step, at, result.resources);
        self.add_gone(write, result.environment, at, result.gone);
        self.add_lines(write, run, result.log);
        self.add_starts(write, run, epoch, Some(at), result.next);
        if let Some(finish) = result.finish {
            self.add_finish(write, run, epoch, Some(at), finish, result.job);
        }
    }
}

impl ResultRow {
    fn new(write: usize, result: &StepResult) -> Self {
        let blank = Self {
            write,
            run: result.run,
            epoch: result.epoch,
            step: result.step.clone(),
            state: StepState::Cancelled,
            ended_at: result.ended_at,
            output: None,
            error: None,
            note: None,
            next_at: None,
        };
        match &result.outcome {
            Outcome::Succeeded { output } => Self {
                state: StepState::Succeeded,
                output: Some(plain_json(output.clone())),
                ..blank
            },
            Outcome::Failed(failure) => Self {
                state: StepState::Failed,
                error: Some(stored(failure)),
                ..blank
            },
            Outcome::Degraded(failure) => Self {
                state: StepState::Degraded,
                error: Some(stored(failure)),
                ..blank
            },
            Outcome::Retrying(failure, at) => Self {
                state: StepState::Retrying,
                error: Some(stored(failure)),
                next_at: Some(*at),
                ..blank
            },
            Outcome::Waiting { why, at } => Self {
                state: StepState::Waiting,
                note: Some(plain(why).into_owned()),
                next_at: Some(*at),
                ..blank
            },
            Outcome::Skipped { reason } => Self {
                state: StepState::Skipped,
                note: Some(plain(reason).into_owned()),
                ..blank
            },
            Outcome::Cancelled => blank,
        }
    }

    pub fn state_name(&self) -> &'static str {
        self.state.name()
    }
}

fn stored(failure: &StepFailure) -> Value {
    json!({
        "kind": plain(&failure.kind),
        "summary": plain(&failure.summary),
        "hint": plain(&failure.hint),
    })
}
