//! What stands in apalis' tables.

use crate::{both, database::Database, fixtures::now};
use app::ports::{Advance, QUEUE};
use domain::ids::RunId;
use sqlx::Row;
use storage::Pool;

both!(
    a_new_run_has_one_message_that_is_due,
    names_of_workers_that_are_gone_and_hold_nothing_are_removed,
);

#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    pub id: String,
    pub run: RunId,
    /// Seconds since 1970.
    pub run_at: i64,
}

impl Database {
    /// All there are, the earliest first.
    pub async fn messages(&self) -> Vec<Message> {
        let of = |id: String, body: Vec<u8>, queue: String, run_at: i64| {
            assert_eq!(queue, QUEUE);
            let Advance { run_id } = serde_json::from_slice(&body).expect("our payload");
            Message {
                id,
                run: run_id,
                run_at,
            }
        };
        match &self.pool {
            Pool::Sqlite { pool, .. } => {
                let rows =
                    sqlx::query("select id, job, job_type, run_at from Jobs order by run_at, id");
                let rows = rows.fetch_all(pool).await.expect("reads");
                rows.iter()
                    .map(|r| of(r.get(0), r.get(1), r.get(2), r.get(3)))
                    .collect()
            }
            Pool::Postgres { pool, .. } => {
                let rows = sqlx::query(
                    "select id, job, job_type, extract(epoch from run_at)::bigint \
                     from apalis.jobs order by run_at, id",
                );
                let rows = rows.fetch_all(pool).await.expect("reads");
                rows.iter()
                    .map(|r| of(r.get(0), r.get(1), r.get(2), r.get(3)))
                    .collect()
            }
        }
    }
}

async fn a_new_run_has_one_message_that_is_due(db: Database) {
    let run = db.queued("acme", &[("a", &[])]).await;

    let messages = db.messages().await;

    assert_eq!(messages.len(), 1);
    assert_eq!(messages[0].run, run.id);
    assert!(messages[0].run_at * 1_000_000 < now().micros());
}

async fn names_of_workers_that_are_gone_and_hold_nothing_are_removed(db: Database) {
    let workers = if db.is_postgres() {
        "apalis.workers"
    } else {
        "Workers"
    };
    let jobs = if db.is_postgres() {
        "apalis.jobs"
    } else {
        "Jobs"
    };
    let (fresh, old) = if db.is_postgres() {
        ("now()", "now() - interval '2 hours'")
    } else {
        ("unixepoch()", "unixepoch() - 7200")
    };
    for (name, seen) in [("alive", fresh), ("gone", old), ("holding", old)] {
        db.execute(&format!(
            "insert into {workers} (id, worker_type, storage_name, layers, last_seen) \
             values ('{name}', 'advance', 's', '', {seen})"
        ))
        .await;
    }
    db.queued("acme", &[("a", &[])]).await;
    db.execute(&format!("update {jobs} set lock_by = 'holding'"))
        .await;

    let removed = db.journal.tidy_queue().await.expect("tidies");

    assert_eq!(removed, 1);
    let left = db
        .rows(&format!("select id from {workers} order by id"))
        .await;
    assert_eq!(
        left.concat(),
        [Some("alive".to_owned()), Some("holding".to_owned())]
    );
}
