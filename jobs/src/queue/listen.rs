//! Messages that other processes put into the queue, on PostgreSQL: whoever puts some in notifies,
//! this rings. A lost connection is made again; meanwhile the interval of the bell is the net.
//! Who only listens is not told that the other side has gone, so a quiet line is asked now and then.

use super::{Bells, SILENCE};
use app::ports::BULK_QUEUE;
use sqlx::{
    Executor, PgPool,
    postgres::{PgListener, PgPoolOptions},
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const CHANNEL: &str = "automator.messages";
const QUIET: Duration = Duration::from_secs(2);

pub(super) async fn ring_on_insert(pool: PgPool, bells: Bells, stop: CancellationToken) {
    loop {
        tokio::select! {
            Err(error) = listen(&pool, &bells) => {
                tracing::warn!(%error, "the queue's listener has ended and is started again");
            }
            () = stop.cancelled() => return,
        }
        tokio::time::sleep(Duration::from_millis(500)).await;
    }
}

async fn listen(pool: &PgPool, bells: &Bells) -> Result<(), sqlx::Error> {
    // One to itself: what is lost with it is nobody else's.
    let pool = PgPoolOptions::new()
        .max_connections(1)
        .acquire_timeout(SILENCE)
        .connect_lazy_with(pool.connect_options().as_ref().clone());
    let mut listener = PgListener::connect_with(&pool).await?;
    within(listener.listen(CHANNEL)).await?;
    bells.single.ring();
    bells.bulk.ring();
    loop {
        let Ok(told) = tokio::time::timeout(QUIET, listener.recv()).await else {
            within(listener.execute("select 1")).await?;
            continue;
        };
        let told = told?;
        if told.payload() == BULK_QUEUE {
            bells.bulk.ring();
        } else {
            bells.single.ring();
        }
    }
}

async fn within<T>(answer: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    let answer = tokio::time::timeout(SILENCE, answer).await;
    answer.unwrap_or(Err(sqlx::Error::PoolTimedOut))
}
