//! The launch as its owner sees it. The address holds an unguessable token and needs no sign-in.

use super::{
    caller::{Granted, portal},
    error::ApiResult,
    sse::{self, Over, Writer},
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Json, Path},
};
use app::{Access, access::Visit, cases::launch_status};
use domain::{problem::Problem, states::RunState, views::LaunchView};
use serde_json::Value;
use std::time::Duration;

const INTERVAL: Duration = Duration::from_millis(300);
/// The id of the message after which there is nothing more to tell.
const DONE: &str = "done";

/// How far the launch is.
#[utoipa::path(get, path = "/api/v1/launches/{token}", tag = "sign-up",
    operation_id = "launch_status", security(()), params(("token" = String, Path, description = "the unguessable end of `status_url`")),
    responses((status = 200, body = LaunchView),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn show(Granted(by): Granted<Visit>, token: Path<String>) -> ApiResult<Json<LaunchView>> {
    Ok(Json(launch_status(&by, &token).await?))
}

/// Server-sent events: each `launch` holds all of it, so none needs the one before.
#[utoipa::path(get, path = "/api/v1/launches/{token}/events", tag = "sign-up",
    operation_id = "launch_events", security(()), params(("token" = String, Path, description = "the unguessable end of `status_url`")),
    responses((status = 200, description = "event: launch; data: the launch", body = LaunchView, content_type = "text/event-stream"),
        (status = 204, description = "the launch is done and this was seen"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn follow(
    req: HttpRequest,
    Granted(by): Granted<Visit>,
    token: Path<String>,
) -> ApiResult<HttpResponse> {
    let token = token.into_inner();
    let signal = portal(&req)?.events.listen();
    let first = launch_status(&by, &token).await?;
    if first.state == RunState::Succeeded && sse::last_event_id(&req) == Some(DONE) {
        return Ok(HttpResponse::NoContent().finish());
    }
    Ok(sse::answer(&req, signal, INTERVAL, move |out| {
        write(out, by, token, first)
    }))
}

/// A failed launch stays open: it may be mended while its owner looks.
async fn write(
    mut out: Writer,
    by: Access<Visit>,
    token: String,
    first: LaunchView,
) -> Result<(), Over> {
    let mut told = Value::Null;
    let mut view = Some(first);
    loop {
        if let Some(view) = view {
            let is_done = view.state == RunState::Succeeded;
            let data = serde_json::to_string(&view).unwrap_or_default();
            let news = without_clocks(&view);
            if news != told {
                out.send(is_done.then_some(DONE), "launch", &data).await?;
                told = news;
            }
            if is_done {
                return Ok(());
            }
        }
        out.wait().await?;
        view = launch_status(&by, &token).await.ok();
    }
}

/// What passes by itself is no news: the browser has a clock of its own.
fn without_clocks(view: &LaunchView) -> Value {
    let mut view = view.clone();
    view.now = view.started_at;
    for step in &mut view.steps {
        step.seconds = None;
    }
    serde_json::to_value(view).unwrap_or_default()
}
