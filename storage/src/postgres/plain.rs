//! Results as nearly all are: steps that succeeded, in a batch in which either none ends its run or
//! all do.
//!
//! Half of what a statement costs is to start and to end its plan, by nodes and columns. These have
//! a third of those that do everything (`results.rs`), and are used only where the statement is its
//! own transaction: one that fails has written nothing, and the other writes it all.

use super::{
    Conn,
    results::{column, number},
};
use crate::{
    batch::{Batch, Plain, of_rows},
    error::store_error,
    time::At,
};
use app::ports::StoreResult;
use domain::machine::State;
use sqlx::{query_scalar, types::Json};

/// The writes that hold.
pub type Held = Vec<i32>;

/// The fence is the step's own row.
macro_rules! done {
    ($more:literal, $types:literal) => {
        concat!(
            "with done as (
    update step_run s set
        state = 'succeeded', ended_at = greatest(x.ended_at, s.started_at), next_at = null,
        output = x.output, error = null, note = null
    from unnest($1::int[], $2::uuid[], $3::text[], $4::bigint[], $5::timestamptz[], $6::jsonb[],
        $7::jsonb[], ",
            $types,
            ") as x(write, run, name, epoch, ended_at, output, payload, ",
            $more,
            ")
    where s.run = x.run and s.name = x.name and s.epoch = x.epoch and s.state = 'running'
    returning x.write, s.run, s.epoch, x.ended_at as at, x.payload, ",
            $more,
            ")"
        )
    };
}

/// Each starts one step at most. Nobody but the holder of a lease begins a step, so there is no row
/// yet of what begins; were there one, this would fail.
const GOES_ON: &str = concat!(
    done!("starts, place", "$9::text[], $10::int[]"),
    ", begun as (
    insert into step_run (run, name, position, state, epoch, attempts, started_at)
    select run, starts, place, 'running', epoch, 1, at from done where starts is not null
), told as (
    insert into event (kind, run, payload, at)
    select $8, run, payload, at from done
) select write from done"
);

/// Each ends its run well; no step of it is left.
const ENDS: &str = concat!(
    done!(
        "ending, health, seconds, job",
        "$10::jsonb[], $11::text[], $12::double precision[], $13::text[]"
    ),
    ", ended as (
    update run r set
        state = 'succeeded', ended_at = done.at,
        launch_seconds = coalesce(done.seconds, r.launch_seconds),
        failed_step = null, lease_until = null, next_at = null
    from done where r.id = done.run
    returning r.tenant, r.environment, done.health, done.seconds
), launched as (
    update tenant t set launch_seconds = ended.seconds from ended
    where t.id = ended.tenant and ended.seconds is not null and t.launch_seconds is null
), judged as (
    update environment e set health = coalesce(ended.health, e.health), last_failure = null
    from ended
    where e.id = ended.environment and (ended.health <> e.health or e.last_failure is not null)
), told as (
    insert into event (kind, run, payload, at)
    select $8, run, payload, at from done
    union all
    select $9, run, ending, at from done
), gone as (
    delete from apalis.jobs j using done where j.id = done.job
) select write from done"
);

/// None when the batch is another one, or could not be written so; then nothing of it was.
pub async fn write(conn: &mut Conn, batch: &Batch, tell: bool) -> StoreResult<Option<Held>> {
    let plain = if tell { batch.plain() } else { None };
    let Some(plain) = plain else {
        return Ok(None);
    };
    let rows = &batch.results;
    let (told, ending) = of_rows(rows, batch.events.iter().collect(), |e| e.write);
    let statement = match plain {
        Plain::GoesOn => GOES_ON,
        Plain::Ends => ENDS,
    };
    let kind = |at: usize| batch.events[at].kind.as_str();
    let written = query_scalar::<_, i32>(statement)
        .bind(column(rows, |r| number(r.write)))
        .bind(column(rows, |r| r.run.0))
        .bind(column(rows, |r| r.step.as_str()))
        .bind(column(rows, |r| r.epoch))
        .bind(column(rows, |r| At(r.ended_at)))
        .bind(column(rows, |r| r.output.as_ref().map(Json)))
        .bind(column(&told, |e| e.map(|e| Json(&e.payload))))
        .bind(kind(0));
    let written = match plain {
        Plain::GoesOn => {
            let (begun, _) = of_rows(rows, batch.started.iter().collect(), |s| s.write);
            written
                .bind(column(&begun, |s| s.map(|s| s.step.as_str())))
                .bind(column(&begun, |s| s.map(|s| s.position)))
        }
        Plain::Ends => {
            let (jobs, _) = of_rows(rows, batch.jobs.iter().collect(), |j| j.write);
            written
                .bind(kind(1))
                .bind(column(&ending, |e| Json(&e.payload)))
                .bind(column(&batch.ends, |e| e.health.map(State::name)))
                .bind(column(&batch.ends, |e| e.launch_seconds))
                .bind(column(&jobs, |j| j.map(|j| j.id.as_str())))
        }
    };
    match written.fetch_all(conn).await {
        Ok(held) => Ok(Some(held)),
        Err(sqlx::Error::Database(said)) if said.is_unique_violation() => Ok(None),
        Err(error) => Err(store_error(error)),
    }
}
