//! What steps talk to. A folder a port: the trait in `mod.rs`, the embedded default in `local.rs`.
//!
//! The local providers are products, not mocks: they are the default, the demonstration and the
//! test double, and they keep their state on disk, apart from the database, as a cloud would.

pub mod bucket;
pub mod database;
pub mod dns;
pub mod instance;
pub mod mail;
pub mod probe;
mod registry;

#[cfg(any(test, feature = "crash-points"))]
pub mod faulty;

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

pub(crate) type Answer<T> = Result<T, crate::step::ProviderError>;
