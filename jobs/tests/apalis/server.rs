//! A queue in a PostgreSQL database of its own, as two processes have it.

use super::queues::QUEUE;
use apalis_core::{backend::Backend, task::Task, worker::context::WorkerContext};
use apalis_postgres::{Config, Error, PgPool, PostgresStorage, queries};
use sqlx::{AssertSqlSafe, Connection, PgConnection, postgres::PgPoolOptions};
use std::{
    future::poll_fn,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

const VARIABLE: &str = "AUTOMATOR_TEST_POSTGRES";

pub struct Server {
    admin: String,
    name: String,
    /// One connection each, so that a session is known.
    pub one: PgPool,
    pub two: PgPool,
    pub config: Config,
}

#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct Row {
    pub id: String,
    pub status: String,
    pub lock_by: Option<String>,
    pub attempts: i32,
}

impl Server {
    pub async fn make() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let admin = std::env::var(VARIABLE).unwrap_or_else(|_| {
            panic!("{VARIABLE} is not set. Run: cargo xtask pg -- cargo nextest run -p jobs apalis")
        });
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let name = format!("facts_{}_{count}", std::process::id());
        administer(&admin, format!("create database {name}")).await;
        let (server, _) = admin.rsplit_once('/').expect("the URL names a database");
        let url = format!("{server}/{name}");
        let process = async || {
            let pool = PgPoolOptions::new().max_connections(1);
            pool.connect(&url).await.expect("connects")
        };
        let (one, two) = (process().await, process().await);
        let migrations = PostgresStorage::<()>::migrations();
        migrations.run(&one).await.expect("migrates");
        let config = Config::default().queue(QUEUE).batch_size(10);
        Self {
            admin,
            name,
            one,
            two,
            config,
        }
    }

    /// As a process does when it starts to work.
    pub async fn register(&self, from: &PgPool, name: &str) -> Result<WorkerContext, Error> {
        let worker = WorkerContext::new(name);
        let mut storage = PostgresStorage::<()>::new(from).with_config(self.config.clone());
        poll_fn(|cx| storage.poll_ready(cx, &worker)).await?;
        Ok(worker)
    }

    pub async fn push(&self, tasks: Vec<Task<Vec<u8>>>) -> Result<(), Error> {
        let mut connection = self.one.acquire().await.expect("a connection");
        queries::push_tasks(&mut *connection, QUEUE, tasks).await
    }

    pub async fn fetch(&self, worker: &WorkerContext) -> usize {
        let mut connection = self.one.acquire().await.expect("a connection");
        let fetched = queries::fetch_next(&mut *connection, &self.config, worker).await;
        fetched.expect("fetches").len()
    }

    pub async fn lock(&self, id: &str, worker: &str) -> u64 {
        let before = self.row().await;
        let mut connection = self.one.acquire().await.expect("a connection");
        let locked = queries::lock_tasks(&mut *connection, &[id.to_owned()], worker).await;
        locked.expect("locks");
        drop(connection);
        u64::from(self.row().await != before)
    }

    pub async fn sweep(&self, dead_for: Duration) -> u64 {
        let mut connection = self.one.acquire().await.expect("a connection");
        let swept = queries::reenqueue_orphaned(&mut *connection, QUEUE, dead_for.as_secs()).await;
        swept.expect("sweeps")
    }

    pub async fn give_back(&self, worker: &str, ids: &[String]) -> u64 {
        let mut connection = self.one.acquire().await.expect("a connection");
        let given = queries::reenqueue_abandoned(&mut *connection, QUEUE, worker, ids).await;
        given.expect("given back")
    }

    /// As the heartbeat of a worker that is gone has stopped so long ago.
    pub async fn last_seen(&self, worker: &str, seconds_ago: i32) {
        let aged = sqlx::query(
            "update apalis.workers set last_seen = now() - make_interval(secs => $2) where id = $1",
        );
        let aged = aged.bind(worker).bind(f64::from(seconds_ago));
        aged.execute(&self.one).await.expect("aged");
    }

    pub async fn set(&self, change: &'static str) {
        let set = sqlx::query(AssertSqlSafe(format!("update apalis.jobs set {change}")));
        set.execute(&self.one).await.expect("set");
    }

    pub async fn rows(&self) -> Vec<Row> {
        let rows = "select id, status, lock_by, attempts from apalis.jobs order by id";
        let rows = sqlx::query_as(rows).fetch_all(&self.one).await;
        rows.expect("rows")
    }

    pub async fn row(&self) -> Row {
        let mut rows = self.rows().await;
        assert_eq!(rows.len(), 1, "{rows:?}");
        rows.remove(0)
    }

    pub async fn gone(self) {
        self.one.close().await;
        self.two.close().await;
        let drop = format!("drop database {} with (force)", self.name);
        administer(&self.admin, drop).await;
    }
}

async fn administer(url: &str, statement: String) {
    let mut connection = PgConnection::connect(url).await.expect("connects");
    let done = sqlx::query(AssertSqlSafe(statement));
    done.execute(&mut connection).await.expect("is done");
}
