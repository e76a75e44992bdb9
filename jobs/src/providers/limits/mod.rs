//! How many may be at a provider at once and how often it is called, over all workers of the house:
//! the settings `providers.<port>.*`, and what a provider itself asks for with "429, Retry-After".
//!
//! Around every call of a port. While nothing is set and nobody has asked for time, a call is made
//! at once. Else the attempt takes one of the port's slots before its first call and keeps it to its
//! end: steps that are half through never wait behind those that have not begun. What gets no slot
//! within [`PATIENCE`] ends its attempt with "wait" and a time of its own, so it holds no worker and
//! does not ask again and again (docs/decisions/0018).

mod gate;
mod held;
mod known;

pub use held::attempt;

use super::{
    Answer, Providers,
    around::{PortError, around},
    database, dns, instance,
};
use crate::step::ProviderErrorKind;
use app::ports::{BucketError, CallLimits, Object, Store};
use async_trait::async_trait;
use domain::EnvironmentName;
use gate::Gate;
use std::{future::Future, sync::Arc, time::Duration};

/// How long an attempt waits in its place in a worker for what is likely to come soon.
const PATIENCE: Duration = Duration::from_secs(2);
/// When a provider asks for time without saying how much.
const UNSAID: Duration = Duration::from_secs(1);

/// The ports that have limits, by the names that their settings have.
const PORTS: [&str; 5] = ["instance", "database", "bucket", "mail", "dns"];

impl Providers {
    /// The same providers within the limits of the house. The probe only looks at sites.
    /// `lease`: how long what a worker held stays taken when it has died.
    pub fn limited(
        self,
        store: &Arc<dyn Store>,
        calls: &Arc<dyn CallLimits>,
        lease: Duration,
    ) -> Providers {
        let known = Arc::new(known::Known::new(store.clone(), calls.clone()));
        let gate = |port| Arc::new(Gate::new(port, known.clone(), calls.clone(), lease));
        let gates = PORTS.map(gate);
        let [instance, database, bucket, mail, dns] = gates;
        Providers {
            instance: Limited::around(instance, self.instance),
            database: Limited::around(database, self.database),
            bucket: Limited::around(bucket, self.bucket),
            mail: Limited::around(mail, self.mail),
            dns: Limited::around(dns, self.dns),
            probe: self.probe,
        }
    }
}

struct Limited<P: ?Sized> {
    gate: Arc<Gate>,
    inner: Arc<P>,
}

impl<P: ?Sized> Limited<P> {
    fn around(gate: Arc<Gate>, inner: Arc<P>) -> Arc<Self> {
        Arc::new(Self { gate, inner })
    }

    async fn through<T, E: PortError>(
        &self,
        call: impl Future<Output = Result<T, E>>,
    ) -> Result<T, E> {
        // Kept by the attempt; a call outside of one has it for itself.
        let _slot = self.gate.pass().await.map_err(E::of)?;
        let said = call.await;
        if let Err(error) = &said
            && let Some(error) = error.provider_error()
            && error.kind == ProviderErrorKind::Throttled
        {
            self.gate.pause(error.after.unwrap_or(UNSAID)).await;
        }
        said
    }
}

around!(Limited);
