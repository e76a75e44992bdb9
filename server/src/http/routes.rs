//! Every route of the portal's interface, once. Router, OpenAPI document, `Allow` headers and the
//! tests that walk all routes are made from this table.

use super::{
    access, assets, body, docs, environments, error::ApiError, events, health, launches, mails,
    openapi, runs, runtime, sessions, settings, signups, tenants, workers,
};
use actix_web::{guard, web};

/// A method and a path with `{parameters}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Route {
    pub method: &'static str,
    pub path: &'static str,
}

macro_rules! method {
    // What can be read can be asked for without its body.
    (GET) => {
        web::route().guard(guard::Any(guard::Get()).or(guard::Head()))
    };
    (POST) => {
        web::post()
    };
    (PUT) => {
        web::put()
    };
    (PATCH) => {
        web::patch()
    };
    (DELETE) => {
        web::delete()
    };
}

macro_rules! routes {
    ($($path:literal { $($method:ident $noun:ident::$handler:ident),+ })*) => {
        pub const ALL: &[Route] = &[$($(Route { method: stringify!($method), path: $path }),+),*];

        /// Registers all of them; the limits of bodies too.
        pub fn configure(cfg: &mut web::ServiceConfig) {
            body::configure(cfg);
            $(
                cfg.service(
                    web::resource($path)
                        $(.route(method!($method).to($noun::$handler)))+
                        .default_service(web::to(|| async {
                            Err::<actix_web::HttpResponse, _>(
                                ApiError::Method(&[$(stringify!($method)),+]),
                            )
                        })),
                );
            )*
            for prefix in ["/api/v1", "/runtime"] {
                cfg.service(web::scope(prefix).default_service(web::to(no_route)));
            }
        }

        #[derive(utoipa::OpenApi)]
        #[openapi(paths($($($noun::$handler),+),*))]
        pub(super) struct Paths;
    };
}

async fn no_route() -> Result<actix_web::HttpResponse, ApiError> {
    Err(ApiError::NoRoute)
}

routes! {
    "/api/v1/signups" { POST signups::create }
    "/api/v1/slugs/{slug}" { GET signups::check_slug }
    "/api/v1/launches/{token}" { GET launches::show }
    "/api/v1/launches/{token}/events" { GET launches::follow }

    "/api/v1/tenants" { GET tenants::list }
    "/api/v1/tenants/{slug}" { GET tenants::show }
    "/api/v1/mails" { GET mails::list }

    "/api/v1/settings/definitions" { GET settings::definitions }
    "/api/v1/settings" { PATCH settings::change_house }
    "/api/v1/tenants/{slug}/settings" { GET settings::show, PATCH settings::change }
    "/api/v1/tenants/{slug}/settings/history" { GET settings::history }
    "/api/v1/tenants/{slug}/settings/undo" { POST settings::undo }
    "/api/v1/tenants/{slug}/settings/diff" { POST settings::diff }
    "/api/v1/tenants/{slug}/assets/{key}" { GET assets::show, PUT assets::upload }

    "/api/v1/environments" { GET environments::list, POST environments::create }
    "/api/v1/environments/{slug}/{stage}" { GET environments::show }
    "/api/v1/environments/{slug}/{stage}/check" { POST environments::check }
    "/api/v1/environments/{slug}/{stage}/destroy" { POST environments::destroy }
    "/api/v1/environments/{slug}/{stage}/purge" { POST environments::purge }
    "/api/v1/environments/{slug}/{stage}/{action}" { POST environments::act }

    "/api/v1/runs" { GET runs::list }
    "/api/v1/runs/{id}" { GET runs::show }
    "/api/v1/runs/{id}/events" { GET events::follow }
    "/api/v1/runs/{id}/resume" { POST runs::resume }
    "/api/v1/runs/{id}/cancel" { POST runs::cancel }
    "/api/v1/runs/{id}/steps/{step}/retry" { POST runs::retry }
    "/api/v1/runs/{id}/steps/{step}/skip" { POST runs::skip }
    "/api/v1/runs/{id}/steps/{step}/rerun-from" { POST runs::rerun_from }

    "/api/v1/workers" { GET workers::list }

    "/runtime/v1/settings" { GET runtime::document, PATCH runtime::change }
    "/runtime/v1/events" { GET runtime::events }
    "/runtime/v1/mail" { POST runtime::mail }

    "/api/v1/sessions" { GET sessions::show, POST sessions::create, DELETE sessions::delete }
    "/api/v1/tokens" { POST access::create_token }
    "/api/v1/users" { POST access::create_user }

    "/healthz" { GET health::alive }
    "/readyz" { GET health::ready }
    "/metrics" { GET health::figures }
    "/api/v1/openapi.json" { GET openapi::document }
    "/api/docs" { GET docs::page }
    "/api/docs.css" { GET docs::styles }
    "/problems/{code}" { GET docs::problem }
}
