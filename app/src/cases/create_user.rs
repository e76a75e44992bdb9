//! An account for somebody of the house. Customers make their own by signing up.

use crate::{
    Access, AppError, AppResult, access::ManageAccess, passwords, records::User,
    secrets::random_hex,
};
use domain::{FieldError, FieldErrors, email::Email, ids::UserId, password, role::Role};

/// Answers the password as well when none was given; it is not kept and not shown again.
pub async fn create_user(
    by: &Access<ManageAccess>,
    email: &str,
    role: Role,
    password: Option<String>,
) -> AppResult<(User, Option<String>)> {
    let portal = by.portal();
    let email = check(email, role, password.as_deref())?;
    let accounts = portal.store.users_by_email(email.as_str()).await?;
    if accounts.iter().any(|u| u.role.is_staff()) {
        let why = format!("{email} has an account of the house already");
        return Err(AppError::Taken(FieldError::new("email", "taken", why)));
    }
    let generated = password.is_none().then(generate);
    let chosen = password.as_ref().or(generated.as_ref());
    let chosen = chosen.ok_or_else(|| AppError::internal("no password was made"))?;
    let user = User {
        id: UserId(portal.id()),
        email,
        password_hash: passwords::hash(chosen).await?,
        role,
        tenant: None,
        created_at: portal.now(),
    };
    let mut tx = portal.store.begin().await?;
    tx.insert_user(&user).await?;
    tx.commit().await?;
    tracing::info!(user.id = %user.id, role = %role, "user created");
    Ok((user, generated))
}

fn check(email: &str, role: Role, password: Option<&str>) -> AppResult<Email> {
    let mut faults: FieldErrors = Vec::new();
    let parsed = Email::parse(email).map_err(|refused| faults.push(refused.at("email")));
    if !role.is_staff() {
        let why = "Choose operator, customer_service or developer; customers sign up themselves";
        faults.push(FieldError::new("role", "choice", why));
    }
    if let Some(Err(refused)) = password.map(|p| password::check(p, &[email])) {
        faults.push(refused.at("password"));
    }
    match parsed {
        Ok(email) if faults.is_empty() => Ok(email),
        _ => Err(AppError::Invalid(faults)),
    }
}

/// 96 random bits in groups that can be read out and typed.
fn generate() -> String {
    let digits = random_hex(12);
    let groups: Vec<&str> = [0, 6, 12, 18].map(|i| &digits[i..i + 6]).to_vec();
    groups.join("-")
}
