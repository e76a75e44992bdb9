//! From a request to an answer: pages are drawn whole, forms go to the page they stand on.
//!
//! A refused form is answered by its own page with what was typed and what is wrong with it. The
//! status says the same as the API would: 422 for a fault in a field, 403 for a lost token.

use super::{Asked, Fault, Form, Page, document, fault};
use actix_web::{
    HttpMessage, HttpRequest, HttpResponse, Resource, Responder,
    cookie::Cookie,
    http::{
        StatusCode,
        header::{self, HeaderValue},
    },
    web::{self, Payload},
};
use app::AppError;
use domain::form::Posted;
use leptos::prelude::*;
use std::{future::Future, rc::Rc, sync::Arc};

pub enum Reply {
    Page(Box<Page>),
    /// 303, with cookies to set.
    See(String, Vec<Cookie<'static>>),
    Raw(HttpResponse),
}

pub type Answer = Result<Reply, Fault>;

impl Reply {
    pub fn see(path: impl Into<String>) -> Answer {
        Ok(Self::See(path.into(), Vec::new()))
    }
}

impl From<Page> for Reply {
    fn from(page: Page) -> Self {
        Self::Page(Box::new(page))
    }
}

/// What a post left for the page that is drawn after it.
pub struct Kept(pub Posted);

/// A page without a form.
pub fn page<F>(path: &str, show: fn(Rc<Asked>) -> F) -> Resource
where
    F: Future<Output = Answer> + 'static,
{
    web::resource(path)
        .route(web::get().to(move |req| shown(req, show)))
        .route(web::head().to(move |req| shown(req, show)))
}

/// A page with a form that is posted to the page's own address.
pub fn form_page<S, P>(
    path: &str,
    show: fn(Rc<Asked>) -> S,
    post: fn(Rc<Asked>, Rc<Form>) -> P,
) -> Resource
where
    S: Future<Output = Answer> + 'static,
    P: Future<Output = Answer> + 'static,
{
    page(path, show).route(web::post().to(move |req, payload| posted(req, payload, show, post)))
}

async fn shown<F>(req: HttpRequest, show: fn(Rc<Asked>) -> F) -> impl Responder
where
    F: Future<Output = Answer>,
{
    let asked = Rc::new(Asked::new(req));
    match show(asked.clone()).await {
        Ok(reply) => respond(&asked, reply, StatusCode::OK),
        Err(fault) => fault::respond(&asked, fault).await,
    }
}

async fn posted<S, P>(
    req: HttpRequest,
    payload: Payload,
    show: fn(Rc<Asked>) -> S,
    post: fn(Rc<Asked>, Rc<Form>) -> P,
) -> impl Responder
where
    S: Future<Output = Answer>,
    P: Future<Output = Answer>,
{
    let asked = Rc::new(Asked::new(req));
    let form = match Form::read(&asked.req, payload).await {
        Ok(form) => Rc::new(form),
        Err(fault) => return fault::respond(&asked, fault).await,
    };
    let known = asked
        .hooks()
        .is_ok_and(|h| (h.check_form)(&asked.req, form.value("csrf")));
    let result = if known {
        post(asked.clone(), form.clone()).await
    } else {
        Err(Fault::NoFormToken)
    };
    let fault = match result {
        Ok(reply) => return respond(&asked, reply, StatusCode::OK),
        Err(fault) => fault,
    };
    let Some(kept) = fault.to_show_again(&form) else {
        return fault::respond(&asked, fault).await;
    };
    let status = fault.status();
    asked.req.extensions_mut().insert(Kept(kept));
    match show(asked.clone()).await {
        Ok(reply) => fault.wait(respond(&asked, reply, status)),
        // The page cannot be seen any more: what happened to the form is the nearer truth.
        Err(_) => fault::respond(&asked, fault).await,
    }
}

pub fn respond(asked: &Asked, reply: Reply, status: StatusCode) -> HttpResponse {
    match reply {
        Reply::Raw(response) => response,
        Reply::See(path, cookies) => {
            let mut response = HttpResponse::SeeOther();
            response
                .insert_header((header::LOCATION, path))
                .insert_header((header::CACHE_CONTROL, "no-store"));
            for cookie in cookies {
                response.cookie(cookie);
            }
            response.finish()
        }
        Reply::Page(page) => {
            let nonce = leptos::nonce::Nonce::new().to_string();
            let status = if status == StatusCode::OK {
                page.status
            } else {
                status
            };
            let html = draw(move |nonce| document::document(asked, *page, nonce), &nonce);
            HttpResponse::build(status)
                .content_type("text/html; charset=utf-8")
                .insert_header((header::CONTENT_SECURITY_POLICY, policy(&nonce)))
                .insert_header((header::CACHE_CONTROL, HeaderValue::from_static("no-store")))
                .body(html)
        }
    }
}

/// Draws a view with the owner that its signals and islands need.
pub fn draw(view: impl FnOnce(&str) -> AnyView, nonce: &str) -> String {
    let context = hydration_context::SsrSharedContext::new_islands();
    let owner = Owner::new_root(Some(Arc::new(context)));
    let html = owner.with(|| view(nonce).to_html());
    owner.unset_with_forced_cleanup();
    format!("<!doctype html>{html}")
}

/// Nothing from elsewhere, no inline style, and of scripts only the one that carries the nonce.
fn policy(nonce: &str) -> String {
    format!(
        "default-src 'none'; script-src 'nonce-{nonce}' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

impl From<AppError> for Fault {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parts::CopyButton;
    use std::{fs, path::Path};

    #[test]
    fn the_policy_allows_no_inline_script_or_style() {
        let policy = policy("abc");

        assert!(
            policy.contains("script-src 'nonce-abc' 'wasm-unsafe-eval';"),
            "{policy}"
        );
        assert!(
            !policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"),
            "{policy}"
        );
    }

    /// The policy would drop it silently: a page looks right only to its author's test.
    #[test]
    fn no_page_or_part_writes_a_style_attribute() {
        // As cargo says when it runs the test: the compiler may have been told of another clone.
        let here = std::env::var("CARGO_MANIFEST_DIR").expect("cargo runs this");
        let mut folders = vec![Path::new(&here).join("src")];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).expect("the sources are there") {
                let path = entry.expect("readable").path();
                if path.is_dir() {
                    folders.push(path);
                    continue;
                }
                let text = fs::read_to_string(&path).expect("readable");
                assert!(!text.contains(concat!(" style", "=")), "{}", path.display());
            }
        }
    }

    #[test]
    fn an_island_is_drawn_with_what_it_wakes_up_with_and_values_are_escaped() {
        let view = |_: &str| {
            view! { <CopyButton text="<b>\"x\"</b>".to_owned() word="Copy" quiet=false/> }
                .into_any()
        };
        let html = draw(view, "abc");

        assert!(
            html.starts_with("<!doctype html><leptos-island data-component=\"CopyButton_"),
            "{html}"
        );
        assert!(
            html.contains("data-props=") && !html.contains("<b>"),
            "{html}"
        );
    }
}
