//! Facts j, m and n: what apalis' own worker does when nothing is put around its storage.

use super::queues::{Queue, task};
use apalis::prelude::*;
use apalis_core::task::Task;
use apalis_sqlite::SqliteStorage;
use std::time::{Duration, Instant};
use tokio::{sync::mpsc, task::JoinHandle, time::timeout};

const SOON: Duration = Duration::from_secs(20);

type Begun = mpsc::UnboundedSender<Instant>;

/// Says that it has begun, and holds its thread for so long.
async fn hold(millis: u64, begun: Data<Begun>) -> Result<(), BoxDynError> {
    let _ = begun.send(Instant::now());
    std::thread::sleep(Duration::from_millis(millis));
    Ok(())
}

/// A worker as apalis' manual has it, and what its handler says.
fn work(
    queue: &Queue,
    heartbeat: Duration,
) -> (
    JoinHandle<Result<(), WorkerError>>,
    mpsc::UnboundedReceiver<Instant>,
) {
    let (begun, begins) = mpsc::unbounded_channel();
    let config = queue.config.clone().heartbeat_interval(heartbeat);
    let storage = SqliteStorage::<u64>::new(&queue.pool).with_config(config);
    let worker = WorkerBuilder::new("worker")
        .backend(storage)
        .data::<Begun>(begun)
        .build(hold);
    (tokio::spawn(worker.run()), begins)
}

fn holding(millis: u64) -> Task<Vec<u8>> {
    let mut task = task().build();
    task.args = millis.to_string().into_bytes();
    task
}

/// j: one error of the database and the worker has ended; nothing starts it again.
#[tokio::test]
async fn an_error_of_the_database_ends_the_worker() {
    let queue = Queue::make().await;
    queue.push(holding(0)).await;
    let (worker, mut begins) = work(&queue, Duration::from_secs(1));
    begins.recv().await.expect("it works");

    let away = sqlx::query("alter table Workers rename to Gone");
    away.execute(&queue.pool).await.expect("away");

    let ended = timeout(SOON, worker).await.expect("it ends");
    assert!(ended.expect("no panic").is_err());
}

/// m: the heartbeat is driven by the loop that polls the handlers, so one that holds its thread
/// lets its own worker look dead, on however many threads.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_handler_that_holds_its_thread_stops_the_heartbeat() {
    let queue = Queue::make().await;
    queue.push(holding(4000)).await;
    let (worker, mut begins) = work(&queue, Duration::from_millis(200));
    begins.recv().await.expect("it works");

    tokio::time::sleep(Duration::from_millis(3500)).await;

    let age = "select unixepoch() - last_seen from Workers where id = 'worker'";
    let age: i64 = sqlx::query_scalar(age)
        .fetch_one(&queue.pool)
        .await
        .expect("a worker");
    assert!(age >= 2, "seen {age} s ago, with a heartbeat of 200 ms");
    worker.abort();
}

/// n: without a hook an idle worker looks again at its heartbeat and at no other time.
#[tokio::test]
async fn an_idle_worker_looks_again_at_its_heartbeat_only() {
    let queue = Queue::make().await;
    let (worker, mut begins) = work(&queue, Duration::from_secs(3));
    tokio::time::sleep(Duration::from_millis(500)).await;

    let pushed = Instant::now();
    queue.push(holding(0)).await;
    let begun = timeout(SOON, begins.recv()).await.expect("it comes");

    let waited = begun.expect("it works").duration_since(pushed);
    assert!(waited > Duration::from_secs(1), "after {waited:?}");
    worker.abort();
}

/// n: one message that cannot be read ends the worker, and stays with it: nobody fetches it again.
#[tokio::test]
async fn a_message_that_cannot_be_read_ends_the_worker() {
    let queue = Queue::make().await;
    let mut unreadable = task().build();
    unreadable.args = b"\"no number\"".to_vec();
    queue.push(unreadable).await;
    let (worker, mut begins) = work(&queue, Duration::from_millis(200));

    let ended = timeout(SOON, worker).await.expect("it ends");

    assert!(ended.expect("no panic").is_err());
    assert!(begins.try_recv().is_err(), "no handler saw it");
    let row = queue.row().await;
    assert_eq!(
        (row.status.as_str(), row.lock_by.as_deref(), row.attempts),
        ("Queued", Some("worker"), 0)
    );
}
