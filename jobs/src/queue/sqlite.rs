//! apalis on SQLite.

use super::{
    Line, handle,
    shelf::{Message, Messages, message},
    source::Source,
};
use crate::runner::Runner;
use apalis::prelude::*;
use apalis_core::worker::context::WorkerContext;
use apalis_sqlite::{Config, Error, SqlitePool, SqliteStorage, queries};
use app::ports::Advance;
use futures::future::BoxFuture;
use sqlx::query_as;
use std::{io, sync::Arc};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

pub(super) async fn run(
    queue: Queue,
    name: &str,
    runner: &Arc<Runner>,
    line: &Line,
    stop: &CancellationToken,
) -> Result<(), WorkerError> {
    let storage = SqliteStorage::<Advance>::new(&queue.pool).with_config(queue.config.clone());
    let worker = WorkerBuilder::new(name)
        .backend(Source::new(
            storage,
            queue,
            &line.bell,
            CancellationToken::new(),
        ))
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

/// apalis' own asks for messages that have failed too, of which there are none, and is planned anew
/// at each call.
const FETCH: &str = "\
update Jobs set status = 'Queued', lock_by = $1, lock_at = unixepoch()
where rowid in (
    select rowid from Jobs
    where job_type = $2 and status = 'Pending' and lock_by is null and run_at <= unixepoch()
    order by priority desc, run_at, id limit $3)
returning id, job";

#[derive(Clone)]
pub(super) struct Queue {
    pool: SqlitePool,
    turn: Arc<Mutex<()>>,
    config: Config,
}

impl Queue {
    pub fn new(pool: &SqlitePool, turn: &Arc<Mutex<()>>, line: &Line) -> Self {
        let config = Config::default()
            .queue(line.queue)
            // Nobody else works on this file: there is no hoarding, and half the fetches.
            .batch_size(line.concurrency * 2)
            .heartbeat_interval(line.heartbeat)
            .missed_heartbeats(3)
            .lock_tasks(false)
            .persist_results(false);
        Self {
            pool: pool.clone(),
            turn: turn.clone(),
            config,
        }
    }
}

impl Messages for Queue {
    type Error = Error;

    fn fetch(&self, worker: &WorkerContext) -> BoxFuture<'static, Result<Vec<Message>, Error>> {
        let (queue, worker) = (self.clone(), worker.clone());
        Box::pin(async move {
            let mut conn = queue.pool.acquire().await?;
            let _turn = queue.turn.lock().await;
            let fetched = query_as::<_, (String, Vec<u8>)>(FETCH)
                .bind(worker.name())
                .bind(queue.config.queue.as_ref())
                .bind(i64::try_from(queue.config.batch_size).unwrap_or(i64::MAX))
                .fetch_all(&mut *conn)
                .await?;
            fetched.into_iter().map(|row| Ok(message(row)?)).collect()
        })
    }

    fn give_back(
        &self,
        worker: &WorkerContext,
        ids: Vec<String>,
    ) -> BoxFuture<'static, Result<(), Error>> {
        let (queue, worker) = (self.clone(), worker.clone());
        Box::pin(async move {
            let mut conn = queue.pool.acquire().await?;
            let _turn = queue.turn.lock().await;
            let name = queue.config.queue.as_ref();
            queries::reenqueue_abandoned(&mut *conn, name, worker.name(), &ids).await?;
            Ok(())
        })
    }

    fn batch(&self) -> usize {
        self.config.batch_size
    }
}
