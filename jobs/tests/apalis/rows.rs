//! Facts c, g, i, k and l: who owns a row, what becomes of a failed one, what a key means.

use super::queues::{QUEUE, Queue, task};
use apalis_sqlite::{SqliteStorage, queries};

/// c: a worker's late lock takes a task from the one that has it since, and nobody is told.
#[tokio::test]
async fn a_late_lock_steals_a_task_back() {
    let queue = Queue::make().await;
    queue.push(task().build()).await;
    let (stalled, new) = (queue.worker("stalled").await, queue.worker("new").await);
    let (stalled, new) = (stalled.expect("free"), new.expect("free"));
    assert_eq!(queue.fetch(&stalled).await, 1);
    let id = queue.row().await.id;
    queue.last_seen("stalled", 600).await;
    let filter = apalis_core::backend::WorkerFilter::None;
    let orphans = queries::reenqueue_orphaned(&queue.pool, 300, QUEUE, &filter).await;
    assert_eq!(orphans.expect("sweeps"), 1);
    assert_eq!(queue.fetch(&new).await, 1);

    assert_eq!(
        queue.lock(&id, "stalled").await,
        1,
        "the zombie's lock holds"
    );
    assert_eq!(queue.lock(&id, "new").await, 0, "the owner's does not");

    assert_eq!(queue.row().await.lock_by.as_deref(), Some("stalled"));
}

/// g: what has failed is handed out again at once, without any pause.
#[tokio::test]
async fn a_failed_task_is_fetched_again_at_once() {
    let queue = Queue::make().await;
    queue.push(task().max_attempts(5).build()).await;
    let worker = queue.worker("worker").await.expect("free");
    queue.fetch(&worker).await;
    let failed = sqlx::query("update Jobs set status = 'Failed', attempts = 1");
    failed.execute(&queue.pool).await.expect("failed");

    assert_eq!(queue.fetch(&worker).await, 1);
}

/// h: what is put back with its lock, as a deferred task is, is never handed out again.
#[tokio::test]
async fn a_pending_task_with_a_lock_is_stranded() {
    let queue = Queue::make().await;
    queue.push(task().build()).await;
    let (one, two) = (queue.worker("one").await, queue.worker("two").await);
    let (one, two) = (one.expect("free"), two.expect("free"));
    queue.fetch(&one).await;
    let deferred = sqlx::query("update Jobs set status = 'Pending'");
    deferred.execute(&queue.pool).await.expect("deferred");
    queue.last_seen("one", 600).await;

    let filter = apalis_core::backend::WorkerFilter::None;
    let swept = queries::reenqueue_orphaned(&queue.pool, 300, QUEUE, &filter).await;

    assert_eq!(swept.expect("sweeps"), 0);
    assert_eq!(queue.fetch(&one).await + queue.fetch(&two).await, 0);
}

/// i: a key is taken for all time, also by a task that is done, and nobody is told.
#[tokio::test]
async fn a_key_outlives_its_task_and_drops_the_next_silently() {
    let queue = Queue::make().await;
    queue.push(task().idempotency_key("once").build()).await;
    let done = sqlx::query("update Jobs set status = 'Done', done_at = unixepoch()");
    done.execute(&queue.pool).await.expect("done");

    queue.push(task().idempotency_key("once").build()).await;

    assert_eq!(queue.row().await.status, "Done");
}

/// k: its own set-up turns off what keeps a commit through a loss of power.
#[tokio::test]
async fn its_set_up_turns_synchronous_off() {
    let queue = Queue::make().await;
    SqliteStorage::<()>::setup(&queue.pool)
        .await
        .expect("sets up");

    let synchronous: i64 = sqlx::query_scalar("pragma synchronous")
        .fetch_one(&queue.pool)
        .await
        .expect("a pragma");

    assert_eq!(synchronous, 0);
}

/// l: a graceful stop counts an attempt for tasks that were only fetched.
#[tokio::test]
async fn what_is_given_back_counts_as_tried() {
    let queue = Queue::make().await;
    queue.push(task().build()).await;
    let worker = queue.worker("worker").await.expect("free");
    queue.fetch(&worker).await;
    let ids = vec![queue.row().await.id];

    let given = queries::reenqueue_abandoned(&queue.pool, QUEUE, "worker", &ids).await;

    assert_eq!(given.expect("given back"), 1);
    let row = queue.row().await;
    assert_eq!((row.status.as_str(), row.attempts), ("Pending", 1));
}

/// a, b: a fetch writes "Queued", a lock is another statement, an ack is another one again: a
/// process that dies in between leaves a task that will run once more.
#[tokio::test]
async fn a_task_that_was_never_acked_runs_again() {
    let queue = Queue::make().await;
    queue.push(task().build()).await;
    let (dead, next) = (queue.worker("dead").await, queue.worker("next").await);
    let (dead, next) = (dead.expect("free"), next.expect("free"));
    queue.fetch(&dead).await;
    let row = queue.row().await;
    assert_eq!(row.status, "Queued", "a fetch does not say that it runs");
    queue.lock(&row.id, "dead").await;

    // It has done its work here, and died before the ack.
    queue.last_seen("dead", 600).await;
    let filter = apalis_core::backend::WorkerFilter::None;
    let swept = queries::reenqueue_orphaned(&queue.pool, 300, QUEUE, &filter).await;

    assert_eq!(swept.expect("sweeps"), 1);
    assert_eq!(queue.fetch(&next).await, 1);
}
