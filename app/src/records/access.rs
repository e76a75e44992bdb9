//! People, sessions and tokens. Passwords and tokens stand here as hashes only.

use domain::{
    Time,
    email::Email,
    ids::{EnvironmentId, TenantId, TokenId, UserId},
    role::Role,
};

/// An account. A customer's account belongs to one tenant; one address may have several accounts.
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    pub id: UserId,
    pub email: Email,
    /// argon2id, in the PHC string format.
    pub password_hash: String,
    pub role: Role,
    pub tenant: Option<TenantId>,
    pub created_at: Time,
}

#[derive(Clone, Debug, PartialEq)]
pub struct NewSession {
    /// SHA-256 of the cookie's token.
    pub token_hash: String,
    pub user: UserId,
    pub tenants: Vec<TenantId>,
    pub csrf: String,
    pub created_at: Time,
    pub expires_at: Time,
}

#[derive(Clone, Debug, PartialEq)]
pub struct StoredSession {
    pub user: User,
    pub tenants: Vec<TenantId>,
    pub csrf: String,
    pub expires_at: Time,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ApiToken {
    pub id: TokenId,
    /// SHA-256 of the token.
    pub token_hash: String,
    pub role: Role,
    pub tenant: Option<TenantId>,
    pub environment: Option<EnvironmentId>,
    pub name: String,
    pub created_at: Time,
    pub expires_at: Option<Time>,
}
