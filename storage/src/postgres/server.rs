//! Connecting to the server: the pools, and the schema.

use super::{
    Backend,
    journal::Writer,
    wire::{ANSWER, Wire, millis},
};
use crate::{
    error::store_error,
    open::{Opened, Options, Pool, check_version, migrate_error},
};
use apalis_postgres::PostgresStorage;
use app::ports::{StoreError, StoreResult};
use sqlx::{
    PgPool,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPoolOptions},
    query, query_scalar,
};
use std::{str::FromStr, sync::Arc, time::Duration};

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations/postgres");

/// A process that stands still in the middle of a transaction, or whose machine is gone, holds its
/// rows no longer than this: nobody else could take its runs over before.
const STANDSTILL: &str = "5s";
/// So long does the server keep a session whose peer has gone without a word, and what it holds.
const GONE: Duration = Duration::from_secs(10);
/// One of them listens, the lines of the queue fetch by the others.
const QUEUE_CONNECTIONS: u32 = 4;

pub async fn open(url: &str, options: Options) -> StoreResult<Opened> {
    let connect = PgConnectOptions::from_str(url)
        .map_err(|error| StoreError::Other(Box::new(error)))?
        .application_name("automator")
        .options([
            ("idle_in_transaction_session_timeout", STANDSTILL),
            ("tcp_user_timeout", &millis(GONE)),
            ("tcp_keepalives_idle", "5"),
            ("tcp_keepalives_interval", "2"),
            ("tcp_keepalives_count", "3"),
        ]);
    let connect = if options.read_only {
        connect.options([("default_transaction_read_only", "on")])
    } else {
        connect
    };
    // A migration may take its time.
    let pool = pool_of(1, connect.clone()).await?;
    let migrate = options.migrate && !options.read_only;
    check_version(version(&pool).await?, known(), migrate)?;
    if migrate {
        MIGRATIONS.run(&pool).await.map_err(migrate_error)?;
        let mut queue = PostgresStorage::<()>::migrations();
        queue.set_ignore_missing(true);
        queue.run(&pool).await.map_err(migrate_error)?;
        quiet(&pool).await?;
    }
    pool.close().await;
    // Who has fetched which message may be forgotten when the power fails: the run stands in its
    // row. What is committed here lasts as soon as the next commit of the journal does.
    let unhurried = connect.clone().options([("synchronous_commit", "off")]);
    let queue = pool_of(QUEUE_CONNECTIONS, unhurried).await?;
    let writer = Writer::new(connect.clone());
    let backend = Arc::new(Backend {
        wire: Wire::new(connect),
        writer,
        plans: Arc::default(),
        read_only: options.read_only,
    });
    let pool = Pool::Postgres {
        pool: queue,
        url: url.to_owned(),
    };
    Ok(Opened {
        store: backend.clone(),
        journal: backend.clone(),
        calls: backend.clone(),
        workers: backend,
        pool,
    })
}

async fn pool_of(size: u32, connect: PgConnectOptions) -> StoreResult<PgPool> {
    PgPoolOptions::new()
        .max_connections(size)
        .acquire_timeout(ANSWER)
        .connect_with(connect)
        .await
        .map_err(store_error)
}

/// apalis would notify for each message; a line is told once for all that are put in together. And it
/// has two indexes twice, which each message pays for three times.
async fn quiet(pool: &PgPool) -> StoreResult<()> {
    query(
        "do $$ begin if exists (select 1 from pg_trigger where tgname = 'notify_workers' \
         and tgrelid = 'apalis.jobs'::regclass and tgenabled <> 'D') then \
         alter table apalis.jobs disable trigger notify_workers; end if; \
         if to_regclass('apalis.unique_job_id') is not null then \
         drop index apalis.unique_job_id; end if; \
         if to_regclass('apalis.lidx') is not null then drop index apalis.lidx; end if; end $$",
    )
    .execute(pool)
    .await
    .map_err(store_error)?;
    Ok(())
}

async fn version(pool: &PgPool) -> StoreResult<i64> {
    let table: bool = query_scalar("select to_regclass('_sqlx_migrations') is not null")
        .fetch_one(pool)
        .await
        .map_err(store_error)?;
    if !table {
        return Ok(0);
    }
    query_scalar("select coalesce(max(version), 0) from _sqlx_migrations")
        .fetch_one(pool)
        .await
        .map_err(store_error)
}

pub fn known() -> i64 {
    MIGRATIONS
        .iter()
        .map(|migration| migration.version)
        .max()
        .unwrap_or(0)
}
