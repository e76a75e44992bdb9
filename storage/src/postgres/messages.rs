//! apalis' tables on PostgreSQL.

use super::Conn;
use crate::{
    error::store_error,
    queue::{Message, by_line},
};
use apalis_postgres::Error;
use app::ports::{StoreError, StoreResult};
use sqlx::{PgPool, query};

/// Pushes messages in the transaction of the change they tell of.
pub async fn push(conn: &mut Conn, messages: &[Message]) -> StoreResult<()> {
    for (queue, tasks) in by_line(messages)? {
        apalis_postgres::queries::push_tasks(&mut *conn, queue, tasks)
            .await
            .map_err(|error| match error {
                Error::Database(error) => store_error(error),
                other => StoreError::Other(Box::new(other)),
            })?;
    }
    Ok(())
}

/// What acknowledges a message: together with what it has brought about.
pub async fn delete(conn: &mut Conn, ids: &[String]) -> StoreResult<()> {
    if ids.is_empty() {
        return Ok(());
    }
    query("delete from apalis.jobs where id = any($1)")
        .bind(ids)
        .execute(conn)
        .await
        .map_err(store_error)?;
    Ok(())
}

/// Workers that were killed cannot take their rows with them.
const FORGET: &str = "delete from worker where seen_at < now() - interval '1 hour'";

/// A message refers to the worker that fetched it, so only names without one can go.
pub async fn tidy(pool: &PgPool) -> StoreResult<u64> {
    let done = query(
        "delete from apalis.workers w where last_seen < now() - interval '1 hour' \
         and not exists (select 1 from apalis.jobs j where j.lock_by = w.id)",
    )
    .execute(pool)
    .await
    .map_err(store_error)?;
    query(FORGET).execute(pool).await.map_err(store_error)?;
    Ok(done.rows_affected())
}
