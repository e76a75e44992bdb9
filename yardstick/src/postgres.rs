//! On PostgreSQL: each kind of write is one statement for all of a batch.

use crate::{
    bell::{Bell, WhenRung},
    engine::{Advance, Engine, FETCHED, QUEUE, advance},
    load::{Figures, Load},
    writer::{Batch, Ended, Out, Store, Writer},
};
use anyhow::{Context, Result};
use apalis::prelude::*;
use apalis_core::backend::ext::BackendExt;
use apalis_postgres::{Config, PostgresStorage, queries};
use sqlx::{
    ConnectOptions, Connection, PgConnection, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
    query, query_as, query_scalar,
    types::Json,
};
use std::{str::FromStr, time::Duration};
use uuid::Uuid;

/// Plans are generic, made once, and by indexes also when the tables were empty then.
const PLANS: [(&str, &str); 5] = [
    ("plan_cache_mode", "force_generic_plan"),
    ("enable_hashjoin", "off"),
    ("enable_mergejoin", "off"),
    ("enable_seqscan", "off"),
    ("enable_bitmapscan", "off"),
];

pub async fn measure(url: &str, load: Load) -> Result<Figures> {
    let connect = PgConnectOptions::from_str(url)?.disable_statement_logging();
    let pool = PgPoolOptions::new()
        .max_connections(4)
        .test_before_acquire(false)
        .connect_with(connect.clone())
        .await
        .context("no PostgreSQL there")?;
    query("create extension if not exists hstore")
        .execute(&pool)
        .await?;
    PostgresStorage::<()>::migrations().run(&pool).await?;
    sqlx::raw_sql(include_str!("postgres.sql"))
        .execute(&pool)
        .await
        .context("the database is not empty")?;
    let bell = Bell::default();
    let conn = connect.options(PLANS).connect().await?;
    let engine = Engine::new(Writer::start(Postgres(conn), bell.clone()));
    let worker = tokio::spawn(work(pool, bell, engine.clone(), load.concurrency));
    let figures = load.measure(&engine, "postgresql").await;
    worker.abort();
    figures
}

async fn work(pool: PgPool, bell: Bell, engine: Engine, concurrency: usize) {
    let config = Config::default()
        .queue(QUEUE)
        .batch_size(FETCHED)
        .heartbeat_interval(Duration::from_secs(5))
        .lock_tasks(false)
        .persist_results(false);
    let storage = PostgresStorage::<Advance>::new(&pool)
        .with_config(config)
        .poll_with_strategy(WhenRung::new(&bell))
        .poll_with_interval(Duration::from_millis(250));
    let worker = WorkerBuilder::new("bare")
        .backend(storage)
        .data(engine)
        .concurrency(concurrency)
        .build(advance);
    // Whoever waits for runs says that they do not end.
    let _ = worker.run().await;
}

struct Postgres(PgConnection);

impl Store for Postgres {
    async fn commit(&mut self, batch: &mut Batch) -> Result<()> {
        let alone = batch.claims.is_empty() || batch.results.is_empty();
        if alone && batch.created.is_empty() {
            return write(&mut self.0, batch).await;
        }
        let mut transaction = self.0.begin().await?;
        write(&mut transaction, batch).await?;
        transaction.commit().await?;
        Ok(())
    }
}

async fn write(conn: &mut PgConnection, batch: &mut Batch) -> Result<()> {
    if !batch.created.is_empty() {
        create(conn, batch).await?;
    }
    if !batch.claims.is_empty() {
        let runs: Vec<Uuid> = batch.claims.iter().map(|(_, run)| *run).collect();
        for (run, epoch) in claim(conn, &runs).await? {
            batch.claimed(run, epoch);
        }
    }
    if !batch.results.is_empty() {
        for at in results(conn, &batch.results).await? {
            batch.outs[usize::try_from(at)?] = Out::Done;
        }
    }
    Ok(())
}

async fn create(conn: &mut PgConnection, batch: &mut Batch) -> Result<()> {
    query(
        "with made as (
            insert into run (id, state) select id, 'queued' from unnest($1::uuid[]) as x(id)
            returning id
        )
        insert into event (kind, run, payload)
        select 'run.created', id, '{\"by\": \"bench\"}' from made",
    )
    .bind(&batch.created)
    .execute(&mut *conn)
    .await?;
    let messages = std::mem::take(&mut batch.messages);
    queries::push_tasks(conn, QUEUE, messages).await?;
    Ok(())
}

async fn claim(conn: &mut PgConnection, runs: &[Uuid]) -> Result<Vec<(Uuid, i64)>> {
    let claimed = query_as(
        "with claimed as (
            update run r set
                epoch = r.epoch + 1, worker = 'bare', state = 'running',
                lease_until = now() + interval '6 s'
            from unnest($1::uuid[]) as x(id)
            where r.id = x.id and r.state in ('queued', 'running')
                and (r.lease_until is null or r.lease_until < now())
            returning r.id, r.epoch
        ), again as (
            update step_run s set epoch = c.epoch, attempts = s.attempts + 1
            from claimed c where s.run = c.id and s.state = 'running'
        ), begun as (
            insert into step_run (run, name, state, epoch)
            select id, 'one', 'running', epoch from claimed on conflict do nothing
        ), told as (
            insert into event (kind, run, payload)
            select 'run.started', id, '{\"worker\": \"bare\"}' from claimed
        )
        select id, epoch from claimed",
    );
    Ok(claimed.bind(runs).fetch_all(conn).await?)
}

async fn results(conn: &mut PgConnection, rows: &[(usize, Ended)]) -> Result<Vec<i64>> {
    let at = |(at, _): &(usize, Ended)| i64::try_from(*at).unwrap_or(i64::MAX);
    let written = query_scalar(
        "with done as (
            update step_run s set state = 'succeeded', ended_at = now(), output = x.output
            from unnest($1::bigint[], $2::uuid[], $3::bigint[], $4::text[], $5::text[],
                $6::text[], $7::jsonb[]) as x(at, run, epoch, step, next, job, output)
            where s.run = x.run and s.name = x.step and s.epoch = x.epoch and s.state = 'running'
            returning x.at, s.run, s.name, s.epoch, x.next, x.job
        ), begun as (
            insert into step_run (run, name, state, epoch)
            select run, next, 'running', epoch from done where next is not null
        ), told as (
            insert into event (kind, run, payload)
            select 'step.succeeded', run, jsonb_build_object('step', name) from done
        ), ended as (
            update run r set state = 'succeeded', ended_at = now(), lease_until = null
            from done where r.id = done.run and done.job is not null
        ), gone as (
            delete from apalis.jobs j using done where j.id = done.job
        )
        select at from done",
    )
    .bind(rows.iter().map(at).collect::<Vec<_>>())
    .bind(rows.iter().map(|(_, r)| r.run).collect::<Vec<_>>())
    .bind(rows.iter().map(|(_, r)| r.epoch).collect::<Vec<_>>())
    .bind(rows.iter().map(|(_, r)| r.step).collect::<Vec<_>>())
    .bind(rows.iter().map(|(_, r)| r.next).collect::<Vec<_>>())
    .bind(
        rows.iter()
            .map(|(_, r)| r.job.as_deref())
            .collect::<Vec<_>>(),
    )
    .bind(
        rows.iter()
            .map(|_| Json(serde_json::json!({})))
            .collect::<Vec<_>>(),
    );
    Ok(written.fetch_all(conn).await?)
}
