//! Accounts, sessions and tokens.

use crate::{
    error::{parsed, state},
    time::At,
};
use app::{
    ports::StoreError,
    records::{ApiToken, User},
};
use domain::email::Email;
use sqlx::FromRow;
use uuid::Uuid;

#[derive(FromRow)]
pub struct UserRow {
    id: Uuid,
    email: String,
    password_hash: String,
    role: String,
    tenant: Option<Uuid>,
    created_at: At,
}

#[derive(FromRow)]
pub struct SessionRow {
    #[sqlx(flatten)]
    pub user: UserRow,
    pub csrf: String,
    pub expires_at: At,
}

#[derive(FromRow)]
pub struct TokenRow {
    id: Uuid,
    token_hash: String,
    role: String,
    tenant: Option<Uuid>,
    environment: Option<Uuid>,
    name: String,
    created_at: At,
    expires_at: Option<At>,
}

impl TryFrom<UserRow> for User {
    type Error = StoreError;

    fn try_from(row: UserRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            email: parsed("user_account", "email", &row.email, Email::parse)?,
            password_hash: row.password_hash,
            role: state("user_account", "role", &row.role)?,
            tenant: row.tenant.map(Into::into),
            created_at: row.created_at.into(),
        })
    }
}

impl TryFrom<TokenRow> for ApiToken {
    type Error = StoreError;

    fn try_from(row: TokenRow) -> Result<Self, StoreError> {
        Ok(Self {
            id: row.id.into(),
            token_hash: row.token_hash,
            role: state("api_token", "role", &row.role)?,
            tenant: row.tenant.map(Into::into),
            environment: row.environment.map(Into::into),
            name: row.name,
            created_at: row.created_at.into(),
            expires_at: row.expires_at.map(Into::into),
        })
    }
}
