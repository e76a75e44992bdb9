//! apalis' tables on PostgreSQL.
//!
//! apalis puts messages in by a statement of its own and notifies for each row; here they are rows
//! of the statement that they belong to, and a line of the queue is told once for all of them.

use super::{Conn, Wire, results::column};
use crate::{error::store_error, queue::Message};
use app::ports::StoreResult;
use sqlx::query;

/// Puts in the rows of `m(id, line, job, at, rank)`. `at` in seconds.
macro_rules! put {
    ($from:literal) => {
        concat!(
            "insert into apalis.jobs (id, job_type, job, status, attempts, max_attempts, run_at, \
             priority, metadata) \
             select m.id, m.line, m.job, 'Pending', 0, 25, to_timestamp(m.at), m.rank, '' from ",
            $from,
            " returning job_type, run_at"
        )
    };
}
pub(super) use put;

/// What the query tells to whoever waits for messages: lines that have some for now.
macro_rules! ring {
    ($pushed:literal) => {
        concat!(
            "select pg_notify('automator.messages', job_type) from ",
            $pushed,
            " where run_at <= now() group by job_type"
        )
    };
}
pub(super) use ring;

/// A message as the queue's table has it.
pub struct Row {
    pub id: String,
    pub line: &'static str,
    pub job: Vec<u8>,
    pub at: i64,
    pub rank: i32,
}

impl Row {
    pub fn of(message: &Message) -> StoreResult<Self> {
        let task = message.task()?;
        Ok(Self {
            id: ulid::Ulid::generate().to_string(),
            line: message.line(),
            at: task
                .run_at()
                .map_or(0, |at| i64::try_from(at).unwrap_or(i64::MAX)),
            rank: task
                .priority()
                .map_or(0, |rank| i32::try_from(rank).unwrap_or(0)),
            job: task.args,
        })
    }
}

/// Pushes messages in the transaction of the change they tell of.
pub async fn push(conn: &mut Conn, messages: &[Message]) -> StoreResult<()> {
    if messages.is_empty() {
        return Ok(());
    }
    let rows: Vec<Row> = messages.iter().map(Row::of).collect::<StoreResult<_>>()?;
    query(concat!(
        "with pushed as (",
        put!(
            "unnest($1::text[], $2::text[], $3::bytea[], $4::bigint[], $5::int[]) \
             as m(id, line, job, at, rank)"
        ),
        ") ",
        ring!("pushed")
    ))
    .bind(column(&rows, |m| m.id.as_str()))
    .bind(column(&rows, |m| m.line))
    .bind(column(&rows, |m| m.job.as_slice()))
    .bind(column(&rows, |m| m.at))
    .bind(column(&rows, |m| m.rank))
    .execute(conn)
    .await
    .map_err(store_error)?;
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
pub async fn tidy(wire: &Wire) -> StoreResult<u64> {
    let done = query(
        "delete from apalis.workers w where last_seen < now() - interval '1 hour' \
         and not exists (select 1 from apalis.jobs j where j.lock_by = w.id)",
    )
    .execute(wire)
    .await
    .map_err(store_error)?;
    query(FORGET).execute(wire).await.map_err(store_error)?;
    Ok(done.rows_affected())
}
