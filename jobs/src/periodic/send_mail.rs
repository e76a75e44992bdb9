//! Sends the mails that were stored and not yet handed over: those of a process that died, and
//! those that a server did not take the first time.

use app::{Portal, mails};
use std::{sync::Arc, time::Duration};
use tokio_util::sync::CancellationToken;

const EVERY: Duration = Duration::from_secs(10);
const AT_ONCE: u32 = 20;

pub async fn send_mail(portal: Arc<Portal>, stop: CancellationToken) {
    loop {
        let pause = match mails::deliver_due(&portal, AT_ONCE).await {
            Ok(0) => EVERY,
            Ok(_) => Duration::ZERO,
            Err(error) => {
                tracing::warn!(%error, "queued mails were not looked at");
                EVERY
            }
        };
        tokio::select! {
            () = tokio::time::sleep(pause) => {}
            () = stop.cancelled() => return,
        }
    }
}
