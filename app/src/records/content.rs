//! Uploaded images, captured mail, and answers kept for repeated requests.

use domain::{
    Time,
    ids::{EnvironmentId, MailId, TenantId},
    states::MailState,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asset {
    /// `branding/<sha256>.<type>`.
    pub key: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
    pub created_at: Time,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Mail {
    pub id: MailId,
    pub tenant: Option<TenantId>,
    /// The tenant's slug, filled when read.
    pub slug: Option<String>,
    pub environment: Option<EnvironmentId>,
    pub from: String,
    pub to: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub text: String,
    pub state: MailState,
    /// Empty until it is sent.
    pub via: String,
    /// Why it did not go the way that was meant.
    pub notice: Option<String>,
    /// Raised before each, so that a mail that stops the process is not tried for ever.
    pub attempts: i32,
    /// While it is queued: when whoever has it in hand counts as gone, or when it is tried again.
    pub next_at: Option<Time>,
    /// Of the sender; the same key is one mail.
    pub idempotency_key: Option<String>,
    pub at: Time,
}

/// The first answer to a key; the same request again gets it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotentAnswer {
    /// Who and where: a key means something to one caller on one route.
    pub scope: String,
    pub key: String,
    pub body_hash: String,
    pub status: u16,
    pub body: String,
    pub created_at: Time,
}
