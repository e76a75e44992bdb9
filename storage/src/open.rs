//! From a URL to a store and a journal, with what can be wrong about a database told by meaning.

use crate::{postgres, sqlite};
use app::ports::{CallLimits, Journal, Store, StoreError, StoreResult, Workers};
use sqlx::{PgPool, SqlitePool, migrate::MigrateError};
use std::{path::PathBuf, sync::Arc};
use tokio::sync::Mutex;

#[derive(Clone, Copy, Debug, Default)]
pub struct Options {
    /// Make the file when there is none. PostgreSQL's databases are made by their owner.
    pub create: bool,
    /// Bring the schema to this program's version.
    pub migrate: bool,
    /// Every write is refused with [`StoreError::ReadOnly`].
    pub read_only: bool,
}

pub struct Opened {
    pub store: Arc<dyn Store>,
    pub journal: Arc<dyn Journal>,
    pub calls: Arc<dyn CallLimits>,
    pub workers: Arc<dyn Workers>,
    pub pool: Pool,
}

/// What the queue works on.
#[derive(Clone, Debug)]
pub enum Pool {
    /// Whoever writes waits for the turn first.
    Sqlite {
        pool: SqlitePool,
        turn: Arc<Mutex<()>>,
    },
    /// The URL is for the queue's own listener.
    Postgres { pool: PgPool, url: String },
}

/// Why a database cannot be opened, where sqlx does not say it; the source of a [`StoreError`].
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error("the file {} does not exist", .0.display())]
    Missing(PathBuf),
    #[error("“{0}” is no database; known are sqlite:///path/to/file.db and postgres://…")]
    UnknownUrl(String),
    #[error(
        "the database is of version {found}, this program needs {known}; start the portal once"
    )]
    Older { found: i64, known: i64 },
}

pub async fn open(url: &str, options: Options) -> StoreResult<Opened> {
    if let Some(path) = url.strip_prefix("sqlite://") {
        return sqlite::open(path.as_ref(), options).await;
    }
    if url.starts_with("postgres://") || url.starts_with("postgresql://") {
        return postgres::open(url, options).await;
    }
    // Whatever stands before an @ may be a password.
    let shown = url.rsplit_once('@').map_or(url, |(_, rest)| rest);
    Err(StoreError::Other(Box::new(OpenError::UnknownUrl(
        shown.to_owned(),
    ))))
}

/// Whether the schema that is there can be used or migrated.
pub fn check_version(found: i64, known: i64, migrate: bool) -> StoreResult<()> {
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found < known && !migrate {
        return Err(StoreError::Other(Box::new(OpenError::Older {
            found,
            known,
        })));
    }
    Ok(())
}

pub fn migrate_error(error: MigrateError) -> StoreError {
    match error {
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => {
            crate::error::store_error(error)
        }
        other => StoreError::Other(Box::new(other)),
    }
}
