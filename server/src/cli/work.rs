//! `provision`, `configure`, `release`, `run` and `deploy`: one run, followed to its end.

use super::{
    Session,
    backend::Work,
    exit::Outcome,
    follow,
    terminal::{self, table},
};
use crate::http::plan::PlanView;
use domain::{EnvironmentName, Phase, views::RunAccepted};

#[derive(Debug, clap::Args)]
pub struct Target {
    /// `slug` (stage prod) or `slug/stage`
    #[arg(value_name = "ENV")]
    pub name: EnvironmentName,
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// One of many: whatever somebody waits for goes on beside it
    #[arg(long)]
    pub bulk: bool,
}

pub async fn run(cx: &Session, target: &Target, work: Work) -> Outcome<()> {
    let name = &target.name;
    let plan = cx.backend.plan(name, work).await?;
    if target.dry_run {
        cx.terminal.show(&plan, planned);
        return Ok(());
    }
    if plan.steps.is_empty() {
        return nothing_to_do(cx, name, work, &RunAccepted { run: None }).await;
    }
    // Before anything is queued: a run without anybody to execute it would only block the next.
    cx.backend.ensure_worker(work.needs_portal()).await?;
    let accepted = cx.backend.start(name, work, target.bulk).await?;
    let Some(id) = accepted.run else {
        return nothing_to_do(cx, name, work, &accepted).await;
    };
    if cx.flags.detach {
        cx.terminal
            .note(format!("Watch it with: automator watch {id}"));
        cx.terminal.show(&accepted, |_| id.to_string());
        return Ok(());
    }
    let run = follow::follow(cx, id, 0).await?;
    follow::ended(cx, &run).await?;
    cx.terminal.note(follow::summary(&run));
    if cx.terminal.is_json() {
        cx.terminal
            .show(&cx.backend.run(id).await?, |_| String::new());
    } else if serves(work) {
        terminal::print(cx.backend.environment(name).await?.url);
    }
    Ok(())
}

async fn nothing_to_do(
    cx: &Session,
    name: &EnvironmentName,
    work: Work,
    accepted: &RunAccepted,
) -> Outcome<()> {
    let environment = cx.backend.environment(name).await?;
    let state = environment.state;
    cx.terminal
        .note(format!("Nothing to do: {name} is {state} already"));
    if cx.terminal.is_json() {
        cx.terminal.show(accepted, |_| String::new());
    } else if serves(work) {
        terminal::print(environment.url);
    }
    Ok(())
}

/// Whether a site answers afterwards.
fn serves(work: Work) -> bool {
    matches!(work, Work::Deploy | Work::Phase(Phase::Run))
}

pub fn planned(plan: &PlanView) -> String {
    if plan.steps.is_empty() {
        return "Nothing to do".to_owned();
    }
    let rows: Vec<Vec<String>> = plan.steps.iter().map(row).collect();
    table(&["PHASE", "STEP", "TITLE", "KIND", "AFTER"], &rows)
}

fn row(step: &crate::http::plan::PlannedStepView) -> Vec<String> {
    vec![
        step.phase.map_or("-", Phase::name).to_owned(),
        step.name.clone(),
        step.title.clone(),
        if step.core { "core" } else { "optional" }.to_owned(),
        step.after.join(", "),
    ]
}
