//! Keeps other sites from posting our form: the browser's own word on where a request comes from, and a token that
//! only our page has, as cookie and as field.
//!
//! The token alone would not do: a sibling subdomain can set a cookie for all of them.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite},
    http::header::{HOST, ORIGIN},
};

use crate::config::Config;

pub fn random_token() -> String {
    hex::encode(rand::random::<[u8; 16]>())
}

/// The visitor's token: the one he has, so that two open tabs both work, or a new one.
pub fn token_for(request: &HttpRequest, config: &Config) -> String {
    let known = request
        .cookie(cookie_name(config))
        .map(|cookie| cookie.value().to_owned());
    known
        .filter(|token| is_token(token))
        .unwrap_or_else(random_token)
}

pub fn cookie(token: &str, config: &Config) -> Cookie<'static> {
    Cookie::build(cookie_name(config), token.to_owned())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .secure(is_secure(config))
        .finish()
}

pub fn has_token(request: &HttpRequest, sent: &str, config: &Config) -> bool {
    is_token(sent)
        && request
            .cookie(cookie_name(config))
            .is_some_and(|cookie| cookie.value() == sent)
}

/// Browsers say where a request comes from; what says nothing is no browser, and the token decides alone.
pub fn is_same_origin(request: &HttpRequest, config: &Config) -> bool {
    let header = |name: &str| {
        request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok())
    };
    let site_fits =
        header("sec-fetch-site").is_none_or(|site| matches!(site, "same-origin" | "none"));
    let origin_fits = header(ORIGIN.as_str()).is_none_or(|origin| {
        origin == config.public_url.origin().ascii_serialization()
            // Asked directly, past the portal's proxy.
            || header(HOST.as_str()).is_some_and(|host| origin.strip_prefix("http://") == Some(host))
    });
    site_fits && origin_fits
}

fn is_token(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_secure(config: &Config) -> bool {
    config.public_url.scheme() == "https"
}

/// With TLS the name itself binds the cookie to this host.
fn cookie_name(config: &Config) -> &'static str {
    if is_secure(config) {
        "__Host-booking"
    } else {
        "booking"
    }
}
