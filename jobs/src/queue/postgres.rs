//! apalis on PostgreSQL.
//!
//! Each worker has a pool of its own and ends when nothing is answered for a while: apalis waits
//! without limit, and so does a pool whose connection is given back. The next worker's is new.

use super::{
    Line, SILENCE, handle,
    shelf::{Message, Messages},
    source::Source,
};
use crate::runner::Runner;
use apalis::prelude::*;
use apalis_core::worker::context::WorkerContext;
use apalis_postgres::{Config, Error, PgPool, PostgresStorage, queries};
use app::ports::Advance;
use futures::future::BoxFuture;
use sqlx::postgres::PgPoolOptions;
use std::{io, sync::Arc};
use tokio_util::sync::CancellationToken;

/// One to fetch on, one to beat on, one to spare.
const CONNECTIONS: u32 = 3;

pub(super) async fn run(
    pool: &PgPool,
    name: &str,
    runner: &Arc<Runner>,
    line: &Line,
    stop: &CancellationToken,
) -> Result<(), BoxDynError> {
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(SILENCE)
        .connect_lazy_with(pool.connect_options().as_ref().clone());
    let config = Config::default()
        .queue(line.queue)
        .batch_size(line.concurrency)
        .heartbeat_interval(line.heartbeat)
        .missed_heartbeats(3)
        .lock_tasks(false)
        .persist_results(false);
    let storage = PostgresStorage::<Advance>::new(&pool).with_config(config.clone());
    let messages = Queue { pool, config };
    let silent = CancellationToken::new();
    let worker = WorkerBuilder::new(name)
        .backend(Source::new(storage, messages, &line.bell, silent.clone()))
        .data(runner.clone())
        .concurrency(line.concurrency)
        .build(advance);
    runner.beat(line.queue, true);
    let stop = stop.clone();
    let working = worker.run_until(async move {
        stop.cancelled().await;
        Ok::<(), io::Error>(())
    });
    tokio::select! {
        ended = working => Ok(ended?),
        () = silent.cancelled() => Err(silence().into()),
    }
}

fn silence() -> io::Error {
    let text = format!("PostgreSQL has not answered for {SILENCE:?}");
    io::Error::new(io::ErrorKind::TimedOut, text)
}

async fn within<T>(answer: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let answer = tokio::time::timeout(SILENCE, answer).await;
    answer.unwrap_or_else(|_| Err(sqlx::Error::from(silence()).into()))
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
        Box::pin(within(async move {
            let mut conn = pool.acquire().await?;
            queries::fetch_next(&mut *conn, &config, &worker).await
        }))
    }

    fn give_back(
        &self,
        worker: &WorkerContext,
        ids: Vec<String>,
    ) -> BoxFuture<'static, Result<(), Error>> {
        let (pool, config, worker) = (self.pool.clone(), self.config.clone(), worker.clone());
        Box::pin(within(async move {
            let mut conn = pool.acquire().await?;
            let queue = config.queue.as_ref();
            queries::reenqueue_abandoned(&mut *conn, queue, worker.name(), &ids).await?;
            Ok(())
        }))
    }

    fn batch(&self) -> usize {
        self.config.batch_size
    }
}
