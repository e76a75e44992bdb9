//! The portal as one process: API, screens, tenant proxy and, unless told otherwise, a worker.

use crate::{
    config::Config,
    first_operator, house,
    http::{self, health::Readiness, sse::Closing},
    lock::{self, Taken},
    proxy::{self, Proxy},
    wiring::{self, Need, Parts, Worker, local_address},
};
use actix_web::{App, HttpServer, dev::ServerHandle, middleware::from_fn, web};
use app::{AppError, AppResult};
use std::{net::TcpListener, sync::Arc, time::Duration};
use tokio::signal::unix::{Signal, SignalKind, signal};

/// How often the portal looks whether somebody else, such as a command, has changed settings.
const SETTINGS_EVERY: Duration = Duration::from_millis(250);

pub async fn run(config: Config, with_worker: bool) -> AppResult<()> {
    // Whoever stops it while it starts is heard too.
    let mut terminate = signal(SignalKind::terminate()).map_err(AppError::internal)?;
    let listener = listen(&config)?;
    let lock = if with_worker {
        Some(take_lock(&config)?)
    } else {
        None
    };
    let parts = Arc::new(wiring::build(&config, Need::Write).await?);
    house::claim_directory(&config, &parts).await?;
    let worker = match lock {
        Some(lock) => Some(parts.start_worker(Some(lock)).await?),
        None => None,
    };
    let keys = parts.portal.keys.clone();
    let adopted = parts
        .instances
        .adopt(move |owner| keys.derive("runtime-token", owner));
    tokio::spawn(watch_settings(parts.clone()));
    let (closer, closing) = Closing::pair();
    let server = start(&config, listener, &parts, worker.as_ref(), closing)?;
    let handle = server.handle();
    let serving = tokio::spawn(server);
    tracing::info!(
        listen = config.listen,
        instances = adopted,
        "the portal is up"
    );
    first_operator::announce(&config, &parts.portal).await?;
    let runner = worker.as_ref().map(|worker| worker.runner.clone());
    let ended = wait_for_stop(&config, &mut terminate, runner).await;
    tracing::info!("the portal stops");
    closer.close();
    stop(handle, worker, &parts).await;
    let _ = serving.await;
    ended
}

/// The HTTP side alone; a test puts its own parts behind it.
pub fn start(
    config: &Config,
    listener: TcpListener,
    parts: &Arc<Parts>,
    worker: Option<&Worker>,
    closing: Closing,
) -> AppResult<actix_web::dev::Server> {
    let portal = web::Data::new(parts.portal.clone());
    let proxy = Proxy::new(
        parts.portal.clone(),
        parts.table.clone(),
        parts.instances.clone(),
    );
    let proxy = web::Data::new(proxy.map_err(AppError::internal)?);
    let readiness = web::Data::new(Readiness {
        worker: worker.map(|w| w.runner.alive()),
    });
    let closing = web::Data::new(closing);
    let proxies = web::Data::new(config.trusted_proxies.clone());
    let unusable = |source: std::io::Error| cannot_listen(config, source);
    let server = HttpServer::new(move || {
        App::new()
            .app_data(portal.clone())
            .app_data(proxy.clone())
            .app_data(readiness.clone())
            .app_data(closing.clone())
            .app_data(proxies.clone())
            .wrap(from_fn(http::middleware::portal))
            .wrap(from_fn(proxy::middleware))
            .configure(http::configure)
            .configure(crate::site::configure)
            .configure(crate::pages::configure)
    });
    let server = server
        .workers(2)
        .shutdown_timeout(3)
        .disable_signals()
        .listen(listener)
        .map_err(unusable)?;
    Ok(server.run())
}

/// Before anything else: a port that is taken must not have migrated a database first.
fn listen(config: &Config) -> AppResult<TcpListener> {
    let listener = TcpListener::bind(&config.listen).map_err(|e| cannot_listen(config, e))?;
    listener
        .set_nonblocking(true)
        .map_err(|e| cannot_listen(config, e))?;
    Ok(listener)
}

fn cannot_listen(config: &Config, source: std::io::Error) -> AppError {
    let what = match source.kind() {
        std::io::ErrorKind::AddrInUse => format!(
            "{} is in use by another program; the address",
            config.listen
        ),
        _ => format!("the address {}: {source}; it", config.listen),
    };
    let hint = "Choose another one with AUTOMATOR_LISTEN, for example 127.0.0.1:8081".to_owned();
    AppError::Unavailable {
        what,
        hint: Some(hint),
        source: source.into(),
    }
}

fn take_lock(config: &Config) -> AppResult<lock::DataLock> {
    let address = local_address(&config.listen).to_string();
    let unusable = |hint: String, source: app::error::Source| AppError::Unavailable {
        what: format!("the data directory {}", config.data.display()),
        hint: Some(hint),
        source,
    };
    // A command that executes its own run holds the lock for a moment only.
    for _ in 0..100 {
        match lock::take(&config.data, true, &address) {
            Ok(Taken::Mine(lock)) => return Ok(lock),
            Ok(Taken::By(holder)) if holder.portal => {
                let hint = format!(
                    "Another portal (process {}, {}) has it",
                    holder.pid, holder.address
                );
                return Err(unusable(hint, "held by another portal".into()));
            }
            Ok(Taken::By(_)) => std::thread::sleep(Duration::from_millis(100)),
            Err(source) => return Err(unusable("Check AUTOMATOR_DATA".to_owned(), source.into())),
        }
    }
    Err(unusable(
        "A command executes a run there; wait for it to end".to_owned(),
        "held by a command".into(),
    ))
}

/// Commands write to the same database; apps learn of their changes within this interval.
async fn watch_settings(parts: Arc<Parts>) {
    let mut known = None;
    loop {
        match parts.portal.store.newest_revision().await {
            Ok(newest) if known != Some(newest) => {
                if known.replace(newest).is_some() {
                    parts.portal.settings.ring();
                }
            }
            Ok(_) => {}
            Err(error) => tracing::debug!(%error, "the newest settings revision was not read"),
        }
        tokio::time::sleep(SETTINGS_EVERY).await;
    }
}

async fn wait_for_stop(
    config: &Config,
    terminate: &mut Signal,
    runner: Option<Arc<jobs::Runner>>,
) -> AppResult<()> {
    let outdated = async {
        match &runner {
            Some(runner) => runner.outdated().await,
            None => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = terminate.recv() => Ok(()),
        result = tokio::signal::ctrl_c() => result.map_err(AppError::internal),
        (found, known) = outdated => Err(wiring::outdated(config, found, known)),
    }
}

/// Runs first, while the proxy still answers their checks; then requests; then instances.
async fn stop(handle: ServerHandle, worker: Option<Worker>, parts: &Parts) {
    if let Some(worker) = worker {
        worker.stop().await;
    }
    handle.stop(true).await;
    parts.instances.stop_all().await;
}
