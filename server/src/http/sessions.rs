//! Signing in and out with a cookie.

use super::{
    body::Body,
    caller::{Granted, portal},
    cookies,
    error::ApiResult,
};
use actix_web::{HttpRequest, HttpResponse, web::Json};
use app::{access::Visit, cases};
use domain::{problem::Problem, role::Role, views::SessionView};
use serde::{Deserialize, Serialize};

/// Who signs in.
#[derive(Deserialize, utoipa::ToSchema)]
pub struct SignIn {
    /// The account.
    #[schema(format = "email")]
    pub email: String,
    /// As typed.
    #[schema(format = Password)]
    pub password: String,
}

/// Who is signed in from now on.
#[derive(Serialize, utoipa::ToSchema)]
pub struct SignedInView {
    pub role: Role,
    /// Slugs of the tenants that the caller owns.
    pub tenants: Vec<String>,
}

/// Signs in; the session is in the cookie.
#[utoipa::path(post, path = "/api/v1/sessions", tag = "access", operation_id = "sign_in",
    request_body = SignIn, security(()),
    responses(
        (status = 201, body = SignedInView),
        (status = 422, description = "address or password is wrong", body = Problem, content_type = "application/problem+json"),
        (status = 429, description = "too many attempts; Retry-After says when to come again", body = Problem, content_type = "application/problem+json"),
    ))]
pub async fn create(
    req: HttpRequest,
    Granted(by): Granted<Visit>,
    Body(form): Body<SignIn>,
) -> ApiResult<HttpResponse> {
    let done = cases::sign_in(&by, &form.email, &form.password).await?;
    let config = &portal(&req)?.config;
    Ok(HttpResponse::Created()
        .cookie(cookies::set_session(config, &done.session))
        .json(SignedInView {
            role: done.role,
            tenants: done.tenants,
        }))
}

/// Who is signed in, with the token for `X-CSRF-Token`; `null` for a visitor.
#[utoipa::path(get, path = "/api/v1/sessions", tag = "access", operation_id = "session_view",
    security((), ("cookie" = [])),
    responses((status = 200, body = Option<SessionView>)))]
pub async fn show(Granted(by): Granted<Visit>) -> ApiResult<Json<Option<SessionView>>> {
    Ok(Json(cases::session_view(&by).await?))
}

/// Ends the session of the cookie.
#[utoipa::path(delete, path = "/api/v1/sessions", tag = "access", operation_id = "sign_out",
    security((), ("cookie" = [])),
    responses((status = 204, description = "signed out, or was not signed in")))]
pub async fn delete(req: HttpRequest, Granted(by): Granted<Visit>) -> ApiResult<HttpResponse> {
    if let Some(token) = cookies::session_token(&req) {
        cases::sign_out(&by, &token).await?;
    }
    let config = &portal(&req)?.config;
    Ok(HttpResponse::NoContent()
        .cookie(cookies::clear_session(config))
        .finish())
}
