//! Forgets what is older than the settings `retention.*` say.

use app::{Portal, retention};
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_hours(1);
/// More often than it is done, since of many workers one takes the turn.
const LOOK: Duration = Duration::from_secs(300);

pub async fn forget_old(portal: Arc<Portal>, stop: CancellationToken) {
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = stop.cancelled() => return,
        }
        tokio::select! {
            () = round(&portal) => {}
            () = stop.cancelled() => return,
        }
    }
}

async fn round(portal: &Portal) {
    match retention::forget_when_due(portal, EVERY).await {
        Ok(None) => {}
        Ok(Some(forgotten)) => tracing::info!(?forgotten, "forgot what was old"),
        Err(error) => tracing::warn!(%error, "what is old was not forgotten"),
    }
}
