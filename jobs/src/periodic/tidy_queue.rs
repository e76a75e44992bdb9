//! Removes what apalis leaves behind for ever: a row for each worker name there ever was.

use app::ports::Journal;
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_secs(300);

pub async fn tidy_queue(journal: Arc<dyn Journal>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(EVERY) => {}
            () = stop.cancelled() => return,
        }
        match journal.tidy_queue().await {
            Ok(0) => {}
            Ok(rows) => tracing::debug!(rows, "removed names of workers that are gone"),
            Err(error) => tracing::warn!(%error, "the queue was not tidied"),
        }
    }
}
