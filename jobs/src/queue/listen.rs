//! Messages that other processes put into the queue, on PostgreSQL: whoever puts some in notifies,
//! this rings. A lost connection is made again; meanwhile the interval of the bell is the net.

use super::Bells;
use app::ports::BULK_QUEUE;
use sqlx::{PgPool, postgres::PgListener};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

const CHANNEL: &str = "automator.messages";

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
    let mut listener = PgListener::connect_with(pool).await?;
    listener.listen(CHANNEL).await?;
    bells.single.ring();
    bells.bulk.ring();
    loop {
        let told = listener.recv().await?;
        if told.payload() == BULK_QUEUE {
            bells.bulk.ring();
        } else {
            bells.single.ring();
        }
    }
}
