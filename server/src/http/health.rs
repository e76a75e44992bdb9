//! Alive, ready, and figures: for machines, without a token.

use super::{caller, metrics};
use actix_web::{HttpRequest, HttpResponse, web::Data};
use serde::Serialize;
use std::sync::{
    Arc,
    atomic::{AtomicBool, Ordering},
};

/// What the process knows of itself. Part of the application's data.
#[derive(Clone, Debug, Default)]
pub struct Readiness {
    /// Kept true by the worker while it works; none with `--no-worker`.
    pub worker: Option<Arc<AtomicBool>>,
}

/// Which parts are ready.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ReadyView {
    /// Whether the database answers.
    database: bool,
    /// Whether the worker lives; also true where none is to run.
    worker: bool,
}

/// The process answers.
#[utoipa::path(get, path = "/healthz", tag = "health", operation_id = "alive",
    responses((status = 200, description = "alive")))]
pub async fn alive() -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/plain; charset=utf-8")
        .body("ok\n")
}

/// The database answers and the worker lives, so requests may be sent here.
#[utoipa::path(get, path = "/readyz", tag = "health", operation_id = "ready",
    responses((status = 200, description = "ready", body = ReadyView), (status = 503, description = "not ready", body = ReadyView)))]
pub async fn ready(req: HttpRequest) -> HttpResponse {
    let database = match caller::portal(&req) {
        Ok(portal) => portal.store.ping().await.is_ok(),
        Err(_) => false,
    };
    let readiness = req.app_data::<Data<Readiness>>();
    let worker = readiness.and_then(|r| r.worker.as_ref());
    let worker = worker.is_none_or(|alive| alive.load(Ordering::Relaxed));
    let mut response = if database && worker {
        HttpResponse::Ok()
    } else {
        HttpResponse::ServiceUnavailable()
    };
    response.json(ReadyView { database, worker })
}

/// Figures in Prometheus' text format.
#[utoipa::path(get, path = "/metrics", tag = "health", operation_id = "figures",
    responses((status = 200, description = "Prometheus text", content_type = "text/plain")))]
pub async fn figures(req: HttpRequest) -> HttpResponse {
    let mut text = metrics::process();
    if let Ok(portal) = caller::portal(&req) {
        text.push_str(&metrics::runs(portal).await);
        text.push_str(&metrics::workers(portal).await);
    }
    HttpResponse::Ok()
        .content_type("text/plain; version=0.0.4; charset=utf-8")
        .body(text)
}
