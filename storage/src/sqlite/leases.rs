//! Leases between batches, all by the database's clock.

use super::{
    Conn,
    rows_as_json::{id, now, table},
};
use crate::{
    error::store_error,
    queue::{Message, PLENTY},
};
use app::ports::{BULK_QUEUE, QUEUE, StoreResult};
use domain::ids::RunId;
use sqlx::{SqlitePool, query, query_as, query_scalar};
use std::time::Duration;
use uuid::Uuid;

macro_rules! due {
    () => {
        concat!(
            "active and (lease_until is null or lease_until < ",
            now!(),
            ") and (next_at is null or next_at <= ",
            now!(),
            ") and (ring_at is null or ring_at <= ",
            now!(),
            ")"
        )
    };
}

/// Whether fewer messages wait in a line than would keep everybody busy.
macro_rules! is_short {
    ($queue:literal) => {
        concat!(
            "(select count(*) < $2 from (select 1 from Jobs where job_type = ",
            $queue,
            " and status = 'Pending' and lock_by is null and run_at <= unixepoch() limit $2))"
        )
    };
}

/// Prolongs what this owner holds of these; answers what is to be cancelled.
pub async fn renew(
    conn: &mut Conn,
    owner: &str,
    runs: &[RunId],
    lease: Duration,
) -> StoreResult<Vec<RunId>> {
    let held = query_as::<_, (Uuid, bool)>(concat!(
        "update run set lease_until = ",
        now!(),
        " + $2 where id in (select unhex(j.value ->> 0) from json_each($3) j) \
         and active and worker = $1 and lease_until is not null \
         returning id, cancel_requested"
    ))
    .bind(owner)
    .bind(micros(lease))
    .bind(table(runs.iter().map(|run| (id(run.0),))))
    .fetch_all(conn)
    .await
    .map_err(store_error)?;
    Ok(held
        .into_iter()
        .filter(|(_, cancel)| *cancel)
        .map(|(id, _)| RunId(id))
        .collect())
}

pub async fn any_due(pool: &SqlitePool) -> StoreResult<bool> {
    query_scalar(concat!(
        "select exists (select 1 from run where ",
        due!(),
        ")"
    ))
    .fetch_one(pool)
    .await
    .map_err(store_error)
}

/// Runs that are due and nobody's, marked as rung.
pub async fn ring(conn: &mut Conn, again: Duration) -> StoreResult<Vec<Message>> {
    let rung = query_as::<_, (Uuid, bool)>(concat!(
        "update run set ring_at = ",
        now!(),
        " + $1 where id in (select id from run where ",
        due!(),
        " and (epoch > 0 or case when bulk then ",
        is_short!("$4"),
        " else ",
        is_short!("$3"),
        " end) order by id limit 1000) returning id, bulk"
    ))
    .bind(micros(again))
    .bind(PLENTY)
    .bind(QUEUE)
    .bind(BULK_QUEUE)
    .fetch_all(conn)
    .await
    .map_err(store_error)?;
    Ok(rung.into_iter().map(Message::again).collect())
}

/// The sweeper may ring for all of them at once.
pub async fn void(conn: &mut Conn) -> StoreResult<usize> {
    let leases: i64 =
        query_scalar("select count(*) from run where active and lease_until is not null")
            .fetch_one(&mut *conn)
            .await
            .map_err(store_error)?;
    query("update run set lease_until = null, ring_at = null where active")
        .execute(conn)
        .await
        .map_err(store_error)?;
    Ok(usize::try_from(leases).unwrap_or(0))
}

pub fn micros(duration: Duration) -> i64 {
    i64::try_from(duration.as_micros()).unwrap_or(i64::MAX)
}
