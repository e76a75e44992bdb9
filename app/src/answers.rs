//! Answers that are given again: the same key with the same request is one request.
//!
//! Kept of the request is a keyed digest, since a plain one of a form with a password in it could
//! be tried out by whoever reads the database.

use crate::{AppError, AppResult, Portal, ports::Tx, records::IdempotentAnswer};
use domain::FieldError;
use serde::{Serialize, de::DeserializeOwned};

const LONGEST: usize = 200;

/// One request under its key.
pub struct Request {
    scope: String,
    key: String,
    digest: String,
}

impl Request {
    pub fn new(portal: &Portal, scope: &str, key: &str, body: &impl Serialize) -> AppResult<Self> {
        if key.is_empty() || key.len() > LONGEST {
            let why = format!("Send an idempotency key of 1 to {LONGEST} characters");
            return Err(FieldError::new("idempotency_key", "length", why).into());
        }
        let body = serde_json::to_string(body).map_err(AppError::internal)?;
        Ok(Self {
            scope: scope.to_owned(),
            key: key.to_owned(),
            digest: portal.keys.derive("request digest", &body),
        })
    }

    /// The answer of the first time, if there was one.
    pub async fn known<T: DeserializeOwned>(&self, portal: &Portal) -> AppResult<Option<T>> {
        let found = portal
            .store
            .idempotent_answer(&self.scope, &self.key)
            .await?;
        let Some(answer) = found else {
            return Ok(None);
        };
        if answer.body_hash != self.digest {
            let why = "This idempotency key was used for another request. Send a new one";
            return Err(FieldError::new("idempotency_key", "key_reused", why).into());
        }
        serde_json::from_str(&answer.body)
            .map(Some)
            .map_err(AppError::internal)
    }

    /// Within the transaction of the effect, so that one never stands without the other.
    pub async fn keep(
        &self,
        tx: &mut dyn Tx,
        portal: &Portal,
        status: u16,
        answer: &impl Serialize,
    ) -> AppResult<()> {
        let record = IdempotentAnswer {
            scope: self.scope.clone(),
            key: self.key.clone(),
            body_hash: self.digest.clone(),
            status,
            body: serde_json::to_string(answer).map_err(AppError::internal)?,
            created_at: portal.now(),
        };
        Ok(tx.insert_answer(&record).await?)
    }
}
