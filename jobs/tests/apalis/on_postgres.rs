//! The same facts on PostgreSQL, where some are others: a name comes back at once and keeps what
//! its dead namesake had, a key fails whole batches, a deferred task is fetched again at once.

use super::{queues::task, server::Server};
use std::time::Duration;

const SWEEP: Duration = Duration::from_secs(300);

/// a, b: fetching, locking and acking are statements of their own; what was never acked runs again.
#[tokio::test]
async fn a_task_that_was_never_acked_runs_again() {
    let server = Server::make().await;
    server.push(vec![task().build()]).await.expect("pushed");
    let dead = server.register(&server.one, "dead").await.expect("free");
    let next = server.register(&server.one, "next").await.expect("free");
    assert_eq!(server.fetch(&dead).await, 1);
    let fetched = server.row().await;
    assert_eq!(
        fetched.status, "Queued",
        "a fetch does not say that it runs"
    );
    assert_eq!(server.lock(&fetched.id, "dead").await, 1);

    // It has done its work here, and died before the ack.
    server.last_seen("dead", 600).await;

    assert_eq!(server.sweep(SWEEP).await, 1);
    assert_eq!(server.fetch(&next).await, 1);
    server.gone().await;
}

/// c: a worker's late lock takes a task from the one that has it since.
#[tokio::test]
async fn a_late_lock_steals_a_task_back() {
    let server = Server::make().await;
    server.push(vec![task().build()]).await.expect("pushed");
    let stalled = server.register(&server.one, "stalled").await.expect("free");
    let new = server.register(&server.one, "new").await.expect("free");
    assert_eq!(server.fetch(&stalled).await, 1);
    server.last_seen("stalled", 600).await;
    assert_eq!(server.sweep(SWEEP).await, 1);
    assert_eq!(server.fetch(&new).await, 1);
    let row = server.row().await;
    assert_eq!(row.lock_by.as_deref(), Some("new"));

    assert_eq!(server.lock(&row.id, "stalled").await, 1);

    assert_eq!(server.row().await.lock_by.as_deref(), Some("stalled"));
    server.gone().await;
}

/// d: a restarted process may have its old name at once, and what the dead one had is nobody's:
/// not fetched, and never swept while the name lives.
#[tokio::test]
async fn a_name_that_came_back_keeps_what_its_dead_namesake_had() {
    let server = Server::make().await;
    server.push(vec![task().build()]).await.expect("pushed");
    let dead = server.register(&server.one, "host").await.expect("free");
    assert_eq!(server.fetch(&dead).await, 1);
    server.last_seen("host", 299).await;

    let back = server.register(&server.one, "host").await;

    let back = back.expect("the name is given at once");
    assert_eq!(server.sweep(SWEEP).await, 0);
    assert_eq!(server.fetch(&back).await, 0);
    server.gone().await;
}

/// e: a name that came back holds a lock of its session for ever; another session is refused.
#[tokio::test]
async fn a_name_that_came_back_is_refused_to_another_session() {
    let server = Server::make().await;
    for _ in 0..2 {
        let registered = server.register(&server.one, "host").await;
        registered.expect("one session");
    }
    server.last_seen("host", 600).await;

    let other = server.register(&server.two, "host").await;

    let refused = other.expect_err("though nobody was seen for minutes");
    assert!(matches!(
        refused,
        apalis_postgres::Error::WorkerAlreadyExists(_)
    ));
    server.gone().await;
}

/// f: the sweep counts attempts and never looks at how many are allowed.
#[tokio::test]
async fn a_task_that_kills_its_worker_goes_round_for_ever() {
    let server = Server::make().await;
    let pushed = server.push(vec![task().max_attempts(3).build()]).await;
    pushed.expect("pushed");
    for life in 1..=6 {
        let name = format!("worker{life}");
        let worker = server.register(&server.one, &name).await.expect("free");
        assert_eq!(server.fetch(&worker).await, 1, "life {life}");
        server.last_seen(&name, 600).await;
        assert_eq!(server.sweep(SWEEP).await, 1);
    }
    assert_eq!(server.row().await.attempts, 6, "of three that were allowed");
    server.gone().await;
}

/// g: what has failed is handed out again at once, without any pause.
#[tokio::test]
async fn a_failed_task_is_fetched_again_at_once() {
    let server = Server::make().await;
    let pushed = server.push(vec![task().max_attempts(5).build()]).await;
    pushed.expect("pushed");
    let worker = server.register(&server.one, "worker").await.expect("free");
    server.fetch(&worker).await;
    server.set("status = 'Failed', attempts = 1").await;

    assert_eq!(server.fetch(&worker).await, 1);
    server.gone().await;
}

/// h: what is put back, as a deferred task is, is handed out at once, whatever pause was asked for.
#[tokio::test]
async fn a_deferred_task_is_fetched_again_at_once() {
    let server = Server::make().await;
    server.push(vec![task().build()]).await.expect("pushed");
    let worker = server.register(&server.one, "worker").await.expect("free");
    server.fetch(&worker).await;
    server.set("status = 'Pending'").await;

    assert_eq!(server.fetch(&worker).await, 1);
    server.gone().await;
}

/// i: a key is taken for all time, and one that is taken fails all that came with it.
#[tokio::test]
async fn a_taken_key_fails_the_whole_batch() {
    let server = Server::make().await;
    let once = || task().idempotency_key("once").build();
    server.push(vec![once()]).await.expect("pushed");
    server.set("status = 'Done'").await;

    let batch = server.push(vec![task().build(), once()]).await;

    assert!(batch.is_err());
    assert_eq!(
        server.rows().await.len(),
        1,
        "the other task is lost with it"
    );
    server.gone().await;
}

/// l: a graceful stop counts an attempt for tasks that were only fetched.
#[tokio::test]
async fn what_is_given_back_counts_as_tried() {
    let server = Server::make().await;
    server.push(vec![task().build()]).await.expect("pushed");
    let worker = server.register(&server.one, "worker").await.expect("free");
    server.fetch(&worker).await;
    let id = server.row().await.id;

    assert_eq!(server.give_back("worker", &[id]).await, 1);

    let row = server.row().await;
    assert_eq!((row.status.as_str(), row.attempts), ("Pending", 1));
    server.gone().await;
}
