//! Who is calling, as found by a cookie, a token or the data directory.

use domain::{
    ids::{EnvironmentId, TenantId, UserId},
    role::Role,
};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// None for a visitor.
    pub role: Option<Role>,
    pub user: Option<UserId>,
    /// An e-mail address, a token's name or `command line`; stands in histories.
    pub name: String,
    /// What a customer's or an environment's view is limited to; staff see all.
    pub tenants: Vec<TenantId>,
    pub environment: Option<EnvironmentId>,
    /// What a form must carry; empty where no cookie is involved.
    pub csrf: String,
    /// The internet address, for limits.
    pub address: String,
}

impl Session {
    pub fn visitor(address: impl Into<String>) -> Self {
        Self {
            role: None,
            user: None,
            name: "visitor".to_owned(),
            tenants: Vec::new(),
            environment: None,
            csrf: String::new(),
            address: address.into(),
        }
    }

    /// Whoever can open the database of the data directory is its operator.
    pub fn command_line() -> Self {
        Self {
            role: Some(Role::Operator),
            name: "command line".to_owned(),
            ..Self::visitor("local")
        }
    }

    pub fn may_see(&self, tenant: TenantId) -> bool {
        self.role.is_some_and(Role::is_staff) || self.tenants.contains(&tenant)
    }
}

/// The session behind a cookie; none when it is unknown or over.
pub async fn by_cookie(
    _portal: &std::sync::Arc<crate::Portal>,
    _token: &str,
    _address: &str,
) -> crate::AppResult<Option<Session>> {
    todo!()
}

/// The session of a program.
pub async fn by_bearer(
    _portal: &std::sync::Arc<crate::Portal>,
    _token: &str,
    _address: &str,
) -> crate::AppResult<Session> {
    todo!()
}
