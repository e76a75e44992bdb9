//! How often somebody may try a password: by account and internet address together, and by address.
//!
//! Never by account alone: whoever knows an e-mail address could lock its owner out. In memory, so
//! each process counts for itself and a restart forgives; the cost of a hash bounds the rest.

use crate::{AppError, AppResult, internet, ports::Clock};
use domain::email::Email;
use governor::{
    Quota, RateLimiter, clock, middleware::NoOpMiddleware, nanos::Nanos,
    state::keyed::DashMapStateStore,
};
use std::{
    num::NonZeroU32,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

/// At once, and then one more each so many seconds.
const OF_ACCOUNT: (u32, u64) = (10, 30);
/// Many people may share one address.
const OF_ADDRESS: (u32, u64) = (100, 3);

/// After so many tries those are forgotten that count no more, so that strangers fill no memory.
const FORGET_EVERY: u32 = 1_000;

type Limit = RateLimiter<String, DashMapStateStore<String>, Ticks, NoOpMiddleware<Nanos>>;

pub struct SignInLimits {
    ticks: Ticks,
    of_account: Limit,
    of_address: Limit,
    tries: AtomicU32,
}

/// The portal's clock as the limits read it.
#[derive(Clone)]
struct Ticks(Arc<dyn Clock>);

impl clock::Clock for Ticks {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        let micros = u64::try_from(self.0.now().micros()).unwrap_or(0);
        Duration::from_micros(micros).into()
    }
}

impl SignInLimits {
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let ticks = Ticks(clock);
        let limit = |(burst, seconds)| {
            let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
            let quota = Quota::with_period(Duration::from_secs(seconds));
            let quota = quota.unwrap_or(Quota::per_minute(burst)).allow_burst(burst);
            RateLimiter::new(quota, DashMapStateStore::default(), ticks.clone())
        };
        Self {
            of_account: limit(OF_ACCOUNT),
            of_address: limit(OF_ADDRESS),
            tries: AtomicU32::new(0),
            ticks: ticks.clone(),
        }
    }

    /// Counts one try, and refuses it when there were too many. Known and unknown accounts alike.
    pub fn count(&self, address: &str, email: &str) -> AppResult<()> {
        if self.tries.fetch_add(1, Ordering::Relaxed) % FORGET_EVERY == FORGET_EVERY - 1 {
            self.of_account.retain_recent();
            self.of_address.retain_recent();
        }
        let network = internet::network(address);
        // As the store compares addresses; what is none has no account.
        let email =
            Email::parse(email).map_or_else(|_| String::new(), |e| e.as_str().to_lowercase());
        let account = format!("{network} {email}");
        self.ask(&self.of_address, &network)?;
        self.ask(&self.of_account, &account)
    }

    fn ask(&self, limit: &Limit, key: &String) -> AppResult<()> {
        limit.check_key(key).map_err(|until| {
            let after = until.wait_time_from(clock::Clock::now(&self.ticks));
            AppError::TooMany {
                why: "too many attempts to sign in".to_owned(),
                after: Duration::from_secs(after.as_secs() + 1),
            }
        })
    }
}
