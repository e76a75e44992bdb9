//! A step is left out, with a reason that stays in the run, and the run goes on without it.

use crate::{
    Access, AppResult,
    access::OperateRuns,
    runs::go_on::{Skip, Stopped, wrong_step},
};
use domain::{
    FieldError, ids::RunId, machine::State, states::StepState, text::single_line,
    views::RunAccepted,
};

const LONGEST: usize = 500;

pub async fn skip_step(
    by: &Access<OperateRuns>,
    id: RunId,
    step: &str,
    reason: &str,
) -> AppResult<RunAccepted> {
    let reason = check_reason(reason)?;
    let stopped = Stopped::find(by, id, "skip").await?;
    let (_, state) = stopped.step(step)?;
    // A cancelled step never ran, so leaving it out is as good as never having begun it.
    if state != StepState::Cancelled && state.go(StepState::Skipped).is_err() {
        let required = [StepState::Failed, StepState::Pending, StepState::Cancelled];
        return Err(wrong_step(step, "skip", state, &required));
    }
    let plan = &stopped.run.plan;
    let position = plan.steps.iter().position(|s| s.name == step);
    let position = position
        .and_then(|p| i32::try_from(p).ok())
        .unwrap_or_default();
    let mut steps = stopped.in_state(&[StepState::Failed, StepState::Cancelled]);
    steps.retain(|s| s != step);
    let skip = Skip {
        step,
        position,
        reason: &reason,
    };
    stopped.go_on(by, &steps, Some(skip)).await
}

fn check_reason(reason: &str) -> AppResult<String> {
    let reason = single_line(reason);
    let length = reason.chars().count();
    if length == 0 {
        let why = "Say why the step is left out; it stays with the run";
        return Err(FieldError::new("reason", "required", why).into());
    }
    if length > LONGEST {
        let why = format!("Use at most {LONGEST} characters for the reason. This has {length}");
        return Err(FieldError::new("reason", "too_long", why).into());
    }
    Ok(reason)
}
