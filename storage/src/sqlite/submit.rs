//! Runs that are asked for: each with its first steps and its event.

use super::{
    Conn, messages,
    rows_as_json::{id, table, time},
};
use crate::{
    batch::FirstStep,
    error::store_error,
    plans::Asked,
    queue::{GRACE, Message},
    text::plain,
};
use app::{ports::StoreResult, records::NewRun};
use serde_json::json;
use sqlx::query_scalar;
use uuid::Uuid;

macro_rules! insert_plans {
    ($plans:literal) => {
        concat!(
            "insert into run_plan (id, body)
select unhex(j.value ->> 0), j.value ->> 1 from jsonb_each(",
            $plans,
            ") j where true
on conflict do nothing"
        )
    };
}
pub(super) use insert_plans;

macro_rules! insert_runs {
    ($runs:literal) => {
        concat!(
            "insert into run (id, tenant, environment, kind, state, plan, requested_by, trace_id,
    launch_started_at, ring_at, created_at, bulk)
select unhex(j.value ->> 1), unhex(j.value ->> 2), unhex(j.value ->> 3), j.value ->> 4, 'queued',
    unhex(j.value ->> 5), j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9, j.value ->> 10,
    j.value ->> 12
from jsonb_each(",
            $runs,
            ") j where true
on conflict do nothing"
        )
    };
}
pub(super) use insert_runs;

// A run that was not made has no row, so nothing of it is written.
macro_rules! insert_rest {
    ($runs:literal, $steps:literal) => {
        concat!(
            "insert into step_run (run, name, position, state)
select r.id, j.value ->> 1, j.value ->> 2, 'pending'
from jsonb_each(",
            $steps,
            ") j join run r on r.id = unhex(j.value ->> 0);
insert into event (kind, run, payload, at)
select 'run.created', r.id, j.value ->> 11, r.created_at
from jsonb_each(",
            $runs,
            ") j join run r on r.id = unhex(j.value ->> 1) order by j.key"
        )
    };
}
pub(super) use insert_rest;

macro_rules! hold {
    () => {
        "insert into held (write) select j.value ->> 0
from jsonb_each(new.submits) j join run r on r.id = unhex(j.value ->> 1)"
    };
}
pub(super) use hold;

const INSERT: &str = concat!(
    insert_plans!("$3"),
    ";",
    insert_runs!("$1"),
    " returning id;",
    insert_rest!("$1", "$2")
);

/// With its message, in a transaction of others. Answers which runs were made; the environment of
/// any other has an unfinished one.
pub async fn insert(conn: &mut Conn, made: &[&NewRun], plans: &Asked) -> StoreResult<Vec<Uuid>> {
    let inserted: Vec<Uuid> = query_scalar(INSERT)
        .bind(runs(made.iter().map(|run| (0, *run)), plans))
        .bind(steps(made.iter().copied()))
        .bind(self::plans(plans))
        .fetch_all(&mut *conn)
        .await
        .map_err(store_error)?;
    let pushed = made.iter().filter(|run| inserted.contains(&run.id.0));
    let pushed: Vec<Message> = pushed.map(|run| Message::first(run)).collect();
    messages::push(conn, &pushed).await?;
    Ok(inserted)
}

pub fn steps<'a>(runs: impl Iterator<Item = &'a NewRun>) -> Option<String> {
    let steps = runs.flat_map(FirstStep::of);
    table(steps.map(|s| (id(s.run.0), s.name, s.position)))
}

pub fn plans(asked: &Asked) -> Option<String> {
    table(asked.new.iter().map(|(plan, new)| (id(*plan), &new.body)))
}

/// Each with its write.
pub fn runs<'a>(runs: impl Iterator<Item = (usize, &'a NewRun)>, plans: &Asked) -> Option<String> {
    let row = |((write, r), plan): ((usize, &'a NewRun), &Uuid)| {
        let told = json!({ "kind": r.kind.name(), "by": plain(&r.requested_by) });
        (
            write,
            id(r.id.0),
            id(r.tenant.0),
            id(r.environment.0),
            r.kind.name(),
            id(*plan),
            plain(&r.requested_by),
            plain(&r.trace_id),
            time(r.launch_started_at),
            time(Some(r.created_at + GRACE)),
            time(Some(r.created_at)),
            told.to_string(),
            r.bulk,
        )
    };
    table(runs.zip(&plans.ids).map(row))
}
