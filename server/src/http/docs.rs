//! Readable pages: the interface at `/api/docs`, and what each class of problem means.
//!
//! Written on the server from the OpenAPI document, with the site's own styles; nothing is loaded
//! from elsewhere and nothing needs a script.

use super::{classes, error::ApiError, openapi};
use actix_web::{HttpResponse, http::header, web::Path};
use domain::problem::Problem;
use serde_json::{Map, Value};
use std::{fmt::Write, sync::LazyLock};

pub const POLICY: &str = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The interface, for people.
#[utoipa::path(get, path = "/api/docs", tag = "health", operation_id = "docs", security(()),
    responses((status = 200, description = "a page", content_type = "text/html")))]
pub async fn page() -> HttpResponse {
    static PAGE: LazyLock<String> = LazyLock::new(|| {
        let document = serde_json::to_value(openapi::build()).unwrap_or_default();
        shell("Interface", &interface(&document))
    });
    html(PAGE.as_str())
}

/// The styles of these pages.
#[utoipa::path(get, path = "/api/docs.css", tag = "health", operation_id = "docs_styles", security(()),
    responses((status = 200, description = "a stylesheet", content_type = "text/css")))]
pub async fn styles() -> HttpResponse {
    static STYLES: LazyLock<String> = LazyLock::new(|| {
        [
            include_str!("../../../frontend/styles/tokens.css"),
            include_str!("../../../frontend/styles/base.css"),
            include_str!("../../../frontend/styles/components.css"),
            include_str!("docs.css"),
        ]
        .join("\n")
    });
    HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "public, max-age=3600"))
        .body(STYLES.as_str())
}

/// What a class of problem means and what helps.
#[utoipa::path(get, path = "/problems/{code}", tag = "health", operation_id = "problem", security(()),
    params(("code" = String, Path, description = "the last part of a problem's `type`")),
    responses((status = 200, description = "a page", content_type = "text/html"),
        (status = 404, description = "there is no such class")))]
pub async fn problem(code: Path<String>) -> Result<HttpResponse, ApiError> {
    let class = classes::find(&code).ok_or(ApiError::NoRoute)?;
    let text = format!(
        "<div class=\"page-head\"><h1>{}</h1><p class=\"note\">HTTP {} · <code>{}</code></p></div><p>{}</p>\
         <p><a href=\"/api/docs\">All of the interface</a></p>",
        escape(class.title),
        class.status,
        class.code,
        escape(class.meaning),
    );
    Ok(html(&shell(class.title, &text)))
}

/// A problem for somebody who looks at a page of ours and not at JSON.
pub fn problem_page(problem: &Problem) -> String {
    let hint = problem.hint.as_deref().unwrap_or_default();
    let meaning = classes::find(&problem.code).map_or("", |class| class.meaning);
    let reference = problem.request_id.as_deref().unwrap_or_default();
    let text = format!(
        "<div class=\"page-head\"><h1>{}</h1></div><p>{} {}</p><p class=\"note\">Reference <code>{}</code></p>",
        escape(&problem.title),
        escape(meaning),
        escape(hint),
        escape(reference),
    );
    shell(&problem.title, &text)
}

fn html(page: &str) -> HttpResponse {
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CONTENT_SECURITY_POLICY, POLICY))
        .body(page.to_owned())
}

fn shell(title: &str, content: &str) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{} – Automator</title><link rel=\"stylesheet\" href=\"/api/docs.css\"></head><body>\
         <a class=\"skip-link\" href=\"#main\">Skip to the content</a>\
         <header class=\"bar\"><a class=\"wordmark\" href=\"/\">Automator</a>\
         <nav class=\"bar-links\" aria-label=\"Interface\"><a href=\"/api/docs\">Interface</a>\
         <a href=\"/api/v1/openapi.json\">OpenAPI 3.1</a></nav></header>\
         <main class=\"wide stack-loose\" id=\"main\">{content}</main></body></html>",
        escape(title),
    )
}

fn interface(document: &Value) -> String {
    let mut out = String::from("<div class=\"page-head\"><h1>Interface</h1>");
    let about = text(&document["info"]["description"]);
    let _ = write!(out, "<p class=\"lead\">{}</p></div>", prose(about));
    let tags = document["tags"].as_array().cloned().unwrap_or_default();
    out.push_str("<nav class=\"doc-contents\" aria-label=\"Contents\"><ul>");
    for tag in &tags {
        let name = text(&tag["name"]);
        let _ = write!(out, "<li><a href=\"#{0}\">{0}</a></li>", escape(name));
    }
    out.push_str("<li><a href=\"#problems\">problems</a></li><li><a href=\"#shapes\">shapes</a></li></ul></nav>");
    for tag in &tags {
        out.push_str(&section(
            document,
            text(&tag["name"]),
            text(&tag["description"]),
        ));
    }
    out.push_str(&problems());
    out.push_str(&shapes(&document["components"]["schemas"]));
    out
}

fn section(document: &Value, tag: &str, about: &str) -> String {
    let (tag, about) = (escape(tag), prose(about));
    let mut out = format!("<section class=\"stack\" id=\"{tag}\"><h2>{tag}</h2><p>{about}</p>");
    for (path, item) in entries(&document["paths"]) {
        for method in METHODS {
            let operation = &item[method];
            if text(&operation["tags"][0]) == tag {
                out.push_str(&operation_card(document, method, path, operation));
            }
        }
    }
    out.push_str("</section>");
    out
}

fn operation_card(document: &Value, method: &str, path: &str, operation: &Value) -> String {
    let mut out = format!(
        "<details class=\"card doc-operation\" id=\"{}\"><summary><span class=\"doc-method\">{}</span> <code>{}</code> <span class=\"note\">{}</span></summary><div class=\"card-body stack\">",
        escape(text(&operation["operationId"])),
        method.to_uppercase(),
        escape(path),
        prose(text(&operation["summary"])),
    );
    let parameters = operation["parameters"]
        .as_array()
        .cloned()
        .unwrap_or_default();
    if !parameters.is_empty() {
        out.push_str("<dl class=\"doc-list\">");
        for parameter in &parameters {
            let _ = write!(
                out,
                "<dt><code>{}</code> <span class=\"note\">{}</span></dt><dd>{}</dd>",
                escape(text(&parameter["name"])),
                escape(text(&parameter["in"])),
                prose(text(&parameter["description"])),
            );
        }
        out.push_str("</dl>");
    }
    if let Some(shape) = content(&operation["requestBody"]) {
        let _ = write!(out, "<p>Body: {shape}</p>");
    }
    out.push_str("<dl class=\"doc-list\">");
    for (status, response) in entries(&operation["responses"]) {
        let response = resolved(document, response);
        let shape = content(response).unwrap_or_default();
        let _ = write!(
            out,
            "<dt><code>{}</code></dt><dd>{} {shape}</dd>",
            escape(status),
            prose(text(&response["description"])),
        );
    }
    out.push_str("</dl></div></details>");
    out
}

fn problems() -> String {
    let mut out = String::from(
        "<section class=\"stack\" id=\"problems\"><h2>problems</h2><dl class=\"doc-list\">",
    );
    for class in classes::ALL {
        let _ = write!(
            out,
            "<dt>{status} <a href=\"/problems/{code}\"><code>{code}</code></a></dt><dd>{title}</dd>",
            status = class.status,
            code = class.code,
            title = escape(class.title),
        );
    }
    out.push_str("</dl></section>");
    out
}

fn shapes(schemas: &Value) -> String {
    let mut out = String::from("<section class=\"stack\" id=\"shapes\"><h2>shapes</h2>");
    for (name, schema) in entries(schemas) {
        let json = serde_json::to_string_pretty(schema).unwrap_or_default();
        let _ = write!(
            out,
            "<details class=\"card doc-operation\" id=\"shape-{0}\"><summary><code>{0}</code> <span class=\"note\">{1}</span></summary><pre class=\"doc-shape\"><code>{2}</code></pre></details>",
            escape(name),
            escape(text(&schema["description"])),
            escape(&json),
        );
    }
    out.push_str("</section>");
    out
}

/// What a reference within the document leads to; anything else is itself.
fn resolved<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    let pointer = value["$ref"].as_str().and_then(|r| r.strip_prefix('#'));
    let found = pointer.and_then(|pointer| document.pointer(pointer));
    found.unwrap_or(value)
}

/// The media type and a link to the shape of a body.
fn content(body: &Value) -> Option<String> {
    let (media, value) = entries(&body["content"]).next()?;
    let name = shape_name(&value["schema"]);
    let link = name.map_or_else(String::new, |name| {
        format!(" <a href=\"#shape-{0}\"><code>{0}</code></a>", escape(name))
    });
    Some(format!(
        "<span class=\"note\">{}</span>{link}",
        escape(media)
    ))
}

fn shape_name(schema: &Value) -> Option<&str> {
    let reference =
        |value: &'_ Value| -> Option<usize> { value["$ref"].as_str().and_then(|r| r.rfind('/')) };
    let candidates = [schema, &schema["items"], &schema["oneOf"][1]];
    let found = candidates.into_iter().find(|s| reference(s).is_some())?;
    found["$ref"].as_str()?.rsplit('/').next()
}

fn entries(value: &Value) -> impl Iterator<Item = (&str, &Value)> {
    static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
    let map = value.as_object().unwrap_or(&NONE);
    map.iter().map(|(key, value)| (key.as_str(), value))
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// A sentence; what stands between backticks is code.
fn prose(text: &str) -> String {
    let parts = escape(text);
    let mut out = String::new();
    for (i, part) in parts.split('`').enumerate() {
        if i % 2 == 1 {
            let _ = write!(out, "<code>{part}</code>");
        } else {
            out.push_str(part);
        }
    }
    out
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}
