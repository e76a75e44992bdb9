//! The tenant app as its supervisor and its visitors meet it: the real process, over HTTP, beside a portal that keeps state.

#![expect(clippy::unwrap_used, reason = "a test ends at what it does not expect")]

mod bookings;
mod instance;
mod look;
mod portal;
mod process;
mod visitor;

use std::time::{Duration, Instant};

/// Far longer than anything here takes; a busy machine is no failure.
const PATIENCE: Duration = Duration::from_secs(15);

async fn wait_until(what: &str, mut there: impl AsyncFnMut() -> bool) {
    let began = Instant::now();
    while !there().await {
        assert!(began.elapsed() < PATIENCE, "never happened: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
