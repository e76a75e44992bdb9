//! A captured mail.

use crate::{Time, ids::MailId};
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
    /// `captured` or `sent`, and through which sender.
    pub via: String,
}
