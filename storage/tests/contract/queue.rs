//! What stands in apalis' tables.

use crate::{
    both,
    database::Database,
    fixtures::{now, plan, run},
};
use app::{
    ports::{Advance, BULK_QUEUE, QUEUE},
    records::NewRun,
};
use domain::ids::RunId;
use sqlx::Row;
use storage::Pool;

both!(
    a_new_run_has_one_message_that_is_due,
    a_launch_comes_before_other_new_runs_of_its_line,
    one_of_many_stands_in_a_line_of_its_own,
    names_of_workers_that_are_gone_and_hold_nothing_are_removed,
);

#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    pub id: String,
    pub run: RunId,
    /// Seconds since 1970.
    pub run_at: i64,
    pub bulk: bool,
    pub priority: i32,
}

impl Database {
    /// All there are, the earliest first.
    pub async fn messages(&self) -> Vec<Message> {
        let of = |id: String, body: Vec<u8>, queue: String, run_at: i64, priority: i32| {
            assert!([QUEUE, BULK_QUEUE].contains(&queue.as_str()), "{queue}");
            let Advance { run_id } = serde_json::from_slice(&body).expect("our payload");
            Message {
                id,
                run: run_id,
                run_at,
                bulk: queue == BULK_QUEUE,
                priority,
            }
        };
        match &self.pool {
            Pool::Sqlite { pool, .. } => {
                let rows = sqlx::query(
                    "select id, job, job_type, run_at, priority from Jobs order by run_at, id",
                );
                let rows = rows.fetch_all(pool).await.expect("reads");
                rows.iter()
                    .map(|r| of(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4)))
                    .collect()
            }
            Pool::Postgres { pool, .. } => {
                let rows = sqlx::query(
                    "select id, job, job_type, extract(epoch from run_at)::bigint, priority \
                     from apalis.jobs order by run_at, id",
                );
                let rows = rows.fetch_all(pool).await.expect("reads");
                rows.iter()
                    .map(|r| of(r.get(0), r.get(1), r.get(2), r.get(3), r.get(4)))
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

async fn a_launch_comes_before_other_new_runs_of_its_line(db: Database) {
    let launch = db.queued("launch", &[("a", &[])]).await;
    let (_, environment) = db.site("other").await;
    let other = NewRun {
        launch_started_at: None,
        ..run(&environment, plan(&[("a", &[])]))
    };
    db.insert_run(&other).await.expect("no other run");

    let messages = db.messages().await;

    let of = |id| messages.iter().find(|m| m.run == id).expect("its message");
    assert!(of(launch.id).priority > of(other.id).priority);
}

async fn one_of_many_stands_in_a_line_of_its_own(db: Database) {
    db.queued("single", &[("a", &[])]).await;
    let (_, environment) = db.site("many").await;
    let many = NewRun {
        bulk: true,
        ..run(&environment, plan(&[("a", &[])]))
    };
    db.insert_run(&many).await.expect("no other run");

    let messages = db.messages().await;

    let bulk: Vec<_> = messages.iter().filter(|m| m.bulk).map(|m| m.run).collect();
    assert_eq!((messages.len(), bulk), (2, vec![many.id]));
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
