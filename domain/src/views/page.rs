//! One page of a list: keyset-paged, so that the millionth row costs what the first does.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Page<T> {
    pub items: Vec<T>,
    /// Send it back as `cursor` to get what follows; absent at the end.
    pub next_cursor: Option<String>,
}
