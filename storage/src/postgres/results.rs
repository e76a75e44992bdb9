//! Results of a batch, with the steps that start for them: the statement that is written most.
//!
//! The fence is the step's own row: its epoch and its state. Everything else hangs on what the
//! update returns, so a late worker's result changes nothing.

use super::{Conn, finish::end_runs};
use crate::{
    batch::{Batch, End, Event, Job, ResultRow, Started, Verdict, When},
    error::store_error,
    time::At,
};
use app::ports::StoreResult;
use domain::machine::State;
use serde_json::Value;
use sqlx::{query_as, types::Json};
use uuid::Uuid;

/// The results, the steps that start for them, and their events, as `done`, `begun` and `told`.
macro_rules! results {
    () => {
        "\
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
    returning x.write, s.attempts, s.run, s.name, s.state
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
)"
    };
}

const RESULTS: &str = concat!(results!(), " select write, attempts from done");

/// Runs that end with a result end here too, and their messages go.
const ENDINGS: &str = concat!(
    results!(),
    ", y as (
        select y.* from unnest($23::int[], $24::uuid[], $25::text[], $26::timestamptz[],
            $27::text[], $28::jsonb[], $29::text[], $30::double precision[])
        as y(write, run, state, at, health, failure, failed_step, seconds)
        join done on done.write = y.write
    ), ",
    end_runs!(),
    ", heard as (
        delete from apalis.jobs j using (
            select q.id from unnest($31::int[], $32::text[]) as q(write, id)
            join done on done.write = q.write) q
        where j.id = q.id
    ) select write, attempts from done"
);

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
    let rows = &batch.results;
    let begun: Vec<&Started> = batch.started.iter().filter(|s| s.at.is_some()).collect();
    let told: Vec<&Event> = batch.events.iter().filter(|_| tell).collect();
    let ended: Vec<&End> = batch.ends.iter().filter(|e| e.at.is_some()).collect();
    let heard = |job: &&Job| job.when == When::Result;
    let heard: Vec<&Job> = batch.jobs.iter().filter(heard).collect();
    let ends = !(ended.is_empty() && heard.is_empty());
    let results = query_as::<_, (i32, i32)>(if ends { ENDINGS } else { RESULTS })
        .bind(column(rows, |r| number(r.write)))
        .bind(column(rows, |r| r.run.0))
        .bind(column(rows, |r| r.step.as_str()))
        .bind(column(rows, |r| r.epoch))
        .bind(column(rows, ResultRow::state_name))
        .bind(column(rows, |r| At(r.ended_at)))
        .bind(column(rows, |r| r.output.as_ref().map(Json)))
        .bind(column(rows, |r| r.error.as_ref().map(Json)))
        .bind(column(rows, |r| r.note.as_deref()))
        .bind(column(rows, |r| r.next_at.map(At)))
        .bind(column(&begun, |s| number(s.write)))
        .bind(column(&begun, |s| s.run.0))
        .bind(column(&begun, |s| s.step.as_str()))
        .bind(column(&begun, |s| s.position))
        .bind(column(&begun, |s| s.epoch))
        .bind(column(&begun, |s| s.at.map(At)))
        .bind(column(&told, |e| number(e.write)))
        .bind(column(&told, |e| e.kind.as_str()))
        .bind(column::<_, Uuid>(&told, |e| e.run.0))
        .bind(column::<_, Json<&Value>>(&told, |e| Json(&e.payload)))
        .bind(column(&told, |e| e.counts_attempts))
        .bind(column(&told, |e| e.at.map(At)));
    let results = if ends {
        results
            .bind(column(&ended, |e| number(e.write)))
            .bind(column(&ended, |e| e.run.0))
            .bind(column(&ended, |e| e.state.name()))
            .bind(column(&ended, |e| e.at.map(At)))
            .bind(column(&ended, |e| e.health.map(State::name)))
            .bind(column(&ended, |e| e.failure.as_ref().map(Json)))
            .bind(column(&ended, |e| e.failed_step.as_deref()))
            .bind(column(&ended, |e| e.launch_seconds))
            .bind(column(&heard, |j| number(j.write)))
            .bind(column(&heard, |j| j.id.as_str()))
    } else {
        results
    };
    let held = results.fetch_all(conn).await.map_err(store_error)?;
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
