//! `purge`: forgets a destroyed environment.

use super::{Session, confirm::confirm, destroy::Destroy, exit::Outcome, work};
use domain::views::RunAccepted;

pub async fn run(cx: &Session, purge: &Destroy) -> Outcome<()> {
    let name = &purge.target.name;
    let plan = cx.backend.plan_purge(name).await?;
    if purge.target.dry_run {
        cx.terminal.show(&plan, |plan| match plan.steps.as_slice() {
            [] => format!("{name} would be forgotten; no provider is called"),
            _ => work::planned(plan),
        });
        return Ok(());
    }
    confirm(cx, "purge", name, purge.yes)?;
    cx.backend.purge(name).await?;
    cx.terminal.note(format!("{name} is forgotten"));
    if cx.terminal.is_json() {
        cx.terminal
            .show(&RunAccepted { run: None }, |_| String::new());
    }
    Ok(())
}
