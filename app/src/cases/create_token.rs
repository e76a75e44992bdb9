//! A token for a program. It is shown once; what is kept is its hash.

use crate::{
    Access, AppResult,
    access::ManageAccess,
    records::ApiToken,
    secrets::{random_hex, token_hash},
};
use domain::{EnvironmentName, FieldError, Slug, ids::TokenId, role::Role, text::single_line};

#[derive(Clone, Debug)]
pub struct NewToken {
    pub role: Role,
    pub tenant: Option<Slug>,
    pub environment: Option<EnvironmentName>,
    pub name: String,
    /// Counted from now; without it the token lasts until it is removed.
    pub expires: Option<chrono::TimeDelta>,
}

pub async fn create_token(by: &Access<ManageAccess>, new: NewToken) -> AppResult<String> {
    let portal = by.portal();
    check(&new)?;
    let (tenant, environment) = match (&new.environment, &new.tenant) {
        (Some(name), _) => {
            let (tenant, environment) = by.environment(name).await?;
            (Some(tenant.id), Some(environment.id))
        }
        (None, Some(slug)) => (Some(by.tenant(slug).await?.id), None),
        (None, None) => (None, None),
    };
    let name = single_line(&new.name);
    let now = portal.now();
    let token = format!("aut_{}", random_hex(32));
    let record = ApiToken {
        id: TokenId(portal.id()),
        token_hash: token_hash(&token),
        role: new.role,
        tenant,
        environment,
        name: if name.is_empty() {
            format!("{} token", new.role)
        } else {
            name
        },
        created_at: now,
        expires_at: new.expires.map(|lasts| now + lasts),
    };
    let mut tx = portal.store.begin().await?;
    tx.insert_token(&record).await?;
    tx.commit().await?;
    tracing::info!(token.id = %record.id, role = %new.role, "token created");
    Ok(token)
}

/// A token reaches what its role needs, never more and never nothing.
fn check(new: &NewToken) -> AppResult<()> {
    let refuse = |field: &str, code: &str, why: &str| Err(FieldError::new(field, code, why).into());
    match new.role {
        Role::Customer if new.tenant.is_none() => refuse(
            "tenant",
            "required",
            "Name the tenant of a customer's token",
        ),
        Role::Environment if new.environment.is_none() => {
            let why = "Name the environment of its token, like acme/prod";
            refuse("environment", "required", why)
        }
        role if role.is_staff() && (new.tenant.is_some() || new.environment.is_some()) => {
            let why = format!("A {role} token reaches every tenant; leave the tenant out");
            refuse("tenant", "not_allowed", &why)
        }
        role if role != Role::Environment && new.environment.is_some() => {
            let why = "Only a token of role environment belongs to an environment";
            refuse("environment", "not_allowed", why)
        }
        _ if new
            .tenant
            .as_ref()
            .is_some_and(|slug| new.environment.as_ref().is_some_and(|e| e.slug != *slug)) =>
        {
            refuse(
                "tenant",
                "differs",
                "Name the tenant of the environment, or leave it out",
            )
        }
        _ if new
            .expires
            .is_some_and(|lasts| lasts <= chrono::TimeDelta::zero()) =>
        {
            refuse("expires", "range", "Let the token last longer than nothing")
        }
        _ if new.name.chars().count() > 80 => {
            refuse("name", "too_long", "Use at most 80 characters for the name")
        }
        _ => Ok(()),
    }
}
