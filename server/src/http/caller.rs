//! Who is calling. Found once per request, kept with it, and turned into an [`Access`] by type.
//!
//! A bearer token wins over a cookie: a program that sends one is never taken for a browser, so it
//! needs no form token. An unknown token is refused at once; an old cookie is a visitor's.

use super::{
    cookies,
    error::{ApiError, ApiResult},
};
use crate::proxies::TrustedProxies;
use actix_web::{
    FromRequest, HttpMessage, HttpRequest,
    dev::{Payload, ServiceRequest},
    http::header,
    web::Data,
};
use app::{
    Access, AppError, Portal, Session,
    access::{Capability, grant},
};
use std::{
    future::{Ready, ready},
    sync::Arc,
};

/// By what the session was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    Bearer,
    Cookie,
    Nothing,
}

/// An access with the capability that the handler's signature asks for.
pub struct Granted<C>(pub Access<C>);

impl<C: Capability> FromRequest for Granted<C> {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        let granted = portal(req)
            .and_then(|portal| Ok(grant::<C>(portal, &session(req))?))
            .map(Self);
        ready(granted)
    }
}

pub fn portal(req: &HttpRequest) -> ApiResult<&Arc<Portal>> {
    req.app_data::<Data<Arc<Portal>>>()
        .map(Data::get_ref)
        .ok_or_else(|| {
            AppError::internal("the portal is not part of the application's data").into()
        })
}

/// The caller's session as the middleware found it; without one, a visitor's.
pub fn session(req: &HttpRequest) -> Arc<Session> {
    let known = req.extensions().get::<Arc<Session>>().cloned();
    known.unwrap_or_else(|| Arc::new(Session::visitor(address(req))))
}

pub fn means(req: &HttpRequest) -> Means {
    req.extensions()
        .get::<Means>()
        .copied()
        .unwrap_or(Means::Nothing)
}

/// Looks the caller up and keeps session and means with the request.
pub async fn identify(req: &ServiceRequest) -> ApiResult<()> {
    let portal = portal(req.request())?.clone();
    let address = address(req.request());
    let (session, means) = match bearer(req)? {
        Some(token) => {
            let session = app::session::by_bearer(&portal, token, &address).await?;
            (session, Means::Bearer)
        }
        None => match cookies::session_token(req.request()) {
            Some(token) => match app::session::by_cookie(&portal, &token, &address).await? {
                Some(session) => (session, Means::Cookie),
                None => (Session::visitor(address), Means::Nothing),
            },
            None => (Session::visitor(address), Means::Nothing),
        },
    };
    let mut extensions = req.extensions_mut();
    extensions.insert(Arc::new(session));
    extensions.insert(means);
    Ok(())
}

/// The caller's address: the peer's, or what a trusted proxy says. What anybody else's header
/// claims is not believed.
pub fn address(req: &HttpRequest) -> String {
    let Some(peer) = req.peer_addr() else {
        return "unknown".to_owned();
    };
    let lines = req.headers().get_all("x-forwarded-for");
    let lines: Vec<&str> = lines.filter_map(|line| line.to_str().ok()).collect();
    let caller = match req.app_data::<Data<TrustedProxies>>() {
        Some(trusted) => trusted.caller(peer.ip(), lines.into_iter()),
        None => peer.ip(),
    };
    caller.to_string()
}

fn bearer(req: &ServiceRequest) -> ApiResult<Option<&str>> {
    let Some(value) = req.headers().get(header::AUTHORIZATION) else {
        return Ok(None);
    };
    let token = value.to_str().ok().and_then(|v| {
        let (scheme, token) = v.split_once(' ')?;
        let token = token.trim();
        (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
    });
    // Another scheme is not ours to ignore: the caller believes to be somebody.
    token
        .map(Some)
        .ok_or(ApiError::App(AppError::Unauthenticated))
}
