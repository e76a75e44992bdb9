//! apalis on PostgreSQL.

use super::{BATCH, Bell, QueueOptions, handle};
use crate::runner::Runner;
use apalis::prelude::*;
use apalis_postgres::{Config, PgPool, PostgresStorage};
use app::ports::{Advance, QUEUE};
use std::{io, sync::Arc};
use tokio_util::sync::CancellationToken;

pub(super) async fn run(
    pool: &PgPool,
    name: &str,
    runner: &Arc<Runner>,
    bell: &Bell,
    options: QueueOptions,
    stop: &CancellationToken,
) -> Result<(), WorkerError> {
    let config = Config::default()
        .queue(QUEUE)
        .batch_size(BATCH)
        .heartbeat_interval(options.heartbeat)
        .missed_heartbeats(3)
        .lock_tasks(false)
        .persist_results(false);
    let backend = PostgresStorage::<Advance>::new(pool)
        .with_config(config)
        .poll_with_strategy(bell.strategy());
    let worker = WorkerBuilder::new(name)
        .backend(backend)
        .data(runner.clone())
        .concurrency(options.concurrency)
        .build(advance);
    runner.beat(true);
    let stop = stop.clone();
    worker
        .run_until(async move {
            stop.cancelled().await;
            Ok::<(), io::Error>(())
        })
        .await
}

async fn advance(
    message: Advance,
    id: TaskId,
    runner: Data<Arc<Runner>>,
) -> Result<(), BoxDynError> {
    handle(&runner, message.run_id, id.to_string()).await;
    Ok(())
}
