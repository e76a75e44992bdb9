//! Passwords are kept as argon2id hashes, with the parameters that OWASP names for it.
//!
//! A hash takes tens of milliseconds and 19 MiB by design, so it runs beside the event loop and
//! only so many at once: a flood of sign-ins waits in line instead of stopping the portal.

use crate::{AppError, AppResult, Portal, secrets::fill_random};
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};

/// Stands in the place of a hash for an account that has no password yet; nothing matches it.
pub const NONE: &str = "none";

pub async fn hash(portal: &Portal, password: &str) -> AppResult<String> {
    let password = password.to_owned();
    in_line(portal, move || hash_now(&password)).await?
}

/// Takes as long when the stored text is no hash at all, so time tells nothing.
pub async fn matches(portal: &Portal, password: &str, stored: &str) -> AppResult<bool> {
    let (password, stored) = (password.to_owned(), stored.to_owned());
    in_line(portal, move || match PasswordHash::new(&stored) {
        Ok(hash) => Ok(hasher()?
            .verify_password(password.as_bytes(), &hash)
            .is_ok()),
        Err(_) => hash_now(&password).map(|_| false),
    })
    .await?
}

/// Runs blocking work under the portal's bound for it.
pub async fn in_line<T: Send + 'static>(
    portal: &Portal,
    work: impl FnOnce() -> T + Send + 'static,
) -> AppResult<T> {
    let _turn = portal.hashing.acquire().await.map_err(AppError::internal)?;
    tokio::task::spawn_blocking(work)
        .await
        .map_err(AppError::internal)
}

fn hasher() -> AppResult<Argon2<'static>> {
    let params = Params::new(19_456, 2, 1, None).map_err(AppError::internal)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

fn hash_now(password: &str) -> AppResult<String> {
    let mut salt = [0u8; 16];
    fill_random(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(AppError::internal)?;
    let hash = hasher()?.hash_password(password.as_bytes(), &salt);
    Ok(hash.map_err(AppError::internal)?.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_is_argon2id_with_the_chosen_cost_and_its_own_salt() {
        let (one, two) = (
            hash_now("slow-tide-lantern").expect("hash"),
            hash_now("slow-tide-lantern").expect("hash"),
        );

        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, two);
        assert!(PasswordHash::new(NONE).is_err());
    }
}
