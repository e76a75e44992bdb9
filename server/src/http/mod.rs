//! The portal over HTTP: a thin translation of requests to use cases, one file a noun.
//!
//! `App::new().wrap(from_fn(http::middleware::portal)).app_data(Data::new(portal))` with
//! [`configure`] is all that `serve` needs; [`health::Readiness`] and [`sse::Closing`] tell the
//! handlers about the process.

pub mod access;
mod assets;
mod body;
pub mod caller;
pub mod classes;
pub mod cookies;
pub mod csrf;
mod docs;
pub mod environments;
pub mod error;
mod etag;
mod events;
pub mod health;
mod idempotency;
mod launches;
mod mails;
pub mod metrics;
pub mod middleware;
pub mod openapi;
mod params;
pub mod plan;
pub mod routes;
pub mod runs;
mod runtime;
mod sessions;
pub mod settings;
mod signups;
pub mod sse;
mod tenants;
mod workers;

pub use routes::configure;
