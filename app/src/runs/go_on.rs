//! A failed run goes on: some of its steps become pending again, the environment works again.
//!
//! Only the newest run of an environment that moves it can go on. An older one would carry a plan
//! through phases that a later run has walked already.

use super::{decide::settled, start::held};
use crate::{
    Access, AppError, AppResult, Portal,
    access::OperateRuns,
    error::WrongState,
    ports::StoreError,
    records::{Environment, Run, StepRun},
    views::run::steps,
};
use domain::{
    ids::RunId,
    machine::State,
    run::{PlannedStep, RunKind},
    states::{EnvironmentState as S, RunState, StepState},
    views::RunAccepted,
};

/// A failed run that may go on, with all that is needed for it.
pub struct Stopped {
    pub run: Run,
    pub rows: Vec<StepRun>,
    environment: Environment,
    moves: Option<(S, S)>,
    action: &'static str,
}

/// A step that is left out on the way.
pub struct Skip<'a> {
    pub step: &'a str,
    pub position: i32,
    pub reason: &'a str,
}

impl Stopped {
    pub async fn find(
        by: &Access<OperateRuns>,
        id: RunId,
        action: &'static str,
    ) -> AppResult<Self> {
        let run = by.run(id).await?;
        if run.state != RunState::Failed {
            return Err(wrong_run(&run, action, run.state.to_string(), "failed"));
        }
        let portal = by.portal();
        let environment = portal.store.environment_by_id(run.environment).await?;
        let environment = environment
            .ok_or_else(|| AppError::not_found(format!("environment {}", run.environment_name)))?;
        settled(portal, &environment, action).await?;
        let moves = moves(portal, &run, &environment, action).await?;
        let rows = portal.store.steps(id).await?;
        Ok(Self {
            run,
            rows,
            environment,
            moves,
            action,
        })
    }

    /// The step of the plan, and the state it is in.
    pub fn step(&self, name: &str) -> AppResult<(&PlannedStep, StepState)> {
        planned(&self.run, &self.rows, name)
    }

    /// Names of the steps in these states.
    pub fn in_state(&self, states: &[StepState]) -> Vec<String> {
        let rows = self.rows.iter().filter(|r| states.contains(&r.state));
        rows.map(|r| r.name.clone()).collect()
    }

    /// Only steps that have begun have a row that can become pending.
    pub fn has_row(&self, name: &str) -> bool {
        self.rows.iter().any(|r| r.name == name)
    }

    pub async fn go_on(
        self,
        by: &Access<OperateRuns>,
        steps: &[String],
        skip: Option<Skip<'_>>,
    ) -> AppResult<RunAccepted> {
        let (portal, name) = (by.portal(), &by.session().name);
        let (id, now) = (self.run.id, portal.now());
        let mut tx = portal.store.begin().await?;
        if let Some((from, to)) = self.moves
            && !tx.move_environment(self.environment.id, from, to).await?
        {
            drop(tx);
            return Err(held(portal, &self.environment, self.action).await?);
        }
        if let Some(skip) = skip {
            tx.skip_step(id, skip.step, skip.position, skip.reason, now)
                .await?;
        }
        match tx.resume_run(id, steps, now, name).await {
            Ok(true) => tx.commit().await?,
            Ok(false) => {
                return Err(wrong_run(
                    &self.run,
                    self.action,
                    "under way".to_owned(),
                    "failed",
                ));
            }
            Err(StoreError::Taken(_)) => {
                drop(tx);
                return Err(held(portal, &self.environment, self.action).await?);
            }
            Err(other) => return Err(other.into()),
        }
        portal.work.ring();
        portal.events.ring();
        tracing::info!(run.id = %id, action = self.action, "run goes on");
        Ok(RunAccepted { run: Some(id) })
    }
}

pub fn planned<'a>(
    run: &'a Run,
    rows: &'a [StepRun],
    name: &str,
) -> AppResult<(&'a PlannedStep, StepState)> {
    let found = steps(run, rows).find(|(planned, ..)| planned.name == name);
    found
        .map(|(planned, _, state)| (planned, state))
        .ok_or_else(|| AppError::NotFound {
            what: format!("step {name} in run {}", run.id),
            hint: Some(format!("See its steps with: automator runs {}", run.id)),
        })
}

pub fn wrong_run(run: &Run, action: &str, present: String, required: &str) -> AppError {
    AppError::WrongState(WrongState {
        subject: format!("run {}", run.id),
        action: action.to_owned(),
        present,
        required: vec![required.to_owned()],
        hint: None,
    })
}

pub fn wrong_step(
    step: &str,
    action: &str,
    present: StepState,
    required: &[StepState],
) -> AppError {
    AppError::WrongState(WrongState {
        subject: format!("step {step}"),
        action: action.to_owned(),
        present: present.to_string(),
        required: required.iter().map(ToString::to_string).collect(),
        hint: None,
    })
}

/// From which failed state the environment goes back to work; none for a run that does not move it.
async fn moves(
    portal: &Portal,
    run: &Run,
    environment: &Environment,
    action: &str,
) -> AppResult<Option<(S, S)>> {
    let failed: Vec<S> = match run.kind {
        RunKind::Destroy => vec![S::DestroyFailed],
        _ => run.plan.phases.iter().map(|p| p.failed()).collect(),
    };
    if failed.is_empty() {
        return Ok(None);
    }
    let newest = portal.store.latest_run(environment.id).await?;
    if let Some(newer) = newest.filter(|n| n.id != run.id && moves_environment(n)) {
        let present = format!("superseded by run {}", newer.id);
        return Err(wrong_run(
            run,
            action,
            present,
            "the newest of its environment",
        ));
    }
    let back = S::ALL
        .iter()
        .copied()
        .find(|s| s.failed() == Some(environment.state));
    match back {
        Some(to) if failed.contains(&environment.state) => Ok(Some((environment.state, to))),
        _ => {
            let name = environment.name();
            Err(super::decide::wrong(
                &name,
                action,
                environment.state,
                failed,
            ))
        }
    }
}

fn moves_environment(run: &Run) -> bool {
    run.kind == RunKind::Destroy || !run.plan.phases.is_empty()
}
