//! Keeps leases alive, brings cancellations in, and rings again for runs that nobody works on.
//!
//! Leases are renewed by a task of their own, one statement for all of them, so that a busy step
//! does not lose its lease. Each look is its own try: an error is told and the next look comes.

use super::Runner;
use app::ports::{Beat, StoreError};
use std::{
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

/// A worker that was not heard of for five of them is taken for silent.
const BEAT: Duration = Duration::from_secs(2);

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

    /// Tells that this worker lives, and stops it when a newer program has migrated the database.
    /// `places`: how many runs it takes at once.
    pub async fn tell(self: Arc<Self>, places: usize) {
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        // Not the word of a worker that is about to fetch for the first time.
        for _ in 0..20 {
            if self.alive.load(Ordering::Relaxed) {
                break;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        loop {
            let stopping = self.stop.is_cancelled();
            let beat = Beat {
                name: self.owner.clone(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
                // Those that are only being written down have left their places.
                in_work: number(self.in_work().min(places)),
                places: number(places),
                fetching: self.alive.load(Ordering::Relaxed),
                stopping,
            };
            match self.portal.workers.beat(&beat).await {
                Ok(()) => {}
                Err(StoreError::Newer { found, known }) => {
                    let why = "a newer program has migrated the database; this one stops";
                    tracing::error!(found, known, why);
                    self.outdated.send_replace(Some((found, known)));
                    return;
                }
                Err(error) => tracing::warn!(%error, "the worker could not tell that it lives"),
            }
            tokio::select! {
                () = tokio::time::sleep(BEAT) => {}
                () = self.stop.cancelled(), if !stopping => {}
            }
        }
    }

    /// Answers the database's version and this program's, once they no longer go together.
    pub async fn outdated(&self) -> (i64, i64) {
        let mut outdated = self.outdated.subscribe();
        let found = outdated.wait_for(Option::is_some).await;
        match found.map(|found| *found) {
            Ok(Some(versions)) => versions,
            _ => std::future::pending().await,
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
