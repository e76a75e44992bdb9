//! apalis' tables on SQLite.
//!
//! apalis puts messages in one by one; here they are rows of a statement, as everything else that
//! a batch writes.

use super::{
    Conn,
    rows_as_json::{id, now, table},
};
use crate::{error::store_error, queue::Message};
use app::ports::StoreResult;
use serde_json::Value;
use sqlx::query;

// The line is the run's, whatever the message is for.
macro_rules! put {
    ($rows:literal) => {
        concat!(
            "insert into Jobs (job, id, job_type, attempts, max_attempts, run_at, priority, metadata) \
             select cast(j.value ->> 0 as blob), j.value ->> 1, \
             (select case when r.bulk then 'advance-bulk' else 'advance' end \
             from run r where r.id = unhex(j.value ->> 2)), 0, j.value ->> 3, \
             j.value ->> 4, j.value ->> 5, j.value ->> 6 from json_each(",
            $rows,
            ") j"
        )
    };
}
pub(super) use put;

// What acknowledges a message: together with what it has brought about.
macro_rules! delete {
    ($rows:literal) => {
        concat!(
            "delete from Jobs where id in (select j.value ->> 0 from json_each(",
            $rows,
            ") j)"
        )
    };
}
pub(super) use delete;

/// Pushes messages in the transaction of the change they tell of.
pub async fn push(conn: &mut Conn, messages: &[Message]) -> StoreResult<()> {
    if messages.is_empty() {
        return Ok(());
    }
    query(put!("$1"))
        .bind(rows(messages)?)
        .execute(conn)
        .await
        .map_err(store_error)?;
    Ok(())
}

pub fn rows(messages: &[Message]) -> StoreResult<String> {
    let row = |of: &Message| {
        let message = of.task()?;
        Ok(vec![
            String::from_utf8_lossy(&message.args).into(),
            ulid::Ulid::generate().to_string().into(),
            id(of.run.0),
            message.max_attempts().unwrap_or(25).into(),
            message.run_at().into(),
            message.priority().unwrap_or_default().into(),
            serde_json::to_string(message.metadata())
                .unwrap_or_default()
                .into(),
        ])
    };
    let rows = messages
        .iter()
        .map(row)
        .collect::<StoreResult<Vec<Vec<Value>>>>()?;
    Ok(table(rows, |row| row))
}

/// Workers that were killed cannot take their rows with them.
const FORGET: &str = concat!(
    "delete from worker where seen_at < ",
    now!(),
    " - 3600000000"
);

/// A message refers to the worker that fetched it, so only names without one can go.
pub async fn tidy(conn: &mut Conn) -> StoreResult<u64> {
    let done = query(
        "delete from Workers where last_seen < unixepoch() - 3600 \
         and not exists (select 1 from Jobs where Jobs.lock_by = Workers.id)",
    )
    .execute(&mut *conn)
    .await
    .map_err(store_error)?;
    query(FORGET).execute(conn).await.map_err(store_error)?;
    Ok(done.rows_affected())
}
