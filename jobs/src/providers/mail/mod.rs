//! Senders of mail, and the way out for what they send.

mod local;
mod outlet;
mod reach;
mod smtp;

pub use local::Captured;
pub use outlet::{Outlet, OutletOptions};
pub use reach::Reach;

use super::Answer;
use async_trait::async_trait;

#[async_trait]
pub trait MailProvider: Send + Sync {
    fn provider(&self) -> &'static str;
    /// Makes or finds the sender's identity and answers its id.
    async fn ensure_sender(&self, address: &str, owner: &str) -> Answer<String>;
    async fn find_sender(&self, address: &str, owner: &str) -> Answer<Option<String>>;
    /// Whether a mail from this sender would be taken now.
    async fn accepts(&self, address: &str, owner: &str) -> Answer<bool>;
    async fn remove_sender(&self, address: &str, owner: &str) -> Answer<()>;
}
