//! Keeps leases alive, brings cancellations in, and rings again for runs that nobody works on.
//!
//! Leases are renewed by a task of their own, one statement for all of them, so that a busy step
//! does not lose its lease. Each look is its own try: an error is told and the next look comes.

use super::Runner;
use std::{sync::Arc, time::Duration};

impl Runner {
    /// Runs until the runner stops and its last run is given back.
    pub async fn keep_leases(self: Arc<Self>) {
        let every = (self.options.lease / 4).min(Duration::from_secs(1));
        loop {
            tokio::time::sleep(every).await;
            if self.in_work() == 0 {
                if self.stop.is_cancelled() && self.is_idle() {
                    return;
                }
                continue;
            }
            let runs: Vec<_> = self.active().keys().map(|(run, _)| *run).collect();
            let renewed = self.journal.renew(&self.owner, &runs, self.options.lease);
            match renewed.await {
                Ok(to_cancel) => {
                    let active = self.active();
                    let cancelled = active.iter().filter(|((r, _), _)| to_cancel.contains(r));
                    cancelled.for_each(|(_, token)| token.cancel());
                }
                Err(error) => tracing::warn!(%error, "leases were not renewed"),
            }
        }
    }

    /// Rings for unfinished runs that are due and have no live lease.
    pub async fn sweep(self: Arc<Self>) {
        loop {
            match self.journal.sweep(self.options.lease).await {
                Ok(0) => {}
                Ok(n) => {
                    tracing::info!(runs = n, "rang again for runs that nobody worked on");
                    self.portal.ring_all();
                }
                Err(error) => tracing::warn!(%error, "the sweep failed"),
            }
            tokio::select! {
                () = tokio::time::sleep(self.options.sweep) => {}
                () = self.stop.cancelled() => return,
            }
        }
    }
}
