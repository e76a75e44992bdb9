//! The browser's bundle: embedded in a release, read from the folder in development.
//!
//! Names carry a hash of the content, so a browser may keep a file for ever; each lies there
//! compressed already.

use actix_web::{HttpRequest, HttpResponse, http::header, web};
use rust_embed::RustEmbed;
use std::collections::BTreeMap;

#[derive(RustEmbed)]
#[folder = "$AUTOMATOR_SITE_DIR"]
struct Bundle;

/// Plain name → name with hash. Empty when no bundle was built: pages then work without script.
pub fn manifest() -> BTreeMap<String, String> {
    let file = Bundle::get("manifest.json");
    file.and_then(|f| serde_json::from_slice(&f.data).ok())
        .unwrap_or_default()
}

pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/pkg/{file:.*}", web::get().to(file));
}

async fn file(req: HttpRequest, name: web::Path<String>) -> HttpResponse {
    let accepted = req
        .headers()
        .get(header::ACCEPT_ENCODING)
        .and_then(|v| v.to_str().ok())
        .unwrap_or_default();
    let offers = |coding: &str| {
        accepted.split(',').any(|part| {
            let (name, quality) = part.split_once(';').unwrap_or((part, ""));
            name.trim().eq_ignore_ascii_case(coding)
                && quality.trim().trim_start_matches("q=") != "0"
        })
    };
    let codings = [("br", ".br"), ("gzip", ".gz")];
    let packed = codings
        .iter()
        .filter(|(coding, _)| offers(coding))
        .find_map(|(coding, ending)| Some((*coding, Bundle::get(&format!("{name}{ending}"))?)));
    let (coding, content) = match packed {
        Some((coding, content)) => (Some(coding), content),
        None => match Bundle::get(&name) {
            Some(content) => (None, content),
            None => return HttpResponse::NotFound().finish(),
        },
    };
    let kind = mime_guess::from_path(name.as_str()).first_or_octet_stream();
    let mut response = HttpResponse::Ok();
    response
        .content_type(if kind.type_() == "text" {
            format!("{kind}; charset=utf-8")
        } else {
            kind.to_string()
        })
        .insert_header((header::CACHE_CONTROL, "public, max-age=31536000, immutable"))
        .insert_header((header::VARY, "accept-encoding"));
    if let Some(coding) = coding {
        response.insert_header((header::CONTENT_ENCODING, coding));
    }
    response.body(content.data.into_owned())
}
