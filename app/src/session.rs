//! Who is calling, as found by a cookie, a token or the data directory.

use crate::{
    AppError, AppResult, Portal,
    records::{NewSession, User},
    secrets::{random_hex, token_hash},
};
use domain::{
    Time,
    ids::{EnvironmentId, TenantId, UserId},
    role::Role,
};
use std::sync::Arc;

/// How long a sign-in lasts. Staff can touch every tenant, so theirs ends with the day.
const CUSTOMER_DAYS: i64 = 30;
const STAFF_HOURS: i64 = 12;

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

/// The session behind a cookie; none when it is unknown or over. The account is read each time,
/// so a changed role holds from the next request on.
pub async fn by_cookie(
    portal: &Arc<Portal>,
    token: &str,
    address: &str,
) -> AppResult<Option<Session>> {
    let found = portal
        .store
        .session(&token_hash(token), portal.now())
        .await?;
    Ok(found.map(|stored| Session {
        role: Some(stored.user.role),
        user: Some(stored.user.id),
        name: stored.user.email.to_string(),
        tenants: stored.tenants,
        environment: None,
        csrf: stored.csrf,
        address: address.to_owned(),
    }))
}

/// The session of a program, by its token.
pub async fn by_bearer(portal: &Arc<Portal>, token: &str, address: &str) -> AppResult<Session> {
    let found = portal.store.token(&token_hash(token), portal.now()).await?;
    let token = found.ok_or(AppError::Unauthenticated)?;
    let mut tenants: Vec<TenantId> = token.tenant.into_iter().collect();
    if let (Some(id), None) = (token.environment, token.tenant) {
        let environment = portal.store.environment_by_id(id).await?;
        tenants.extend(environment.map(|e| e.tenant));
    }
    Ok(Session {
        role: Some(token.role),
        name: token.name,
        tenants,
        environment: token.environment,
        ..Session::visitor(address)
    })
}

/// A new session with a new token: the record for the store, and the token for the cookie.
pub(crate) fn open(user: &User, tenants: Vec<TenantId>, now: Time) -> (NewSession, String) {
    let token = random_hex(32);
    let lasts = if user.role.is_staff() {
        chrono::TimeDelta::hours(STAFF_HOURS)
    } else {
        chrono::TimeDelta::days(CUSTOMER_DAYS)
    };
    let record = NewSession {
        token_hash: token_hash(&token),
        user: user.id,
        tenants,
        csrf: random_hex(16),
        created_at: now,
        expires_at: now + lasts,
    };
    (record, token)
}
