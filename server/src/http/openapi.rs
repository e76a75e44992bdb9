//! The OpenAPI 3.1 document, made from the handlers. `docs/openapi.json` is its copy in the tree.

use super::{routes::Paths, schemas};
use actix_web::HttpResponse;
use std::sync::LazyLock;
use utoipa::{
    OpenApi,
    openapi::{
        Content, InfoBuilder, OpenApi as Document, Ref, ResponseBuilder,
        security::{
            ApiKey, ApiKeyValue, HttpAuthScheme, HttpBuilder, SecurityRequirement, SecurityScheme,
        },
        tag::TagBuilder,
    },
};

/// In the order in which they are read.
const TAGS: [(&str, &str); 8] = [
    ("sign-up", "From the form to the running site; no sign-in."),
    ("tenants", "Customers' accounts."),
    (
        "settings",
        "Typed keys whose values are chosen while the system runs.",
    ),
    (
        "environments",
        "Tenant × stage: what is created, provisioned, configured, released, run, destroyed.",
    ),
    ("runs", "Executions of steps on an environment."),
    (
        "runtime",
        "The tenant app's side, with its environment's token.",
    ),
    ("access", "Sessions, tokens, accounts."),
    ("health", "For machines that watch; no token."),
];

pub fn build() -> Document {
    let mut document = Paths::openapi();
    document.info = InfoBuilder::new()
        .title("Automator")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Errors are application/problem+json with a stable `type`. Lists answer `{items, next_cursor}` to `?limit=&cursor=`. \
             Mutations take `Idempotency-Key`. What the caller may not see is 404. \
             Programs send a bearer token; browsers a session cookie and, with changes, the header X-CSRF-Token.",
        ))
        .build();
    let tag =
        |(name, text): (&str, &str)| TagBuilder::new().name(name).description(Some(text)).build();
    document.tags = Some(TAGS.map(tag).to_vec());
    let none: [&str; 0] = [];
    document.security = Some(vec![
        SecurityRequirement::new("bearer", none),
        SecurityRequirement::new("cookie", none),
    ]);
    let components = document.components.get_or_insert_default();
    let bearer = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).build();
    components.add_security_scheme("bearer", SecurityScheme::Http(bearer));
    let cookie =
        ApiKeyValue::with_description("__Host-automator", "automator_session without HTTPS");
    components.add_security_scheme("cookie", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    schemas::correct(&mut components.schemas);
    tell_problems(&mut document);
    document
}

/// What every operation of the API may answer besides what it says itself: a token that is none, a
/// role that may not, a parameter that cannot be read.
fn tell_problems(document: &mut Document) {
    let problem = Content::new(Some(Ref::from_schema_name("Problem")));
    let other = ResponseBuilder::new()
        .description("any other problem")
        .content(super::error::CONTENT_TYPE, problem)
        .build();
    let api = document.paths.paths.iter_mut();
    for (_, item) in api.filter(|(path, _)| is_api(path)) {
        let operations = [
            &mut item.get,
            &mut item.put,
            &mut item.post,
            &mut item.patch,
            &mut item.delete,
        ];
        for operation in operations.into_iter().flatten() {
            let responses = &mut operation.responses.responses;
            responses.insert("default".to_owned(), other.clone().into());
        }
    }
}

fn is_api(path: &str) -> bool {
    path.starts_with("/api/v1/") || path.starts_with("/runtime/")
}

pub fn json() -> String {
    let mut text = serde_json::to_string_pretty(&build()).unwrap_or_default();
    text.push('\n');
    text
}

/// This document.
#[utoipa::path(get, path = "/api/v1/openapi.json", tag = "health", operation_id = "openapi", security(()),
    responses((status = 200, description = "OpenAPI 3.1", content_type = "application/json")))]
pub async fn document() -> HttpResponse {
    static TEXT: LazyLock<String> = LazyLock::new(json);
    HttpResponse::Ok()
        .content_type("application/json")
        .body(TEXT.as_str())
}
