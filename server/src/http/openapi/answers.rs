//! What every operation may answer besides what it says itself, so that no handler repeats it: a
//! token that is none, a role that may not, a body or a parameter that cannot be read, a database
//! that does not answer. And the headers that belong to statuses: `Retry-After`, `ETag`,
//! `Location`, and those of repeated requests.

use super::super::{classes, error};
use utoipa::openapi::{
    Content, Header, HeaderBuilder, Object, OpenApi as Document, Ref, RefOr, Required, Response,
    ResponseBuilder,
    path::{Operation, ParameterBuilder, ParameterIn, PathItem},
    schema::{ObjectBuilder, Type},
};

/// Statuses that are the same wherever they are answered.
const GENERAL: [u16; 9] = [400, 401, 403, 404, 413, 415, 422, 500, 503];

pub fn complete(document: &mut Document) {
    let components = document.components.get_or_insert_default();
    for status in GENERAL {
        let mut response = problem(title(status));
        finish(&status.to_string(), false, &mut response);
        components
            .responses
            .insert(name(status).to_owned(), response.into());
    }
    let items = document.paths.paths.iter_mut();
    for (path, item) in items.filter(|(path, _)| is_api(path)) {
        for (mutates, operation) in operations(item) {
            complete_one(path, mutates, operation);
        }
    }
}

fn is_api(path: &str) -> bool {
    path.starts_with("/api/v1/") || path.starts_with("/runtime/")
}

fn operations(item: &mut PathItem) -> impl Iterator<Item = (bool, &mut Operation)> {
    let all = [
        (false, &mut item.get),
        (true, &mut item.put),
        (true, &mut item.post),
        (true, &mut item.patch),
        (true, &mut item.delete),
    ];
    all.into_iter()
        .filter_map(|(mutates, operation)| Some((mutates, operation.as_mut()?)))
}

fn complete_one(path: &str, mutates: bool, operation: &mut Operation) {
    let takes_json = body_is_json(operation);
    // A repeated sign-in makes a session of its own.
    let keeps_key = mutates && path != "/api/v1/sessions";
    if keeps_key {
        tell_idempotency(operation);
    }
    let needs_caller = operation.security.is_none();
    let may = [
        (400, true),
        (401, true),
        (403, needs_caller || mutates),
        (404, path.contains('{')),
        (413, operation.request_body.is_some()),
        (415, takes_json),
        (422, keeps_key),
        (500, true),
        (503, true),
    ];
    let responses = &mut operation.responses.responses;
    for (status, _) in may.into_iter().filter(|(_, may)| *may) {
        let general = || Ref::from_response_name(name(status)).into();
        responses.entry(status.to_string()).or_insert_with(general);
    }
    for (status, response) in responses.iter_mut() {
        if let RefOr::T(response) = response {
            finish(status, keeps_key, response);
        }
    }
}

/// Description and headers that go with a status.
fn finish(status: &str, keeps_key: bool, response: &mut Response) {
    if response.description.is_empty() {
        let number = status.parse().unwrap_or(500);
        response.description = match number {
            200..=299 => done(number).to_owned(),
            _ => title(number).to_owned(),
        };
    }
    let mut tell = |name: &str, kind: Type, about: &str| {
        let header = header(kind, about);
        response
            .headers
            .entry(name.to_owned())
            .or_insert_with(|| header.into());
    };
    match status {
        "401" => tell("WWW-Authenticate", Type::String, "`Bearer`"),
        "412" => tell("ETag", Type::String, "The present revision."),
        "429" | "503" => tell(
            "Retry-After",
            Type::Integer,
            "Seconds until it is worth another try.",
        ),
        _ => {}
    }
    if keeps_key && status.starts_with('2') {
        tell(
            "Idempotent-Replayed",
            Type::String,
            "`true` when the key was known: this is the first request's answer, and nothing was done.",
        );
    }
}

fn done(status: u16) -> &'static str {
    match status {
        201 => "made",
        202 => "accepted; work follows",
        204 => "done",
        _ => "as asked for",
    }
}

fn title(status: u16) -> &'static str {
    match status {
        404 => classes::NOT_FOUND.title,
        _ => classes::of_status(status).title,
    }
}

/// In the list of responses.
fn name(status: u16) -> &'static str {
    match status {
        400 => "Malformed",
        401 => "Unauthenticated",
        403 => "Forbidden",
        404 => "NotFound",
        413 => "TooLarge",
        415 => "UnsupportedType",
        422 => "Invalid",
        503 => "Unavailable",
        _ => "Internal",
    }
}

fn problem(about: &str) -> Response {
    let shape = Content::new(Some(Ref::from_schema_name("Problem")));
    ResponseBuilder::new()
        .description(about)
        .content(error::CONTENT_TYPE, shape)
        .build()
}

fn tell_idempotency(operation: &mut Operation) {
    let parameters = operation.parameters.get_or_insert_default();
    let key = ParameterBuilder::new()
        .name("Idempotency-Key")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(
            "1 to 200 visible characters. The same key and body get the first answer again and change nothing; \
             the same key with another body is refused (422).",
        ))
        .schema(Some(
            ObjectBuilder::new()
                .schema_type(Type::String)
                .min_length(Some(1))
                .max_length(Some(200)),
        ))
        .build();
    parameters.push(key.into());
}

fn header(kind: Type, about: &str) -> Header {
    HeaderBuilder::new()
        .schema(Some(Object::with_type(kind)))
        .description(Some(about))
        .build()
}

fn body_is_json(operation: &Operation) -> bool {
    match &operation.request_body {
        Some(RefOr::T(body)) => body.content.contains_key("application/json"),
        _ => false,
    }
}
