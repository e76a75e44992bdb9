//! The queue: apalis as the doorbell, one kind of message, "advance this run".
//!
//! What apalis does not promise is made harmless elsewhere (leases, fences, the sweeper). Here it
//! is held by a short lead: no lock and no result of its own, the message's row is deleted by our
//! transaction that ends or parks the run; workers are named anew at each start; a worker that
//! ends by an error is started again after a pause.

mod beats;
mod bell;
mod listen;
mod patience;
mod postgres;
mod shelf;
mod source;
mod sqlite;

pub use bell::Bell;

use crate::runner::Runner;
use apalis::prelude::BoxDynError;
use app::ports::{BULK_QUEUE, QUEUE};
use domain::ids::RunId;
use std::{sync::Arc, time::Duration};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

/// The database the queue lives in: the store's own pool.
#[derive(Clone, Debug)]
pub enum Pool {
    /// Whoever writes waits for the turn first: SQLite lets one write at a time.
    Sqlite {
        pool: sqlx::SqlitePool,
        turn: Arc<Mutex<()>>,
    },
    Postgres(sqlx::PgPool),
}

/// A storage that answers nothing for so long has gone without a word.
const SILENCE: Duration = Duration::from_secs(3);

/// Messages in work at once in one process, and fetched at once: no worker hoards what another
/// could begin.
#[derive(Clone, Copy, Debug)]
pub struct QueueOptions {
    pub concurrency: usize,
    /// The same of the line for what is one of many: it never takes the others' places.
    pub bulk: usize,
    pub heartbeat: Duration,
}

/// One of the queue's lines, with a worker of its own.
#[derive(Clone)]
struct Line {
    queue: &'static str,
    bell: Bell,
    concurrency: usize,
    heartbeat: Duration,
}

/// Rung for each line.
#[derive(Clone, Default)]
pub struct Bells {
    pub single: Bell,
    pub bulk: Bell,
}

impl Default for QueueOptions {
    fn default() -> Self {
        Self {
            concurrency: 16,
            bulk: 16,
            heartbeat: Duration::from_secs(5),
        }
    }
}

/// Carries messages to the runner until it is told to stop.
pub async fn run(
    pool: Pool,
    runner: Arc<Runner>,
    bells: Bells,
    options: QueueOptions,
    stop: CancellationToken,
) {
    if let Pool::Postgres(pool) = &pool {
        tokio::spawn(listen::ring_on_insert(
            pool.clone(),
            bells.clone(),
            stop.clone(),
        ));
    }
    let line = |queue, bell, concurrency| Line {
        queue,
        bell,
        concurrency,
        heartbeat: options.heartbeat,
    };
    let single = line(QUEUE, bells.single, options.concurrency);
    let bulk = line(BULK_QUEUE, bells.bulk, options.bulk);
    tokio::join!(
        supervise(&pool, &runner, &single, &stop),
        supervise(&pool, &runner, &bulk, &stop),
    );
}

/// Starts the line's worker, and starts it again when it has ended by an error.
async fn supervise(pool: &Pool, runner: &Arc<Runner>, line: &Line, stop: &CancellationToken) {
    let mut pause = Duration::from_millis(100);
    while !stop.is_cancelled() {
        let name = format!("{}-{}", runner.owner(), app::secrets::random_hex(4));
        let ended: Result<(), BoxDynError> = match pool {
            Pool::Sqlite { pool, turn } => {
                let queue = sqlite::Queue::new(pool, turn, line);
                sqlite::run(queue, &name, runner, line, stop)
                    .await
                    .map_err(Into::into)
            }
            Pool::Postgres(pool) => postgres::run(pool, &name, runner, line, stop).await,
        };
        match ended {
            Ok(()) => break,
            Err(error) => {
                tracing::warn!(worker = name, %error, "the queue's worker has ended and is started again");
                runner.beat(line.queue, false);
                tokio::select! {
                    () = tokio::time::sleep(pause) => {}
                    () = stop.cancelled() => {}
                }
                pause = (pause * 2).min(Duration::from_secs(2));
            }
        }
    }
}

/// What both handlers do: one message, one advance.
async fn handle(runner: &Arc<Runner>, run: RunId, job: String) {
    runner.advance(run, job).await;
}
