//! Runs that are asked for: each with its first steps and its event.

use super::{
    Conn, messages,
    rows_as_json::{id, table, time},
};
use crate::{
    batch::{Batch, FirstStep, Verdict},
    error::store_error,
    queue::{GRACE, Message},
    text::plain,
};
use app::{
    ports::{Out, StoreResult},
    records::NewRun,
};
use serde_json::json;
use sqlx::query_scalar;
use std::mem::replace;
use uuid::Uuid;

// A run that was not made has no row, so nothing of it is written.
macro_rules! insert { () => { "\
insert into run (id, tenant, environment, kind, state, plan, requested_by, trace_id,
    launch_started_at, ring_at, created_at, bulk)
select unhex(j.value ->> 0), unhex(j.value ->> 1), unhex(j.value ->> 2), j.value ->> 3, 'queued',
    j.value ->> 4, j.value ->> 5, j.value ->> 6, j.value ->> 7, j.value ->> 8, j.value ->> 9,
    j.value ->> 11
from json_each($1) j where true
on conflict do nothing returning id;
insert into step_run (run, name, position, state)
select r.id, j.value ->> 1, j.value ->> 2, 'pending'
from json_each($2) j join run r on r.id = unhex(j.value ->> 0);
insert into event (kind, run, payload, at)
select 'run.created', r.id, j.value ->> 10, r.created_at
from json_each($1) j join run r on r.id = unhex(j.value ->> 0) order by j.key" }; }

const INSERT: &str = insert!();
const FIRST: &str = concat!("begin immediate;", insert!());

pub async fn write(
    conn: &mut Conn,
    batch: &Batch,
    verdict: &mut Verdict,
    begun: &mut bool,
) -> StoreResult<()> {
    if batch.submits.is_empty() {
        return Ok(());
    }
    let runs: Vec<&NewRun> = batch.submits.iter().map(|s| &s.run).collect();
    let made = run(
        conn,
        if replace(begun, true) { INSERT } else { FIRST },
        &runs,
    )
    .await?;
    for submit in &batch.submits {
        if made.contains(&submit.run.id.0) {
            verdict.hold(submit.write, Out::Done);
        }
    }
    Ok(())
}

/// With its message. Answers which runs were made; the environment of any other has an unfinished
/// one.
pub async fn insert(conn: &mut Conn, runs: &[&NewRun]) -> StoreResult<Vec<Uuid>> {
    let made = run(conn, INSERT, runs).await?;
    let pushed = runs.iter().filter(|run| made.contains(&run.id.0));
    let pushed: Vec<Message> = pushed.map(|run| Message::first(run)).collect();
    messages::push(conn, &pushed).await?;
    Ok(made)
}

async fn run(conn: &mut Conn, statement: &'static str, runs: &[&NewRun]) -> StoreResult<Vec<Uuid>> {
    let steps = runs.iter().flat_map(|run| FirstStep::of(run));
    let steps = table(steps, |s| {
        vec![id(s.run.0), s.name.into(), s.position.into()]
    });
    let runs = table(runs, |r| {
        let told = json!({ "kind": r.kind.name(), "by": plain(&r.requested_by) });
        vec![
            id(r.id.0),
            id(r.tenant.0),
            id(r.environment.0),
            r.kind.name().into(),
            json!(r.plan).to_string().into(),
            plain(&r.requested_by).into(),
            plain(&r.trace_id).into(),
            time(r.launch_started_at),
            time(Some(r.created_at + GRACE)),
            time(Some(r.created_at)),
            told.to_string().into(),
            r.bulk.into(),
        ]
    });
    query_scalar(statement)
        .bind(runs)
        .bind(steps)
        .fetch_all(conn)
        .await
        .map_err(store_error)
}
