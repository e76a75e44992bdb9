//! Stylesheets and the script: our own files, and the customer's colours as a stylesheet of their own.

use std::sync::LazyLock;

use actix_web::{
    HttpResponse, Responder, get,
    http::header::{CACHE_CONTROL, ETAG, IF_NONE_MATCH},
    web::Data,
};
use minijinja::{Value, context};
use sha2::{Digest, Sha256};

use super::State;
use crate::runtime::Look;

const STYLESHEET: &str = include_str!("../pages/app.css");
const SCRIPT: &str = include_str!("../pages/app.js");

static BUILD: LazyLock<String> =
    LazyLock::new(|| hex::encode(&Sha256::digest(format!("{STYLESHEET}{SCRIPT}"))[..6]));

/// The addresses for a page's head; each changes with what is behind it.
pub fn links(look: &Look) -> Value {
    context! {
        stylesheet => format!("/app.css?v={}", *BUILD),
        script => format!("/app.js?v={}", *BUILD),
        theme => format!("/theme.css?v={}", look.revision),
    }
}

#[get("/theme.css")]
pub async fn theme(state: Data<State>, request: actix_web::HttpRequest) -> impl Responder {
    let look = state.look();
    let tag = format!("\"{}\"", hex::encode(&Sha256::digest(&look.css)[..8]));
    let mut answer = if is_known(&request, &tag) {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((ETAG, tag))
        .insert_header((CACHE_CONTROL, "no-cache"));
    answer
        .content_type("text/css; charset=utf-8")
        .body(look.css.clone())
}

#[get("/app.css")]
pub async fn stylesheet() -> impl Responder {
    immutable("text/css; charset=utf-8", STYLESHEET)
}

#[get("/app.js")]
pub async fn script() -> impl Responder {
    immutable("text/javascript; charset=utf-8", SCRIPT)
}

pub fn is_known(request: &actix_web::HttpRequest, tag: &str) -> bool {
    let known = request
        .headers()
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok());
    known.is_some_and(|tags| {
        tags.split(',')
            .map(|known| known.trim().trim_start_matches("W/"))
            .any(|known| known == tag)
    })
}

fn immutable(kind: &str, text: &'static str) -> HttpResponse {
    HttpResponse::Ok()
        .insert_header((CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .content_type(kind)
        .body(text)
}
