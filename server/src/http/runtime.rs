//! What the tenant's app asks for, with its environment's token.

use super::{
    body::Body,
    caller::{Granted, portal},
    error::ApiResult,
    etag,
    settings::{SettingValues, saved_answer},
    sse::{self, Over, Writer},
};
use actix_web::{HttpRequest, HttpResponse};
use app::{
    Access,
    access::UseRuntime,
    cases::{self, RuntimeMail, runtime_document},
};
use domain::{
    problem::Problem,
    views::{MailView, RuntimeDocument, SettingsSaved},
};
use serde::Serialize;
use std::time::Duration;

const INTERVAL: Duration = Duration::from_secs(2);

/// The runtime document has changed.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SettingsChanged {
    /// The revision of the document that can be read now.
    revision: i64,
}

/// Everything the app needs to know, in one document.
#[utoipa::path(get, path = "/runtime/v1/settings", tag = "runtime", operation_id = "runtime_document",
    params(("If-None-Match" = Option<String>, Header, description = "the ETag that the app has")),
    responses((status = 200, body = RuntimeDocument, headers(("ETag" = String, description = "The revision, for If-Match and If-None-Match."))),
        (status = 304, description = "nothing has changed")))]
pub async fn document(
    req: HttpRequest,
    Granted(by): Granted<UseRuntime>,
) -> ApiResult<HttpResponse> {
    let document = runtime_document(&by).await?;
    Ok(etag::answer(&req, document.revision, &document))
}

/// Changes what a customer may change, from inside the app.
#[utoipa::path(patch, path = "/runtime/v1/settings", tag = "runtime", operation_id = "runtime_change",
    request_body = SettingValues,
    responses((status = 200, body = SettingsSaved),
        (status = 422, body = Problem, content_type = "application/problem+json")))]
pub async fn change(
    Granted(by): Granted<UseRuntime>,
    Body(new): Body<SettingValues>,
) -> ApiResult<HttpResponse> {
    let saved = cases::runtime_change(&by, new.values).await?;
    Ok(saved_answer(&saved))
}

/// Server-sent events: `settings` with `{revision}` at once and after each change.
#[utoipa::path(get, path = "/runtime/v1/events", tag = "runtime", operation_id = "runtime_events",
    responses((status = 200, description = "event: settings; data: {\"revision\": 12}", body = SettingsChanged, content_type = "text/event-stream")))]
pub async fn events(req: HttpRequest, Granted(by): Granted<UseRuntime>) -> ApiResult<HttpResponse> {
    let signal = portal(&req)?.settings.listen();
    let first = runtime_document(&by).await?.revision;
    Ok(sse::answer(&req, signal, INTERVAL, move |out| {
        write(out, by, first)
    }))
}

async fn write(mut out: Writer, by: Access<UseRuntime>, first: i64) -> Result<(), Over> {
    let mut told = None;
    let mut revision = Some(first);
    loop {
        if let Some(revision) = revision.filter(|r| told != Some(*r)) {
            let data = serde_json::to_string(&SettingsChanged { revision }).unwrap_or_default();
            out.send(Some(&revision.to_string()), "settings", &data)
                .await?;
            told = Some(revision);
        }
        out.wait().await?;
        revision = runtime_document(&by).await.ok().map(|d| d.revision);
    }
}

/// Sends a mail in the tenant's name.
#[utoipa::path(post, path = "/runtime/v1/mail", tag = "runtime", operation_id = "runtime_mail",
    request_body = RuntimeMail,
    responses((status = 202, body = MailView),
        (status = 422, body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "the plan's mails of this month are used up", body = Problem, content_type = "application/problem+json")))]
pub async fn mail(
    Granted(by): Granted<UseRuntime>,
    Body(mail): Body<RuntimeMail>,
) -> ApiResult<HttpResponse> {
    let sent = cases::runtime_mail(&by, mail).await?;
    Ok(HttpResponse::Accepted().json(sent))
}
