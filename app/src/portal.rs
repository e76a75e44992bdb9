//! Everything a use case may reach, filled once by the server's wiring.

use crate::{
    ports::{Bucket, Catalog, Clock, Inspector, MailOut, Store, Workers},
    secrets::Keys,
    sign_in_limits::SignInLimits,
    signal::Signal,
};
use domain::{EnvironmentName, Time, ids::Uuid};
use std::sync::Arc;

pub struct Portal {
    pub store: Arc<dyn Store>,
    pub workers: Arc<dyn Workers>,
    pub clock: Arc<dyn Clock>,
    pub catalog: Arc<dyn Catalog>,
    pub bucket: Arc<dyn Bucket>,
    pub mail: Arc<dyn MailOut>,
    pub inspector: Arc<dyn Inspector>,
    pub keys: Keys,
    pub config: PortalConfig,
    /// Runs wait for a worker.
    pub work: Signal,
    /// Runs wait in the line of those that are one of many.
    pub bulk_work: Signal,
    /// Events were committed; screens look again.
    pub events: Signal,
    /// Settings were committed; apps are told.
    pub settings: Signal,
    pub sign_ins: SignInLimits,
}

#[derive(Clone, Debug)]
pub struct PortalConfig {
    pub base_domain: String,
    /// Scheme, host and port under which the portal is reached; no slash at the end.
    pub public_url: String,
}

impl Portal {
    pub fn now(&self) -> Time {
        self.clock.now()
    }

    /// A message was put into one of the queue's lines.
    pub fn ring(&self, bulk: bool) {
        if bulk {
            self.bulk_work.ring();
        } else {
            self.work.ring();
        }
    }

    /// Into one of the lines, or into both.
    pub fn ring_all(&self) {
        self.work.ring();
        self.bulk_work.ring();
    }

    /// A new id; ordered by time, unguessable.
    pub fn id(&self) -> Uuid {
        Uuid::now_v7()
    }

    /// The address of an environment: scheme and port as the portal's, its own host.
    pub fn site_url(&self, name: &EnvironmentName) -> String {
        let (scheme, rest) = self
            .config
            .public_url
            .split_once("://")
            .unwrap_or(("http", ""));
        let port = rest
            .rsplit_once(':')
            .filter(|(_, p)| p.bytes().all(|b| b.is_ascii_digit()));
        let host = name.host(&self.config.base_domain);
        port.map_or_else(
            || format!("{scheme}://{host}"),
            |(_, port)| format!("{scheme}://{host}:{port}"),
        )
    }
}
