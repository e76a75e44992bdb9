//! Results of a batch, with the steps that start for them: the statement that is written most.
//!
//! The fence is the step's own row: its epoch and its state. Everything else hangs on what the
//! update returns, so a late worker's result changes nothing.

use super::Conn;
use crate::{
    batch::{Batch, Event, ResultRow, Started, Verdict},
    error::store_error,
    time::At,
};
use app::ports::StoreResult;
use serde_json::Value;
use sqlx::{query_as, types::Json};
use uuid::Uuid;

const RESULTS: &str = "\
with x as (
    select * from unnest($1::int[], $2::uuid[], $3::text[], $4::bigint[], $5::text[],
        $6::timestamptz[], $7::jsonb[], $8::jsonb[], $9::text[], $10::timestamptz[])
    as x(write, run, name, epoch, state, ended_at, output, error, note, next_at)
), done as (
    update step_run s set
        state = x.state,
        ended_at = case when x.next_at is null then greatest(x.ended_at, s.started_at) end,
        next_at = x.next_at,
        output = x.output,
        error = x.error,
        note = x.note,
        attempts = s.attempts - (x.state = 'waiting')::int,
        failed_attempts = case when x.error is null then s.failed_attempts else
            s.failed_attempts || jsonb_build_object(
                'number', s.attempts,
                'started_at', (extract(epoch from s.started_at) * 1000000)::bigint,
                'ended_at', (extract(epoch from greatest(x.ended_at, s.started_at)) * 1000000)::bigint,
                'worker', (select r.worker from run r where r.id = s.run),
                'error', x.error) end
    from x
    where s.run = x.run and s.name = x.name and s.epoch = x.epoch and s.state = 'running'
    returning x.write, s.attempts
), begun as (
    insert into step_run (run, name, position, state, epoch, attempts, started_at)
    select distinct on (n.run, n.name) n.run, n.name, n.position, 'running', n.epoch, 1, n.at
    from unnest($11::int[], $12::uuid[], $13::text[], $14::int[], $15::bigint[], $16::timestamptz[])
        as n(write, run, name, position, epoch, at)
    join done on done.write = n.write
    on conflict (run, name) do update set
        state = 'running', epoch = excluded.epoch, attempts = 1, crashes = 0,
        started_at = excluded.started_at, ended_at = null, next_at = null, output = null,
        error = null, note = null
    where step_run.state <> 'running'
), told as (
    insert into event (kind, run, payload, at)
    select e.kind, e.run,
        case when e.counts then e.payload || jsonb_build_object('attempt', done.attempts)
            else e.payload end,
        e.at
    from unnest($17::int[], $18::text[], $19::uuid[], $20::jsonb[], $21::boolean[], $22::timestamptz[])
        with ordinality as e(write, kind, run, payload, counts, at, place)
    join done on done.write = e.write
    order by e.place
)
select write, attempts from done";

/// `tell`: the events too, when there is nothing else in the batch that could come between them.
pub async fn write(
    conn: &mut Conn,
    batch: &Batch,
    verdict: &mut Verdict,
    tell: bool,
) -> StoreResult<()> {
    if batch.results.is_empty() {
        return Ok(());
    }
    let x = &batch.results;
    let n: Vec<&Started> = batch.started.iter().filter(|s| s.at.is_some()).collect();
    let e: Vec<&Event> = batch.events.iter().filter(|_| tell).collect();
    let held = query_as::<_, (i32, i32)>(RESULTS)
        .bind(column(x, |r| number(r.write)))
        .bind(column(x, |r| r.run.0))
        .bind(column(x, |r| r.step.as_str()))
        .bind(column(x, |r| r.epoch))
        .bind(column(x, ResultRow::state_name))
        .bind(column(x, |r| At(r.ended_at)))
        .bind(column(x, |r| r.output.as_ref().map(Json)))
        .bind(column(x, |r| r.error.as_ref().map(Json)))
        .bind(column(x, |r| r.note.as_deref()))
        .bind(column(x, |r| r.next_at.map(At)))
        .bind(column(&n, |s| number(s.write)))
        .bind(column(&n, |s| s.run.0))
        .bind(column(&n, |s| s.step.as_str()))
        .bind(column(&n, |s| s.position))
        .bind(column(&n, |s| s.epoch))
        .bind(column(&n, |s| s.at.map(At)))
        .bind(column(&e, |e| number(e.write)))
        .bind(column(&e, |e| e.kind.as_str()))
        .bind(column::<_, Uuid>(&e, |e| e.run.0))
        .bind(column::<_, Json<&Value>>(&e, |e| Json(&e.payload)))
        .bind(column(&e, |e| e.counts_attempts))
        .bind(column(&e, |e| e.at.map(At)))
        .fetch_all(conn)
        .await
        .map_err(store_error)?;
    for (write, attempts) in held {
        verdict.hold_result(usize::try_from(write).unwrap_or(usize::MAX), attempts);
    }
    Ok(())
}

/// One array of a column, as `unnest` takes it.
pub fn column<'a, R, T>(rows: &'a [R], of: impl Fn(&'a R) -> T) -> Vec<T> {
    rows.iter().map(of).collect()
}

/// A write's place in its batch.
pub fn number(write: usize) -> i32 {
    i32::try_from(write).unwrap_or(i32::MAX)
}
