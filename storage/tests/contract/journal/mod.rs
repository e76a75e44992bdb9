//! What the runner relies on: leases, fences, and that a batch is all or nothing.

mod batches;
mod claims;
mod crashes;
mod endings;
mod events;
mod fences;
mod leases;
mod parking;
mod plans;
mod results;
mod sweeping;

use crate::{database::Database, fixtures::now};
use app::{
    ports::{Claimed, Finish, Out, Outcome, Start, StepResult, Write},
    records::{NewRun, StepRun},
};
use domain::{
    ids::RunId,
    states::{RunState, StepState},
};
use serde_json::json;
use std::time::Duration;

pub const LONG: Duration = Duration::from_secs(60);
/// Over before the next call comes back.
pub const SHORT: Duration = Duration::from_millis(1);

impl Database {
    pub async fn write(&self, write: Write) -> Out {
        let mut outs = self.journal.commit(vec![write]).await.expect("commits");
        assert_eq!(outs.len(), 1);
        outs.remove(0)
    }

    /// None when the claim found nothing.
    pub async fn claim(&self, run: RunId, owner: &str, lease: Duration) -> Option<Claimed> {
        match self.write(claim(run, owner, lease, None)).await {
            Out::Claimed(taken) => Some(taken.read().expect("reads")),
            Out::Lost => None,
            Out::Done => panic!("a claim is never just done"),
        }
    }

    pub async fn claimed(&self, run: &NewRun) -> Claimed {
        self.claim(run.id, "worker-1", LONG)
            .await
            .expect("a free lease")
    }

    pub async fn step(&self, run: RunId, name: &str) -> StepRun {
        let steps = self.store.steps(run).await.expect("reads");
        steps
            .into_iter()
            .find(|step| step.name == name)
            .expect("such a step")
    }

    pub async fn step_state(&self, run: RunId, name: &str) -> StepState {
        self.step(run, name).await.state
    }

    pub async fn run_state(&self, run: RunId) -> RunState {
        self.store
            .run(run)
            .await
            .expect("reads")
            .expect("there")
            .state
    }

    /// `step.started dns`, `step.succeeded dns, starts mail`, in order.
    pub async fn told(&self, run: RunId) -> Vec<String> {
        let events = self.store.run_events(run, 0, 1000).await.expect("reads");
        let line = |event: &app::records::Event| {
            let about = event
                .payload
                .get("step")
                .or_else(|| event.payload.get("to"));
            let about = about.and_then(|a| a.as_str()).unwrap_or_default();
            let starts = event.payload["starts"].as_array();
            let starts = starts.map_or_else(String::new, |names| {
                let names = names.iter().filter_map(|name| name.as_str());
                format!(", starts {}", names.collect::<Vec<_>>().join(" and "))
            });
            format!("{} {about}", event.kind).trim().to_owned() + &starts
        };
        events.iter().map(line).collect()
    }
}

pub fn claim(run: RunId, owner: &str, lease: Duration, job: Option<String>) -> Write {
    Write::Claim {
        run,
        owner: owner.to_owned(),
        lease,
        job,
    }
}

/// A success that starts nothing and ends nothing.
pub fn succeeded(claimed: &Claimed, step: &str) -> StepResult {
    StepResult {
        run: claimed.run.id,
        epoch: claimed.epoch,
        environment: claimed.environment.id,
        step: step.to_owned(),
        attempt: attempt_of(claimed, step),
        outcome: Outcome::Succeeded {
            output: json!({ "made": step }),
        },
        ended_at: now(),
        next: Vec::new(),
        moves: Vec::new(),
        deployment: None,
        resources: Vec::new(),
        gone: Vec::new(),
        log: Vec::new(),
        finish: None,
        job: None,
    }
}

/// A step that starts with another's result is at its first.
fn attempt_of(claimed: &Claimed, step: &str) -> u32 {
    let found = claimed.steps.iter().find(|s| s.name == step);
    found.map_or(1, |s| s.attempts)
}

pub fn start(step: &str, position: i32) -> Start {
    Start {
        step: step.to_owned(),
        position,
        attempt: 1,
    }
}

pub fn end(state: RunState) -> Finish {
    Finish::End {
        state,
        health: None,
        failure: None,
        launch_seconds: None,
    }
}

pub fn finish(claimed: &Claimed, finish: Finish, job: Option<String>) -> Write {
    Write::Finish {
        run: claimed.run.id,
        epoch: claimed.epoch,
        environment: claimed.environment.id,
        moves: Vec::new(),
        finish,
        job,
    }
}

pub fn step(result: StepResult) -> Write {
    Write::Step(Box::new(result))
}

pub fn is_done(out: &Out) -> bool {
    matches!(out, Out::Done)
}

pub fn is_lost(out: &Out) -> bool {
    matches!(out, Out::Lost)
}

pub async fn pause(millis: u64) {
    tokio::time::sleep(Duration::from_millis(millis)).await;
}
