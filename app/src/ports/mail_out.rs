//! The way out for mail: captured locally, or sent through a provider.

use async_trait::async_trait;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMail {
    pub from: String,
    pub to: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub text: String,
}

#[async_trait]
pub trait MailOut: Send + Sync {
    /// Hands the mail over; the answer says through what it went (`captured`, `ses`, …).
    async fn send(&self, mail: &OutgoingMail) -> Result<&'static str, String>;
}
