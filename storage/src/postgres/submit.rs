//! Runs that are asked for: each with its first steps, its event and its message, all in one
//! statement.

use super::{
    Conn,
    messages::{self, Row},
    results::column,
};
use crate::{
    batch::{Batch, FirstStep, Verdict},
    error::store_error,
    plans::Asked,
    queue::{GRACE, Message},
    text::plain,
    time::At,
};
use app::{
    ports::{Out, StoreResult},
    records::NewRun,
};
use sqlx::query_scalar;
use uuid::Uuid;

pub async fn write(
    conn: &mut Conn,
    batch: &Batch,
    plans: &Asked,
    verdict: &mut Verdict,
) -> StoreResult<()> {
    if batch.submits.is_empty() {
        return Ok(());
    }
    let runs: Vec<&NewRun> = batch.submits.iter().map(|s| &s.run).collect();
    let made = insert(conn, &runs, plans).await?;
    for submit in &batch.submits {
        if made.contains(&submit.run.id.0) {
            verdict.hold(submit.write, Out::Done);
        }
    }
    Ok(())
}

/// Answers which runs were made; the environment of any other has an unfinished one.
pub async fn insert(conn: &mut Conn, runs: &[&NewRun], plans: &Asked) -> StoreResult<Vec<Uuid>> {
    let steps: Vec<FirstStep<'_>> = runs.iter().flat_map(|run| FirstStep::of(run)).collect();
    let messages: Vec<Row> = runs
        .iter()
        .map(|run| Row::of(&Message::first(run)))
        .collect::<StoreResult<_>>()?;
    query_scalar(concat!(
        "with planned as (
            insert into run_plan (id, body)
            select id, body::json from unnest($20::uuid[], $21::text[]) as p(id, body)
            on conflict do nothing
        ), made as (
            insert into run (id, tenant, environment, kind, state, plan, requested_by, trace_id,
                launch_started_at, ring_at, created_at, bulk)
            select id, tenant, environment, kind, 'queued', plan, requested_by, trace_id,
                launch_started_at, created_at + make_interval(secs => $10), created_at, bulk
            from unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::text[], $5::uuid[], $6::text[],
                $7::text[], $8::timestamptz[], $9::timestamptz[], $14::boolean[])
                as x(id, tenant, environment, kind, plan, requested_by, trace_id,
                    launch_started_at, created_at, bulk)
            on conflict do nothing
            returning id, kind, requested_by, created_at
        ), first as (
            insert into step_run (run, name, position, state)
            select s.run, s.name, s.position, 'pending'
            from unnest($11::uuid[], $12::text[], $13::int[]) as s(run, name, position)
            join made on made.id = s.run
        ), told as (
            insert into event (kind, run, payload, at)
            select 'run.created', id, jsonb_build_object('kind', kind, 'by', requested_by), created_at
            from made
        ), pushed as (",
        messages::put!(
            "unnest($1::uuid[], $15::text[], $16::text[], $17::bytea[], $18::bigint[], $19::int[])
                as m(run, id, line, job, at, rank) join made on made.id = m.run"
        ),
        "), rung as (",
        messages::ring!("pushed"),
        ")
        select id from made, (select count(*) from rung) told",
    ))
    .bind(column(runs, |r| r.id.0))
    .bind(column(runs, |r| r.tenant.0))
    .bind(column(runs, |r| r.environment.0))
    .bind(column(runs, |r| r.kind.name()))
    .bind(&plans.ids)
    .bind(column(runs, |r| plain(&r.requested_by)))
    .bind(column(runs, |r| plain(&r.trace_id)))
    .bind(column(runs, |r| r.launch_started_at.map(At)))
    .bind(column(runs, |r| At(r.created_at)))
    .bind(GRACE.as_secs_f64())
    .bind(column(&steps, |s| s.run.0))
    .bind(column(&steps, |s| s.name))
    .bind(column(&steps, |s| s.position))
    .bind(column(runs, |r| r.bulk))
    .bind(column(&messages, |m| m.id.as_str()))
    .bind(column(&messages, |m| m.line))
    .bind(column(&messages, |m| m.job.as_slice()))
    .bind(column(&messages, |m| m.at))
    .bind(column(&messages, |m| m.rank))
    .bind(plans.new.keys().copied().collect::<Vec<_>>())
    .bind(plans.new.values().map(|p| p.body.as_str()).collect::<Vec<_>>())
    .fetch_all(conn)
    .await
    .map_err(store_error)
}
