//! A queue in a SQLite database of its own, and what stands in it.

use apalis_core::{
    task::{Task, builder::TaskBuilder},
    worker::context::WorkerContext,
};
use apalis_sqlite::{Config, SqlitePool, SqliteStorage, queries};
use sqlx::{FromRow, sqlite::SqlitePoolOptions};
use std::time::Duration;

pub const QUEUE: &str = "facts";

pub struct Queue {
    pub pool: SqlitePool,
    pub config: Config,
}

#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct Row {
    pub id: String,
    pub status: String,
    pub lock_by: Option<String>,
    pub attempts: i64,
}

impl Queue {
    pub async fn make() -> Self {
        // One connection: another one would be another database in memory.
        let pool = SqlitePoolOptions::new().max_connections(1);
        let pool = pool.connect("sqlite::memory:").await.expect("in memory");
        let mut migrations = SqliteStorage::<()>::migrations();
        migrations.set_ignore_missing(true);
        migrations.run(&pool).await.expect("migrates");
        let config = Config::default()
            .queue(QUEUE)
            .batch_size(10)
            .heartbeat_interval(Duration::from_secs(30));
        Self { pool, config }
    }

    pub async fn push(&self, task: Task<Vec<u8>>) {
        let mut connection = self.pool.acquire().await.expect("a connection");
        let pushed = queries::push_tasks(&mut *connection, QUEUE, &[task]).await;
        pushed.expect("pushed");
    }

    pub async fn worker(&self, name: &str) -> Result<WorkerContext, sqlx::Error> {
        let worker = WorkerContext::new(name);
        queries::register_worker(&self.pool, &self.config, &worker, "SqliteStorage").await?;
        Ok(worker)
    }

    pub async fn fetch(&self, worker: &WorkerContext) -> usize {
        let fetched = queries::fetch_next(&self.pool, &self.config, worker).await;
        fetched.expect("fetches").len()
    }

    pub async fn lock(&self, id: &str, worker: &str) -> u64 {
        let locked = queries::lock_tasks(&self.pool, &[id.to_owned()], worker).await;
        locked.expect("locks")
    }

    /// As the heartbeat of a worker that is gone has stopped so long ago.
    pub async fn last_seen(&self, worker: &str, seconds_ago: i64) {
        let aged = sqlx::query("update Workers set last_seen = unixepoch() - $2 where id = $1");
        let aged = aged
            .bind(worker)
            .bind(seconds_ago)
            .execute(&self.pool)
            .await;
        aged.expect("aged");
    }

    pub async fn rows(&self) -> Vec<Row> {
        let rows = sqlx::query_as("select id, status, lock_by, attempts from Jobs order by id");
        rows.fetch_all(&self.pool).await.expect("rows")
    }

    pub async fn row(&self) -> Row {
        let mut rows = self.rows().await;
        assert_eq!(rows.len(), 1, "{rows:?}");
        rows.remove(0)
    }
}

pub fn task() -> TaskBuilder<Vec<u8>> {
    // Dated back: only what is past is handed out.
    TaskBuilder::new(b"{}".to_vec()).run_at_timestamp(1)
}
