//! A request that changes something must come from our own page, or from no page at all.
//!
//! Two locks, each enough alone: the browser's word about where the request comes from (`Origin`,
//! `Sec-Fetch-Site`), and a token that only our page knows. A signed-in caller's token is the
//! session's; a visitor's is a signed cookie sent twice. Bearer tokens are never sent by a browser
//! on its own, so programs need neither.

use super::{
    caller::{self, Means},
    cookies,
    error::{ApiError, ApiResult},
};
use actix_web::{
    HttpMessage, HttpRequest,
    dev::ServiceRequest,
    http::{Method, header},
};
use app::Portal;

/// The visitor's token, made by the middleware before the page is rendered.
#[derive(Clone, Debug)]
pub struct FormToken(pub String);

const PURPOSE: &str = "form token";

pub fn is_mutation(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// The lock of the middleware, for every request. A form's token stands in its body, so pages
/// check that one themselves with [`check`].
pub fn guard(req: &ServiceRequest) -> ApiResult<()> {
    let req = req.request();
    let means = caller::means(req);
    if !is_mutation(req.method()) || means == Means::Bearer {
        return Ok(());
    }
    match origin(req) {
        Origin::Foreign => return Err(ApiError::ForeignOrigin),
        Origin::Unknown if means == Means::Cookie => return Err(ApiError::ForeignOrigin),
        Origin::Own | Origin::Unknown => {}
    }
    let is_api = req.path().starts_with("/api/v1/") || req.path().starts_with("/runtime/");
    if is_api && means == Means::Cookie {
        let sent = req
            .headers()
            .get("x-csrf-token")
            .and_then(|v| v.to_str().ok());
        if !sent.is_some_and(|token| check(req, token)) {
            return Err(ApiError::NoFormToken);
        }
    }
    Ok(())
}

/// What a form of this request's page carries in the field `csrf`.
pub fn token_for(req: &HttpRequest) -> String {
    if caller::means(req) == Means::Cookie {
        return caller::session(req).csrf.clone();
    }
    let made = req.extensions().get::<FormToken>().map(|t| t.0.clone());
    made.or_else(|| cookies::form_token(req))
        .unwrap_or_default()
}

/// Whether a posted token is the one this caller was given.
pub fn check(req: &HttpRequest, token: &str) -> bool {
    let session = caller::session(req);
    if caller::means(req) == Means::Cookie {
        let fits = same(&session.csrf, token);
        // A visitor's form that was open in a second tab when the first one signed him in.
        return fits || (is_visitors_form(req) && is_visitors_token(req, token));
    }
    is_visitors_token(req, token)
}

fn is_visitors_form(req: &HttpRequest) -> bool {
    matches!(req.path(), "/signup" | "/sign-in")
}

fn is_visitors_token(req: &HttpRequest, token: &str) -> bool {
    let (Ok(portal), Some(cookie)) = (caller::portal(req), cookies::form_token(req)) else {
        return false;
    };
    is_signed(portal, &cookie) && same(&cookie, token)
}

/// The visitor's valid token, or a new one that is to be set as a cookie.
pub fn visitor_token(req: &HttpRequest, portal: &Portal) -> (FormToken, bool) {
    match cookies::form_token(req).filter(|t| is_signed(portal, t)) {
        Some(token) => (FormToken(token), false),
        None => (FormToken(new_token(portal)), true),
    }
}

fn new_token(portal: &Portal) -> String {
    let random = app::secrets::random_hex(16);
    let signature = portal.keys.derive(PURPOSE, &random);
    format!("{random}.{signature}")
}

fn is_signed(portal: &Portal, token: &str) -> bool {
    token
        .split_once('.')
        .is_some_and(|(random, signature)| same(&portal.keys.derive(PURPOSE, random), signature))
}

/// Compares all of it, so that the time tells nothing. An empty one is never right.
fn same(expected: &str, given: &str) -> bool {
    let differing = expected
        .bytes()
        .zip(given.bytes())
        .fold(0, |found, (a, b)| found | (a ^ b));
    !expected.is_empty() && expected.len() == given.len() && differing == 0
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Origin {
    Own,
    Foreign,
    /// No browser, or an old one.
    Unknown,
}

/// Both headers must agree where both are sent. `Origin: null` is foreign.
fn origin(req: &HttpRequest) -> Origin {
    let text = |name: &str| {
        req.headers()
            .get(name)
            .map(|v| v.to_str().unwrap_or("null"))
    };
    let fetched = text("sec-fetch-site").map(|site| site == "same-origin");
    let sent = text("origin").map(|origin| is_own(req, origin));
    match (fetched, sent) {
        (None, None) => Origin::Unknown,
        (Some(false), _) | (_, Some(false)) => Origin::Foreign,
        (Some(true) | None, Some(true) | None) => Origin::Own,
    }
}

fn is_own(req: &HttpRequest, origin: &str) -> bool {
    let public = caller::portal(req).map(|p| p.config.public_url.clone());
    if public.is_ok_and(|url| url.eq_ignore_ascii_case(origin)) {
        return true;
    }
    let host = req
        .headers()
        .get(header::HOST)
        .and_then(|h| h.to_str().ok())
        .or_else(|| {
            req.uri()
                .authority()
                .map(actix_web::http::uri::Authority::as_str)
        });
    let named = origin
        .strip_prefix("http://")
        .or_else(|| origin.strip_prefix("https://"));
    matches!((host, named), (Some(host), Some(named)) if host.eq_ignore_ascii_case(named))
}
