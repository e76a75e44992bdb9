//! Results of a batch, with the steps that start for them: the statement that is written most.
//!
//! The fence is the step's own row: its epoch and its state. Everything else hangs on what the
//! update returns, so a late worker's result changes nothing.

use super::{Conn, finish::end_runs, plain};
use crate::{
    batch::{Batch, End, Firsts, Job, ResultRow, Verdict, When},
    error::store_error,
    time::At,
};
use app::ports::{Out, StoreResult};
use domain::machine::State;
use serde_json::Value;
use sqlx::{query_scalar, types::Json};

/// The results, the steps that start for them, and their events, as `done`, `begun` and `told`.
///
/// The first that starts, and the first event, stand in a result's own row; what there is more in
/// arrays of their own, which are mostly empty.
macro_rules! results {
    () => {
        "\
with x as (
    select * from unnest($1::int[], $2::uuid[], $3::text[], $4::bigint[], $5::text[],
        $6::timestamptz[], $7::jsonb[], $8::jsonb[], $9::text[], $10::timestamptz[],
        $11::text[], $12::int[], $13::text[], $14::jsonb[], $15::int[], $16::int[])
    as x(write, run, name, epoch, state, ended_at, output, error, note, next_at,
        starts, position, kind, payload, ended, heard)
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
    returning x.write, s.run, s.name, s.state, s.epoch, x.ended_at as at,
        x.starts, x.position, x.kind, x.payload, x.ended, x.heard
), begun as (
    insert into step_run (run, name, position, state, epoch, attempts, started_at)
    select distinct on (n.run, n.name) n.run, n.name, n.position, 'running', n.epoch, 1, n.at
    from (
        select run, starts as name, position, epoch, at from done where starts is not null
        union all
        select done.run, more.name, more.position, done.epoch, done.at
        from unnest($17::int[], $18::text[], $19::int[]) as more(write, name, position)
        join done on done.write = more.write) n
    on conflict (run, name) do update set
        state = 'running', epoch = excluded.epoch, attempts = 1, crashes = 0,
        started_at = excluded.started_at, ended_at = null, next_at = null, output = null,
        error = null, note = null
    where step_run.state <> 'running'
), told as (
    insert into event (kind, run, payload, at)
    select kind, run, payload, at from done where kind is not null
    union all
    select more.kind, done.run, more.payload, done.at
    from unnest($20::int[], $21::text[], $22::jsonb[]) as more(write, kind, payload)
    join done on done.write = more.write
)"
    };
}

const RESULTS: &str = concat!(results!(), " select write from done");

/// Runs that end with a result end here too, and their messages go.
const ENDINGS: &str = concat!(
    results!(),
    ", y as (
        select run, ($23::text[])[ended] as state, ($24::timestamptz[])[ended] as at,
            ($25::text[])[ended] as health, ($26::jsonb[])[ended] as failure,
            ($27::text[])[ended] as failed_step, ($28::double precision[])[ended] as seconds
        from done where ended is not null
    ), ",
    end_runs!(),
    ", gone as (
        delete from apalis.jobs j using done
        where done.heard is not null and j.id = ($29::text[])[done.heard]
    ) select write from done"
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
    let held = match plain::write(conn, batch, tell).await? {
        Some(held) => held,
        None => all_results(conn, batch, tell).await?,
    };
    for write in held {
        verdict.hold(usize::try_from(write).unwrap_or(usize::MAX), Out::Done);
    }
    Ok(())
}

async fn all_results(conn: &mut Conn, batch: &Batch, tell: bool) -> StoreResult<plain::Held> {
    let rows = &batch.results;
    let Firsts {
        begun,
        more_begun,
        told,
        more_told,
    } = batch.firsts(tell);
    let ended: Vec<&End> = batch.ends.iter().filter(|e| e.at.is_some()).collect();
    let heard = |job: &&Job| job.when == When::Result;
    let heard: Vec<&Job> = batch.jobs.iter().filter(heard).collect();
    let ends = !(ended.is_empty() && heard.is_empty());
    let results = query_scalar::<_, i32>(if ends { ENDINGS } else { RESULTS })
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
        .bind(column(&begun, |s| s.map(|s| s.step.as_str())))
        .bind(column(&begun, |s| s.map(|s| s.position)))
        .bind(column(&told, |e| e.map(|e| e.kind.as_str())))
        .bind(column(&told, |e| e.map(|e| Json(&e.payload))))
        .bind(column(rows, |r| place(&ended, |e| e.write, r.write)))
        .bind(column(rows, |r| place(&heard, |j| j.write, r.write)))
        .bind(column(&more_begun, |s| number(s.write)))
        .bind(column(&more_begun, |s| s.step.as_str()))
        .bind(column(&more_begun, |s| s.position))
        .bind(column(&more_told, |e| number(e.write)))
        .bind(column(&more_told, |e| e.kind.as_str()))
        .bind(column::<_, Json<&Value>>(&more_told, |e| Json(&e.payload)));
    let results = if ends {
        results
            .bind(column(&ended, |e| e.state.name()))
            .bind(column(&ended, |e| e.at.map(At)))
            .bind(column(&ended, |e| e.health.map(State::name)))
            .bind(column(&ended, |e| e.failure.as_ref().map(Json)))
            .bind(column(&ended, |e| e.failed_step.as_deref()))
            .bind(column(&ended, |e| e.launch_seconds))
            .bind(column(&heard, |j| j.id.as_str()))
    } else {
        results
    };
    results.fetch_all(conn).await.map_err(store_error)
}

/// One array of a column, as `unnest` takes it.
pub fn column<'a, R, T>(rows: &'a [R], of: impl Fn(&'a R) -> T) -> Vec<T> {
    rows.iter().map(of).collect()
}

/// Where this write's row stands among these, counted from one: it ends its run once, and has one
/// message.
fn place<R>(rows: &[&R], of: impl Fn(&R) -> usize, write: usize) -> Option<i32> {
    let at = rows.iter().position(|row| of(row) == write)?;
    Some(number(at + 1))
}

/// A write's place in its batch.
pub fn number(write: usize) -> i32 {
    i32::try_from(write).unwrap_or(i32::MAX)
}
