//! What went wrong, as HTTP says it: the one map from a meaning to a status and a problem.
//!
//! A response made here carries its [`Problem`] beside the body; the outermost middleware, which
//! alone knows the request's id and the portal's address, completes and writes it.

use super::classes::{self, Class};
use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError,
    http::{StatusCode, header},
};
use app::AppError;
use domain::problem::Problem;
use std::fmt;

pub const CONTENT_TYPE: &str = "application/problem+json";

#[derive(Debug)]
pub enum ApiError {
    App(AppError),
    /// The request cannot be read at all.
    Malformed(String),
    TooLarge(usize),
    MediaType(String),
    NoRoute,
    Method(&'static [&'static str]),
    /// Sent by another site's page.
    ForeignOrigin,
    /// A form or a script of ours without its token.
    NoFormToken,
}

pub type ApiResult<T> = Result<T, ApiError>;

impl From<AppError> for ApiError {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::App(error) => error.fmt(f),
            Self::Malformed(why) | Self::MediaType(why) => f.write_str(why),
            Self::TooLarge(limit) => write!(f, "the body is larger than {limit} bytes"),
            Self::NoRoute => f.write_str("there is nothing at this address"),
            Self::Method(known) => write!(f, "this address answers {}", known.join(", ")),
            Self::ForeignOrigin => f.write_str("the request was sent by another site"),
            Self::NoFormToken => f.write_str("the request lacks the token of its form"),
        }
    }
}

impl ApiError {
    pub fn class(&self) -> &'static Class {
        match self {
            Self::App(error) => class_of(error),
            Self::Malformed(_) => &classes::MALFORMED,
            Self::TooLarge(_) => &classes::TOO_LARGE,
            Self::MediaType(_) => &classes::MEDIA_TYPE,
            Self::NoRoute => &classes::NO_ROUTE,
            Self::Method(_) => &classes::METHOD,
            Self::ForeignOrigin => &classes::FOREIGN_ORIGIN,
            Self::NoFormToken => &classes::FORM_TOKEN,
        }
    }

    pub fn problem(&self) -> Problem {
        let mut problem = self.class().problem(self.to_string());
        match self {
            Self::App(error) => complete(&mut problem, error),
            Self::NoFormToken => {
                problem.hint = Some("Reload the page, or send the header X-CSRF-Token".to_owned());
            }
            Self::Malformed(_)
            | Self::TooLarge(_)
            | Self::MediaType(_)
            | Self::NoRoute
            | Self::Method(_)
            | Self::ForeignOrigin => {}
        }
        problem
    }
}

/// The same problem for a command that works without HTTP.
pub fn problem_of(error: &AppError) -> Problem {
    let mut problem = class_of(error).problem(error.to_string());
    complete(&mut problem, error);
    problem
}

fn class_of(error: &AppError) -> &'static Class {
    match error {
        AppError::NotFound { .. } => &classes::NOT_FOUND,
        AppError::Invalid(_) => &classes::INVALID,
        AppError::Taken(_) => &classes::TAKEN,
        AppError::WrongState(_) => &classes::WRONG_STATE,
        AppError::Locked { .. } => &classes::LOCKED,
        AppError::Stale { .. } => &classes::STALE,
        AppError::Conflict(_) => &classes::CONFLICT,
        AppError::Unauthenticated => &classes::UNAUTHENTICATED,
        AppError::Forbidden { .. } => &classes::FORBIDDEN,
        AppError::TooMany { .. } => &classes::TOO_MANY,
        AppError::Unavailable { .. } => &classes::UNAVAILABLE,
        AppError::Internal(_) => &classes::INTERNAL,
    }
}

fn complete(problem: &mut Problem, error: &AppError) {
    problem.hint = error.hint().map(str::to_owned);
    match error {
        AppError::Invalid(errors) => problem.errors.clone_from(errors),
        AppError::Taken(error) => problem.errors = vec![error.clone()],
        AppError::WrongState(wrong) => {
            problem.present_state = Some(wrong.present.clone());
            problem.required_states.clone_from(&wrong.required);
        }
        AppError::Locked { run, .. } => problem.held_by = Some(run.clone()),
        AppError::NotFound { .. }
        | AppError::Stale { .. }
        | AppError::Conflict(_)
        | AppError::Unauthenticated
        | AppError::Forbidden { .. }
        | AppError::TooMany { .. }
        | AppError::Unavailable { .. }
        | AppError::Internal(_) => {}
    }
}

impl ResponseError for ApiError {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.class().status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        log(self);
        let mut response = HttpResponseBuilder::new(self.status_code());
        match self {
            Self::Method(known) => {
                response.insert_header((header::ALLOW, known.join(", ")));
            }
            Self::App(AppError::Unauthenticated) => {
                response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
            }
            Self::App(AppError::Stale { present, .. }) => {
                response.insert_header((header::ETAG, format!("\"{present}\"")));
            }
            _ => {}
        }
        if let Self::App(error) = self
            && let Some(after) = error.retry_after()
        {
            response.insert_header((header::RETRY_AFTER, after.as_secs().to_string()));
        }
        written(response, self.problem())
    }
}

/// A response that holds the problem for the outermost middleware, and a body that is right
/// already should there be none.
pub fn written(mut response: HttpResponseBuilder, problem: Problem) -> HttpResponse {
    let body = serde_json::to_string(&problem).unwrap_or_default();
    let mut response = response.content_type(CONTENT_TYPE).body(body);
    response.extensions_mut().insert(problem);
    response
}

/// Once, here: nobody above handles it.
fn log(error: &ApiError) {
    match error {
        ApiError::App(AppError::Internal(source)) => {
            tracing::error!(error = chain(source.as_ref()), "request failed");
        }
        ApiError::App(AppError::Unavailable { what, source, .. }) => {
            tracing::warn!(what, error = chain(source.as_ref()), "not available");
        }
        _ => tracing::debug!(%error, "request refused"),
    }
}

/// The error and all that caused it, in one line.
pub fn chain(error: &(dyn std::error::Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text.push_str(": ");
        text.push_str(&cause.to_string());
        source = cause.source();
    }
    text
}

/// For the application's last resort, where no page is asked for.
pub fn unknown_route(_: &HttpRequest) -> HttpResponse {
    ApiError::NoRoute.error_response()
}
