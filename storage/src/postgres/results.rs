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

/// The results, the steps that start for them, and their events, as `done`, `begun` and `told`.
///
/// A result's rows stand together in their arrays, and it says from where to where: a join would
/// look at every pair.
macro_rules! results {
    () => {
        "\
with x as (
    select * from unnest($1::int[], $2::uuid[], $3::text[], $4::bigint[], $5::text[],
        $6::timestamptz[], $7::jsonb[], $8::jsonb[], $9::text[], $10::timestamptz[],
        $11::int[], $12::int[], $13::int[], $14::int[], $15::int[], $16::int[])
    as x(write, run, name, epoch, state, ended_at, output, error, note, next_at,
        begun_from, begun_to, told_from, told_to, ended, heard)
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
    returning x.write, s.attempts, s.run, s.name, s.state,
        x.begun_from, x.begun_to, x.told_from, x.told_to, x.ended, x.heard
), begun as (
    insert into step_run (run, name, position, state, epoch, attempts, started_at)
    select distinct on (n.run, n.name) n.run, n.name, n.position, 'running', n.epoch, 1, n.at
    from (
        select done.run, ($17::text[])[i] as name, ($18::int[])[i] as position,
            ($19::bigint[])[i] as epoch, ($20::timestamptz[])[i] as at
        from done cross join lateral generate_series(done.begun_from, done.begun_to) i) n
    on conflict (run, name) do update set
        state = 'running', epoch = excluded.epoch, attempts = 1, crashes = 0,
        started_at = excluded.started_at, ended_at = null, next_at = null, output = null,
        error = null, note = null
    where step_run.state <> 'running'
), told as (
    insert into event (kind, run, payload, at)
    select ($21::text[])[i], done.run,
        case when ($23::boolean[])[i]
            then ($22::jsonb[])[i] || jsonb_build_object('attempt', done.attempts)
            else ($22::jsonb[])[i] end,
        ($24::timestamptz[])[i]
    from done cross join lateral generate_series(done.told_from, done.told_to) i
    order by i
)"
    };
}

const RESULTS: &str = concat!(results!(), " select write, attempts from done");

/// Runs that end with a result end here too, and their messages go.
const ENDINGS: &str = concat!(
    results!(),
    ", y as (
        select run, ($25::text[])[ended] as state, ($26::timestamptz[])[ended] as at,
            ($27::text[])[ended] as health, ($28::jsonb[])[ended] as failure,
            ($29::text[])[ended] as failed_step, ($30::double precision[])[ended] as seconds
        from done where ended is not null
    ), ",
    end_runs!(),
    ", gone as (
        delete from apalis.jobs j using done
        where done.heard is not null and j.id = ($31::text[])[done.heard]
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
    let begins = |r: &ResultRow| span(&begun, |s| s.write, r.write);
    let tells = |r: &ResultRow| span(&told, |e| e.write, r.write);
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
        .bind(column(rows, |r| begins(r).0))
        .bind(column(rows, |r| begins(r).1))
        .bind(column(rows, |r| tells(r).0))
        .bind(column(rows, |r| tells(r).1))
        .bind(column(rows, |r| place(span(&ended, |e| e.write, r.write))))
        .bind(column(rows, |r| place(span(&heard, |j| j.write, r.write))))
        .bind(column(&begun, |s| s.step.as_str()))
        .bind(column(&begun, |s| s.position))
        .bind(column(&begun, |s| s.epoch))
        .bind(column(&begun, |s| s.at.map(At)))
        .bind(column(&told, |e| e.kind.as_str()))
        .bind(column::<_, Json<&Value>>(&told, |e| Json(&e.payload)))
        .bind(column(&told, |e| e.counts_attempts))
        .bind(column(&told, |e| e.at.map(At)));
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

/// The places of a write's rows among these, first and last, counted from one. Rows are in the
/// order of their writes.
fn span<R>(rows: &[R], of: impl Fn(&R) -> usize, write: usize) -> (i32, i32) {
    let before = rows.partition_point(|row| of(row) < write);
    let until = rows.partition_point(|row| of(row) <= write);
    (number(before + 1), number(until))
}

/// A write ends its run once, and has one message.
fn place((first, last): (i32, i32)) -> Option<i32> {
    (first <= last).then_some(first)
}

/// A write's place in its batch.
pub fn number(write: usize) -> i32 {
    i32::try_from(write).unwrap_or(i32::MAX)
}
