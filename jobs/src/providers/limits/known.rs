//! What this process knows of limits and pauses: read again when a call is made and the last look
//! is old, so that an idle process asks nothing.

use app::{
    ports::{CallLimits, Store},
    settings::scopes,
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};

/// A change of a setting, and a pause that another worker was asked for, count after this.
const FRESH: Duration = Duration::from_millis(250);

/// None is no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limit {
    pub at_once: Option<u32>,
    pub per_minute: Option<u32>,
}

pub struct Known {
    store: Arc<dyn Store>,
    calls: Arc<dyn CallLimits>,
    looking: tokio::sync::Mutex<()>,
    seen: Mutex<Seen>,
}

#[derive(Default)]
struct Seen {
    at: Option<Instant>,
    limits: HashMap<&'static str, Limit>,
    pauses: HashMap<String, Instant>,
}

impl Known {
    pub fn new(store: Arc<dyn Store>, calls: Arc<dyn CallLimits>) -> Self {
        Self {
            store,
            calls,
            looking: tokio::sync::Mutex::default(),
            seen: Mutex::default(),
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_fresh(&self) -> bool {
        self.seen().at.is_some_and(|at| at.elapsed() < FRESH)
    }

    /// The limit of a port, and until when it is to be left alone.
    pub async fn of(&self, port: &'static str) -> (Limit, Option<Instant>) {
        if !self.is_fresh() {
            let _one = self.looking.lock().await;
            if !self.is_fresh() {
                self.look().await;
            }
        }
        let seen = self.seen();
        let limit = seen.limits.get(port).copied().unwrap_or_default();
        let paused = seen.pauses.get(port).copied();
        (limit, paused.filter(|until| *until > Instant::now()))
    }

    /// Heard here: counts at once, before the others know.
    pub fn pause(&self, port: &str, until: Instant) {
        let mut seen = self.seen();
        let known = seen.pauses.entry(port.to_owned()).or_insert(until);
        *known = until.max(*known);
    }

    /// A database that does not answer leaves what was known.
    async fn look(&self) {
        let read = async {
            let house = scopes::house_of(self.store.as_ref()).await?;
            Ok::<_, app::AppError>((house, self.calls.pauses().await?))
        };
        let read = read.await;
        let mut seen = self.seen();
        seen.at = Some(Instant::now());
        let (house, pauses) = match read {
            Ok(read) => read,
            Err(error) => {
                tracing::warn!(%error, "the limits of providers were not read; the last ones hold");
                return;
            }
        };
        let most = |port: &str, what: &str| {
            let most = scopes::number(&house, &format!("providers.{port}.{what}"));
            u32::try_from(most).ok().filter(|most| *most > 0)
        };
        for port in super::PORTS {
            let limit = Limit {
                at_once: most(port, "at_once"),
                per_minute: most(port, "per_minute"),
            };
            seen.limits.insert(port, limit);
        }
        let now = Instant::now();
        for (port, left) in pauses {
            let until = now + left;
            let known = seen.pauses.entry(port).or_insert(until);
            *known = until.max(*known);
        }
    }
}
