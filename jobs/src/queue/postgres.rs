//! apalis on PostgreSQL.
//!
//! Each worker has a pool of its own and ends when nothing is answered for a while: apalis waits
//! without limit, and so does a pool whose connection is given back. The next worker's is new.

use super::{
    Line, SILENCE, handle,
    shelf::{Message, Messages, message},
    source::Source,
};
use crate::runner::Runner;
use apalis::prelude::*;
use apalis_core::worker::context::WorkerContext;
use apalis_postgres::{Config, Error, PgPool, PostgresStorage, queries};
use app::ports::Advance;
use futures::future::BoxFuture;
use sqlx::{postgres::PgPoolOptions, query_as};
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
    // Planned once, and by indexes also when the queue was empty then.
    let connect = pool.connect_options().as_ref().clone().options([
        ("plan_cache_mode", "force_generic_plan"),
        ("enable_seqscan", "off"),
        ("enable_bitmapscan", "off"),
    ]);
    let pool = PgPoolOptions::new()
        .max_connections(CONNECTIONS)
        .acquire_timeout(SILENCE)
        .connect_lazy_with(connect);
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

/// apalis' own does the same by a function that PostgreSQL plans anew at each call, for three times
/// as long as it then takes. None of our messages ever fails, so there are none to try again.
const FETCH: &str = "\
with due as (
    select id from apalis.jobs
    where status = 'Pending' and run_at < now() and job_type = $2
    order by priority desc, run_at limit $3 for update skip locked
)
update apalis.jobs j set status = 'Queued', lock_by = $1, lock_at = now()
from due where j.id = due.id
returning j.id, j.job";

struct Queue {
    pool: PgPool,
    config: Config,
}

impl Messages for Queue {
    type Error = Error;

    fn fetch(&self, worker: &WorkerContext) -> BoxFuture<'static, Result<Vec<Message>, Error>> {
        let (pool, config, worker) = (self.pool.clone(), self.config.clone(), worker.clone());
        Box::pin(within(async move {
            let fetched = query_as::<_, (String, Vec<u8>)>(FETCH)
                .bind(worker.name())
                .bind(config.queue.as_ref())
                .bind(i32::try_from(config.batch_size).unwrap_or(i32::MAX))
                .fetch_all(&pool)
                .await?;
            fetched.into_iter().map(|row| Ok(message(row)?)).collect()
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
