//! `destroy`: one run that removes what was made, in reverse order.

use super::{
    Session,
    backend::Work,
    confirm::confirm,
    exit::Outcome,
    work::{self, Target},
};

#[derive(Debug, clap::Args)]
pub struct Destroy {
    #[command(flatten)]
    pub target: Target,
    /// Do not ask
    #[arg(short, long)]
    pub yes: bool,
}

pub async fn run(cx: &Session, destroy: &Destroy) -> Outcome<()> {
    let name = &destroy.target.name;
    if !destroy.target.dry_run {
        // A name that does not exist is told before anybody is asked to type it.
        cx.backend.environment(name).await?;
        confirm(cx, "destroy", name, destroy.yes)?;
        cx.terminal.note(format!("Destroying {name}..."));
    }
    work::run(cx, &destroy.target, Work::Destroy).await
}
