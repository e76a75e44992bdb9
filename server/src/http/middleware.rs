//! What surrounds every request to the portal, in one function so that its order is plain:
//! id and span, who calls, where from, the answer kept for a repeated key, then the handler, and
//! around all answers the headers and the problem.
//!
//! `App::new().wrap(from_fn(http::middleware::portal))`. Tenants' own hosts must not pass here:
//! their answers are theirs.

use super::{
    body, caller, classes, cookies,
    csrf::{self, FormToken},
    docs,
    error::{self, ApiError, ApiResult},
    idempotency, metrics,
};
use actix_web::{
    Error, HttpMessage, HttpRequest, HttpResponseBuilder, ResponseError,
    body::{BoxBody, EitherBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{
        Method, StatusCode,
        header::{self, HeaderMap, HeaderName, HeaderValue},
    },
    middleware::Next,
};
use domain::problem::Problem;
use std::time::Instant;
use tracing::Instrument;

/// Emitted with every answer, and in every problem and log line.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

pub async fn portal<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<EitherBody<BoxBody>>, Error> {
    let started = Instant::now();
    let id = request_id(&req);
    req.extensions_mut().insert(RequestId(id.clone()));
    let span = tracing::info_span!("request", request.id = id, method = %req.method());
    async move {
        let mut response = answer(req, next).await?;
        let public_url = caller::portal(response.request())
            .map(|p| p.config.public_url.clone())
            .unwrap_or_default();
        if let Some(problem) = problem_in(&response, &public_url, &id) {
            response = with_problem(response, &problem);
        }
        dress(response.response_mut().headers_mut(), &public_url, &id);
        note(&response, started);
        Ok(response.map_into_left_body())
    }
    .instrument(span)
    .await
}

async fn answer<B: MessageBody + 'static>(
    req: ServiceRequest,
    next: Next<B>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if is_quiet(req.path()) {
        return Ok(next.call(req).await?.map_into_boxed_body());
    }
    let form_cookie = match admit(&req).await {
        Ok(cookie) => cookie,
        Err(refused) => return Ok(req.into_response(refused.error_response())),
    };
    let response = if idempotency::applies(&req) {
        idempotency::answer(req, next).await
    } else {
        next.call(req)
            .await
            .map(ServiceResponse::map_into_boxed_body)
    };
    let mut response = response?;
    if let Some(cookie) = form_cookie {
        let _ = response.response_mut().add_cookie(&cookie);
    }
    Ok(response)
}

/// Finds the caller and checks where the request comes from. Answers the cookie that a visitor's
/// page needs before its form can be sent.
async fn admit(req: &ServiceRequest) -> ApiResult<Option<actix_web::cookie::Cookie<'static>>> {
    if req.uri().path().contains("%00") || req.query_string().contains("%00") {
        return Err(ApiError::Malformed(body::NUL.to_owned()));
    }
    caller::identify(req).await?;
    csrf::guard(req)?;
    let is_page = *req.method() == Method::GET && !is_program(req.path());
    let has_form = is_page || csrf::is_mutation(req.method());
    if !has_form || caller::means(req.request()) != caller::Means::Nothing {
        return Ok(None);
    }
    let portal = caller::portal(req.request())?;
    let (FormToken(token), is_new) = csrf::visitor_token(req.request(), portal);
    let cookie = (is_new && is_page).then(|| cookies::set_form(&portal.config, &token));
    req.extensions_mut().insert(FormToken(token));
    Ok(cookie)
}

/// Neither needs a caller nor may wait for the database.
fn is_quiet(path: &str) -> bool {
    matches!(path, "/healthz" | "/readyz" | "/metrics" | "/favicon.ico")
        || path.starts_with("/pkg/")
}

fn is_program(path: &str) -> bool {
    path.starts_with("/api/") || path.starts_with("/runtime/")
}

/// A refusal of a page's form is a page, unless JSON was asked for.
fn is_for_people(req: &HttpRequest) -> bool {
    let accept = req
        .headers()
        .get(header::ACCEPT)
        .and_then(|v| v.to_str().ok());
    !is_program(req.path()) && !is_quiet(req.path()) && !accept.is_some_and(|a| a.contains("json"))
}

fn request_id(req: &ServiceRequest) -> String {
    let sent = req
        .headers()
        .get(X_REQUEST_ID)
        .and_then(|v| v.to_str().ok());
    let usable = |id: &&str| {
        (1..=64).contains(&id.len())
            && id
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
    };
    sent.filter(usable)
        .map_or_else(|| uuid::Uuid::now_v7().to_string(), str::to_owned)
}

/// The problem of a handler, or one made from the status where a program would otherwise get an
/// empty body.
fn problem_in(
    response: &ServiceResponse<BoxBody>,
    public_url: &str,
    request_id: &str,
) -> Option<Problem> {
    let carried = response.response().extensions().get::<Problem>().cloned();
    let status = response.status();
    let mut problem = match carried {
        Some(problem) => problem,
        None if (status.is_client_error() || status.is_server_error())
            && is_program(response.request().path()) =>
        {
            let class = classes::of_status(status.as_u16());
            let detail = match class.code {
                "no-route" => ApiError::NoRoute.to_string(),
                _ => class.title.to_lowercase(),
            };
            Problem {
                status: status.as_u16(),
                ..class.problem(detail)
            }
        }
        None => return None,
    };
    problem.kind = format!("{public_url}{}", problem.kind);
    problem.request_id = Some(request_id.to_owned());
    Some(problem)
}

fn with_problem(response: ServiceResponse<BoxBody>, problem: &Problem) -> ServiceResponse<BoxBody> {
    let status = StatusCode::from_u16(problem.status).unwrap_or(response.status());
    let (request, old) = response.into_parts();
    let mut new = HttpResponseBuilder::new(status);
    let about_body = [header::CONTENT_TYPE, header::CONTENT_LENGTH];
    for (name, value) in old.headers() {
        if !about_body.contains(name) {
            new.append_header((name.clone(), value.clone()));
        }
    }
    let response = if is_for_people(&request) {
        new.content_type("text/html; charset=utf-8")
            .insert_header((header::CONTENT_SECURITY_POLICY, docs::POLICY))
            .body(docs::problem_page(problem))
    } else {
        let body = serde_json::to_string(problem).unwrap_or_default();
        new.content_type(error::CONTENT_TYPE).body(body)
    };
    ServiceResponse::new(request, response)
}

/// A page's own content policy, set by its renderer, stands; everything else may load nothing.
fn dress(headers: &mut HeaderMap, public_url: &str, request_id: &str) {
    let defaults = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-referrer`: a browser would then send `Origin: null` with our own forms.
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
        (header::CACHE_CONTROL, "no-store"),
    ];
    for (name, value) in defaults {
        if !headers.contains_key(&name) {
            headers.insert(name, HeaderValue::from_static(value));
        }
    }
    if public_url.starts_with("https://") {
        let year = HeaderValue::from_static("max-age=31536000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, year);
    }
    if let Ok(id) = HeaderValue::from_str(request_id) {
        headers.insert(X_REQUEST_ID, id);
    }
}

/// The pattern and not the path: a launch's address is a secret of the one who has it.
fn note(response: &ServiceResponse<BoxBody>, started: Instant) {
    let route = response
        .request()
        .match_pattern()
        .unwrap_or_else(|| "-".to_owned());
    let status = response.status().as_u16();
    let took = started.elapsed();
    metrics::count(status, took);
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    tracing::debug!(http.route = route, status, ms, "answered");
}
