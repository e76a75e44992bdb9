//! Bodies within limits: JSON of at most 1 MiB, an image of slightly over 2 MB, so that the check
//! of the image itself can say what is wrong with one that is a little too large.

use super::error::{ApiError, ApiResult};
use actix_web::{
    HttpRequest,
    dev::Payload,
    error::{JsonPayloadError, PathError, QueryPayloadError},
    http::header::{CONTENT_LENGTH, HeaderMap},
    web,
};
use bytes::{Bytes, BytesMut};
use futures::{StreamExt, stream};

pub const JSON_LIMIT: usize = 1024 * 1024;
pub const IMAGE_LIMIT: usize = domain::image::MAX_BYTES + 64 * 1024;
/// No route takes more.
pub const LARGEST: usize = IMAGE_LIMIT;

pub async fn read(mut payload: Payload, headers: &HeaderMap, limit: usize) -> ApiResult<Bytes> {
    let told = headers
        .get(CONTENT_LENGTH)
        .and_then(|v| v.to_str().ok())
        .and_then(|v| v.parse::<usize>().ok());
    if told.is_some_and(|told| told > limit) {
        return Err(ApiError::TooLarge(limit));
    }
    let mut content = BytesMut::with_capacity(told.unwrap_or(8 * 1024));
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|e| ApiError::Malformed(format!("the body broke off: {e}")))?;
        if content.len() + chunk.len() > limit {
            return Err(ApiError::TooLarge(limit));
        }
        content.extend_from_slice(&chunk);
    }
    Ok(content.freeze())
}

/// A body that was read already, for the handler behind.
pub fn payload(content: Bytes) -> Payload {
    Payload::Stream {
        payload: Box::pin(stream::once(async { Ok(content) })),
    }
}

/// The extractors' limits and errors.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.app_data(
        web::JsonConfig::default()
            .limit(JSON_LIMIT)
            .error_handler(json),
    );
    cfg.app_data(web::QueryConfig::default().error_handler(query));
    cfg.app_data(web::PathConfig::default().error_handler(path));
}

fn json(error: JsonPayloadError, _: &HttpRequest) -> actix_web::Error {
    let refused = match error {
        JsonPayloadError::Overflow { .. } | JsonPayloadError::OverflowKnownLength { .. } => {
            ApiError::TooLarge(JSON_LIMIT)
        }
        JsonPayloadError::ContentType => {
            ApiError::MediaType("send the body as application/json".to_owned())
        }
        JsonPayloadError::Deserialize(why) => ApiError::Malformed(why.to_string()),
        other => ApiError::Malformed(other.to_string()),
    };
    refused.into()
}

fn query(error: QueryPayloadError, _: &HttpRequest) -> actix_web::Error {
    ApiError::Malformed(error.to_string()).into()
}

fn path(_: PathError, _: &HttpRequest) -> actix_web::Error {
    ApiError::NoRoute.into()
}
