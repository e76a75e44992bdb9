//! A worker alone, on PostgreSQL: any number of them, anywhere.

use crate::{
    config::Config,
    wiring::{self, Need},
};
use app::{AppError, AppResult};
use tokio::signal::unix::{SignalKind, signal};

pub async fn run(config: Config) -> AppResult<()> {
    if !config.database_url.starts_with("postgres") {
        let why = "automator worker needs PostgreSQL; on SQLite the portal is the only worker";
        return Err(domain::FieldError::new("database_url", "sqlite", why).into());
    }
    let parts = wiring::build(&config, Need::Write).await?;
    let worker = parts.start_worker(None).await?;
    tracing::info!(worker = worker.runner.owner(), "the worker is up");
    let mut terminate = signal(SignalKind::terminate()).map_err(AppError::internal)?;
    tokio::select! {
        _ = terminate.recv() => {}
        result = tokio::signal::ctrl_c() => result.map_err(AppError::internal)?,
    }
    worker.stop().await;
    Ok(())
}
