//! Who looks at a page, as far as the page needs it.

use crate::role::Role;
use serde::{Deserialize, Serialize};

/// The person that is signed in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SessionView {
    /// The account.
    #[cfg_attr(feature = "openapi", schema(format = "email"))]
    pub email: String,
    pub role: Role,
    /// Slugs of the tenants that the customer owns.
    pub tenants: Vec<String>,
    /// Goes into every form and into the header `X-CSRF-Token`.
    pub csrf: String,
}
