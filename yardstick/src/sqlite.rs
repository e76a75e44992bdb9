//! On SQLite: the rows of a batch are one JSON parameter.

use crate::{
    bell::{Bell, WhenRung},
    engine::{Advance, Engine, FETCHED, QUEUE, advance},
    load::{Figures, Load},
    writer::{Batch, Out, Store, Writer},
};
use anyhow::Result;
use apalis::prelude::*;
use apalis_core::backend::ext::BackendExt;
use apalis_sqlite::{Config, SqliteStorage, queries};
use serde_json::{Value, json};
use sqlx::{
    ConnectOptions, Connection, SqliteConnection, SqlitePool, query, query_as,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous},
};
use std::time::Duration;
use uuid::Uuid;

pub async fn measure(load: Load) -> Result<Figures> {
    let folder = tempfile::tempdir()?;
    let connect = SqliteConnectOptions::new()
        .filename(folder.path().join("bare.db"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .busy_timeout(Duration::from_secs(5))
        .disable_statement_logging();
    let pool = SqlitePoolOptions::new()
        .max_connections(1)
        .test_before_acquire(false)
        .connect_with(connect.clone())
        .await?;
    SqliteStorage::<()>::migrations().run(&pool).await?;
    sqlx::raw_sql(include_str!("sqlite.sql"))
        .execute(&pool)
        .await?;
    let bell = Bell::default();
    let engine = Engine::new(Writer::start(
        Sqlite(connect.connect().await?),
        bell.clone(),
    ));
    let worker = tokio::spawn(work(pool, bell, engine.clone(), load.concurrency));
    let figures = load.measure(&engine, "sqlite").await;
    worker.abort();
    figures
}

async fn work(pool: SqlitePool, bell: Bell, engine: Engine, concurrency: usize) {
    let config = Config::default()
        .queue(QUEUE)
        .batch_size(FETCHED)
        .heartbeat_interval(Duration::from_secs(5))
        .lock_tasks(false)
        .persist_results(false);
    let storage = SqliteStorage::<Advance>::new(&pool)
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

struct Sqlite(SqliteConnection);

impl Store for Sqlite {
    async fn commit(&mut self, batch: &mut Batch) -> Result<()> {
        let mut conn = self.0.begin_with("begin immediate").await?;
        if !batch.created.is_empty() {
            create(&mut conn, batch).await?;
        }
        if !batch.claims.is_empty() {
            claim(&mut conn, batch).await?;
        }
        if !batch.results.is_empty() {
            results(&mut conn, batch).await?;
        }
        conn.commit().await?;
        Ok(())
    }
}

async fn create(conn: &mut SqliteConnection, batch: &Batch) -> Result<()> {
    let runs: Vec<String> = batch.created.iter().map(hex).collect();
    query(
        "insert into run (id, state) select unhex(j.value), 'queued' from json_each($1) j;
        insert into event (kind, run, payload)
        select 'run.created', unhex(j.value), '{\"by\": \"bench\"}' from json_each($1) j",
    )
    .bind(serde_json::to_string(&runs)?)
    .execute(&mut *conn)
    .await?;
    queries::push_tasks(conn, QUEUE, &batch.messages).await?;
    Ok(())
}

async fn claim(conn: &mut SqliteConnection, batch: &mut Batch) -> Result<()> {
    let runs: Vec<String> = batch.claims.iter().map(|(_, run)| hex(run)).collect();
    let claimed: Vec<(Vec<u8>, i64)> = query_as(
        "update run set
            epoch = epoch + 1, worker = 'bare', state = 'running', lease_until = unixepoch() + 6
        where id in (select unhex(j.value) from json_each($1) j)
            and state in ('queued', 'running')
            and (lease_until is null or lease_until < unixepoch())
        returning id, epoch",
    )
    .bind(serde_json::to_string(&runs)?)
    .fetch_all(&mut *conn)
    .await?;
    let mut rows = Vec::with_capacity(claimed.len());
    for (id, epoch) in claimed {
        let run = Uuid::from_slice(&id)?;
        batch.claimed(run, epoch);
        rows.push(json!([hex(&run), epoch]));
    }
    query(
        "update step_run set attempts = attempts + 1, epoch = (
            select j.value->>1 from json_each($1) j where unhex(j.value->>0) = step_run.run)
        where state = 'running' and run in (select unhex(j.value->>0) from json_each($1) j);
        insert into step_run (run, name, state, epoch)
        select unhex(j.value->>0), 'one', 'running', j.value->>1 from json_each($1) j
        where true on conflict do nothing;
        insert into event (kind, run, payload)
        select 'run.started', unhex(j.value->>0), '{\"worker\": \"bare\"}' from json_each($1) j",
    )
    .bind(serde_json::to_string(&rows)?)
    .execute(conn)
    .await?;
    Ok(())
}

async fn results(conn: &mut SqliteConnection, batch: &mut Batch) -> Result<()> {
    let row = |(at, r): &(usize, crate::writer::Ended)| {
        json!([at, hex(&r.run), r.epoch, r.step, r.next, r.job, "{}"])
    };
    let rows: Vec<Value> = batch.results.iter().map(row).collect();
    let held: Vec<(Vec<u8>, String)> = query_as(
        "update step_run set
            state = 'succeeded', ended_at = unixepoch(), output = j.value->>6
        from json_each($1) j
        where step_run.run = unhex(j.value->>1) and step_run.name = j.value->>3
            and step_run.epoch = j.value->>2 and step_run.state = 'running'
        returning run, name",
    )
    .bind(serde_json::to_string(&rows)?)
    .fetch_all(&mut *conn)
    .await?;
    let mut written = Vec::with_capacity(held.len());
    for ((at, ended), row) in batch.results.iter().zip(rows) {
        let of_it =
            |(run, name): &(Vec<u8>, String)| run == ended.run.as_bytes() && name == ended.step;
        if held.iter().any(of_it) {
            batch.outs[*at] = Out::Done;
            written.push(row);
        }
    }
    query(
        "insert into step_run (run, name, state, epoch)
        select unhex(j.value->>1), j.value->>4, 'running', j.value->>2 from json_each($1) j
        where j.value->>4 is not null;
        insert into event (kind, run, payload)
        select 'step.succeeded', unhex(j.value->>1), json_object('step', j.value->>3)
        from json_each($1) j;
        update run set state = 'succeeded', ended_at = unixepoch(), lease_until = null
        where id in (
            select unhex(j.value->>1) from json_each($1) j where j.value->>5 is not null);
        delete from Jobs where id in (select j.value->>5 from json_each($1) j)",
    )
    .bind(serde_json::to_string(&written)?)
    .execute(conn)
    .await?;
    Ok(())
}

fn hex(run: &Uuid) -> String {
    run.simple().to_string()
}
