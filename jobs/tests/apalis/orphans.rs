//! Facts d and f: a worker's name after a restart, and a task that kills whoever takes it.

use super::queues::{QUEUE, Queue, task};
use apalis_core::backend::WorkerFilter;
use apalis_sqlite::queries;

/// d: the same name is refused until its ghost has been silent for a heartbeat.
#[tokio::test]
async fn a_name_is_refused_until_its_ghost_is_cold() {
    let queue = Queue::make().await;
    queue.worker("host").await.expect("free");

    assert!(
        queue.worker("host").await.is_err(),
        "restarted within the second"
    );
    queue.last_seen("host", 31).await;
    assert!(
        queue.worker("host").await.is_ok(),
        "after the heartbeat of 30 s"
    );
}

/// f: the sweep counts attempts and never looks at how many are allowed.
#[tokio::test]
async fn a_task_that_kills_its_worker_goes_round_for_ever() {
    let queue = Queue::make().await;
    queue.push(task().max_attempts(3).build()).await;
    for life in 1..=6 {
        let name = format!("worker{life}");
        let worker = queue.worker(&name).await.expect("free");
        assert_eq!(queue.fetch(&worker).await, 1, "life {life}");
        let row = queue.row().await;
        queue.lock(&row.id, &name).await;
        queue.last_seen(&name, 600).await;
        let swept = queries::reenqueue_orphaned(&queue.pool, 300, QUEUE, &WorkerFilter::None);
        assert_eq!(swept.await.expect("sweeps"), 1);
    }
    assert_eq!(queue.row().await.attempts, 6, "of three that were allowed");
}
