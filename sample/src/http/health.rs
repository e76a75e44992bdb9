//! `/healthz`: whether this environment can do its work, and which settings it shows.

use actix_web::{HttpResponse, get, web::Data};
use serde_json::json;

use super::State;
use crate::database;

#[get("/healthz")]
pub async fn healthz(state: Data<State>) -> HttpResponse {
    let config = &state.config;
    let database = database::check(state.store.pool(), &config.database).await;
    let mut answer = if database.is_ok() {
        HttpResponse::Ok()
    } else {
        HttpResponse::ServiceUnavailable()
    };
    answer
        .insert_header(("cache-control", "no-store"))
        .json(json!({
            "ok": database.is_ok(),
            "environment": config.environment_id,
            "tenant": config.tenant,
            "stage": config.stage,
            "version": config.version,
            "database": database.err().unwrap_or_else(|| "ok".to_owned()),
            "settings_revision": state.look().revision,
        }))
}
