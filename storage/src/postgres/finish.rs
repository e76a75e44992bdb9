//! Runs of a batch that end, park or are given back.

use super::{Conn, results::column};
use crate::{
    batch::{Batch, Verdict},
    error::store_error,
    queue::{GRACE, Message},
    time::At,
};
use app::ports::StoreResult;
use domain::machine::State;
use sqlx::{query, query_as, types::Json};
use uuid::Uuid;

/// Answers the messages for what is to go on.
pub async fn write(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<Vec<Message>> {
    end(conn, batch, verdict).await?;
    let mut messages = park(conn, batch, verdict).await?;
    messages.extend(release(conn, batch, verdict).await?);
    Ok(messages)
}

/// Ends the runs of `y`; all of it hangs on the rows there. Steps that were still to come are
/// cancelled with their run, a resume makes them pending again; a run that succeeded has none, and
/// those of `done` are being written by the same statement.
macro_rules! end_runs {
    () => {
        "ended as (
            update run r set
                state = y.state,
                ended_at = coalesce(y.at, now()),
                launch_seconds = coalesce(y.seconds, r.launch_seconds),
                failed_step = case when y.state = 'failed' then coalesce(y.failed_step, (
                    select s.name from step_run s where s.run = r.id and s.state = 'failed'
                    order by s.position limit 1), (
                    select done.name from done where done.run = r.id and done.state = 'failed' limit 1)) end,
                lease_until = null, next_at = null
            from y where r.id = y.run
            returning r.id, r.tenant, r.environment, r.ended_at, y.state, y.health, y.failure, y.seconds
        ), stopped as (
            update step_run s set state = 'cancelled', ended_at = ended.ended_at, next_at = null
            from ended
            where s.run = ended.id and ended.state <> 'succeeded'
                and s.state in ('pending', 'running', 'retrying', 'waiting')
                and not exists (select 1 from done where done.run = s.run and done.name = s.name)
        ), launched as (
            update tenant t set launch_seconds = ended.seconds from ended
            where t.id = ended.tenant and ended.seconds is not null and t.launch_seconds is null
        ), judged as (
            update environment e set
                health = coalesce(ended.health, e.health),
                last_failure = case
                    when ended.failure is not null then ended.failure
                    when ended.state = 'succeeded' then null
                    else e.last_failure end
            from ended
            where e.id = ended.environment and (
                ended.health <> e.health or ended.failure is not null
                or (ended.state = 'succeeded' and e.last_failure is not null))
        )"
    };
}
pub(super) use end_runs;

/// Those that end without a result; the others are ended by its statement.
async fn end(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<()> {
    let rows: Vec<_> = batch
        .ends
        .iter()
        .filter(|e| e.at.is_none() && verdict.holds(e.write))
        .collect();
    if rows.is_empty() {
        return Ok(());
    }
    query(concat!(
        "with y as (
            select *, null::timestamptz as at from unnest($1::uuid[], $2::text[], $3::text[],
                $4::jsonb[], $5::text[], $6::double precision[])
            as y(run, state, health, failure, failed_step, seconds)
        ), done as (
            select null::uuid as run, null::text as name, null::text as state where false
        ), ",
        end_runs!(),
        " select count(*) from ended"
    ))
    .bind(column(&rows, |e| e.run.0))
    .bind(column(&rows, |e| e.state.name()))
    .bind(column(&rows, |e| e.health.map(State::name)))
    .bind(column(&rows, |e| e.failure.as_ref().map(Json)))
    .bind(column(&rows, |e| e.failed_step.as_deref()))
    .bind(column(&rows, |e| e.launch_seconds))
    .execute(conn)
    .await
    .map_err(store_error)?;
    Ok(())
}

async fn park(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<Vec<Message>> {
    let rows: Vec<_> = batch
        .parks
        .iter()
        .filter(|p| verdict.holds(p.write))
        .collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let parked = query_as::<_, (Uuid, bool)>(
        "update run r set lease_until = null, worker = null, next_at = x.at,
            ring_at = x.at + make_interval(secs => $3)
        from unnest($1::uuid[], $2::timestamptz[]) as x(run, at) where r.id = x.run
        returning r.id, r.bulk",
    )
    .bind(column(&rows, |p| p.run.0))
    .bind(column(&rows, |p| At(p.at)))
    .bind(GRACE.as_secs_f64())
    .fetch_all(conn)
    .await
    .map_err(store_error)?;
    Ok(batch.parked(parked))
}

/// A graceful stop is no attempt of the steps that were running, and no crash.
async fn release(conn: &mut Conn, batch: &Batch, verdict: &Verdict) -> StoreResult<Vec<Message>> {
    let rows: Vec<_> = batch
        .releases
        .iter()
        .filter(|r| verdict.holds(r.write))
        .collect();
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let freed = query_as::<_, (Uuid, bool)>(
        "with freed as (
            update run r set lease_until = null, worker = null, next_at = null,
                ring_at = now() + make_interval(secs => $3)
            from unnest($1::uuid[]) as x(run) where r.id = x.run
            returning r.id, r.bulk
        ), back as (
            update step_run s set state = 'pending', attempts = greatest(s.attempts - 1, 0),
                started_at = null
            from unnest($1::uuid[], $2::bigint[]) as x(run, epoch)
            where s.run = x.run and s.epoch = x.epoch and s.state = 'running'
        ) select id, bulk from freed",
    )
    .bind(column(&rows, |r| r.run.0))
    .bind(column(&rows, |r| r.epoch))
    .bind(GRACE.as_secs_f64())
    .fetch_all(conn)
    .await
    .map_err(store_error)?;
    Ok(freed.into_iter().map(Message::again).collect())
}
