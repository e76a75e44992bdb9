//! What a visitor of a tenant's address sees when no instance answers. Plain, without scripts, and
//! without a word about how the house works inside.

use actix_web::{HttpResponse, http::StatusCode, http::header};

pub fn page(status: StatusCode, title: &str, text: &str, again: bool) -> HttpResponse {
    let refresh = if again {
        r#"<meta http-equiv="refresh" content="2">"#
    } else {
        ""
    };
    let body = format!(
        r#"<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">{refresh}<title>{title}</title><style>:root{{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}}body{{margin:0;min-height:100vh;display:grid;place-content:center;padding:2rem;background:light-dark(#fafbfc,#101518);color:light-dark(#1b2226,#e6ebee)}}main{{max-width:34rem}}h1{{font-size:1.75rem;margin:0 0 .5rem}}p{{margin:0;color:light-dark(#57636b,#9aa7af)}}</style></head><body><main><h1>{title}</h1><p>{text}</p></main></body></html>"#
    );
    let mut response = HttpResponse::build(status);
    if again {
        response.insert_header((header::RETRY_AFTER, "2"));
    }
    response
        .content_type("text/html; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "no-store"))
        .insert_header((
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
        ))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .body(body)
}

pub fn nobody() -> HttpResponse {
    page(
        StatusCode::NOT_FOUND,
        "There is no site at this address",
        "Check the address for typing errors.",
        false,
    )
}

pub fn starting() -> HttpResponse {
    page(
        StatusCode::SERVICE_UNAVAILABLE,
        "This site is starting",
        "It will be here in a moment. The page looks again by itself.",
        true,
    )
}

pub fn silent() -> HttpResponse {
    page(
        StatusCode::BAD_GATEWAY,
        "This site does not answer",
        "It is being started again. Try once more in a moment.",
        true,
    )
}
