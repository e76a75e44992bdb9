//! The server's side of the screens: routes, forms, rendering.
//!
//! What the server must give, and all it must give, are [`Hooks`] and [`Site`] in [`routes`],
//! `web::Data<Arc<app::Portal>>` in the application's data, and the caller's `Arc<app::Session>` in
//! the request's extensions (a missing one is a visitor). Its middleware refuses requests of other
//! sites by their origin; the token in a form's body is looked at here, with `Hooks::check_form`.

mod asked;
mod document;
mod fault;
mod form;
mod render;

pub use asked::Asked;
pub use document::{Frame, Nav, Page};
pub use fault::Fault;
pub use form::Form;
pub use render::{Answer, Reply, form_page, page};

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::Cookie,
    web::{self, Data, ServiceConfig},
};
use app::AppError;
use std::collections::BTreeMap;

/// What belongs to the server: cookies, and the tokens of forms.
#[derive(Clone, Copy, Debug)]
pub struct Hooks {
    /// What a form of this request's page carries in the field `csrf`.
    pub form_token: fn(&HttpRequest) -> String,
    /// Whether a posted token is the one that this caller was given.
    pub check_form: fn(&HttpRequest, &str) -> bool,
    /// The cookie that signs the caller in.
    pub set_session: fn(&HttpRequest, &str) -> Cookie<'static>,
    pub clear_session: fn(&HttpRequest) -> Cookie<'static>,
    /// The token of the caller's session cookie, for signing out.
    pub session_token: fn(&HttpRequest) -> Option<String>,
}

/// The built bundle: plain name to hashed name, served below `/pkg/`.
#[derive(Clone, Debug, Default)]
pub struct Site {
    pub manifest: BTreeMap<String, String>,
}

impl Site {
    /// Where a file of the bundle is served. Without a bundle the plain name, so that the page
    /// still says what it lacks.
    pub fn url(&self, name: &str) -> String {
        format!(
            "/pkg/{}",
            self.manifest.get(name).map_or(name, String::as_str)
        )
    }

    fn has(&self, name: &str) -> bool {
        self.manifest.contains_key(name)
    }
}

/// Registers every page and every form.
pub fn routes(hooks: Hooks, site: Site) -> impl FnOnce(&mut ServiceConfig) + Clone {
    let site = Data::new(site);
    move |cfg| {
        cfg.app_data(Data::new(hooks)).app_data(site);
        crate::pages::configure(cfg);
    }
}

/// The page for an address that leads nowhere; for the server's default service.
pub async fn not_found(req: &HttpRequest) -> HttpResponse {
    fault_page(req, AppError::not_found("this page")).await
}

/// The page for a fault that happened outside of a page.
pub async fn fault_page(req: &HttpRequest, error: AppError) -> HttpResponse {
    fault::respond(&Asked::new(req.clone()), Fault::App(error)).await
}

/// The page for a form that another site sent, or that has lost its token.
pub async fn refused_page(req: &HttpRequest) -> HttpResponse {
    fault::respond(&Asked::new(req.clone()), Fault::NoFormToken).await
}

fn data<T: 'static>(req: &HttpRequest) -> Result<&T, AppError> {
    let found = req.app_data::<web::Data<T>>().map(web::Data::get_ref);
    found.ok_or_else(|| {
        AppError::internal(format!(
            "{} is not part of the application's data",
            std::any::type_name::<T>()
        ))
    })
}
