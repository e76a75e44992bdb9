//! How long an answer has been owed to somebody who asks again and again.

use std::{future::Future, pin::Pin, task::Context, time::Duration};
use tokio::time::{Instant, Sleep, sleep};

/// Time in which nobody asked does not count: a worker whose places are taken asks for nothing, and
/// what is not polled cannot answer.
pub(super) struct Patience {
    limit: Duration,
    step: Duration,
    waited: Duration,
    tick: Pin<Box<Sleep>>,
}

impl Patience {
    pub fn of(limit: Duration) -> Self {
        let step = limit / 6;
        Self {
            limit,
            step,
            waited: Duration::ZERO,
            tick: Box::pin(sleep(step)),
        }
    }

    pub fn answered(&mut self) {
        self.waited = Duration::ZERO;
    }

    /// Whether it has been too long. Otherwise the asker is woken to ask again.
    pub fn ends(&mut self, cx: &mut Context<'_>) -> bool {
        let now = Instant::now();
        let nobody_asked = now > self.tick.deadline() + self.step;
        if nobody_asked || self.waited.is_zero() {
            // The first look: from here on it counts.
            self.waited = Duration::from_nanos(1);
            self.tick.as_mut().reset(now + self.step);
        }
        while self.tick.as_mut().poll(cx).is_ready() {
            self.waited += self.step;
            self.tick.as_mut().reset(Instant::now() + self.step);
        }
        self.waited > self.limit
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures::future::poll_fn;
    use std::task::{Poll, Waker};

    #[tokio::test]
    async fn it_ends_when_no_answer_has_come_for_as_long() {
        let limit = Duration::from_millis(120);
        let mut patience = Patience::of(limit);
        let begun = Instant::now();

        poll_fn(|cx| {
            if patience.ends(cx) {
                Poll::Ready(())
            } else {
                Poll::Pending
            }
        })
        .await;

        assert!(begun.elapsed() >= limit, "{:?}", begun.elapsed());
    }

    #[tokio::test]
    async fn an_answer_begins_it_anew() {
        let mut patience = Patience::of(Duration::from_millis(60));
        let begun = Instant::now();

        while begun.elapsed() < Duration::from_millis(300) {
            let ends = patience.ends(&mut Context::from_waker(Waker::noop()));
            assert!(!ends, "after {:?}", begun.elapsed());
            sleep(Duration::from_millis(10)).await;
            patience.answered();
        }
    }

    #[tokio::test]
    async fn time_in_which_nobody_asked_does_not_count() {
        let mut patience = Patience::of(Duration::from_millis(60));

        for _ in 0..3 {
            assert!(!patience.ends(&mut Context::from_waker(Waker::noop())));
            sleep(Duration::from_millis(120)).await;
        }
    }
}
