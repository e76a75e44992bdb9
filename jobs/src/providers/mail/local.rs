//! Senders of captured mail: nothing leaves the machine, everything can be read in the portal.

use super::MailProvider;
use crate::providers::{Answer, registry::Registry};
use async_trait::async_trait;
use std::path::Path;

#[derive(Debug)]
pub struct Captured {
    senders: Registry,
}

impl Captured {
    pub fn new(data: &Path) -> Self {
        Self {
            senders: Registry::new("local", data.join("mail")),
        }
    }
}

#[async_trait]
impl MailProvider for Captured {
    fn provider(&self) -> &'static str {
        "local"
    }

    async fn ensure_sender(&self, address: &str, owner: &str) -> Answer<String> {
        Ok(self.senders.put(address, owner, "captured")?.name)
    }

    async fn find_sender(&self, address: &str, owner: &str) -> Answer<Option<String>> {
        Ok(self.senders.owned(address, owner)?.map(|r| r.name))
    }

    async fn accepts(&self, address: &str, owner: &str) -> Answer<bool> {
        Ok(self.find_sender(address, owner).await?.is_some())
    }

    async fn remove_sender(&self, address: &str, owner: &str) -> Answer<()> {
        self.senders.delete(address, owner)
    }
}
