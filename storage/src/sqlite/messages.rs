//! apalis' tables on SQLite.

use super::Conn;
use crate::{error::store_error, queue::message};
use apalis_sqlite::Error;
use app::ports::{QUEUE, StoreError, StoreResult};
use domain::{Time, ids::RunId};
use sqlx::{query, types::Json};

/// Pushes messages in the transaction of the change they tell of.
pub async fn push(conn: &mut Conn, runs: &[(RunId, Option<Time>)]) -> StoreResult<()> {
    if runs.is_empty() {
        return Ok(());
    }
    let tasks = runs
        .iter()
        .map(|(run, at)| message(*run, *at))
        .collect::<StoreResult<Vec<_>>>()?;
    apalis_sqlite::queries::push_tasks(conn, QUEUE, &tasks)
        .await
        .map_err(|error| match error {
            Error::Database(error) => store_error(error),
            other => StoreError::Other(Box::new(other)),
        })
}

/// What acknowledges a message: together with what it has brought about.
pub async fn delete(conn: &mut Conn, ids: &[String]) -> StoreResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    query("delete from Jobs where id in (select j.value from json_each($1) j)")
        .bind(Json(ids))
        .execute(conn)
        .await
        .map_err(store_error)?;
    Ok(())
}

/// A message refers to the worker that fetched it, so only names without one can go.
pub async fn tidy(conn: &mut Conn) -> StoreResult<u64> {
    let done = query(
        "delete from Workers where last_seen < unixepoch() - 3600 \
         and not exists (select 1 from Jobs where Jobs.lock_by = Workers.id)",
    )
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(done.rows_affected())
}
