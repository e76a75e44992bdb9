//! A mail that a site or the portal sent.

use crate::{Time, ids::MailId, states::MailState};
use serde::{Deserialize, Serialize};

/// A mail of a site or of the portal, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailView {
    pub id: MailId,
    /// The tenant it was sent for; none for mails of the house.
    pub tenant: Option<String>,
    /// As the header has it: `"Acme Club" <acme@example.com>`.
    pub from: String,
    /// One address.
    #[cfg_attr(feature = "openapi", schema(format = "email"))]
    pub to: String,
    /// Where answers go; null when to the sender.
    pub reply_to: Option<String>,
    /// One line.
    pub subject: String,
    /// Plain text; empty once it was erased.
    pub text: String,
    /// When it was asked for.
    pub at: Time,
    pub state: MailState,
    /// `captured` (on this machine), `relay` (the portal's server) or `own` (the tenant's); empty
    /// until it is sent.
    pub via: String,
    /// Why it did not go through the tenant's own server, or not at all.
    pub notice: Option<String>,
}
