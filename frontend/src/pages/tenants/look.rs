//! `/tenants/{slug}/look.css`: the saved colours as a stylesheet, for previews. The content policy
//! knows no style attribute; colours are checked values, so nothing else can get in here.

use super::stage;
use crate::ssr::{Answer, Asked, Reply};
use actix_web::{HttpResponse, Resource, http::header};
use app::cases;
use domain::{colour::Colour, views::SettingsView};
use std::{fmt::Write, rc::Rc};

pub fn resource() -> Resource {
    crate::ssr::page("/tenants/{slug}/look.css", show)
}

async fn show(asked: Rc<Asked>) -> Answer {
    let settings =
        cases::show_settings(&asked.access()?, &asked.slug()?, stage(&asked)?.as_ref()).await?;
    let response = HttpResponse::Ok()
        .content_type("text/css; charset=utf-8")
        .insert_header((header::CACHE_CONTROL, "private, no-cache"))
        .body(sheet(&settings));
    Ok(Reply::Raw(response))
}

fn sheet(settings: &SettingsView) -> String {
    let colour = |key: &str| {
        let value = settings.values.get(key).and_then(|v| v.value.as_str());
        value.and_then(|v| Colour::parse(v).ok())
    };
    let mut css = String::from(".look-saved {");
    let mut set = |name: &str, value: Option<Colour>| {
        if let Some(value) = value {
            let _ = write!(css, " --{name}: {value};");
        }
    };
    for (name, key) in [
        ("primary", "branding.primary_color"),
        ("accent", "branding.accent_color"),
    ] {
        set(name, colour(key));
        set(
            &format!("{name}-on"),
            colour(key).map(Colour::readable_text),
        );
    }
    set("tenant-page", colour("branding.background_color"));
    set("tenant-ink", colour("branding.text_color"));
    css.push_str(" }\n");
    css
}
