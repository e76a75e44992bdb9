//! Keys of the portal: what is encrypted at rest, what is derived, what is hashed.
//!
//! One master key (a file of the data directory, or the environment). From it come a key for
//! secrets and a key for derived tokens. A ciphertext is bound to its place by its additional
//! data, so one pasted into another row does not open.

use crate::AppError;
use aes_gcm::{
    Aes256Gcm, Key, KeyInit,
    aead::{Aead, Payload},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use hmac::{Hmac, Mac};
use rand::{RngCore, TryRngCore, rngs::OsRng};
use sha2::{Digest, Sha256};

#[derive(Clone)]
pub struct Keys {
    master: [u8; 32],
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys(…)")
    }
}

impl Keys {
    pub fn new(master: [u8; 32]) -> Self {
        Self { master }
    }

    /// Encrypts for one place; `place` is scope, subject and key of the setting.
    pub fn seal(&self, place: &str, secret: &str) -> Result<String, AppError> {
        let mut nonce = [0u8; 12];
        fill_random(&mut nonce);
        let payload = Payload {
            msg: secret.as_bytes(),
            aad: place.as_bytes(),
        };
        let sealed = self.cipher().encrypt((&nonce).into(), payload);
        let sealed = sealed.map_err(|_| AppError::internal("encryption failed"))?;
        Ok(format!(
            "v1:{}",
            STANDARD.encode([&nonce[..], &sealed].concat())
        ))
    }

    pub fn open(&self, place: &str, sealed: &str) -> Result<String, AppError> {
        let broken = || AppError::internal("a stored secret does not open with this master key");
        let raw = sealed
            .strip_prefix("v1:")
            .and_then(|s| STANDARD.decode(s).ok())
            .ok_or_else(broken)?;
        let (nonce, body) = raw.split_at_checked(12).ok_or_else(broken)?;
        let nonce: [u8; 12] = nonce.try_into().map_err(|_| broken())?;
        let payload = Payload {
            msg: body,
            aad: place.as_bytes(),
        };
        let plain = self
            .cipher()
            .decrypt((&nonce).into(), payload)
            .map_err(|_| broken())?;
        String::from_utf8(plain).map_err(|_| broken())
    }

    /// The same token each time for the same subject, so that nothing readable is stored and an
    /// instance gets its token again after a restart.
    pub fn derive(&self, purpose: &str, subject: &str) -> String {
        hex::encode(self.mac(purpose, subject))
    }

    fn mac(&self, purpose: &str, subject: &str) -> [u8; 32] {
        let mut mac =
            <Hmac<Sha256> as Mac>::new_from_slice(&self.master).expect("any length is a key");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(subject.as_bytes());
        mac.finalize().into_bytes().into()
    }

    fn cipher(&self) -> Aes256Gcm {
        let key = self.mac("encrypt settings", "v1");
        Aes256Gcm::new(Key::<Aes256Gcm>::from_slice(&key))
    }
}

/// What the database keeps of a token.
pub fn token_hash(token: &str) -> String {
    hex::encode(Sha256::digest(token.as_bytes()))
}

/// `n` random bytes as hex digits.
pub fn random_hex(n: usize) -> String {
    let mut bytes = vec![0; n];
    fill_random(&mut bytes);
    hex::encode(bytes)
}

pub fn fill_random(bytes: &mut [u8]) {
    OsRng.unwrap_err().fill_bytes(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_opens_at_its_own_place_only() {
        let keys = Keys::new([7; 32]);
        let sealed = keys
            .seal("tenant|1|mail.smtp.password", "s3cret")
            .expect("sealed");

        assert!(!sealed.contains("s3cret"));
        assert_eq!(
            keys.open("tenant|1|mail.smtp.password", &sealed)
                .expect("opens"),
            "s3cret"
        );
        assert!(keys.open("tenant|2|mail.smtp.password", &sealed).is_err());
        assert!(
            Keys::new([8; 32])
                .open("tenant|1|mail.smtp.password", &sealed)
                .is_err()
        );
    }
}
