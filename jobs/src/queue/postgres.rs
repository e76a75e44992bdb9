//! apalis on PostgreSQL.

use super::{
    Line, handle,
    shelf::{Message, Messages},
    source::Source,
};
use crate::runner::Runner;
use apalis::prelude::*;
use apalis_core::worker::context::WorkerContext;
use apalis_postgres::{Config, Error, PgPool, PostgresStorage, queries};
use app::ports::Advance;
use futures::future::BoxFuture;
use std::{io, sync::Arc};
use tokio_util::sync::CancellationToken;

pub(super) async fn run(
    pool: &PgPool,
    name: &str,
    runner: &Arc<Runner>,
    line: &Line,
    stop: &CancellationToken,
) -> Result<(), WorkerError> {
    let config = Config::default()
        .queue(line.queue)
        .batch_size(line.concurrency)
        .heartbeat_interval(line.heartbeat)
        .missed_heartbeats(3)
        .lock_tasks(false)
        .persist_results(false);
    let storage = PostgresStorage::<Advance>::new(pool).with_config(config.clone());
    let messages = Queue {
        pool: pool.clone(),
        config,
    };
    let worker = WorkerBuilder::new(name)
        .backend(Source::new(storage, messages, &line.bell))
        .data(runner.clone())
        .concurrency(line.concurrency)
        .build(advance);
    runner.beat(line.queue, true);
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

struct Queue {
    pool: PgPool,
    config: Config,
}

impl Messages for Queue {
    type Error = Error;

    fn fetch(&self, worker: &WorkerContext) -> BoxFuture<'static, Result<Vec<Message>, Error>> {
        let (pool, config, worker) = (self.pool.clone(), self.config.clone(), worker.clone());
        Box::pin(async move {
            let mut conn = pool.acquire().await?;
            queries::fetch_next(&mut *conn, &config, &worker).await
        })
    }

    fn give_back(
        &self,
        worker: &WorkerContext,
        ids: Vec<String>,
    ) -> BoxFuture<'static, Result<(), Error>> {
        let (pool, config, worker) = (self.pool.clone(), self.config.clone(), worker.clone());
        Box::pin(async move {
            let mut conn = pool.acquire().await?;
            let queue = config.queue.as_ref();
            queries::reenqueue_abandoned(&mut *conn, queue, worker.name(), &ids).await?;
            Ok(())
        })
    }

    fn batch(&self) -> usize {
        self.config.batch_size
    }
}
