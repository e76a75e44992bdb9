//! `purge`: forgets a destroyed environment.

use super::{Session, confirm::confirm, exit::Outcome, work};
use domain::{EnvironmentName, views::RunAccepted};

#[derive(Debug, clap::Args)]
pub struct Purge {
    /// `slug` (stage prod) or `slug/stage`
    #[arg(value_name = "ENV")]
    pub name: EnvironmentName,
    /// Show what would be done, and do nothing
    #[arg(long)]
    pub dry_run: bool,
    /// Do not ask
    #[arg(short, long)]
    pub yes: bool,
}

pub async fn run(cx: &Session, purge: &Purge) -> Outcome<()> {
    let name = &purge.name;
    let plan = cx.backend.plan_purge(name).await?;
    if purge.dry_run {
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
