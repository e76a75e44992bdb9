//! `watch`: follows a run, from wherever it is to its end.

use super::{Session, backend::Work, exit::Outcome, follow, terminal};
use domain::{EnvironmentName, Phase, ids::RunId, run::RunKind, views::RunView};

pub async fn run(cx: &Session, id: RunId) -> Outcome<()> {
    let found = cx.backend.run(id).await?;
    if found.view().state.is_active() {
        cx.backend.ensure_worker(needs_portal(found.view())).await?;
    }
    let run = if cx.terminal.is_json() {
        follow::print_events(cx, id).await?
    } else {
        follow::follow(cx, id, 0).await?
    };
    follow::ended(cx, &run).await?;
    finished(cx, &run).await
}

/// What is said at the end of a run that was followed, whoever began it.
pub async fn finished(cx: &Session, run: &RunView) -> Outcome<()> {
    cx.terminal.note(follow::summary(run));
    let starts_site = matches!(run.kind, RunKind::Deploy | RunKind::Run);
    if let (true, false, Ok(name)) = (
        starts_site,
        cx.terminal.is_json(),
        run.environment.parse::<EnvironmentName>(),
    ) {
        terminal::print(cx.backend.environment(&name).await?.url);
    }
    Ok(())
}

pub fn needs_portal(run: &RunView) -> bool {
    match run.kind {
        RunKind::Deploy => Work::Deploy.needs_portal(),
        RunKind::Run => Work::Phase(Phase::Run).needs_portal(),
        _ => false,
    }
}
