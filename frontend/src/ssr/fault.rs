//! What went wrong, as a page says it: what happened, what to do, the reference to copy.

use super::{Asked, Form, Frame, Nav, Page, Reply, render};
use crate::parts::{Glyph, Tag, Tone, state::capital, when};
use actix_web::{
    HttpResponse,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
};
use app::AppError;
use domain::form::Posted;
use leptos::prelude::*;

#[derive(Debug)]
pub enum Fault {
    App(AppError),
    /// The form lacks its token: the page was open too long, or another site sent it.
    NoFormToken,
    Unreadable,
    TooLarge,
}

impl Fault {
    pub fn status(&self) -> StatusCode {
        match self {
            Self::NoFormToken => StatusCode::FORBIDDEN,
            Self::Unreadable => StatusCode::BAD_REQUEST,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::App(error) => status(error),
        }
    }

    /// With the status goes when to come again.
    pub fn wait(&self, mut response: HttpResponse) -> HttpResponse {
        if let Self::App(error) = self
            && let Some(after) = error.retry_after()
        {
            let seconds = HeaderValue::from(after.as_secs());
            response.headers_mut().insert(header::RETRY_AFTER, seconds);
        }
        response
    }

    /// What the form's own page shows, when it is the place to say it.
    pub fn to_show_again(&self, form: &Form) -> Option<Posted> {
        let notice = |text: String| form.posted(Vec::new(), Some(text));
        Some(match self {
            Self::NoFormToken => notice(
                "This page is from before you signed in or out, or it was open too long, so nothing was done. What you typed is kept, except passwords and files: look through it and send it again".to_owned(),
            ),
            Self::App(AppError::Invalid(errors)) => form.posted(errors.clone(), None),
            Self::App(AppError::Taken(error)) => form.posted(vec![error.clone()], None),
            Self::App(
                error @ (AppError::WrongState(_)
                | AppError::Locked { .. }
                | AppError::Stale { .. }
                | AppError::Conflict(_)
                | AppError::TooMany { .. }
                | AppError::Unavailable { .. }),
            ) => notice(told(error)),
            Self::App(AppError::NotFound { .. } | AppError::Unauthenticated | AppError::Forbidden { .. } | AppError::Internal(_))
            | Self::Unreadable
            | Self::TooLarge => return None,
        })
    }
}

fn status(error: &AppError) -> StatusCode {
    match error {
        AppError::NotFound { .. } => StatusCode::NOT_FOUND,
        AppError::Invalid(_) | AppError::Taken(_) => StatusCode::UNPROCESSABLE_ENTITY,
        AppError::WrongState(_) | AppError::Locked { .. } | AppError::Conflict(_) => {
            StatusCode::CONFLICT
        }
        AppError::Stale { .. } => StatusCode::PRECONDITION_FAILED,
        AppError::Unauthenticated => StatusCode::UNAUTHORIZED,
        AppError::Forbidden { .. } => StatusCode::FORBIDDEN,
        AppError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        AppError::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        AppError::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

/// Message and hint as sentences.
fn told(error: &AppError) -> String {
    let message = capital(&error.to_string());
    if let AppError::TooMany { after, .. } = error {
        return format!(
            "{message}. Try again in {}",
            when::took(after.as_secs_f64())
        );
    }
    match error.hint() {
        // Hints of missing things name commands, which are of no use in a browser.
        Some(hint) if !hint.contains("automator ") => format!("{message}. {hint}"),
        _ => message,
    }
}

pub async fn respond(asked: &Asked, fault: Fault) -> HttpResponse {
    if let Fault::App(AppError::Unauthenticated) = &fault {
        let next =
            url::form_urlencoded::byte_serialize(asked.req.path().as_bytes()).collect::<String>();
        return HttpResponse::SeeOther()
            .insert_header((header::LOCATION, format!("/sign-in?next={next}")))
            .finish();
    }
    if let Fault::App(AppError::Internal(source)) = &fault {
        tracing::error!(error = %source, path = asked.req.path(), "page failed");
    }
    let who = asked.signed_in().await.ok().flatten();
    let frame = if who.as_ref().is_some_and(|w| w.role.is_staff()) {
        Frame::House(Nav::None)
    } else {
        Frame::Column { narrow: false }
    };
    let (title, text) = words(&fault);
    let reference = asked
        .req
        .headers()
        .get("x-request-id")
        .and_then(|v| v.to_str().ok())
        .map(str::to_owned);
    let mut page = Page::new(title, frame, who, body(title, text, &fault, reference));
    page.status = fault.status();
    let status = page.status;
    fault.wait(render::respond(asked, Reply::from(page), status))
}

fn words(fault: &Fault) -> (&'static str, String) {
    match fault {
        Fault::NoFormToken => ("This form is no longer valid", "Reload the page it came from and send it again. It is from before you signed in or out, it was open too long, or it was sent from another site. Nothing was changed.".to_owned()),
        Fault::Unreadable => ("The form could not be read", "Go back and send it again. Nothing was changed.".to_owned()),
        Fault::TooLarge => ("That is too much at once", "Images may have up to 2 MB each. Go back, choose smaller files and send the form again. Nothing was changed.".to_owned()),
        Fault::App(error) => match error {
            AppError::NotFound { .. } => ("There is nothing here", "The address may have a typing mistake, or what was here is gone, or it belongs to somebody else.".to_owned()),
            AppError::Forbidden { .. } => ("You cannot see this page", format!("{}.", told(error))),
            AppError::TooMany { .. } => ("Too much at once", format!("{}.", told(error))),
            AppError::Unavailable { .. } => ("Not available right now", format!("{}. We try again by ourselves; load the page anew in a moment.", told(error))),
            AppError::Internal(_) => ("Something went wrong on our side", "It was written down with its cause. Nothing of yours is lost; load the page anew in a moment.".to_owned()),
            AppError::Invalid(_) | AppError::Taken(_) | AppError::WrongState(_) | AppError::Locked { .. } | AppError::Stale { .. } | AppError::Conflict(_) | AppError::Unauthenticated => {
                ("That did not work", format!("{}.", told(error)))
            }
        },
    }
}

fn body(title: &'static str, text: String, fault: &Fault, reference: Option<String>) -> AnyView {
    let (tone, glyph) = match fault.status() {
        s if s.is_server_error() => (Tone::Fail, Glyph::Failed),
        _ => (Tone::Off, Glyph::Info),
    };
    let reference = reference.map(|r| view! { <p class="note">"Reference "<code>{r}</code></p> });
    view! {
        <div class="page-head">
            <div class="row"><Tag tone=tone glyph=glyph word=fault.status().as_u16().to_string()/></div>
            <h1 class="display">{title}</h1>
            <p class="lead">{text}</p>
        </div>
        <div class="row"><a class="button" href="/">"Go to the start"</a></div>
        {reference}
    }
    .into_any()
}
