//! From sqlx's errors to meanings, for both databases in one place.
//!
//! PostgreSQL names the index that refused, SQLite the columns; the table below knows both.

use app::ports::StoreError;
use domain::machine::State;
use sqlx::error::{DatabaseError, ErrorKind};

/// Index (PostgreSQL), columns as SQLite tells them, and what callers know it by.
const UNIQUE: &[(&str, &str, &str)] = &[
    ("run_active", "run.environment", "active_run"),
    ("tenant_slug", "tenant.slug", "slug"),
    (
        "environment_stage",
        "environment.tenant, environment.stage",
        "environment",
    ),
    (
        "idempotency_pkey",
        "idempotency.scope, idempotency.key",
        "idempotency_key",
    ),
];

/// SQLite: the primary result code, the low byte of the extended one.
const SQLITE_BUSY: i32 = 5;
const SQLITE_LOCKED: i32 = 6;
const SQLITE_READONLY: i32 = 8;
const SQLITE_FULL: i32 = 13;
const SQLITE_CANTOPEN: i32 = 14;

pub fn store_error(error: sqlx::Error) -> StoreError {
    match &error {
        sqlx::Error::Database(said) => {
            from_database(said.as_ref()).unwrap_or_else(|meaning| match meaning {
                Meaning::Unavailable => StoreError::Unavailable(Box::new(error)),
                Meaning::Other => StoreError::Other(Box::new(error)),
            })
        }
        sqlx::Error::Io(_)
        | sqlx::Error::Tls(_)
        | sqlx::Error::PoolTimedOut
        | sqlx::Error::PoolClosed
        | sqlx::Error::WorkerCrashed => StoreError::Unavailable(Box::new(error)),
        _ => StoreError::Other(Box::new(error)),
    }
}

enum Meaning {
    Unavailable,
    Other,
}

fn from_database(said: &dyn DatabaseError) -> Result<StoreError, Meaning> {
    if said.kind() == ErrorKind::UniqueViolation {
        return taken(said).ok_or(Meaning::Other);
    }
    let code = said.code().unwrap_or_default();
    if let Some(extended) = sqlite_code(said, &code) {
        return of_sqlite(extended);
    }
    match code.as_ref() {
        // read_only_sql_transaction
        "25006" => Ok(StoreError::ReadOnly),
        // serialization_failure, deadlock_detected: gone when tried again
        "40001" | "40P01" => Err(Meaning::Unavailable),
        // connection exceptions, out of resources, shutdown and start-up
        c if ["08", "53", "57"].iter().any(|class| c.starts_with(class)) => {
            Err(Meaning::Unavailable)
        }
        _ => Err(Meaning::Other),
    }
}

fn sqlite_code(said: &dyn DatabaseError, code: &str) -> Option<i32> {
    said.try_downcast_ref::<sqlx::sqlite::SqliteError>()?;
    code.parse().ok()
}

fn of_sqlite(extended: i32) -> Result<StoreError, Meaning> {
    match extended & 0xff {
        SQLITE_READONLY => Ok(StoreError::ReadOnly),
        SQLITE_BUSY | SQLITE_LOCKED | SQLITE_CANTOPEN | SQLITE_FULL => Err(Meaning::Unavailable),
        _ => Err(Meaning::Other),
    }
}

/// What SQLite has said to the journal, which speaks to it without sqlx.
pub fn journal_error(error: rusqlite::Error) -> StoreError {
    let said = error.sqlite_error().map(|said| said.extended_code);
    match said.map_or(Err(Meaning::Other), of_sqlite) {
        Ok(meaning) => meaning,
        Err(Meaning::Unavailable) => StoreError::Unavailable(Box::new(error)),
        Err(Meaning::Other) => StoreError::Other(Box::new(error)),
    }
}

/// Somebody else is writing; nothing has happened.
pub fn is_busy(error: &rusqlite::Error) -> bool {
    let said = error.sqlite_error().map(|said| said.extended_code);
    said.is_some_and(|extended| extended & 0xff == SQLITE_BUSY)
}

fn taken(said: &dyn DatabaseError) -> Option<StoreError> {
    let columns = said
        .message()
        .rsplit_once(": ")
        .map_or("", |(_, columns)| columns);
    UNIQUE
        .iter()
        .find(|(index, on_sqlite, _)| said.constraint() == Some(*index) || columns == *on_sqlite)
        .map(|(_, _, name)| StoreError::Taken((*name).to_owned()))
}

/// A value in the database that this program cannot read.
#[derive(Debug, thiserror::Error)]
#[error("{table}.{column} holds “{value}”, which means nothing here")]
pub struct BadValue {
    table: &'static str,
    column: &'static str,
    value: String,
}

pub fn bad_value(table: &'static str, column: &'static str, value: &str) -> StoreError {
    let value = value.to_owned();
    StoreError::Other(Box::new(BadValue {
        table,
        column,
        value,
    }))
}

/// A stored state by its name.
pub fn state<S: State>(
    table: &'static str,
    column: &'static str,
    name: &str,
) -> Result<S, StoreError> {
    S::from_name(name).ok_or_else(|| bad_value(table, column, name))
}

/// Any other value that is parsed from stored text.
pub fn parsed<T, E>(
    table: &'static str,
    column: &'static str,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, E>,
) -> Result<T, StoreError> {
    parse(text).map_err(|_| bad_value(table, column, text))
}
