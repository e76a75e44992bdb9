//! Runs of a batch that end, park or are given back.

use super::{
    Conn,
    leases::micros,
    rows_as_json::{id, now, table, text, time},
};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
    queue::GRACE,
};
use app::ports::StoreResult;
use domain::machine::State;
use sqlx::query;

pub async fn write(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    end(conn, batch, verdict).await?;
    park(conn, batch, verdict).await?;
    release(conn, batch, verdict).await
}

/// Steps that were still to come are cancelled with their run; a resume makes them pending again.
const END: &str = concat!(
    "update run set state = j.value ->> 1, ended_at = coalesce(j.value ->> 2, ",
    now!(),
    "), launch_seconds = coalesce(j.value ->> 6, launch_seconds), \
     failed_step = case when j.value ->> 1 = 'failed' then coalesce(j.value ->> 5, ( \
     select s.name from step_run s where s.run = run.id and s.state = 'failed' \
     order by s.position limit 1)) end, \
     lease_until = null, next_at = null \
     from json_each($1) j where run.id = unhex(j.value ->> 0);
     update step_run set state = 'cancelled', next_at = null, \
     ended_at = (select r.ended_at from run r where r.id = step_run.run) \
     from json_each($1) j where step_run.run = unhex(j.value ->> 0) \
     and step_run.state in ('pending', 'running', 'retrying', 'waiting');
     update tenant set launch_seconds = x.seconds \
     from (select r.tenant, j.value ->> 6 as seconds \
           from json_each($1) j join run r on r.id = unhex(j.value ->> 0)) x \
     where tenant.id = x.tenant and x.seconds is not null and tenant.launch_seconds is null;
     update environment set health = coalesce(x.health, environment.health), \
     last_failure = case when x.failure is not null then x.failure \
     when x.state = 'succeeded' then null else environment.last_failure end \
     from (select r.environment, j.value ->> 1 as state, j.value ->> 3 as health, \
           j.value ->> 4 as failure \
           from json_each($1) j join run r on r.id = unhex(j.value ->> 0)) x \
     where environment.id = x.environment and (x.health <> environment.health \
     or x.failure is not null \
     or (x.state = 'succeeded' and environment.last_failure is not null))"
);

async fn end(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .ends
        .iter()
        .filter(|e| verdict.holds(e.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let rows = table(rows, |e| {
        vec![
            id(e.run.0),
            e.state.name().into(),
            time(e.at),
            e.health.map(State::name).into(),
            text(e.failure.as_ref()),
            e.failed_step.as_deref().into(),
            e.launch_seconds.into(),
        ]
    });
    query(END)
        .bind(rows)
        .execute(conn)
        .await
        .map_err(store_error)?;
    Ok(())
}

async fn park(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .parks
        .iter()
        .filter(|p| verdict.holds(p.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    query(
        "update run set lease_until = null, worker = null, next_at = j.value ->> 1, \
         ring_at = (j.value ->> 1) + $2 from json_each($1) j where run.id = unhex(j.value ->> 0)",
    )
    .bind(table(rows, |p| vec![id(p.run.0), time(Some(p.at))]))
    .bind(micros(GRACE))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

/// A graceful stop is no attempt of the steps that were running, and no crash.
async fn release(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .releases
        .iter()
        .filter(|r| verdict.holds(r.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    let rows = table(rows, |r| vec![id(r.run.0), r.epoch.into()]);
    query(
        "update step_run set state = 'pending', attempts = max(attempts - 1, 0), started_at = null \
         from json_each($1) j where step_run.run = unhex(j.value ->> 0) \
         and step_run.epoch = j.value ->> 1 and step_run.state = 'running'",
    )
    .bind(&rows)
    .execute(&mut *conn)
    .await
    .map_err(store_error)?;
    query(concat!(
        "update run set lease_until = null, worker = null, next_at = null, ring_at = ",
        now!(),
        " + $2 from json_each($1) j where run.id = unhex(j.value ->> 0)"
    ))
    .bind(&rows)
    .bind(micros(GRACE))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}
