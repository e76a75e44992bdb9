//! Slots of ports, and whose they are while an attempt runs.

use super::gate::Pace;
use app::ports::CallLimits;
use std::{
    future::Future,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::runtime::Handle;
use tokio_util::sync::CancellationToken;

tokio::task_local! {
    static HELD: Held;
}

/// What the attempt of this task holds.
#[derive(Default)]
struct Held {
    slots: Mutex<Vec<Slot>>,
}

impl Held {
    fn slots(&self) -> MutexGuard<'_, Vec<Slot>> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One attempt of a step: the slots it takes are its own to its end, however it ends.
pub async fn attempt<T>(work: impl Future<Output = T>) -> T {
    HELD.scope(Held::default(), work).await
}

/// Whether an attempt runs here that can be ended and tried again later.
pub(super) fn is_attempt() -> bool {
    HELD.try_with(|_| ()).is_ok()
}

pub(super) fn holds(port: &str) -> bool {
    let mine = |held: &Held| held.slots().iter().any(|slot| slot.port == port);
    HELD.try_with(mine).unwrap_or(false)
}

/// Into the attempt's hands; outside of one it comes back to the caller.
pub(super) fn hold(slot: Slot) -> Option<Slot> {
    let mut slot = Some(slot);
    let _ = HELD.try_with(|held| held.slots().extend(slot.take()));
    slot
}

/// One of the places at a port. It is renewed while it lives and given back when it is dropped.
pub(super) struct Slot {
    port: &'static str,
    number: u32,
    holder: String,
    calls: Arc<dyn CallLimits>,
    pace: Arc<Pace>,
    over: CancellationToken,
    taken: Instant,
}

impl Slot {
    pub fn new(
        port: &'static str,
        number: u32,
        holder: String,
        calls: Arc<dyn CallLimits>,
        pace: Arc<Pace>,
        lease: Duration,
    ) -> Self {
        let over = CancellationToken::new();
        let slot = Self {
            port,
            number,
            holder: holder.clone(),
            calls: calls.clone(),
            pace,
            over: over.clone(),
            taken: Instant::now(),
        };
        tokio::spawn(over.run_until_cancelled_owned(async move {
            loop {
                tokio::time::sleep(lease / 3).await;
                match calls.renew_slot(port, number, &holder, lease).await {
                    Ok(true) => {}
                    Ok(false) => break,
                    Err(error) => tracing::warn!(port, %error, "a provider's slot was not renewed"),
                }
            }
        }));
        slot
    }
}

impl Drop for Slot {
    fn drop(&mut self) {
        self.over.cancel();
        let (port, number, holder) = (self.port, self.number, std::mem::take(&mut self.holder));
        let (calls, pace) = (self.calls.clone(), self.pace.clone());
        pace.was_held(self.taken.elapsed());
        // At the end of the process nobody is left to give it back: it ends by itself.
        if let Ok(handle) = Handle::try_current() {
            handle.spawn(async move {
                if let Err(error) = calls.free_slot(port, number, &holder).await {
                    tracing::warn!(port, %error, "a provider's slot was not given back");
                }
                pace.freed.notify_one();
            });
        }
    }
}
