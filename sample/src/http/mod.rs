//! The app's pages and endpoints. Each file is one noun; what they share is [`State`] and the headers of every answer.

mod book;
mod events;
mod guard;
mod health;
mod home;
mod pictures;
mod problem;
mod styles;

use std::sync::Arc;

use actix_web::{
    middleware::DefaultHeaders,
    web::{self, FormConfig, ServiceConfig},
};
use minijinja::{AutoEscape, Environment};
use tokio::sync::{Notify, watch};

use crate::{booking::Store, config::Config, runtime::Look};

/// Only our own files, no inline code or styles. Frames are refused: a booking form is worth clickjacking.
const CONTENT_POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; \
     form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

pub struct State {
    pub config: Config,
    store: Store,
    look: watch::Receiver<Arc<Look>>,
    outbox_bell: Arc<Notify>,
    /// Counts bookings, so that open pages look again.
    bookings: watch::Sender<u64>,
    closed: watch::Receiver<bool>,
    pages: Environment<'static>,
}

impl State {
    pub fn new(
        config: Config,
        store: Store,
        look: watch::Receiver<Arc<Look>>,
        outbox_bell: Arc<Notify>,
        closed: watch::Receiver<bool>,
    ) -> anyhow::Result<Self> {
        let mut pages = Environment::new();
        pages.set_auto_escape_callback(|_| AutoEscape::Html);
        pages.set_undefined_behavior(minijinja::UndefinedBehavior::Strict);
        // Its error reports would carry what visitors typed into the log.
        pages.set_debug(false);
        pages.set_trim_blocks(true);
        pages.set_lstrip_blocks(true);
        pages.add_template("home.html", include_str!("../pages/home.html"))?;
        pages.add_template("upcoming.html", include_str!("../pages/upcoming.html"))?;
        pages.add_template("problem.html", include_str!("../pages/problem.html"))?;
        let (bookings, _) = watch::channel(0);
        Ok(Self {
            config,
            store,
            look,
            outbox_bell,
            bookings,
            closed,
            pages,
        })
    }

    fn look(&self) -> Arc<Look> {
        self.look.borrow().clone()
    }
}

pub fn headers() -> DefaultHeaders {
    DefaultHeaders::new()
        .add(("content-security-policy", CONTENT_POLICY))
        .add(("x-content-type-options", "nosniff"))
        // Not `no-referrer`: that would blank the Origin by which `guard` knows our own form.
        .add(("referrer-policy", "same-origin"))
        .add(("cross-origin-opener-policy", "same-origin"))
        .add((
            "permissions-policy",
            "camera=(), geolocation=(), microphone=()",
        ))
}

pub fn routes(config: &mut ServiceConfig) {
    config
        .app_data(FormConfig::default().limit(16 * 1024))
        .service(home::home)
        .service(home::upcoming)
        .service(book::book)
        .service(book::back_to_form)
        .service(events::events)
        .service(health::healthz)
        .service(styles::theme)
        .service(styles::stylesheet)
        .service(styles::script)
        .service(pictures::asset)
        .service(pictures::content)
        .default_service(web::to(problem::not_found));
}
