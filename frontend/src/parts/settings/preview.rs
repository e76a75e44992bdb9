//! The look as visitors would see it, beside the form, while colours and images are chosen.
//!
//! The saved look comes as a stylesheet of its own, since the content policy knows no style
//! attribute; what is tried out is set on the element by the script, which it allows.

use super::{contrast, fields};
use crate::parts::browser;
use domain::colour::Colour;
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Seen {
    pub title: String,
    pub primary: String,
    pub accent: String,
    pub background: String,
    pub text: String,
    /// Addresses of images; empty when there is none.
    pub logo: String,
    pub header: String,
    pub footer: String,
}

#[island]
pub fn Preview(saved: Seen, host: String, form: String) -> impl IntoView {
    let (look, set_look) = signal(saved.clone());
    let page = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        let Some(form) = browser::by_id(&form) else {
            return;
        };
        let read = {
            let (form, saved) = (form.clone(), saved.clone());
            move || {
                let before = look.get_untracked();
                set_look.set(typed(&form, &saved, &before));
            }
        };
        read();
        for event in ["input", "change"] {
            let read = read.clone();
            browser::listen(&form, event, move |_| read());
        }
    });
    Effect::new(move |_| {
        if let Some(page) = page.get() {
            paint(&page, &look.read());
        }
    });
    view! {
        <section class="stack preview" aria-label="Preview">
            <div class="row row-spread"><h2 class="heading-small">"Preview"</h2><span class="note">"Visitors still see the saved look."</span></div>
            <div class="browser" aria-hidden="true">
                <div class="browser-bar"><i></i><span>{host}</span></div>
                <div class="tenant-page look-saved" node_ref=page>
                    <div class="tenant-head">
                        {move || picture(&look.read().logo, "tenant-logo")}
                        <span>{move || look.read().title.clone()}</span>
                        <nav><span>"Rooms"</span><span>"Book"</span></nav>
                    </div>
                    {move || picture(&look.read().header, "tenant-picture")}
                    <div class="tenant-hero">
                        <strong class="tenant-title">"A room for what you plan"</strong>
                        <span>"Courses, rehearsals, meetings: by the hour, without paperwork."</span>
                        <span class="tenant-cta">"Book a room"</span>
                    </div>
                    <div class="tenant-grid">
                        <div><strong>"Workshop"</strong><small>"12 seats"</small></div>
                        <div><strong>"Hall"</strong><small>"80 seats"</small></div>
                        <div><strong>"Studio"</strong><small>"6 seats"</small></div>
                    </div>
                    <p class="tenant-text">"Not sure which one fits? "<span class="tenant-link">"Ask the house"</span></p>
                    <p class="tenant-foot" hidden=move || look.read().footer.is_empty()>{move || look.read().footer.clone()}</p>
                </div>
            </div>
            <div class="stack stack-tight" aria-live="polite">{move || contrast::contrast(&look.read())}</div>
            <div role="status">{move || contrast::warning(&look.read())}</div>
        </section>
    }
}

fn picture(address: &str, class: &'static str) -> Option<AnyView> {
    let address = Some(address.to_owned()).filter(|a| !a.is_empty())?;
    Some(view! { <img class=class src=address alt=""/> }.into_any())
}

/// The look as the form says it now. A half-typed colour leaves the one before in place.
fn typed(form: &HtmlElement, saved: &Seen, before: &Seen) -> Seen {
    let field = |key: &str| {
        let found = form
            .query_selector(&format!("[name='settings.{key}']"))
            .ok()
            .flatten();
        found.filter(|_| !inherits(form, key))
    };
    let text = |key: &str, or: &str| field(key).map_or(or.to_owned(), |f| fields::value(&f));
    let colour = |key: &str, or: &str, before: &str| {
        let value = text(key, or);
        if Colour::parse(&value).is_ok() {
            value
        } else {
            before.to_owned()
        }
    };
    let image = |key: &str, or: &str, before: &str| match field(key) {
        Some(input) => chosen(&input, before).unwrap_or_else(|| or.to_owned()),
        None => or.to_owned(),
    };
    let title = text("branding.site_title", &saved.title);
    Seen {
        title: if title.trim().is_empty() {
            saved.title.clone()
        } else {
            title
        },
        primary: colour("branding.primary_color", &saved.primary, &before.primary),
        accent: colour("branding.accent_color", &saved.accent, &before.accent),
        background: colour(
            "branding.background_color",
            &saved.background,
            &before.background,
        ),
        text: colour("branding.text_color", &saved.text, &before.text),
        logo: image("branding.logo", &saved.logo, &before.logo),
        header: image("branding.header_image", &saved.header, &before.header),
        footer: text("mail.footer_address", &saved.footer),
    }
}

/// Whether the field is marked to take the inherited value, which only the server knows.
fn inherits(form: &HtmlElement, key: &str) -> bool {
    form.query_selector(&format!("[name='inherit.{key}']:checked"))
        .ok()
        .flatten()
        .is_some()
}

/// The chosen file as an address of this page; made once a file.
fn chosen(input: &web_sys::Element, before: &str) -> Option<String> {
    let file = input
        .dyn_ref::<web_sys::HtmlInputElement>()?
        .files()?
        .get(0)?;
    let name = format!("{}-{}", file.name(), file.last_modified());
    if input.get_attribute("data-shown").as_deref() == Some(&name) {
        return Some(before.to_owned());
    }
    let _ = input.set_attribute("data-shown", &name);
    web_sys::Url::create_object_url_with_blob(&file).ok()
}

fn paint(page: &HtmlElement, look: &Seen) {
    let on = |colour: &str| {
        Colour::parse(colour)
            .map(|c| c.readable_text().to_string())
            .unwrap_or_default()
    };
    let style = page.style();
    for (name, value) in [
        ("--primary", look.primary.as_str()),
        ("--primary-on", &on(&look.primary)),
        ("--accent", &look.accent),
        ("--accent-on", &on(&look.accent)),
        ("--tenant-page", &look.background),
        ("--tenant-ink", &look.text),
    ] {
        let _ = style.set_property(name, value);
    }
}
