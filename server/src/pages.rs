//! Joins the screens to this server: cookies and form tokens are the server's, pages are theirs.

use crate::{
    http::{caller, cookies, csrf, error},
    site,
};
use actix_web::{HttpRequest, HttpResponse, cookie::Cookie, http::header, web};
use app::portal::PortalConfig;
use frontend::ssr::{Hooks, Site};

pub fn configure(cfg: &mut web::ServiceConfig) {
    let hooks = Hooks {
        form_token: csrf::token_for,
        check_form: csrf::check,
        set_session,
        clear_session,
        session_token: cookies::session_token,
    };
    let site = Site {
        manifest: site::manifest(),
    };
    cfg.configure(frontend::ssr::routes(hooks, site))
        .default_service(web::to(missing));
}

fn config(req: &HttpRequest) -> PortalConfig {
    match caller::portal(req) {
        Ok(portal) => portal.config.clone(),
        // Every application that serves pages carries its portal; without one cookies are plain.
        Err(_) => PortalConfig {
            base_domain: String::new(),
            public_url: "http://localhost".to_owned(),
        },
    }
}

fn set_session(req: &HttpRequest, token: &str) -> Cookie<'static> {
    cookies::set_session(&config(req), token)
}

fn clear_session(req: &HttpRequest) -> Cookie<'static> {
    cookies::clear_session(&config(req))
}

/// People get a page, programs a problem.
async fn missing(req: HttpRequest) -> HttpResponse {
    let accepts = req
        .headers()
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    if accepts.contains("text/html") {
        frontend::ssr::not_found(&req).await
    } else {
        error::unknown_route(&req)
    }
}
