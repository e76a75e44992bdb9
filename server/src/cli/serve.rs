//! `serve`, `worker` and `migrate`: the processes, and what they stand on.

use super::{configuration, exit::Outcome, flags::Flags, terminal::Terminal};
use crate::wiring::{self, Need};

#[derive(Debug, clap::Args)]
pub struct Serve {
    /// Leave the runs to workers of their own (PostgreSQL)
    #[arg(long)]
    no_worker: bool,
}

pub async fn run(flags: &Flags, serve: &Serve) -> Outcome<()> {
    let config = configuration(flags, false)?;
    Ok(crate::serve::run(config, !serve.no_worker).await?)
}

pub async fn worker(flags: &Flags) -> Outcome<()> {
    let config = configuration(flags, false)?;
    Ok(crate::worker::run(config).await?)
}

/// Opening for writing migrates; there is nothing else to do.
pub async fn migrate(flags: &Flags, terminal: &Terminal) -> Outcome<()> {
    let config = configuration(flags, false)?;
    wiring::build(&config, Need::Write).await?;
    terminal.note("The database is up to date");
    Ok(())
}
