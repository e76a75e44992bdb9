//! Passwords are kept as argon2id hashes, with the parameters that OWASP names for it.
//!
//! A hash takes tens of milliseconds and 19 MiB by design, so it waits in line.

use crate::{AppError, AppResult, heavy::in_line, secrets::fill_random};
use argon2::{
    Algorithm, Argon2, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::SaltString,
};

/// Stands in the place of a hash for an account that has no password yet; nothing matches it.
pub const NONE: &str = "none";

pub async fn hash(password: &str) -> AppResult<String> {
    let password = password.to_owned();
    in_line(move || hash_now(&password)).await?
}

/// Takes as long when the stored text is no hash at all, so time tells nothing.
pub async fn matches(password: &str, stored: &str) -> AppResult<bool> {
    let (password, stored) = (password.to_owned(), stored.to_owned());
    in_line(move || match PasswordHash::new(&stored) {
        Ok(hash) => Ok(hasher()?
            .verify_password(password.as_bytes(), &hash)
            .is_ok()),
        Err(_) => hash_now(&password).map(|_| false),
    })
    .await?
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
