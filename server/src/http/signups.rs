//! Sign-up by a program or a script; the form's own page is the frontend's.

use super::{
    body::Body,
    caller::{Granted, portal},
    cookies,
    error::ApiResult,
    idempotency,
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Json, Path},
};
use app::{access::Visit, cases};
use domain::{
    problem::Problem,
    sign_up::SignUp,
    views::{SignUpAccepted, SlugAnswer},
};

/// Creates account, tenant and environment, and starts the launch.
#[utoipa::path(post, path = "/api/v1/signups", tag = "sign-up", operation_id = "sign_up",
    request_body = SignUp, security(()),
    responses(
        (status = 202, body = SignUpAccepted),
        (status = 409, description = "the address is taken", body = Problem, content_type = "application/problem+json"),
        (status = 422, description = "some fields need another value", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many sign-ups", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn create(
    req: HttpRequest,
    Granted(by): Granted<Visit>,
    Body(form): Body<SignUp>,
) -> ApiResult<HttpResponse> {
    let key = idempotency::key(req.headers())?;
    let done = cases::sign_up(&by, form, None, key).await?;
    let config = &portal(&req)?.config;
    Ok(HttpResponse::Accepted()
        .cookie(cookies::set_session(config, &done.session))
        .insert_header((header::LOCATION, done.accepted.status_url.clone()))
        .json(done.accepted))
}

/// Whether an address is free, and one that is when it is not.
#[utoipa::path(get, path = "/api/v1/slugs/{slug}", tag = "sign-up", operation_id = "check_slug",
    security(()), params(("slug" = String, Path, description = "as typed")),
    responses((status = 200, body = SlugAnswer)))]
pub async fn check_slug(
    Granted(by): Granted<Visit>,
    typed: Path<String>,
) -> ApiResult<Json<SlugAnswer>> {
    Ok(Json(cases::check_slug(&by, &typed).await?))
}
