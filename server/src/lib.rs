//! The one binary `automator`: portal, interface, command line, worker.
//!
//! Two thin outer layers translate to the use cases of `app` and hold no rule: [`http`] and
//! [`cli`]. `wiring` is the only place that picks database and providers.

pub mod bench;
pub mod cli;
pub mod config;
mod first_operator;
mod house;
pub mod http;
mod keys;
mod lifetime;
mod local;
pub mod lock;
mod log;
mod pages;
pub mod proxies;
mod proxy;
pub mod relay;
pub mod serve;
mod site;
pub mod wiring;
mod worker;
