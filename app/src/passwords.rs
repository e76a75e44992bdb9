//! Passwords are kept as argon2id hashes, with the parameters that OWASP names for it.
//!
//! A hash takes tens of milliseconds and 19 MiB by design, so it waits in line.

use crate::{AppError, AppResult, heavy::in_line, secrets::fill_random};
use argon2::{
    Algorithm, Argon2, Block, Params, PasswordHash, PasswordHasher, PasswordVerifier, Version,
    password_hash::{self, Decimal, Ident, Output, ParamsString, Salt, SaltString},
};
use std::cell::RefCell;

thread_local! {
    /// What a hash works in is kept for the next one: glibc seldom finds an aligned piece of this size
    /// in what it has freed, and each of its arenas grows to 58 MiB.
    static BLOCKS: RefCell<Vec<Block>> = const { RefCell::new(Vec::new()) };
}

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
        Ok(hash) => Ok(Hasher.verify_password(password.as_bytes(), &hash).is_ok()),
        Err(_) => hash_now(&password).map(|_| false),
    })
    .await?
}

fn hash_now(password: &str) -> AppResult<String> {
    let mut salt = [0u8; 16];
    fill_random(&mut salt);
    let salt = SaltString::encode_b64(&salt).map_err(AppError::internal)?;
    let params = Params::new(19_456, 2, 1, None).map_err(AppError::internal)?;
    let hash = Hasher.hash_password_customized(password.as_bytes(), None, None, params, &salt);
    Ok(hash.map_err(AppError::internal)?.to_string())
}

/// argon2 as its library does it, in this thread's blocks.
struct Hasher;

impl PasswordHasher for Hasher {
    type Params = Params;

    fn hash_password_customized<'a>(
        &self,
        password: &[u8],
        algorithm: Option<Ident<'a>>,
        version: Option<Decimal>,
        params: Params,
        salt: impl Into<Salt<'a>>,
    ) -> password_hash::Result<PasswordHash<'a>> {
        let algorithm = algorithm.map_or(Ok(Algorithm::Argon2id), Algorithm::try_from)?;
        let version = version.map_or(Ok(Version::V0x13), Version::try_from)?;
        let salt = salt.into();
        let mut decoded = [0u8; Salt::MAX_LENGTH];
        let decoded = salt.decode_b64(&mut decoded)?;
        let argon2 = Argon2::new(algorithm, version, params);
        let (params, count) = (argon2.params(), argon2.params().block_count());
        let length = params.output_len().unwrap_or(Params::DEFAULT_OUTPUT_LEN);
        let hash = BLOCKS.with_borrow_mut(|blocks| {
            blocks.resize(blocks.len().max(count), Block::default());
            let blocks = &mut blocks[..count];
            Output::init_with(length, |out| {
                Ok(argon2.hash_password_into_with_memory(password, decoded, out, blocks)?)
            })
        })?;
        Ok(PasswordHash {
            algorithm: algorithm.ident(),
            version: Some(version.into()),
            params: ParamsString::try_from(params)?,
            salt: Some(salt),
            hash: Some(hash),
        })
    }
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

    #[test]
    fn it_hashes_and_verifies_as_the_library_does() {
        let ours = hash_now("slow-tide-lantern").expect("hash");
        let ours = PasswordHash::new(&ours).expect("a hash");
        let library = Argon2::default();
        let salt = SaltString::encode_b64(b"sixteen bytes ok").expect("salt");
        let theirs = library.hash_password(b"slow-tide-lantern", &salt);
        let theirs = theirs.expect("hash");

        for hash in [&ours, &theirs] {
            for (password, right) in [("slow-tide-lantern", true), ("slow-tide-lanterm", false)] {
                let password = password.as_bytes();
                assert_eq!(Hasher.verify_password(password, hash).is_ok(), right);
                assert_eq!(library.verify_password(password, hash).is_ok(), right);
            }
        }
    }
}
