//! Leases between batches. All of it by the database's clock, and never waiting for a lock: a row
//! that somebody else is writing just now has a claim or an end coming.

use super::Wire;
use crate::{
    error::store_error,
    queue::{Message, PLENTY},
};
use app::ports::{BULK_QUEUE, QUEUE, StoreResult};
use domain::ids::RunId;
use sqlx::{PgConnection, query_as, query_scalar};
use std::time::Duration;
use uuid::Uuid;

/// Prolongs what this owner holds of these; answers what is to be cancelled.
pub async fn renew(
    wire: &Wire,
    owner: &str,
    runs: &[RunId],
    lease: Duration,
) -> StoreResult<Vec<RunId>> {
    let held = query_as::<_, (Uuid, bool)>(
        "with mine as (
            select id from run
            where id = any($3) and active and worker = $1 and lease_until is not null
            for no key update skip locked
        )
        update run r set lease_until = now() + make_interval(secs => $2)
        from mine where r.id = mine.id
        returning r.id, r.cancel_requested",
    )
    .bind(owner)
    .bind(lease.as_secs_f64())
    .bind(runs.iter().map(|run| run.0).collect::<Vec<_>>())
    .fetch_all(wire)
    .await
    .map_err(store_error)?;
    Ok(held
        .into_iter()
        .filter(|(_, cancel)| *cancel)
        .map(|(id, _)| RunId(id))
        .collect())
}

/// Whether fewer messages wait in a line than would keep everybody busy. It is looked up once in a
/// statement, and only when a run is due that nobody has begun.
macro_rules! is_short {
    ($queue:literal) => {
        concat!(
            "(select count(*) < $2 from (
                select 1 from apalis.jobs
                where job_type = ",
            $queue,
            " and status = 'Pending' and run_at < now() limit $2) w)"
        )
    };
}

/// Runs that are due and nobody's, marked as rung.
pub async fn ring(conn: &mut PgConnection, again: Duration) -> StoreResult<Vec<Message>> {
    let rung = query_as::<_, (Uuid, bool)>(concat!(
        "with due as (
            select id from run
            where active and (lease_until is null or lease_until < now())
                and (next_at is null or next_at <= now())
                and (ring_at is null or ring_at <= now())
                and (epoch > 0 or case when bulk then ",
        is_short!("$4"),
        " else ",
        is_short!("$3"),
        " end)
            order by id limit 1000 for no key update skip locked
        )
        update run r set ring_at = now() + make_interval(secs => $1)
        from due where r.id = due.id
        returning r.id, r.bulk"
    ))
    .bind(again.as_secs_f64())
    .bind(i64::from(PLENTY))
    .bind(QUEUE)
    .bind(BULK_QUEUE)
    .fetch_all(conn)
    .await
    .map_err(store_error)?;
    Ok(rung.into_iter().map(Message::again).collect())
}

/// The sweeper may ring for all of them at once.
pub async fn void(wire: &Wire) -> StoreResult<usize> {
    let leases = query_scalar::<_, i64>(
        "with held as (select id from run where active and lease_until is not null),
        voided as (update run set lease_until = null, ring_at = null where active)
        select count(*) from held",
    )
    .fetch_one(wire)
    .await
    .map_err(store_error)?;
    Ok(usize::try_from(leases).unwrap_or(0))
}
