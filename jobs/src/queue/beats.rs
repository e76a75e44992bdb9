//! Registration and heartbeats of apalis' storage, each carried to its end by a task of its own.
//!
//! They are transactions that go on only while their worker asks for them, and a worker that stops
//! asks for nothing until its last handler has ended: what they had locked (on SQLite the place of
//! the one writer) would be kept from those very handlers.

use apalis::prelude::*;
use apalis_core::worker::context::WorkerContext;
use futures::future::poll_fn;
use std::{
    panic::resume_unwind,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, ready},
};
use tokio::task::{JoinError, JoinSet};

pub(super) struct Beats<B: Backend> {
    storage: Arc<Mutex<B>>,
    /// One at most.
    under_way: JoinSet<Result<(), B::Error>>,
}

impl<B: Backend + Send + 'static> Beats<B> {
    pub fn of(storage: B) -> Self {
        Self {
            storage: Arc::new(Mutex::new(storage)),
            under_way: JoinSet::new(),
        }
    }

    /// Ready while nothing is due.
    pub fn poll(
        &mut self,
        cx: &mut Context<'_>,
        worker: &WorkerContext,
    ) -> Poll<Result<(), B::Error>> {
        ready!(self.poll_end(cx))?;
        // Also after one has ended, for the time of the next has to wake this task.
        let ready = locked(&self.storage).poll_ready(cx, worker);
        if ready.is_ready() {
            return ready;
        }
        let (storage, worker) = (self.storage.clone(), worker.clone());
        let beat = poll_fn(move |cx| locked(&storage).poll_ready(cx, &worker));
        self.under_way.spawn(beat);
        self.poll_end(cx)
    }

    /// Waits for the one that is under way.
    pub fn poll_end(&mut self, cx: &mut Context<'_>) -> Poll<Result<(), B::Error>> {
        let ended = ready!(self.under_way.poll_join_next(cx));
        match ended.transpose().map_err(JoinError::try_into_panic) {
            Ok(answer) => Poll::Ready(answer.unwrap_or(Ok(()))),
            Err(Ok(panic)) => resume_unwind(panic),
            // The whole program ends.
            Err(Err(_)) => Poll::Pending,
        }
    }
}

fn locked<B>(storage: &Mutex<B>) -> MutexGuard<'_, B> {
    storage.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::{FutureExt, future::BoxFuture, task::noop_waker_ref};
    use std::{io, time::Duration};
    use tokio::{sync::Notify, time::timeout};

    /// Its one heartbeat takes a step on each of two wake-ups.
    struct Slow(BoxFuture<'static, Result<(), io::Error>>);

    impl Slow {
        fn new(go: &Arc<Notify>, ended: &Arc<Notify>, result: Result<(), io::Error>) -> Self {
            let (go, ended) = (go.clone(), ended.clone());
            let beat = async move {
                go.notified().await;
                tokio::time::sleep(Duration::from_millis(1)).await;
                ended.notify_one();
                result
            };
            Self(beat.boxed())
        }
    }

    impl Backend for Slow {
        type Task = ();
        type Error = io::Error;

        fn poll_ready(
            &mut self,
            cx: &mut Context<'_>,
            _: &WorkerContext,
        ) -> Poll<Result<(), io::Error>> {
            let answer = ready!(self.0.poll_unpin(cx));
            self.0 = std::future::ready(Ok(())).boxed();
            Poll::Ready(answer)
        }

        fn poll_next(
            &mut self,
            _: &mut Context<'_>,
            _: &WorkerContext,
        ) -> Poll<Option<Result<(), io::Error>>> {
            Poll::Pending
        }

        fn poll_close(
            &mut self,
            _: &mut Context<'_>,
            _: &WorkerContext,
        ) -> Poll<Result<(), io::Error>> {
            Poll::Ready(Ok(()))
        }
    }

    #[tokio::test]
    async fn what_nobody_asks_for_any_more_ends_all_the_same() {
        let (go, ended) = (Arc::default(), Arc::default());
        let mut beats = Beats::of(Slow::new(&go, &ended, Ok(())));
        let worker = WorkerContext::new("worker");
        let mut cx = Context::from_waker(noop_waker_ref());
        assert!(beats.poll(&mut cx, &worker).is_pending());

        go.notify_one();

        let ended = timeout(Duration::from_secs(10), ended.notified());
        ended.await.expect("it goes on by itself");
        let closed = poll_fn(|cx| beats.poll_end(cx));
        closed.await.expect("it has ended well");
    }

    #[tokio::test]
    async fn an_error_comes_to_whoever_asks() {
        let (go, ended) = (Arc::default(), Arc::default());
        let mut beats = Beats::of(Slow::new(&go, &ended, Err(io::Error::other("away"))));
        let worker = WorkerContext::new("worker");
        go.notify_one();

        let answer = poll_fn(|cx| beats.poll(cx, &worker)).await;

        assert_eq!(answer.expect_err("it failed").to_string(), "away");
        let next = poll_fn(|cx| beats.poll(cx, &worker)).await;
        next.expect("one error is told once");
    }
}
