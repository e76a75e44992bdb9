//! Messages that were fetched and are not begun yet.
//!
//! While runs are short the next ones are fetched before the present ones end: a fetch costs as
//! much as a run. What is not begun soon is given back, so that no worker hoards what another
//! could begin.

use apalis::prelude::*;
use apalis_core::{task::builder::TaskBuilder, worker::context::WorkerContext};
use futures::{future::BoxFuture, task::AtomicWaker};
use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Context,
    time::{Duration, Instant},
};
use tokio::task::JoinHandle;

/// So long may a fetched message wait for its turn.
const HELD: Duration = Duration::from_millis(100);

pub(super) type Message = Task<Vec<u8>>;

/// Of the queue's columns `id` and `job`.
pub(super) fn message((id, job): (String, Vec<u8>)) -> sqlx::Result<Message> {
    let id = id.parse::<TaskId>();
    let id = id.map_err(|error| sqlx::Error::Decode(error.into()))?;
    Ok(TaskBuilder::new(job).task_id(id).build())
}

/// apalis' queries, on one of the databases.
pub(super) trait Messages: Send + Sync + 'static {
    type Error: Send + 'static;

    fn fetch(
        &self,
        worker: &WorkerContext,
    ) -> BoxFuture<'static, Result<Vec<Message>, Self::Error>>;

    /// Messages that were fetched and not begun.
    fn give_back(
        &self,
        worker: &WorkerContext,
        ids: Vec<String>,
    ) -> BoxFuture<'static, Result<(), Self::Error>>;

    /// So many at most; when they came there may be more.
    fn batch(&self) -> usize;
}

pub(super) struct Shelf<M: Messages> {
    messages: M,
    taker: AtomicWaker,
    held: Mutex<Held<M::Error>>,
}

struct Held<E> {
    messages: VecDeque<(Instant, Message)>,
    failed: Option<E>,
    looking: bool,
    look: Option<JoinHandle<()>>,
    /// The bell was rung since the last look began, or that look found as many as it may.
    more: bool,
}

impl<M: Messages> Shelf<M> {
    pub fn new(messages: M) -> Self {
        Self {
            messages,
            taker: AtomicWaker::new(),
            held: Mutex::new(Held {
                messages: VecDeque::new(),
                failed: None,
                looking: false,
                look: None,
                more: false,
            }),
        }
    }

    /// The next message. None: the task is woken when there is one.
    pub fn take(
        self: &Arc<Self>,
        due: bool,
        cx: &Context<'_>,
        worker: &WorkerContext,
    ) -> Option<Result<Message, M::Error>> {
        self.taker.register(cx.waker());
        let mut held = self.held();
        if let Some(error) = held.failed.take() {
            return Some(Err(error));
        }
        let next = held.messages.pop_front();
        let short = held.messages.len() < self.messages.batch() / 2;
        // Also while a look is under way: it may have begun before what the ring was for.
        held.more |= due;
        if short && held.more && !held.looking {
            held.more = false;
            held.looking = true;
            held.look = Some(tokio::spawn(self.clone().look(worker.clone())));
        }
        next.map(|(_, message)| Ok(message))
    }

    async fn look(self: Arc<Self>, worker: WorkerContext) {
        let fetched = self.messages.fetch(&worker).await;
        let at = Instant::now();
        let any = {
            let mut held = self.held();
            held.looking = false;
            match fetched {
                Ok(messages) => {
                    held.more |= messages.len() >= self.messages.batch();
                    let any = !messages.is_empty();
                    held.messages.extend(messages.into_iter().map(|m| (at, m)));
                    any
                }
                Err(error) => {
                    held.failed = Some(error);
                    false
                }
            }
        };
        self.taker.wake();
        if any {
            tokio::spawn(self.give_back(worker, at));
        }
    }

    /// Gives back what was fetched then and still waits for its turn.
    async fn give_back(self: Arc<Self>, worker: WorkerContext, at: Instant) {
        tokio::time::sleep(HELD).await;
        let ids = self.ids(|fetched| fetched <= at);
        if ids.is_empty() {
            return;
        }
        if self.messages.give_back(&worker, ids).await.is_err() {
            // They ring again when the sweeper finds them.
            tracing::debug!("messages could not be given back");
        }
        // Whoever has room looks at once.
        self.held().more = true;
        self.taker.wake();
    }

    /// Before the worker ends: gives back everything.
    pub async fn clear(self: Arc<Self>, worker: WorkerContext) -> Result<(), M::Error> {
        let look = self.held().look.take();
        if let Some(look) = look {
            let _ = look.await;
        }
        let ids = self.ids(|_| true);
        if ids.is_empty() {
            return Ok(());
        }
        self.messages.give_back(&worker, ids).await
    }

    /// Takes them off, the rest keeps its order.
    fn ids(&self, off: impl Fn(Instant) -> bool) -> Vec<String> {
        let mut held = self.held();
        let all = std::mem::take(&mut held.messages);
        let (gone, kept): (VecDeque<_>, _) = all.into_iter().partition(|(at, _)| off(*at));
        held.messages = kept;
        let id = |(_, message): &(Instant, Message)| Some(message.task_id()?.to_string());
        gone.iter().filter_map(id).collect()
    }

    fn held(&self) -> MutexGuard<'_, Held<M::Error>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::{FutureExt, future::poll_fn};
    use std::task::Poll;

    const BATCH: usize = 4;

    /// A queue of numbered messages, in order.
    #[derive(Clone, Default)]
    struct Queue(Arc<Mutex<VecDeque<String>>>);

    impl Queue {
        fn of(count: usize) -> Self {
            Self(Arc::new(Mutex::new(
                (0..count).map(|n| n.to_string()).collect(),
            )))
        }

        fn waiting(&self) -> usize {
            self.0.lock().expect("sound").len()
        }
    }

    impl Messages for Queue {
        type Error = String;

        fn fetch(&self, _: &WorkerContext) -> BoxFuture<'static, Result<Vec<Message>, String>> {
            let mut waiting = self.0.lock().expect("sound");
            let taken = waiting.len().min(BATCH);
            let message = |id: String| {
                let id = id.parse::<TaskId>().expect("an id");
                TaskBuilder::new(Vec::new()).task_id(id).build()
            };
            let taken = waiting.drain(..taken).map(message).collect();
            async { Ok(taken) }.boxed()
        }

        fn give_back(
            &self,
            _: &WorkerContext,
            ids: Vec<String>,
        ) -> BoxFuture<'static, Result<(), String>> {
            self.0.lock().expect("sound").extend(ids);
            async { Ok(()) }.boxed()
        }

        fn batch(&self) -> usize {
            BATCH
        }
    }

    async fn next(shelf: &Arc<Shelf<Queue>>, mut due: bool) -> String {
        let worker = WorkerContext::new("worker-1");
        let taken = poll_fn(|cx| {
            let due = std::mem::take(&mut due);
            shelf
                .take(due, cx, &worker)
                .map_or(Poll::Pending, Poll::Ready)
        });
        let message = taken.await.expect("a message");
        message.task_id().expect("has one").to_string()
    }

    #[tokio::test]
    async fn one_ring_is_enough_for_all_that_wait() {
        let shelf = Arc::new(Shelf::new(Queue::of(11)));

        let mut taken = vec![next(&shelf, true).await];
        for _ in 1..11 {
            taken.push(next(&shelf, false).await);
        }

        let all: Vec<String> = (0..11).map(|n| n.to_string()).collect();
        assert_eq!(taken, all);
    }

    #[tokio::test]
    async fn what_is_not_begun_soon_is_given_back() {
        let queue = Queue::of(10);
        let shelf = Arc::new(Shelf::new(queue.clone()));

        next(&shelf, true).await;
        tokio::time::sleep(HELD * 3).await;

        assert_eq!(queue.waiting(), 9);
        next(&shelf, false).await;
    }

    #[tokio::test]
    async fn a_worker_that_ends_leaves_nothing_on_the_shelf() {
        let queue = Queue::of(10);
        let shelf = Arc::new(Shelf::new(queue.clone()));

        next(&shelf, true).await;
        let cleared = shelf.clear(WorkerContext::new("worker-1")).await;

        assert_eq!(cleared, Ok(()));
        assert_eq!(queue.waiting(), 9);
    }
}
