//! apalis' tables on SQLite.
//!
//! apalis puts messages in one by one; here they are rows of a statement, as everything else that
//! a batch writes.

use super::{
    Conn,
    rows_as_json::{id, now, table},
};
use crate::{
    batch::{Batch, Job, When},
    error::store_error,
    queue::Message,
};
use app::ports::StoreResult;
use sqlx::query;

// The line is the run's, whatever the message is for.
macro_rules! put {
    ($($from:tt)+) => {
        concat!(
            "insert into Jobs
    (job, id, job_type, attempts, max_attempts, run_at, priority, metadata)
select cast(j.value ->> 1 as blob), j.value ->> 2,
    (select case when r.bulk then 'advance-bulk' else 'advance' end
        from run r where r.id = unhex(j.value ->> 3)), 0, j.value ->> 4,
    j.value ->> 5, j.value ->> 6, j.value ->> 7
from ",
            $($from)+
        )
    };
}
pub(super) use put;

// What acknowledges a message: together with what it has brought about, or with a claim that has
// found nothing to do.
macro_rules! delete {
    ($rows:literal) => {
        concat!(
            "delete from Jobs where id in (select j.value ->> 1 from jsonb_each(",
            $rows,
            ") j left join held h on h.write = j.value ->> 0
    where (h.write is null) = (j.value ->> 2))"
        )
    };
}
pub(super) use delete;

pub fn done(batch: &Batch) -> Option<String> {
    let row = |job: &'_ Job| (job.write, job.id.clone(), job.when == When::Lost);
    table(batch.jobs.iter().map(row))
}

/// Pushes messages in the transaction of the change they tell of.
pub async fn push(conn: &mut Conn, messages: &[Message]) -> StoreResult<()> {
    if messages.is_empty() {
        return Ok(());
    }
    query(put!("jsonb_each($1) j"))
        .bind(rows(messages.iter().map(|message| (0, *message)))?)
        .execute(conn)
        .await
        .map_err(store_error)?;
    Ok(())
}

/// Each with its write.
pub fn rows(messages: impl IntoIterator<Item = (usize, Message)>) -> StoreResult<Option<String>> {
    let row = |(write, of): (usize, Message)| {
        let message = of.task()?;
        Ok((
            write,
            String::from_utf8_lossy(&message.args).into_owned(),
            ulid::Ulid::generate().to_string(),
            id(of.run.0),
            message.max_attempts().unwrap_or(25),
            message.run_at(),
            message.priority().unwrap_or_default(),
            serde_json::to_string(message.metadata()).unwrap_or_default(),
        ))
    };
    let rows: Vec<_> = messages.into_iter().map(row).collect::<StoreResult<_>>()?;
    Ok(table(rows))
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
