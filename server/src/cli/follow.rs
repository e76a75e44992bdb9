//! Waiting for a run: its events become lines, its end becomes a result.
//!
//! Ctrl-C detaches. Where a portal executes, the run goes on; where this command does, it stops
//! at a safe place and the same words take it up again.

use super::{
    Session,
    exit::{Failure, Outcome, StepFailed},
    progress::Progress,
    terminal,
};
use domain::{
    EnvironmentName,
    ids::RunId,
    run::RunKind,
    states::{RunState, StepState},
    text,
    views::{EventView, RunView},
};
use indicatif::{ProgressBar, ProgressStyle};
use std::time::Duration;
use tokio::sync::mpsc::Receiver;

/// Follows the run from behind `after` to its end.
pub async fn follow(cx: &Session, id: RunId, after: i64) -> Outcome<RunView> {
    let run = cx.backend.run(id).await?;
    let mut events = cx.backend.events(id, after);
    let mut progress = Progress::new(run.view());
    if after > 0 {
        progress.skip_passed(run.view());
    }
    let bar = Bar::new(cx);
    let told = tokio::select! {
        told = tell(cx, &mut events, &mut progress, &bar) => told,
        _ = tokio::signal::ctrl_c() => Err(interrupted(cx, id)),
    };
    bar.clear();
    told?;
    Ok(cx.backend.run(id).await?.view().clone())
}

/// A stream of events as JSON, one a line.
pub async fn print_events(cx: &Session, id: RunId) -> Outcome<RunView> {
    let mut events = cx.backend.events(id, 0);
    let told = tokio::select! {
        told = async {
            while let Some(event) = events.recv().await {
                terminal::print(serde_json::to_string(&event?).unwrap_or_default());
            }
            Ok(())
        } => told,
        _ = tokio::signal::ctrl_c() => Err(interrupted(cx, id)),
    };
    told?;
    Ok(cx.backend.run(id).await?.view().clone())
}

/// The last event that there is now, so that what follows is new.
pub async fn last_event(cx: &Session, id: RunId) -> Outcome<i64> {
    let mut events = cx.backend.events(id, 0);
    let mut last = 0;
    while let Some(event) = events.recv().await {
        last = event?.id;
    }
    Ok(last)
}

/// What the end of a run means for the command.
pub async fn ended(cx: &Session, run: &RunView) -> Outcome<()> {
    match run.state {
        RunState::Succeeded => Ok(()),
        RunState::Cancelled => Err(Failure::Cancelled(run.id)),
        RunState::Failed => Err(Failure::Step(Box::new(failure(cx, run).await))),
        // The stream ended early, which only a closing portal does.
        RunState::Queued | RunState::Running => Err(interrupted(cx, run.id)),
    }
}

async fn failure(cx: &Session, run: &RunView) -> StepFailed {
    let failed = run.steps.iter().find(|s| s.state == StepState::Failed);
    let unknown = || domain::run::StepFailure {
        kind: "bug".to_owned(),
        summary: "the run failed without a failed step".to_owned(),
        hint: format!("See: automator runs {}", run.id),
    };
    StepFailed {
        run: run.id,
        environment: run.environment.clone(),
        name: failed.map_or("run", |s| s.name.as_str()).to_owned(),
        title: failed.map_or("Run", |s| s.title.as_str()).to_owned(),
        attempts: failed.map_or(0, |s| s.attempts),
        error: failed.and_then(|s| s.error.clone()).unwrap_or_else(unknown),
        continue_with: continue_with(cx, run).await,
    }
}

/// What the environment itself says, else to resume this run.
async fn continue_with(cx: &Session, run: &RunView) -> String {
    let resume = format!("automator resume {}", run.id);
    let Ok(name) = run.environment.parse::<EnvironmentName>() else {
        return resume;
    };
    let environment = cx.backend.environment(&name).await.ok();
    let told = environment
        .and_then(|e| e.last_failure)
        .filter(|f| f.run == run.id);
    told.map_or(resume, |failure| failure.continue_with)
}

fn interrupted(cx: &Session, id: RunId) -> Failure {
    let again = format!("automator watch {id}");
    Failure::Interrupted(if cx.backend.goes_on_alone() {
        format!("Detached. The run goes on; watch it again with: {again}")
    } else {
        format!("Stopped. The run goes on with: {again}")
    })
}

async fn tell(
    cx: &Session,
    events: &mut Receiver<Outcome<EventView>>,
    progress: &mut Progress,
    bar: &Bar,
) -> Outcome<()> {
    while let Some(event) = events.recv().await {
        for line in progress.event(&event?) {
            bar.above(|| cx.terminal.note(line.painted(&cx.terminal)));
        }
        bar.show(&progress.working());
    }
    Ok(())
}

/// How long it took, and what was degraded.
pub fn summary(run: &RunView) -> String {
    let state = match run.kind {
        RunKind::Provision => "provisioned",
        RunKind::Configure => "configured",
        RunKind::Release => "released",
        RunKind::Deploy | RunKind::Run => "running",
        RunKind::Destroy => "destroyed",
        RunKind::Step | RunKind::Bench => "done",
    };
    let mut out = format!("{} is {state}", run.environment);

    if let (Some(began), Some(end)) = (run.started_at, run.ended_at) {
        out.push_str(&format!(
            " after {}",
            text::duration(end.seconds_since(began))
        ));
    }
    let degraded = run.steps.iter().filter(|s| s.state == StepState::Degraded);
    let degraded: Vec<&str> = degraded.map(|s| s.title.as_str()).collect();
    if !degraded.is_empty() {
        out.push_str(&format!(
            ". Not working: {}. Try again with: automator retry {}",
            degraded.join(", "),
            run.id
        ));
    }
    out
}

/// The line below all others that says what is at work; none where nobody looks.
struct Bar(Option<ProgressBar>);

impl Bar {
    fn new(cx: &Session) -> Self {
        Self(cx.terminal.is_live().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("  {spinner} {msg}  {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(100));
            bar
        }))
    }

    fn show(&self, text: &str) {
        if let Some(bar) = &self.0
            && bar.message() != text
        {
            bar.set_message(text.to_owned());
            bar.reset_elapsed();
        }
    }

    fn above(&self, write: impl FnOnce()) {
        match &self.0 {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    fn clear(&self) {
        if let Some(bar) = &self.0 {
            bar.finish_and_clear();
        }
    }
}
