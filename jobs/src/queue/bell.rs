//! "Look into the queue": rung after each commit that put a message in.
//!
//! Level-triggered: the flag stays up until a look begins after it was raised.

use app::signal::Signal;
use futures::task::AtomicWaker;
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::Context,
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

    /// Whether it was rung since the last time; if not, the task is woken when it is.
    pub(super) fn take(&self, cx: &Context<'_>) -> bool {
        // The waker first, then the flag: a ring between the two is then not lost.
        self.inner.waker.register(cx.waker());
        self.inner.rung.swap(false, Ordering::AcqRel)
    }
}
