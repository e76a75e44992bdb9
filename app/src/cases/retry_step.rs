//! One step again: in its failed run, which then goes on, or by itself when the run is over and
//! only this optional step did not work.

use super::{Action, start_run};
use crate::{
    Access, AppResult,
    access::OperateRuns,
    runs::go_on::{Stopped, planned, wrong_step},
};
use domain::{
    EnvironmentName,
    ids::RunId,
    states::{RunState, StepState},
    views::RunAccepted,
};

pub async fn retry_step(by: &Access<OperateRuns>, id: RunId, step: &str) -> AppResult<RunAccepted> {
    let run = by.run(id).await?;
    if run.state == RunState::Succeeded {
        return again_alone(by, id, step).await;
    }
    let stopped = Stopped::find(by, id, "retry").await?;
    let (_, state) = stopped.step(step)?;
    let wanted = [StepState::Failed, StepState::Degraded, StepState::Cancelled];
    if !wanted.contains(&state) {
        return Err(wrong_step(step, "retry", state, &wanted));
    }
    // Steps that were cancelled beside it have to go on too, or the run would not end.
    let mut steps = stopped.in_state(&[StepState::Cancelled]);
    if !steps.iter().any(|s| s == step) {
        steps.push(step.to_owned());
    }
    stopped.go_on(by, &steps, None).await
}

/// A run that succeeded is over for good, so the degraded step gets a run of its own.
async fn again_alone(by: &Access<OperateRuns>, id: RunId, step: &str) -> AppResult<RunAccepted> {
    let run = by.run(id).await?;
    let rows = by.portal().store.steps(id).await?;
    let (_, state) = planned(&run, &rows, step)?;
    if state != StepState::Degraded {
        return Err(wrong_step(step, "retry", state, &[StepState::Degraded]));
    }
    let name: EnvironmentName = run
        .environment_name
        .parse()
        .map_err(crate::AppError::internal)?;
    start_run(&by.also()?, &name, Action::Step(step.to_owned()), false).await
}
