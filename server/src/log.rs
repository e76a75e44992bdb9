//! The log: to stderr, one line a happening, filtered by `AUTOMATOR_LOG`.

use std::io::IsTerminal;
use tracing_subscriber::EnvFilter;

/// Libraries that tell much and matter little.
const CALM: &str = "actix_server=warn,hyper=warn,h2=warn,sqlx=warn,reqwest=warn,rustls=warn";

pub fn start(level: &str) {
    let wanted = std::env::var("AUTOMATOR_LOG")
        .ok()
        .filter(|w| !w.trim().is_empty());
    let fallback = format!("{level},{CALM}");
    let filter = wanted.and_then(|w| EnvFilter::try_new(w).ok());
    let filter = filter.unwrap_or_else(|| EnvFilter::new(fallback));
    let subscriber = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_target(false)
        .with_ansi(std::io::stderr().is_terminal())
        .log_internal_errors(false);
    // Machines that collect logs ask for JSON.
    if std::env::var("AUTOMATOR_LOG_FORMAT").is_ok_and(|f| f == "json") {
        let _ = subscriber.json().try_init();
    } else {
        let _ = subscriber.try_init();
    }
}
