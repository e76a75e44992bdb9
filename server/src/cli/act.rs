//! `retry`, `skip`, `resume` and `cancel`: what a person decides about a run.

use super::{
    Session,
    backend::RunAction,
    exit::{Failure, Outcome},
    follow, watch,
};
use domain::{
    ids::RunId,
    states::{RunState, StepState},
    views::RunAccepted,
};

#[derive(Debug, clap::Args)]
pub struct Retry {
    /// The run's id
    #[arg(value_name = "RUN")]
    run: RunId,
    /// This step only [default: the one that failed or is degraded]
    #[arg(long)]
    step: Option<String>,
}

#[derive(Debug, clap::Args)]
pub struct Skip {
    /// The run's id
    #[arg(value_name = "RUN")]
    run: RunId,
    /// The step to leave out
    #[arg(long)]
    step: String,
    /// Why it is not needed; stays with the run
    #[arg(long)]
    reason: String,
}

pub async fn retry(cx: &Session, retry: &Retry) -> Outcome<()> {
    let step = match &retry.step {
        Some(step) => step.clone(),
        None => one_that_failed(cx, retry.run).await?,
    };
    go_on(cx, retry.run, RunAction::Retry(step)).await
}

pub async fn skip(cx: &Session, skip: &Skip) -> Outcome<()> {
    let action = RunAction::Skip {
        step: skip.step.clone(),
        reason: skip.reason.clone(),
    };
    go_on(cx, skip.run, action).await
}

pub async fn resume(cx: &Session, run: RunId) -> Outcome<()> {
    go_on(cx, run, RunAction::Resume).await
}

pub async fn cancel(cx: &Session, id: RunId) -> Outcome<()> {
    let accepted = cx.backend.act(id, RunAction::Cancel).await?;
    let run = cx.backend.run(id).await?;
    let told = match run.view().state {
        RunState::Cancelled => "Cancelled",
        _ => "The run stops when the steps at work have ended",
    };
    cx.terminal.note(told);
    if cx.terminal.is_json() {
        cx.terminal.show(&accepted, |_| String::new());
    }
    Ok(())
}

/// Without a name, the only step that can be meant.
async fn one_that_failed(cx: &Session, id: RunId) -> Outcome<String> {
    let run = cx.backend.run(id).await?;
    let stands =
        |s: &&domain::views::StepView| matches!(s.state, StepState::Failed | StepState::Degraded);
    let names: Vec<&str> = run
        .view()
        .steps
        .iter()
        .filter(stands)
        .map(|s| s.name.as_str())
        .collect();
    match names.as_slice() {
        [one] => Ok((*one).to_owned()),
        [] => Err(Failure::Usage(format!("no step of run {id} has failed"))),
        several => {
            let names = several.join(", ");
            Err(Failure::Usage(format!(
                "several steps have failed ({names}); name one with --step"
            )))
        }
    }
}

/// Changes the run, then follows what comes after the change.
async fn go_on(cx: &Session, id: RunId, action: RunAction) -> Outcome<()> {
    let before = cx.backend.run(id).await?;
    // One that is at work still has no last event, and the action will be refused.
    let seen = if before.view().state.is_active() {
        0
    } else {
        follow::last_event(cx, id).await?
    };
    cx.backend
        .ensure_worker(watch::needs_portal(before.view()))
        .await?;
    let accepted = cx.backend.act(id, action).await?;
    if cx.flags.detach {
        cx.terminal
            .note(format!("Watch it with: automator watch {id}"));
        cx.terminal
            .show(&accepted, |a: &RunAccepted| a.run.unwrap_or(id).to_string());
        return Ok(());
    }
    let run = follow::follow(cx, id, seen).await?;
    follow::ended(cx, &run).await?;
    watch::finished(cx, &run).await?;
    if cx.terminal.is_json() {
        cx.terminal
            .show(&cx.backend.run(id).await?, |_| String::new());
    }
    Ok(())
}
