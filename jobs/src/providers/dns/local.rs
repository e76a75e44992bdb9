//! The built-in proxy's table: which host leads to which instance.

use super::{DnsProvider, DnsRecord};
use crate::providers::{Answer, registry::Registry};
use async_trait::async_trait;
use std::path::Path;

#[derive(Debug)]
pub struct ProxyTable {
    registry: Registry,
}

impl ProxyTable {
    pub fn new(data: &Path) -> Self {
        Self {
            registry: Registry::new("local", data.join("dns")),
        }
    }

    /// For the proxy: where requests for this host go.
    pub fn target(&self, host: &str) -> Answer<Option<String>> {
        Ok(self.registry.get(host)?.map(|r| r.value))
    }
}

#[async_trait]
impl DnsProvider for ProxyTable {
    fn provider(&self) -> &'static str {
        "local"
    }

    async fn upsert(&self, host: &str, target: &str, owner: &str) -> Answer<String> {
        Ok(self.registry.put(host, owner, target)?.name)
    }

    async fn find(&self, host: &str, owner: &str) -> Answer<Option<DnsRecord>> {
        let found = self.registry.owned(host, owner)?;
        Ok(found.map(|r| DnsRecord {
            id: r.name,
            target: r.value,
        }))
    }

    async fn delete(&self, host: &str, owner: &str) -> Answer<()> {
        self.registry.delete(host, owner)
    }
}
