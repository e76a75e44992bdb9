//! A mail that a site or the portal sent.

use crate::{Time, ids::MailId, states::MailState};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MailView {
    pub id: MailId,
    /// The tenant it was sent for; none for mails of the house.
    pub tenant: Option<String>,
    pub from: String,
    pub to: String,
    pub reply_to: Option<String>,
    pub subject: String,
    pub text: String,
    pub at: Time,
    pub state: MailState,
    /// `captured` (on this machine), `relay` (the portal's server) or `own` (the tenant's); empty
    /// until it is sent.
    pub via: String,
    /// Why it did not go through the tenant's own server, or not at all.
    pub notice: Option<String>,
}
