//! The events of a run as a stream: what was stored since the last one seen, then what comes.
//!
//! It ends with the run. A browser that comes back after the end is told so by 204, else it would
//! ask for ever.

use super::{
    caller::{Granted, portal},
    error::ApiResult,
    params,
    sse::{self, Over, Writer},
};
use actix_web::{HttpRequest, HttpResponse, web::Path};
use app::{
    Access, AppResult,
    access::SeeTenants,
    cases::{run_events, show_run_brief},
};
use domain::{ids::RunId, problem::Problem, views::EventView};
use std::time::Duration;

const INTERVAL: Duration = Duration::from_millis(300);

/// Server-sent events; `Last-Event-ID` goes on behind that event.
#[utoipa::path(get, path = "/api/v1/runs/{id}/events", tag = "runs", operation_id = "run_events",
    params(("id" = RunId, Path, description = "the run"),
        ("Last-Event-ID" = Option<i64>, Header, description = "the id of the last event seen")),
    responses((status = 200, description = "id: the event's id; event: its kind; data: the event. Behind each batch an event `changed` without an id", body = EventView, content_type = "text/event-stream"),
        (status = 204, description = "the run is over and everything was seen"),
        (status = 404, body = Problem, content_type = "application/problem+json")))]
pub async fn follow(
    req: HttpRequest,
    Granted(by): Granted<SeeTenants>,
    id: Path<String>,
) -> ApiResult<HttpResponse> {
    let id = params::run_id(&id)?;
    let seen = sse::last_event_id(&req).and_then(|id| id.parse().ok());
    let after = seen.unwrap_or(0);
    let signal = portal(&req)?.events.listen();
    let first = run_events(&by, id, after).await?;
    if seen.is_some() && first.is_empty() && is_over(&by, id).await? {
        return Ok(HttpResponse::NoContent().finish());
    }
    Ok(sse::answer(&req, signal, INTERVAL, move |out| {
        write(out, by, id, after, first)
    }))
}

async fn write(
    mut out: Writer,
    by: Access<SeeTenants>,
    id: RunId,
    mut after: i64,
    mut events: Vec<EventView>,
) -> Result<(), Over> {
    loop {
        let is_last = events.last().is_some_and(|e| ends(&e.kind));
        for event in &events {
            after = event.id;
            let data = serde_json::to_string(event).unwrap_or_default();
            out.send(Some(&after.to_string()), &event.kind, &data)
                .await?;
        }
        if !events.is_empty() {
            // One name for a reader that only wants to know when to look again.
            out.send(None, "changed", &after.to_string()).await?;
        }
        // A resumed run has an end in the middle of its events; only the state tells.
        if is_last && is_over(&by, id).await.unwrap_or(false) {
            return Ok(());
        }
        if events.is_empty() {
            out.wait().await?;
        }
        events = look(&by, id, after).await;
    }
}

/// A database that does not answer for a moment is asked again.
async fn look(by: &Access<SeeTenants>, id: RunId, after: i64) -> Vec<EventView> {
    match run_events(by, id, after).await {
        Ok(events) => events,
        Err(error) => {
            tracing::debug!(run.id = %id, %error, "events could not be read");
            Vec::new()
        }
    }
}

async fn is_over(by: &Access<SeeTenants>, id: RunId) -> AppResult<bool> {
    Ok(!show_run_brief(by, id).await?.state.is_active())
}

pub fn ends(kind: &str) -> bool {
    matches!(kind, "run.succeeded" | "run.failed" | "run.cancelled")
}
