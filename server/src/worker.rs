//! A worker alone, on PostgreSQL: any number of them, anywhere.

use crate::{
    config::Config,
    house,
    wiring::{self, Need},
};
use app::{AppError, AppResult};
use tokio::signal::unix::{SignalKind, signal};

pub async fn run(config: Config) -> AppResult<()> {
    if !config.database_url.starts_with("postgres") {
        let why = "automator worker needs PostgreSQL; on SQLite the portal is the only worker";
        return Err(domain::FieldError::new("database_url", "sqlite", why).into());
    }
    // Before anything else: whoever stops it while it starts is heard too.
    let mut terminate = signal(SignalKind::terminate()).map_err(AppError::internal)?;
    let parts = wiring::build(&config, Need::Work).await?;
    house::check_directory(&config, &parts).await?;
    let worker = parts.start_worker(None).await?;
    tracing::info!(worker = worker.runner.owner(), "the worker is up");
    let runner = worker.runner.clone();
    let ended = tokio::select! {
        _ = terminate.recv() => Ok(()),
        result = tokio::signal::ctrl_c() => result.map_err(AppError::internal),
        (found, known) = runner.outdated() => Err(wiring::outdated(&config, found, known)),
    };
    tracing::info!("the worker stops");
    worker.stop().await;
    ended
}
