//! The sample tenant app: what each customer of the embedded default gets as "the product".
//!
//! A community page whose rooms can be booked. It runs as a process of its own, one an environment, started by the
//! instance supervisor with everything it needs in the environment variables of [`Config`]. It takes its look from the
//! portal's runtime document and applies every change without a restart; its data is its own.

mod booking;
mod claim;
mod clock;
mod config;
mod database;
mod http;
mod palette;
mod runtime;

use std::{net::Ipv4Addr, process::ExitCode, sync::Arc, time::Duration};

use actix_web::{App, HttpServer, web};
use anyhow::Context;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::{Notify, watch},
};

use crate::{booking::Store, runtime::Portal};
pub use crate::{
    claim::{Claim, ClaimError},
    config::{Config, Token},
};

/// `EX_TEMPFAIL`: another process runs this environment; nothing is wrong with it.
pub const HELD: u8 = 75;

/// The whole life of the process: configuration, log, the app, and the exit code. Call it outside of any async runtime.
pub fn tenant_app() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_env("APP_LOG")
        .unwrap_or_else(|_| "info,actix_server=warn".into());
    let _ = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .with_target(false)
        // The reader of the other end may be gone: the app outlives the portal, and must not end by its own log.
        .log_internal_errors(false)
        .try_init();
    let ended =
        Config::from_env().and_then(|config| actix_web::rt::System::new().block_on(run(config)));
    match ended {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(error = format!("{error:#}"), "the app ended");
            match error.downcast_ref() {
                Some(ClaimError::Held(_)) => ExitCode::from(HELD),
                _ => ExitCode::FAILURE,
            }
        }
    }
}

/// Serves until SIGTERM. The claim comes first and goes last: nothing is read or written without it.
pub async fn run(config: Config) -> anyhow::Result<()> {
    let claim = Claim::take(&config.dir)?;
    let mut signals = Signals::listen()?;
    let pool = database::open(&config.database).await?;
    let portal = Portal::new(&config)?;
    let (follower, look) = runtime::start(config.clone(), portal.clone()).await;

    let store = Store::new(pool.clone());
    let bell = Arc::new(Notify::new());
    let (closing, closed) = watch::channel(false);
    let state = web::Data::new(http::State::new(
        config,
        store.clone(),
        look,
        bell.clone(),
        closed,
    )?);
    let server = HttpServer::new({
        let state = state.clone();
        move || {
            App::new()
                .wrap(http::headers())
                .app_data(state.clone())
                .configure(http::routes)
        }
    })
    .workers(1)
    .worker_max_blocking_threads(2)
    .max_connections(2_000)
    .keep_alive(Duration::from_secs(30))
    .disable_signals()
    // Open event streams have been told to end by then; this is for a visitor's slow request.
    .shutdown_timeout(1)
    .bind((Ipv4Addr::LOCALHOST, 0))
    .context("no port to listen on")?;
    let port = server
        .addrs()
        .first()
        .context("no address to listen on")?
        .port();
    let server = server.run();
    let handle = server.handle();
    let mut serving = actix_web::rt::spawn(server);
    claim
        .publish_port(port)
        .context("the port cannot be published")?;
    tracing::info!(port, version = state.config.version, "listening");

    let following = actix_web::rt::spawn(runtime::follow(follower));
    let delivering = actix_web::rt::spawn(booking::deliver(store, portal, bell));
    tokio::select! {
        ended = &mut serving => {
            ended??;
            anyhow::bail!("the server ended by itself");
        }
        () = signals.stop() => {}
    }

    tracing::info!("stopping");
    // What is cut off here is done again at the next start: mails by the outbox, settings by the first fetch.
    following.abort();
    delivering.abort();
    closing.send_replace(true);
    handle.stop(true).await;
    pool.close().await;
    drop(claim);
    Ok(())
}

struct Signals {
    terminate: tokio::signal::unix::Signal,
    interrupt: tokio::signal::unix::Signal,
    /// Held so that the end of the portal's terminal is not ours.
    _hangup: tokio::signal::unix::Signal,
}

impl Signals {
    fn listen() -> anyhow::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            _hangup: signal(SignalKind::hangup())?,
        })
    }

    async fn stop(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
