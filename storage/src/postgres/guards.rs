//! Fences of writes that are not a step's result: the epoch in the run's row.

use super::Conn;
use crate::{
    batch::{Batch, Guard, Verdict},
    error::store_error,
};
use app::ports::{Out, StoreResult};
use sqlx::query_scalar;
use uuid::Uuid;

pub async fn check(conn: &mut Conn, batch: &Batch, verdict: &mut Verdict) -> StoreResult<()> {
    // Locked, so that no claim comes between the look and the write.
    let held = "select x.write from unnest($1::int[], $2::uuid[], $3::bigint[]) \
                as x(write, run, epoch) join run r on r.id = x.run and r.epoch = x.epoch \
                where r.active and r.lease_until is not null for no key update of r";
    ask(conn, held, &batch.held, verdict).await?;
    // A line too many does no harm, so the log waits for nobody.
    let logged = "select x.write from unnest($1::int[], $2::uuid[], $3::bigint[]) \
                  as x(write, run, epoch) join run r on r.id = x.run and r.epoch = x.epoch";
    ask(conn, logged, &batch.logged, verdict).await
}

async fn ask(
    conn: &mut Conn,
    statement: &'static str,
    guards: &[Guard],
    verdict: &mut Verdict,
) -> StoreResult<()> {
    if guards.is_empty() {
        return Ok(());
    }
    let writes: Vec<i32> = guards
        .iter()
        .map(|g| i32::try_from(g.write).unwrap_or(-1))
        .collect();
    let runs: Vec<Uuid> = guards.iter().map(|g| g.run.0).collect();
    let epochs: Vec<i64> = guards.iter().map(|g| g.epoch).collect();
    let holding = query_scalar::<_, i32>(statement)
        .bind(writes)
        .bind(runs)
        .bind(epochs)
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    for write in holding {
        verdict.hold(usize::try_from(write).unwrap_or(usize::MAX), Out::Done);
    }
    Ok(())
}
