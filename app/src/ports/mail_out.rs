//! The way out for mail: through a tenant's own server, or the house's default way.

use async_trait::async_trait;
use domain::{email::Email, ids::MailId};
use std::fmt;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingMail {
    /// Becomes the message's own id, so that a mail sent twice can be told as one.
    pub id: MailId,
    pub from: Sender,
    pub to: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sender {
    pub name: String,
    pub address: String,
}

/// As a mail's header has it.
impl fmt::Display for Sender {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name.replace('\\', "\\\\").replace('"', "\\\"");
        write!(f, "\"{name}\" <{}>", self.address)
    }
}

/// A server that takes mail by SMTP.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServer {
    pub host: String,
    pub port: u16,
    pub security: Security,
    pub username: Option<String>,
    pub password: Option<String>,
    /// Who mails come from; many servers take only their own addresses.
    pub from: Option<Email>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Security {
    StartTls,
    Tls,
    None,
}

/// Without the password.
impl fmt::Debug for MailServer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MailServer")
            .field("host", &self.host)
            .field("port", &self.port)
            .field("security", &self.security)
            .finish_non_exhaustive()
    }
}

/// Why a mail was not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{kind}: {detail}")]
pub struct MailError {
    pub kind: MailErrorKind,
    /// What the server or the connection said, in one short line.
    pub detail: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MailErrorKind {
    Unreachable,
    Encryption,
    SignIn,
    /// Asked to come again later.
    Busy,
    Refused,
    /// The mail or the server's settings cannot be used at all.
    Invalid,
}

impl MailErrorKind {
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unreachable => "unreachable",
            Self::Encryption => "encryption",
            Self::SignIn => "sign_in",
            Self::Busy => "busy",
            Self::Refused => "refused",
            Self::Invalid => "invalid",
        }
    }

    /// The same mail would be refused again.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Refused | Self::Invalid)
    }
}

/// Fits “the mail server …”.
impl fmt::Display for MailErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Unreachable => "could not be reached",
            Self::Encryption => "offered no connection that can be trusted",
            Self::SignIn => "refused the user name or the password",
            Self::Busy => "asked to come again later",
            Self::Refused => "refused the mail",
            Self::Invalid => "could not be used as it is set",
        })
    }
}

/// Answers within seconds: an app waits for it.
#[async_trait]
pub trait MailOut: Send + Sync {
    /// Hands the mail over the house's way; answers which that is (`captured`, `relay`).
    async fn send(&self, mail: &OutgoingMail) -> Result<&'static str, MailError>;
    /// Hands the mail to this server and to no other.
    async fn send_through(&self, server: &MailServer, mail: &OutgoingMail)
    -> Result<(), MailError>;
}
