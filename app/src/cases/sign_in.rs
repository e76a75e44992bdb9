//! An address and a password become a session.
//!
//! Unknown address and wrong password answer with the same words after the same work, so neither
//! tells who has an account. One address may own several tenants, each with its own account; all
//! whose password fits are opened at once.

use crate::{Access, AppResult, access::Visit, passwords, records::User, session};
use domain::{FieldError, email::Email, ids::TenantId, role::Role};
use std::collections::BTreeMap;

/// Accounts of one address that are tried; more would let one address keep the portal busy.
const MOST_ACCOUNTS: usize = 24;

#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The cookie's token.
    pub session: String,
    pub role: Role,
    /// Slugs of the tenants that the caller owns.
    pub tenants: Vec<String>,
}

pub async fn sign_in(by: &Access<Visit>, email: &str, password: &str) -> AppResult<SignedIn> {
    let portal = by.portal();
    // Before anything is hashed: hashing is what a flood would use up.
    portal.sign_ins.count(&by.session().address, email)?;
    let fitting = fitting_accounts(by, email, password).await?;
    // Staff wins: who works for the house sees every tenant anyway.
    let staff = fitting.iter().find(|u| u.role.is_staff());
    let Some(user) = staff.or(fitting.first()) else {
        tracing::info!("sign-in refused");
        let why = "The e-mail address or the password is not right";
        return Err(FieldError::new("password", "wrong", why).into());
    };
    let tenants: Vec<TenantId> = match staff {
        Some(_) => Vec::new(),
        None => fitting.iter().filter_map(|u| u.tenant).collect(),
    };
    let mut slugs = Vec::new();
    for id in &tenants {
        let tenant = portal.store.tenant(*id).await?;
        slugs.extend(tenant.map(|t| t.slug.to_string()));
    }
    let (record, token) = session::open(user, tenants, portal.now());
    let mut tx = portal.store.begin().await?;
    tx.insert_session(&record).await?;
    tx.commit().await?;
    tracing::info!(user.id = %user.id, role = %user.role, "signed in");
    Ok(SignedIn {
        session: token,
        role: user.role,
        tenants: slugs,
    })
}

async fn fitting_accounts(by: &Access<Visit>, email: &str, password: &str) -> AppResult<Vec<User>> {
    let portal = by.portal();
    let accounts = match Email::parse(email) {
        Ok(email) => portal.store.users_by_email(email.as_str()).await?,
        Err(_) => Vec::new(),
    };
    if accounts.is_empty() {
        passwords::matches(password, passwords::NONE).await?;
        return Ok(accounts);
    }
    let mut tried: BTreeMap<String, bool> = BTreeMap::new();
    let mut fitting = Vec::new();
    for account in accounts.into_iter().take(MOST_ACCOUNTS) {
        let hash = &account.password_hash;
        let fits = match tried.get(hash) {
            Some(known) => *known,
            None => passwords::matches(password, hash).await?,
        };
        tried.insert(hash.clone(), fits);
        if fits {
            fitting.push(account);
        }
    }
    Ok(fitting)
}
