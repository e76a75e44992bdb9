//! One page of a list: keyset-paged, so that the millionth row costs what the first does.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Sent back as `cursor` it gives what follows; none at the end.
    pub next_cursor: Option<String>,
}

pub type EnvironmentPage = Page<super::EnvironmentView>;
pub type MailPage = Page<super::MailView>;
pub type RevisionPage = Page<super::RevisionView>;
pub type RunPage = Page<super::RunSummary>;
pub type TenantPage = Page<super::TenantView>;
