//! The only place that picks database and providers, and puts the parts together.

use crate::{config::Config, lock::DataLock};
use app::{
    AppError, AppResult, Portal,
    portal::PortalConfig,
    ports::{Findings, Inspector, Journal, SystemClock, Workers},
    records::{Environment, Tenant},
    sign_in_limits::SignInLimits,
    signal::Signal,
};
use async_trait::async_trait;
use jobs::{
    Providers, Runner, RunnerOptions,
    providers::{
        bucket::FolderBucket,
        database::SqliteFiles,
        dns::ProxyTable,
        instance::{LocalInstances, LocalOptions},
        mail::{Captured, Outlet, OutletOptions, Reach},
        probe::HttpProbe,
    },
    queue::{Bells, QueueOptions},
    runner::{Faults, StepCatalog},
    step::AnyStep,
    steps,
};
use std::{
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, OnceLock, Weak},
};
use tokio_util::sync::CancellationToken;

/// What a command wants of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    Read,
    Write,
    /// Of a worker alone: the portal brings the schema up, and has made the key.
    Work,
}

/// Everything, as this process has it.
pub struct Parts {
    pub portal: Arc<Portal>,
    pub providers: Arc<Providers>,
    pub instances: Arc<LocalInstances>,
    pub table: Arc<ProxyTable>,
    pub journal: Arc<dyn Journal>,
    pub pool: jobs::queue::Pool,
}

pub async fn build(config: &Config, need: Need) -> AppResult<Parts> {
    let program = std::env::current_exe().map_err(|e| unusable(config, e))?;
    build_as(config, need, program).await
}

/// `program` is what instances run; a test is not that program itself.
pub async fn build_as(config: &Config, need: Need, program: PathBuf) -> AppResult<Parts> {
    let unusable = |source: std::io::Error| unusable(config, source);
    std::fs::create_dir_all(&config.data).map_err(unusable)?;
    let options = storage::Options {
        create: true,
        migrate: need != Need::Work,
        read_only: false,
    };
    let opened = storage::open(&config.database_url, options)
        .await
        .map_err(|e| database_error(config, e))?;
    let keys = crate::keys::load(&config.data, need != Need::Work);
    let keys = keys.map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => {
            domain::FieldError::new("master_key", "missing", error.to_string()).into()
        }
        _ => unusable(error),
    })?;
    let address = local_address(&config.listen);
    let runtime_url = format!("http://{address}");
    let client = |e: reqwest::Error| AppError::internal(e);
    let instances = Arc::new(
        LocalInstances::new(LocalOptions {
            data: config.data.clone(),
            program,
            runtime_url,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
        .map_err(client)?,
    );
    let table = Arc::new(ProxyTable::new(&config.data));
    let providers = Providers {
        instance: instances.clone(),
        database: Arc::new(SqliteFiles::new(&config.data)),
        bucket: Arc::new(FolderBucket::new(&config.data)),
        mail: Arc::new(Captured::new(&config.data)),
        dns: table.clone(),
        probe: Arc::new(HttpProbe::new(Some(address)).map_err(client)?),
    };
    let providers = providers.or_ordered().map_err(client)?;
    let (runner, _) = faults()?.pace();
    let providers = providers.limited(&opened.store, &opened.calls, runner.lease);
    let providers = Arc::new(providers);
    let inspector = Arc::new(StepInspector {
        portal: OnceLock::new(),
        providers: providers.clone(),
    });
    let portal = Arc::new(Portal {
        store: opened.store,
        workers: opened.workers,
        clock: Arc::new(SystemClock),
        catalog: Arc::new(StepCatalog::new(steps::ALL)),
        bucket: providers.bucket.clone(),
        mail: Arc::new(outlet(config)),
        inspector: inspector.clone(),
        keys,
        config: PortalConfig {
            base_domain: config.base_domain.clone(),
            public_url: config.public_url.trim_end_matches('/').to_owned(),
        },
        work: Signal::default(),
        bulk_work: Signal::default(),
        events: Signal::default(),
        settings: Signal::default(),
        sign_ins: SignInLimits::new(Arc::new(SystemClock)),
    });
    let _ = inspector.portal.set(Arc::downgrade(&portal));
    let pool = match opened.pool {
        storage::Pool::Sqlite { pool, turn } => jobs::queue::Pool::Sqlite { pool, turn },
        storage::Pool::Postgres { pool, .. } => jobs::queue::Pool::Postgres(pool),
    };
    let parts = Parts {
        portal,
        providers,
        instances,
        table,
        journal: opened.journal,
        pool,
    };
    crate::house::check_key(&parts, need).await?;
    Ok(parts)
}

/// A worker in this process: queue, leases, sweeper.
pub struct Worker {
    pub runner: Arc<Runner>,
    stop: CancellationToken,
    queue: tokio::task::JoinHandle<()>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
    workers: Arc<dyn Workers>,
    _lock: Option<DataLock>,
}

impl Parts {
    /// Starts a worker. With the data directory's lock in hand nobody else can hold a lease on
    /// SQLite, so those of earlier processes end at once.
    pub async fn start_worker(&self, lock: Option<DataLock>) -> AppResult<Worker> {
        let faults = faults()?;
        let (runner, queue) = faults.pace();
        self.start(steps::ALL, runner, queue, faults, lock).await
    }

    /// A worker with a list of steps of its own, as a benchmark or a test has it.
    pub async fn start(
        &self,
        steps: &'static [&'static dyn AnyStep],
        options: RunnerOptions,
        queue: QueueOptions,
        faults: Faults,
        lock: Option<DataLock>,
    ) -> AppResult<Worker> {
        let (portal, providers) = (self.portal.clone(), self.providers.clone());
        let runner = Runner::new(
            portal,
            providers,
            steps,
            self.journal.clone(),
            options,
            faults,
        );
        if lock.is_some() && matches!(self.pool, jobs::queue::Pool::Sqlite { .. }) {
            let voided = self.journal.void_leases().await?;
            if voided > 0 {
                tracing::info!(leases = voided, "took over from a process that has ended");
            }
        }
        let (bells, stop) = (Bells::default(), CancellationToken::new());
        let tasks = vec![
            tokio::spawn(bells.single.clone().follow(self.portal.work.clone())),
            tokio::spawn(bells.bulk.clone().follow(self.portal.bulk_work.clone())),
            tokio::spawn(runner.clone().keep_leases()),
            tokio::spawn(runner.clone().sweep()),
            tokio::spawn(runner.clone().tell(queue.concurrency + queue.bulk)),
            tokio::spawn(jobs::periodic::send_mail(self.portal.clone(), stop.clone())),
            tokio::spawn(jobs::periodic::forget_old(
                self.portal.clone(),
                stop.clone(),
            )),
            tokio::spawn(jobs::periodic::tidy_queue(
                self.journal.clone(),
                stop.clone(),
            )),
        ];
        let queue = tokio::spawn(jobs::queue::run(
            self.pool.clone(),
            runner.clone(),
            bells,
            queue,
            stop.clone(),
        ));
        Ok(Worker {
            runner,
            stop,
            queue,
            tasks,
            workers: self.portal.workers.clone(),
            _lock: lock,
        })
    }
}

impl Worker {
    /// Nothing more is fetched and no new step starts; leases go back when running steps have ended
    /// or time is up.
    pub async fn stop(self) {
        self.runner.stop();
        self.stop.cancel();
        let begun = std::time::Instant::now();
        while !self.runner.is_idle() && begun.elapsed().as_secs() < 12 {
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        // It gives back what it has fetched and not begun.
        let _ = tokio::time::timeout(std::time::Duration::from_secs(1), self.queue).await;
        for task in self.tasks {
            task.abort();
        }
        // The last word; whoever does not say it is taken for silent after ten seconds.
        let leave = self.workers.leave(self.runner.owner());
        let _ = tokio::time::timeout(std::time::Duration::from_secs(1), leave).await;
    }
}

fn faults() -> AppResult<Faults> {
    Faults::from_env()
        .map_err(|why| domain::FieldError::new("AUTOMATOR_FAULTS", "faults", why).into())
}

fn outlet(config: &Config) -> Outlet {
    // A portal on localhost serves nobody else, so its people may use servers of their own network.
    let reach = match config.base_domain.as_str() {
        "localhost" => Reach::Everywhere,
        _ => Reach::Public,
    };
    Outlet::new(OutletOptions {
        relay: config.mail_relay.as_ref().map(|relay| relay.0.clone()),
        reach,
        ..OutletOptions::default()
    })
}

/// Where this machine reaches the portal: a wildcard address is reached by loopback.
pub fn local_address(listen: &str) -> SocketAddr {
    let listen: SocketAddr = listen
        .parse()
        .unwrap_or_else(|_| SocketAddr::from(([127, 0, 0, 1], 8080)));
    if listen.ip().is_unspecified() {
        SocketAddr::from(([127, 0, 0, 1], listen.port()))
    } else {
        listen
    }
}

fn unusable(config: &Config, source: std::io::Error) -> AppError {
    AppError::Unavailable {
        what: format!("the data directory {}", config.data.display()),
        hint: Some("Choose another one with AUTOMATOR_DATA, or mend its rights".to_owned()),
        source: source.into(),
    }
}

/// A newer program has migrated the database while this one ran.
pub fn outdated(config: &Config, found: i64, known: i64) -> AppError {
    database_error(config, app::ports::StoreError::Newer { found, known })
}

fn database_error(config: &Config, error: app::ports::StoreError) -> AppError {
    let hint = match &error {
        app::ports::StoreError::Newer { .. } => {
            "Use the newer version of automator, or restore a backup"
        }
        app::ports::StoreError::ReadOnly => "Make the database writable for this user",
        _ => "Check AUTOMATOR_DATA and AUTOMATOR_DATABASE_URL",
    };
    let place = config
        .database_url
        .rsplit_once('@')
        .map_or(config.database_url.as_str(), |(_, host)| host);
    AppError::Unavailable {
        what: format!("the database {place}: {error}; it"),
        hint: Some(hint.to_owned()),
        source: error.into(),
    }
}

struct StepInspector {
    portal: OnceLock<Weak<Portal>>,
    providers: Arc<Providers>,
}

#[async_trait]
impl Inspector for StepInspector {
    async fn inspect(&self, tenant: &Tenant, environment: &Environment) -> AppResult<Findings> {
        let portal = self.portal.get().and_then(Weak::upgrade);
        let portal = portal.ok_or_else(|| AppError::internal("the portal is closing"))?;
        jobs::inspect::inspect(&portal, &self.providers, steps::ALL, tenant, environment).await
    }
}
