//! One type per kind of id, so that a run's id cannot be passed where a tenant's is meant.
//!
//! Ids are UUID version 7: unguessable enough to name things, ordered by the time they were made.

use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
pub use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::Schema> {
                crate::openapi::text("uuid", "A UUID of version 7; ids of one kind sort by the time they were made.")
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result { self.0.fmt(f) }
        }
        impl FromStr for $name {
            type Err = uuid::Error;
            fn from_str(s: &str) -> Result<Self, Self::Err> { Uuid::parse_str(s).map(Self) }
        }
        impl From<Uuid> for $name {
            fn from(id: Uuid) -> Self { Self(id) }
        }
    )* };
}

ids! {
    TenantId, EnvironmentId, RunId, UserId, SessionId, TokenId, ResourceId, MailId,
}

impl RunId {
    /// What people read to each other on the phone: the random end of the id.
    pub fn reference(&self) -> String {
        let text = self.0.simple().to_string();
        format!("run-{}", text[text.len() - 8..].to_uppercase())
    }
}
