//! Fences of writes that are not a step's result: the epoch in the run's row.

use super::{
    Conn,
    journal::begin,
    rows_as_json::{id, table},
};
use crate::{
    batch::{Batch, Guard, Verdict},
    error::store_error,
};
use app::ports::{Out, StoreResult};
use sqlx::query_scalar;

pub async fn check(
    conn: &mut Conn,
    batch: &Batch,
    verdict: &mut Verdict,
    begun: &mut bool,
) -> StoreResult<()> {
    if batch.held.is_empty() && batch.logged.is_empty() {
        return Ok(());
    }
    begin(conn, begun).await?;
    let held = "select j.value ->> 0 from json_each($1) j \
                join run r on r.id = unhex(j.value ->> 1) and r.epoch = j.value ->> 2 \
                where r.active and r.lease_until is not null";
    ask(conn, held, &batch.held, verdict).await?;
    let logged = "select j.value ->> 0 from json_each($1) j \
                  join run r on r.id = unhex(j.value ->> 1) and r.epoch = j.value ->> 2";
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
    let rows = table(guards, |g| {
        vec![g.write.into(), id(g.run.0), g.epoch.into()]
    });
    let holding = query_scalar::<_, i64>(statement)
        .bind(rows)
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    for write in holding {
        verdict.hold(usize::try_from(write).unwrap_or(usize::MAX), Out::Done);
    }
    Ok(())
}
