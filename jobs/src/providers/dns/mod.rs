//! Names that lead to instances.

mod local;

pub use local::ProxyTable;

use super::Answer;
use async_trait::async_trait;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DnsRecord {
    pub id: String,
    pub target: String,
}

#[async_trait]
pub trait DnsProvider: Send + Sync {
    fn provider(&self) -> &'static str;
    /// Makes the record or changes it; an equal one is left alone. Answers its id.
    async fn upsert(&self, host: &str, target: &str, owner: &str) -> Answer<String>;
    async fn find(&self, host: &str, owner: &str) -> Answer<Option<DnsRecord>>;
    async fn delete(&self, host: &str, owner: &str) -> Answer<()>;
}
