//! The gate of one port: who may call now, who waits a little, and who comes back later.

use super::{
    PATIENCE,
    held::{self, Slot},
    known::{Known, Limit},
};
use crate::step::{ProviderError, ProviderErrorKind};
use app::{
    ports::{CallLimits, Moment, StoreError},
    secrets::random_hex,
};
use domain::text::duration;
use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};
use tokio::sync::{Mutex, Notify};

/// The first of those who wait here asks the database for a slot so often; the others stand behind.
const LOOK: Duration = Duration::from_millis(50);
/// A caller who cannot come back later, such as a page that stores a picture, waits so long.
const PATIENCE_OF_A_PAGE: Duration = Duration::from_secs(10);

pub struct Gate {
    port: &'static str,
    known: Arc<Known>,
    calls: Arc<dyn CallLimits>,
    /// The line of those who wait in this process.
    head: Mutex<()>,
    pace: Arc<Pace>,
    /// Of a slot whose worker died; while that lives it is renewed.
    lease: Duration,
}

/// What slots tell when they are given back.
pub struct Pace {
    pub freed: Notify,
    /// Microseconds that one is held, of late.
    held: AtomicU64,
}

impl Pace {
    pub fn was_held(&self, time: Duration) {
        let last = u64::try_from(time.as_micros()).unwrap_or(u64::MAX);
        let before = self.held.load(Ordering::Relaxed);
        let mean = before.saturating_mul(7).saturating_add(last) / 8;
        self.held.store(mean, Ordering::Relaxed);
    }
}

impl Gate {
    pub fn new(
        port: &'static str,
        known: Arc<Known>,
        calls: Arc<dyn CallLimits>,
        lease: Duration,
    ) -> Self {
        let pace = Pace {
            freed: Notify::new(),
            held: AtomicU64::new(200_000),
        };
        Self {
            port,
            known,
            calls,
            head: Mutex::default(),
            pace: Arc::new(pace),
            lease,
        }
    }

    /// Returns when the call may be made. A slot that comes back is the caller's for this call.
    pub async fn pass(&self) -> Result<Option<Slot>, ProviderError> {
        let (limit, paused) = self.known.of(self.port).await;
        if let Some(until) = paused {
            self.sit_out(until).await?;
        }
        let Some(most) = slots(limit) else {
            return Ok(None);
        };
        let slot = if held::holds(self.port) {
            None
        } else {
            held::hold(self.take(most).await?)
        };
        if let Some(per_minute) = limit.per_minute {
            let every = Duration::from_secs(60) / per_minute;
            let turn = self.calls.reserve(self.port, Moment::Call, every);
            let turn = turn.await.map_err(|error| self.unknown(&error))?;
            tokio::time::sleep(turn).await;
        }
        Ok(slot)
    }

    /// The provider wants to be left alone, by everybody.
    pub async fn pause(&self, time: Duration) {
        self.known.pause(self.port, Instant::now() + time);
        let seconds = time.as_secs_f64();
        tracing::warn!(
            port = self.port,
            seconds,
            "a provider asks for time; nobody calls it before"
        );
        if let Err(error) = self.calls.pause(self.port, time).await {
            tracing::warn!(port = self.port, %error, "other workers were not told of it");
        }
    }

    /// Not all at the same moment: that would bring the next pause.
    async fn sit_out(&self, until: Instant) -> Result<(), ProviderError> {
        let left = until.saturating_duration_since(Instant::now());
        let wait = left.mul_f64(1.0 + rand::random::<f64>() / 2.0);
        if left <= patience() {
            tokio::time::sleep(wait).await;
            return Ok(());
        }
        let why = format!(
            "the {} provider asks to be left alone for another {}",
            self.port,
            duration(left.as_secs_f64())
        );
        Err(self.later(why, wait))
    }

    /// Asks to the end each time: an answer that nobody hears would be a slot that nobody holds.
    async fn take(&self, most: u32) -> Result<Slot, ProviderError> {
        let deadline = tokio::time::Instant::now() + patience();
        let Ok(_head) = tokio::time::timeout_at(deadline, self.head.lock()).await else {
            return Err(self.come_back(most).await?);
        };
        let holder = random_hex(8);
        loop {
            let freed = self.pace.freed.notified();
            let taken = self.calls.take_slot(self.port, most, &holder, self.lease);
            if let Some(number) = taken.await.map_err(|error| self.unknown(&error))? {
                let (calls, pace) = (self.calls.clone(), self.pace.clone());
                return Ok(Slot::new(
                    self.port, number, holder, calls, pace, self.lease,
                ));
            }
            if tokio::time::Instant::now() >= deadline {
                return Err(self.come_back(most).await?);
            }
            let _ = tokio::time::timeout(LOOK, freed).await;
        }
    }

    /// No slot: whoever comes back gets a moment of his own, so that all of them come one after
    /// the other, at the pace at which slots get free.
    async fn come_back(&self, most: u32) -> Result<ProviderError, ProviderError> {
        let held = Duration::from_micros(self.pace.held.load(Ordering::Relaxed));
        let every = (held / most).max(Duration::from_millis(1));
        let after = self.calls.reserve(self.port, Moment::Look, every).await;
        let after = after.map_err(|error| self.unknown(&error))?;
        let why = format!(
            "waits for its turn at the {} provider, where {most} may work at once",
            self.port
        );
        Ok(self.later(why, after))
    }

    /// Not an attempt that failed: one that is made later.
    fn later(&self, why: String, after: Duration) -> ProviderError {
        let error = ProviderError::new(ProviderErrorKind::NotReady, self.port, "turn", why);
        error.after(Some(after.max(Duration::from_millis(100))))
    }

    fn unknown(&self, error: &StoreError) -> ProviderError {
        let why = format!("whose turn it is could not be read: {error}");
        ProviderError::new(ProviderErrorKind::Unavailable, self.port, "turn", why)
    }
}

fn patience() -> Duration {
    if held::is_attempt() {
        PATIENCE
    } else {
        PATIENCE_OF_A_PAGE
    }
}

/// A pace lets no more in than can have their calls within the patience of one.
fn slots(limit: Limit) -> Option<u32> {
    let paced = limit.per_minute.map(|calls| {
        let seconds = u32::try_from(PATIENCE.as_secs()).unwrap_or(1);
        (calls.saturating_mul(seconds) / 60).max(1)
    });
    match (limit.at_once, paced) {
        (Some(at_once), Some(paced)) => Some(at_once.min(paced)),
        (at_once, paced) => at_once.or(paced),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_narrower_limit_counts_and_a_slow_pace_lets_one_in() {
        let limit = |at_once, per_minute| Limit {
            at_once,
            per_minute,
        };
        assert_eq!(slots(limit(None, None)), None);
        assert_eq!(slots(limit(Some(4), None)), Some(4));
        assert_eq!(slots(limit(None, Some(600))), Some(20));
        assert_eq!(slots(limit(Some(4), Some(600))), Some(4));
        assert_eq!(slots(limit(Some(4), Some(1))), Some(1));
    }
}
