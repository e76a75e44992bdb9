//! Opening the file, with the settings that make a commit last.
//!
//! apalis' own set-up turns `synchronous` off; therefore only its migrations are used, under a
//! table name of their own, and every connection of every pool gets its settings here.

use super::{Backend, journal::Writer};
use crate::{
    error::store_error,
    open::{OpenError, Opened, Options, Pool, check_version, migrate_error},
};
use apalis_sqlite::SqliteStorage;
use app::ports::{StoreError, StoreResult};
use rusqlite::{Connection, OpenFlags};
use sqlx::{
    Connection as _, SqlitePool,
    migrate::Migrator,
    query, query_scalar, raw_sql,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::{fs, io, os::unix::fs::OpenOptionsExt, path::Path, sync::Arc, time::Duration};

static MIGRATIONS: Migrator = sqlx::migrate!("../migrations/sqlite");

pub const BUSY: Duration = Duration::from_secs(10);
/// Pages, 16 MiB: a checkpoint holds up the batch that it falls into, and writes a page once however
/// often it has changed.
macro_rules! checkpoint {
    () => {
        "4000"
    };
}
#[cfg(test)]
pub mod tests;

const READERS: u32 = 4;
const QUEUE_CONNECTIONS: u32 = 2;
/// KiB, as SQLite wants it. Each connection keeps pages for itself, 2 MiB unless told, and the system
/// has them all anyway: only the journal, which comes back to the same pages in every batch, gets as much.
const FEW_PAGES: &str = "-512";

pub async fn open(path: &Path, options: Options) -> StoreResult<Opened> {
    let (backend, queue) = connect_all(path, options).await?;
    let turn = backend.turn.clone();
    let backend = Arc::new(backend);
    Ok(Opened {
        store: backend.clone(),
        journal: backend.clone(),
        calls: backend.clone(),
        workers: backend,
        pool: Pool::Sqlite { pool: queue, turn },
    })
}

async fn connect_all(path: &Path, options: Options) -> StoreResult<(Backend, SqlitePool)> {
    prepare(path, options)?;
    let write = connect(path).pragma("cache_size", FEW_PAGES);
    let read = write.clone().read_only(true);
    let writer = if options.read_only {
        None
    } else {
        Some(writing_pool(1, write.clone()).await?)
    };
    let journal = writer
        .as_ref()
        .map(|_| Writer::new(path.to_owned(), read.clone()));
    let reader = pool(READERS, read.clone()).await?;
    let queue = if let Some(writer) = &writer {
        migrate(writer, options.migrate).await?;
        // Who has fetched which message may be forgotten when the power fails: the run stands in its
        // row. What is committed here lasts as soon as the next batch of the journal does.
        writing_pool(
            QUEUE_CONNECTIONS,
            write.synchronous(SqliteSynchronous::Normal),
        )
        .await?
    } else {
        check_version(version(&reader).await?, known(), false)?;
        pool(1, read).await?
    };
    let backend = Backend {
        reader,
        journal,
        writer,
        turn: Arc::default(),
        plans: Arc::default(),
    };
    Ok((backend, queue))
}

/// The file holds password hashes and tokens of tenants: nobody but its owner reads it. SQLite
/// gives the files beside it the same mode.
fn prepare(path: &Path, options: Options) -> StoreResult<()> {
    match fs::metadata(path) {
        Ok(file) if file.permissions().readonly() && !options.read_only => {
            Err(StoreError::ReadOnly)
        }
        Ok(_) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            if !options.create || options.read_only {
                return Err(StoreError::Unavailable(Box::new(OpenError::Missing(
                    path.into(),
                ))));
            }
            let made = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(path);
            match made {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    Err(StoreError::Unavailable(Box::new(error)))
                }
                _ => Ok(()),
            }
        }
        Err(error) => Err(StoreError::Unavailable(Box::new(error))),
    }
}

fn connect(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("wal_autocheckpoint", checkpoint!())
        .busy_timeout(BUSY)
}

/// The journal's own.
pub fn for_journal(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(
        path,
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )?;
    conn.busy_timeout(BUSY)?;
    conn.execute_batch(concat!(
        "pragma synchronous = full; pragma foreign_keys = on; pragma wal_autocheckpoint = ",
        checkpoint!()
    ))?;
    Ok(conn)
}

async fn pool(size: u32, connect: SqliteConnectOptions) -> StoreResult<SqlitePool> {
    pool_of(size)
        .connect_with(connect)
        .await
        .map_err(store_error)
}

/// When a commit fails, as on a full disk, SQLite has rolled back and sqlx believes that it is still
/// within the transaction: from then on it would begin, and roll back to, savepoints, and leave the
/// writer's place taken for ever. Such a connection is closed.
async fn writing_pool(size: u32, connect: SqliteConnectOptions) -> StoreResult<SqlitePool> {
    pool_of(size)
        .after_release(|conn, _| {
            Box::pin(async move {
                // Behind the rollback that a dropped transaction has sent.
                conn.ping().await?;
                Ok(!conn.is_in_transaction())
            })
        })
        .connect_with(connect)
        .await
        .map_err(store_error)
}

fn pool_of(size: u32) -> SqlitePoolOptions {
    SqlitePoolOptions::new()
        .max_connections(size)
        .min_connections(1)
        .test_before_acquire(false)
}

async fn migrate(writer: &SqlitePool, migrate: bool) -> StoreResult<()> {
    // Asks for the lock, which a file that cannot be written refuses, before anything relies on it.
    let probe = writer
        .begin_with("BEGIN IMMEDIATE")
        .await
        .map_err(store_error)?;
    probe.rollback().await.map_err(store_error)?;
    check_version(version(writer).await?, known(), migrate)?;
    if migrate {
        MIGRATIONS.run(writer).await.map_err(migrate_error)?;
        let mut queue = SqliteStorage::<()>::migrations();
        queue.dangerous_set_table_name("_apalis_migrations");
        queue.set_ignore_missing(true);
        queue.run(writer).await.map_err(migrate_error)?;
        lighten(writer).await?;
        query("pragma optimize")
            .execute(writer)
            .await
            .map_err(store_error)?;
    }
    Ok(())
}

/// apalis has an index for each of its ways to look at messages, and each message pays for all of
/// them as it comes, is fetched and goes. What a fetch and the orphans are looked up by stays.
async fn lighten(writer: &SqlitePool) -> StoreResult<()> {
    raw_sql(
        "drop index if exists idx_jobs_job_type_status_run_at;
        drop index if exists idx_jobs_status_run_at;
        drop index if exists idx_jobs_claimable",
    )
    .execute(writer)
    .await
    .map_err(store_error)?;
    Ok(())
}

async fn version(pool: &SqlitePool) -> StoreResult<i64> {
    let table: i64 =
        query_scalar("select count(*) from sqlite_master where name = '_sqlx_migrations'")
            .fetch_one(pool)
            .await
            .map_err(store_error)?;
    if table == 0 {
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
