//! A settings revision as an entity tag, both ways.

use super::error::{ApiError, ApiResult};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header::{self, HeaderName},
};
use serde::Serialize;

pub fn of(revision: i64) -> (HeaderName, String) {
    (header::ETAG, format!("\"{revision}\""))
}

/// The body, or 304 when the reader has it already.
pub fn answer(req: &HttpRequest, revision: i64, body: &impl Serialize) -> HttpResponse {
    let known = req
        .headers()
        .get_all(header::IF_NONE_MATCH)
        .filter_map(|v| v.to_str().ok())
        .flat_map(|v| v.split(','))
        .any(|tag| tag.trim() == "*" || number(tag) == Some(revision));
    if known {
        return HttpResponse::NotModified()
            .insert_header(of(revision))
            .finish();
    }
    HttpResponse::Ok()
        .insert_header(of(revision))
        .insert_header((header::CACHE_CONTROL, "no-cache"))
        .json(body)
}

/// The revision that a change builds on; none means "whatever there is".
pub fn if_match(req: &HttpRequest) -> ApiResult<Option<i64>> {
    let Some(value) = req.headers().get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let wrong = || ApiError::Malformed("If-Match must be one ETag, such as \"12\"".to_owned());
    number(text).map(Some).ok_or_else(wrong)
}

fn number(tag: &str) -> Option<i64> {
    let tag = tag.trim();
    tag.strip_prefix("W/")
        .unwrap_or(tag)
        .trim_matches('"')
        .parse()
        .ok()
}
