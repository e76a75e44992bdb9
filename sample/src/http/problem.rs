//! What a visitor sees when something cannot be shown: calm words and the customer's look, the cause only in the log.

use actix_web::{HttpRequest, HttpResponse, ResponseError, http::StatusCode, web::Data};
use minijinja::context;

use super::{State, styles};

#[derive(Debug, thiserror::Error)]
pub enum Problem {
    #[error("the database does not answer")]
    Database(#[from] sqlx::Error),
    #[error("the page cannot be rendered")]
    Page(#[from] minijinja::Error),
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        match self {
            Self::Database(_) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Page(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn error_response(&self) -> HttpResponse {
        tracing::error!(cause = self.cause(), "{self}");
        HttpResponse::build(self.status_code())
            .insert_header(("retry-after", "5"))
            .content_type("text/plain; charset=utf-8")
            .body("This page is resting for a moment. Your bookings are safe; try again in a few seconds.\n")
    }
}

impl Problem {
    fn cause(&self) -> String {
        match self {
            Self::Database(error) => error.to_string(),
            Self::Page(error) => error.to_string(),
        }
    }
}

pub async fn not_found(state: Data<State>, request: HttpRequest) -> Result<HttpResponse, Problem> {
    tracing::debug!(path = request.path(), "nothing there");
    page(
        &state,
        StatusCode::NOT_FOUND,
        "There is no such page",
        "The address may be mistyped, or the page has moved.",
    )
}

pub fn page(
    state: &State,
    status: StatusCode,
    heading: &str,
    text: &str,
) -> Result<HttpResponse, Problem> {
    let look = state.look();
    let html = state.pages.get_template("problem.html")?.render(context! {
        look => &*look,
        styles => styles::links(&look),
        heading,
        text,
    })?;
    Ok(HttpResponse::build(status)
        .content_type("text/html; charset=utf-8")
        .body(html))
}
