//! The OpenAPI 3.1 document, made from the handlers. `docs/openapi.json` is its copy in the tree.

mod answers;

use super::routes::Paths;
use actix_web::HttpResponse;
use std::sync::LazyLock;
use utoipa::{
    OpenApi,
    openapi::{
        InfoBuilder, OpenApi as Document, RefOr, Schema,
        schema::AnyOfBuilder,
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
            "Errors are application/problem+json with a stable `type`; every answer carries `X-Request-Id`, which finds it in the log. \
             Times are RFC 3339 in UTC, durations are seconds, sizes are as their names say. Lists answer `{items, next_cursor}` to `?limit=&cursor=`. \
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
    any_of(components.schemas.get_mut("RunAnswer"));
    answers::complete(&mut document);
    document
}

/// A detailed run is a plain one too, so “one of” would be wrong.
fn any_of(schema: Option<&mut RefOr<Schema>>) {
    if let Some(RefOr::T(schema)) = schema
        && let Schema::OneOf(one_of) = schema
    {
        let items = one_of.items.drain(..);
        let any_of = items.fold(AnyOfBuilder::new(), AnyOfBuilder::item);
        *schema = any_of.description(one_of.description.take()).into();
    }
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
