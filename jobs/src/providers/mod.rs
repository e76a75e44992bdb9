//! What steps talk to. A folder a port: the trait in `mod.rs`, the embedded default in `local.rs`.
//!
//! The local providers are products, not mocks: they are the default, the demonstration and the
//! test double, and they keep their state on disk, apart from the database, as a cloud would.

mod around;
pub mod bucket;
pub mod database;
pub mod dns;
pub mod instance;
pub mod limits;
pub mod mail;
pub mod probe;
mod registry;

#[cfg(any(test, feature = "crash-points"))]
pub mod faulty;
#[cfg(feature = "crash-points")]
mod ledger;

use app::ports::Bucket;
use std::sync::Arc;

pub struct Providers {
    pub instance: Arc<dyn instance::InstanceProvider>,
    pub database: Arc<dyn database::DatabaseProvider>,
    pub bucket: Arc<dyn Bucket>,
    pub mail: Arc<dyn mail::MailProvider>,
    pub dns: Arc<dyn dns::DnsProvider>,
    pub probe: Arc<dyn probe::Probe>,
}

impl Providers {
    /// The ports whose provider keeps what it makes on this machine.
    pub fn local(&self) -> Vec<&'static str> {
        let all = [
            ("instance", self.instance.provider()),
            ("database", self.database.provider()),
            ("bucket", self.bucket.provider()),
            ("mail", self.mail.provider()),
            ("dns", self.dns.provider()),
        ];
        let local = all.into_iter().filter(|(_, provider)| *provider == "local");
        local.map(|(port, _)| port).collect()
    }

    /// These, unless the environment names a ledger in their place, which only a build with the
    /// feature `crash-points` knows.
    #[cfg(feature = "crash-points")]
    pub fn or_ordered(self) -> Result<Self, reqwest::Error> {
        let ledger = ledger::Ledger::from_env()?;
        Ok(ledger.map_or(self, |ledger| ledger.providers()))
    }

    #[cfg(not(feature = "crash-points"))]
    pub fn or_ordered(self) -> Result<Self, reqwest::Error> {
        Ok(self)
    }
}

pub(crate) type Answer<T> = Result<T, crate::step::ProviderError>;
