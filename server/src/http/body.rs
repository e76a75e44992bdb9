//! Bodies within limits: JSON of at most 1 MiB, an image of slightly over 2 MB, so that the check
//! of the image itself can say what is wrong with one that is a little too large.
//!
//! What is over the limit is read and thrown away up to a point: a sender that is cut off in the
//! middle sees a broken connection and never the answer. What says beforehand that it goes beyond
//! that point is refused unread.

use super::error::{ApiError, ApiResult};
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    error::{PathError, QueryPayloadError},
    http::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderMap},
    web,
};
use bytes::{Bytes, BytesMut};
use futures::{StreamExt, future::LocalBoxFuture, stream};
use serde::de::DeserializeOwned;
use serde_json::Value;

pub const JSON_LIMIT: usize = 1024 * 1024;
pub const IMAGE_LIMIT: usize = domain::image::MAX_BYTES + 64 * 1024;
/// No route takes more.
pub const LARGEST: usize = IMAGE_LIMIT;

/// Beyond this nobody is listened to any more.
const PATIENCE: usize = 64 * 1024 * 1024;

pub async fn read(mut payload: Payload, headers: &HeaderMap, limit: usize) -> ApiResult<Bytes> {
    let told = headers
        .get(CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<usize>().ok());
    if told.is_some_and(|told| told > PATIENCE) {
        return Err(ApiError::TooLarge(limit));
    }
    // Known to be too much before it came: nothing of it is kept.
    let room = if told.is_some_and(|told| told > limit) {
        0
    } else {
        limit
    };
    let mut content = BytesMut::with_capacity(told.unwrap_or(0).min(room));
    let mut length = 0;
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|e| ApiError::Malformed(format!("the body broke off: {e}")))?;
        length += chunk.len();
        if length <= room {
            content.extend_from_slice(&chunk);
        } else if length > PATIENCE {
            break;
        }
    }
    if length > limit {
        return Err(ApiError::TooLarge(limit));
    }
    Ok(content.freeze())
}

/// A body that was read already, for the handler behind.
pub fn payload(content: Bytes) -> Payload {
    Payload::Stream {
        payload: Box::pin(stream::once(async { Ok(content) })),
    }
}

/// A JSON object. An array is none, though it could be taken for a list of the fields' values.
pub struct Body<T>(pub T);

impl<T: DeserializeOwned + 'static> FromRequest for Body<T> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let headers = req.headers().clone();
        let payload = payload.take();
        Box::pin(async move {
            // Read in any case, for the sender's sake.
            let content = read(payload, &headers, JSON_LIMIT).await?;
            if !is_json(&headers) {
                let why = "send the body as application/json";
                return Err(ApiError::MediaType(why.to_owned()));
            }
            let malformed = |e: serde_json::Error| ApiError::Malformed(e.to_string());
            let value: Value = serde_json::from_slice(&content).map_err(malformed)?;
            if !value.is_object() {
                let why = "the body must be a JSON object";
                return Err(ApiError::Malformed(why.to_owned()));
            }
            if holds_nul(&value) {
                return Err(ApiError::Malformed(NUL.to_owned()));
            }
            serde_json::from_value(value).map(Self).map_err(malformed)
        })
    }
}

/// No name holds one, and PostgreSQL could not keep it.
pub const NUL: &str = "the request holds a NUL character";

fn holds_nul(value: &Value) -> bool {
    match value {
        Value::String(text) => text.contains('\0'),
        Value::Array(items) => items.iter().any(holds_nul),
        Value::Object(map) => map
            .iter()
            .any(|(key, v)| key.contains('\0') || holds_nul(v)),
        Value::Null | Value::Bool(_) | Value::Number(_) => false,
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok());
    let kind = kind.and_then(|k| k.split(';').next()).unwrap_or_default();
    let kind = kind.trim().to_ascii_lowercase();
    kind == "application/json" || (kind.starts_with("application/") && kind.ends_with("+json"))
}

/// The extractors' errors.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.app_data(web::QueryConfig::default().error_handler(query));
    cfg.app_data(web::PathConfig::default().error_handler(path));
}

fn query(error: QueryPayloadError, _: &HttpRequest) -> actix_web::Error {
    ApiError::Malformed(error.to_string()).into()
}

fn path(_: PathError, _: &HttpRequest) -> actix_web::Error {
    ApiError::NoRoute.into()
}
