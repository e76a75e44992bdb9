//! Rung after each commit that put a message in; level-triggered, as facts about apalis' own
//! listening ask for.

use apalis_core::backend::ext::poll_strategy::{PollSnapshot, PollStrategy};
use futures::task::AtomicWaker;
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::Sleep;

/// A ring that fell into a fetch under way is seen by a second look.
const AGAIN: Duration = Duration::from_millis(4);

#[derive(Clone, Default)]
pub struct Bell(Arc<Inner>);

#[derive(Default)]
struct Inner {
    rung: AtomicBool,
    waker: AtomicWaker,
}

impl Bell {
    pub fn ring(&self) {
        self.0.rung.store(true, Ordering::Release);
        self.0.waker.wake();
    }
}

pub struct WhenRung {
    bell: Bell,
    again: Option<Pin<Box<Sleep>>>,
}

impl WhenRung {
    pub fn new(bell: &Bell) -> Self {
        Self {
            bell: bell.clone(),
            again: None,
        }
    }
}

impl PollStrategy for WhenRung {
    fn poll_drive(&mut self, cx: &mut Context<'_>, _: &PollSnapshot) -> Poll<Option<()>> {
        self.bell.0.waker.register(cx.waker());
        if self.bell.0.rung.swap(false, Ordering::AcqRel) {
            self.again = Some(Box::pin(tokio::time::sleep(AGAIN)));
        }
        let Some(again) = &mut self.again else {
            return Poll::Pending;
        };
        if again.as_mut().poll(cx).is_pending() {
            return Poll::Pending;
        }
        self.again = None;
        Poll::Ready(Some(()))
    }
}
