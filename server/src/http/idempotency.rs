//! `Idempotency-Key`: the same request sent again gets the first answer and has no second effect.
//!
//! A key belongs to one caller, method and path. Only answers that changed something are kept: a
//! refusal had no effect, so asking again is right. Kept answers are sealed, since one may hold a
//! new token, and of the body only a keyed digest is stored, since one may hold a password.
//! Sign-up keeps its key in the transaction of the use case and does not pass here.

use super::{
    body, caller,
    error::{ApiError, ApiResult},
};
use actix_web::{
    Error, HttpMessage, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody, to_bytes},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        StatusCode,
        header::{self, HeaderName},
    },
    middleware::Next,
};
use app::{AppError, Portal, ports::StoreError, records::IdempotentAnswer};
use bytes::Bytes;
use domain::FieldError;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::{
    collections::HashMap,
    sync::{Arc, LazyLock, Mutex, PoisonError, Weak},
};

const HEADER: &str = "idempotency-key";
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
const LONGEST_KEY: usize = 200;

/// What a repeated request gets; of the headers those that say something about the change.
#[derive(Serialize, Deserialize)]
struct Kept {
    content_type: Option<String>,
    location: Option<String>,
    etag: Option<String>,
    body: String,
}

pub fn applies(req: &ServiceRequest) -> bool {
    let path = req.path();
    let is_api = path.starts_with("/api/v1/") || path.starts_with("/runtime/v1/");
    // A session's cookie is not an answer to give twice.
    let has_its_own = matches!(path, "/api/v1/signups" | "/api/v1/sessions");
    super::csrf::is_mutation(req.method())
        && is_api
        && !has_its_own
        && req.headers().contains_key(HEADER)
}

/// The key of a request, checked; for the handlers that keep it themselves too.
pub fn key(headers: &header::HeaderMap) -> ApiResult<Option<&str>> {
    let Some(value) = headers.get(HEADER) else {
        return Ok(None);
    };
    let fits = |key: &&str| !key.is_empty() && key.len() <= LONGEST_KEY;
    let key = value.to_str().ok().map(str::trim).filter(fits);
    key.map(Some).ok_or_else(|| {
        ApiError::Malformed(format!(
            "Idempotency-Key must have 1 to {LONGEST_KEY} visible characters"
        ))
    })
}

pub async fn answer<B: MessageBody + 'static>(
    mut req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let prepared = match prepare(&mut req).await {
        Ok(prepared) => prepared,
        Err(refused) => return Ok(req.into_response(refused.error_response())),
    };
    let lock = lock_of(&format!("{}|{}", prepared.scope, prepared.key));
    let _turn = lock.lock().await;
    match prepared.kept().await {
        Ok(None) => {}
        Ok(Some(response)) => return Ok(req.into_response(response)),
        Err(refused) => return Ok(req.into_response(refused.error_response())),
    }
    let response = next.call(req).await?;
    if !response.status().is_success() {
        return Ok(response.map_into_boxed_body());
    }
    let (request, response) = response.into_parts();
    let (response, content) = response.into_parts();
    let content = to_bytes(content).await.unwrap_or_default();
    prepared
        .keep(response.status(), response.headers(), &content)
        .await;
    let response = response.set_body(BoxBody::new(content));
    Ok(ServiceResponse::new(request, response))
}

struct Prepared {
    portal: Arc<Portal>,
    scope: String,
    key: String,
    body_hash: String,
}

async fn prepare(req: &mut ServiceRequest) -> ApiResult<Prepared> {
    let portal = caller::portal(req.request())?.clone();
    let key = key(req.headers())?.unwrap_or_default().to_owned();
    let session = caller::session(req.request());
    // The name alone is not enough: two tenants' tokens may have the same.
    let who = format!(
        "{}|{:?}|{:?}|{:?}",
        session.name, session.user, session.tenants, session.environment
    );
    let who = portal.keys.derive("idempotent caller", &who);
    let scope = format!("{who}|{}|{}", req.method(), req.uri());
    let content = body::read(req.take_payload(), req.headers(), body::LARGEST).await?;
    let digest = hex::encode(Sha256::digest(&content));
    let body_hash = portal.keys.derive("idempotent body", &digest);
    req.set_payload(body::payload(content));
    Ok(Prepared {
        portal,
        scope,
        key,
        body_hash,
    })
}

impl Prepared {
    async fn kept(&self) -> ApiResult<Option<HttpResponse>> {
        let found = self
            .portal
            .store
            .idempotent_answer(&self.scope, &self.key)
            .await;
        let Some(found) = found.map_err(AppError::from)? else {
            return Ok(None);
        };
        if found.body_hash != self.body_hash {
            return Err(key_reused().into());
        }
        let kept = self.portal.keys.open(&self.place(), &found.body)?;
        let kept: Kept = serde_json::from_str(&kept).map_err(AppError::internal)?;
        let status = StatusCode::from_u16(found.status).map_err(AppError::internal)?;
        let mut response = HttpResponse::build(status);
        let headers = [
            (header::CONTENT_TYPE, kept.content_type),
            (header::LOCATION, kept.location),
            (header::ETAG, kept.etag),
            (REPLAYED, Some("true".to_owned())),
        ];
        for (name, value) in headers {
            if let Some(value) = value {
                response.insert_header((name, value));
            }
        }
        Ok(Some(response.body(kept.body)))
    }

    /// The change is made already, so a fault here is told to the log and not to the caller.
    async fn keep(&self, status: StatusCode, headers: &header::HeaderMap, content: &Bytes) {
        if let Err(error) = self.try_keep(status, headers, content).await {
            let error = super::error::chain(&error);
            tracing::error!(error, "an answer could not be kept for its idempotency key");
        }
    }

    async fn try_keep(
        &self,
        status: StatusCode,
        headers: &header::HeaderMap,
        content: &Bytes,
    ) -> Result<(), AppError> {
        let text = |name| {
            headers
                .get(name)
                .and_then(|v| v.to_str().ok())
                .map(str::to_owned)
        };
        let kept = Kept {
            content_type: text(header::CONTENT_TYPE),
            location: text(header::LOCATION),
            etag: text(header::ETAG),
            body: String::from_utf8_lossy(content).into_owned(),
        };
        let kept = serde_json::to_string(&kept).map_err(AppError::internal)?;
        let answer = IdempotentAnswer {
            scope: self.scope.clone(),
            key: self.key.clone(),
            body_hash: self.body_hash.clone(),
            status: status.as_u16(),
            body: self.portal.keys.seal(&self.place(), &kept)?,
            created_at: self.portal.now(),
        };
        let mut tx = self.portal.store.begin().await?;
        match tx.insert_answer(&answer).await {
            Ok(()) => Ok(tx.commit().await?),
            // Another process answered the same request first; its answer stands.
            Err(StoreError::Taken(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    fn place(&self) -> String {
        format!("idempotent answer|{}|{}", self.scope, self.key)
    }
}

fn key_reused() -> AppError {
    let text = "This key was used for another request. Take a new key for each request";
    FieldError::new("Idempotency-Key", "key_reused", text).into()
}

type Locks = HashMap<String, Weak<tokio::sync::Mutex<()>>>;

/// Requests with one key take turns; the second finds the first one's answer.
fn lock_of(name: &str) -> Arc<tokio::sync::Mutex<()>> {
    static LOCKS: LazyLock<Mutex<Locks>> = LazyLock::new(Mutex::default);
    let mut locks = LOCKS.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(lock) = locks.get(name).and_then(Weak::upgrade) {
        return lock;
    }
    locks.retain(|_, lock| lock.strong_count() > 0);
    let lock = Arc::default();
    locks.insert(name.to_owned(), Arc::downgrade(&lock));
    lock
}
