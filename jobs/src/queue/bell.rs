//! "Look into the queue": rung after each commit that put a message in, with an interval as a net.
//!
//! Level-triggered, because apalis's own wake-ups lose rings that fall into a running fetch
//! (facts.md 1): the flag stays up until a look has begun after it was raised, and one more look
//! follows a few milliseconds later.

use apalis_core::backend::ext::poll_strategy::{PollSnapshot, PollStrategy};
use app::signal::Signal;
use futures::task::AtomicWaker;
use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};

#[derive(Clone, Default)]
pub struct Bell {
    inner: Arc<Inner>,
}

#[derive(Default)]
struct Inner {
    rung: AtomicBool,
    waker: AtomicWaker,
}

impl Bell {
    pub fn ring(&self) {
        self.inner.rung.store(true, Ordering::Release);
        self.inner.waker.wake();
    }

    /// Rings whenever the portal says that runs wait.
    pub async fn follow(self, work: Signal) {
        let mut listener = work.listen();
        while listener.changed().await.is_ok() {
            self.ring();
        }
    }

    pub(super) fn strategy(&self) -> Strategy {
        Strategy {
            bell: self.clone(),
            again: None,
            net: Box::pin(tokio::time::sleep(NET)),
        }
    }
}

pub(super) struct Strategy {
    bell: Bell,
    /// The second look after a ring.
    again: Option<Pin<Box<tokio::time::Sleep>>>,
    /// The look that comes without any ring: another process may have put a message in.
    net: Pin<Box<tokio::time::Sleep>>,
}

const AGAIN: Duration = Duration::from_millis(5);
const NET: Duration = Duration::from_millis(250);

impl PollStrategy for Strategy {
    fn poll_drive(&mut self, cx: &mut Context<'_>, _: &PollSnapshot) -> Poll<Option<()>> {
        // The waker first, then the flag: a ring between the two is then not lost.
        self.bell.inner.waker.register(cx.waker());
        if self.bell.inner.rung.swap(false, Ordering::AcqRel) {
            self.again = Some(Box::pin(tokio::time::sleep(AGAIN)));
            return Poll::Ready(Some(()));
        }
        if let Some(sleep) = &mut self.again
            && sleep.as_mut().poll(cx).is_ready()
        {
            self.again = None;
            return Poll::Ready(Some(()));
        }
        if self.net.as_mut().poll(cx).is_ready() {
            self.net.as_mut().reset(tokio::time::Instant::now() + NET);
            // The new deadline must be polled once, or nobody is woken for it.
            let _ = self.net.as_mut().poll(cx);
            return Poll::Ready(Some(()));
        }
        Poll::Pending
    }
}
