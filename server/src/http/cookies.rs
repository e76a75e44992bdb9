//! Two cookies: the session's, and the visitor's form token. Both belong to the portal's host
//! alone, so a tenant's page on a host below can neither read nor set them where HTTPS is spoken.

use actix_web::{
    HttpRequest,
    cookie::{Cookie, SameSite, time::Duration},
};
use app::{Portal, portal::PortalConfig};

/// What the database keeps decides how long a session lives; the cookie only must not end earlier.
const LIFETIME: Duration = Duration::days(90);

#[derive(Clone, Copy, Debug)]
enum Name {
    Session,
    Form,
}

fn is_secure(config: &PortalConfig) -> bool {
    config.public_url.starts_with("https://")
}

fn name(which: Name, secure: bool) -> &'static str {
    match (which, secure) {
        (Name::Session, true) => "__Host-automator",
        (Name::Session, false) => "automator_session",
        (Name::Form, true) => "__Host-automator_form",
        (Name::Form, false) => "automator_form",
    }
}

fn bake(which: Name, config: &PortalConfig, value: String) -> Cookie<'static> {
    let secure = is_secure(config);
    Cookie::build(name(which, secure), value)
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(secure)
        .finish()
}

pub fn set_session(config: &PortalConfig, token: &str) -> Cookie<'static> {
    let mut cookie = bake(Name::Session, config, token.to_owned());
    cookie.set_max_age(LIFETIME);
    cookie
}

pub fn clear_session(config: &PortalConfig) -> Cookie<'static> {
    let mut cookie = bake(Name::Session, config, String::new());
    cookie.make_removal();
    cookie
}

/// Ends with the browser.
pub fn set_form(config: &PortalConfig, token: &str) -> Cookie<'static> {
    bake(Name::Form, config, token.to_owned())
}

pub fn session_token(req: &HttpRequest) -> Option<String> {
    read(req, Name::Session)
}

pub fn form_token(req: &HttpRequest) -> Option<String> {
    read(req, Name::Form)
}

fn read(req: &HttpRequest, which: Name) -> Option<String> {
    let portal: &Portal = super::caller::portal(req).ok()?;
    let cookie = req.cookie(name(which, is_secure(&portal.config)))?;
    Some(cookie.value().to_owned()).filter(|v| !v.is_empty())
}
