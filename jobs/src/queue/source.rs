//! apalis' storage, looked into when the bell was rung and at no other time.
//!
//! apalis looks whenever its worker's task is woken, for whatever reason, and forgets a wake-up
//! that comes while it looks: on SQLite each useless look takes the writer's place for a moment,
//! and the first step of an idle engine waits for the next interval. Registration, heartbeat and
//! orphans stay apalis' own.

use super::{
    Bell, SILENCE,
    beats::Beats,
    patience::Patience,
    shelf::{Message, Messages, Shelf},
};
use apalis::prelude::*;
use apalis_core::{
    backend::{BackendConfig, WireFormatBackend},
    worker::context::WorkerContext,
};
use futures::future::BoxFuture;
use std::{
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::{Instant, Sleep};
use tokio_util::sync::CancellationToken;

/// The look that comes without any ring: another process may have put a message in.
const NET: Duration = Duration::from_millis(250);

/// In a lock, for apalis shares its sources between threads.
type Closing<E> = Mutex<BoxFuture<'static, Result<(), E>>>;

pub(super) struct Source<B: Backend, M: Messages> {
    /// What its worker is built with; nothing is asked of it.
    storage: B,
    beats: Beats<B>,
    shelf: Arc<Shelf<M>>,
    bell: Bell,
    net: Pin<Box<Sleep>>,
    closing: Option<Closing<M::Error>>,
    patience: Patience,
    silent: CancellationToken,
}

impl<B: Backend + Clone + Send + 'static, M: Messages> Source<B, M> {
    /// `silent` is cancelled when the storage answers nothing any more.
    pub fn new(storage: B, messages: M, bell: &Bell, silent: CancellationToken) -> Self {
        Self {
            beats: Beats::of(storage.clone()),
            storage,
            shelf: Arc::new(Shelf::new(messages)),
            bell: bell.clone(),
            net: Box::pin(tokio::time::sleep(Duration::ZERO)),
            closing: None,
            patience: Patience::of(SILENCE),
            silent,
        }
    }

    fn is_due(&mut self, cx: &mut Context<'_>) -> bool {
        let rung = self.bell.take(cx);
        let net = self.net.as_mut().poll(cx).is_ready();
        if rung || net {
            self.net.as_mut().reset(Instant::now() + NET);
        }
        rung || net
    }
}

impl<B, M> Backend for Source<B, M>
where
    B: Backend<Task = Message> + Clone + Send + 'static,
    M: Messages<Error = B::Error>,
{
    type Task = Message;
    type Error = B::Error;

    fn poll_ready(
        &mut self,
        cx: &mut Context<'_>,
        worker: &WorkerContext,
    ) -> Poll<Result<(), Self::Error>> {
        let ready = self.beats.poll(cx, worker);
        if ready.is_ready() {
            self.patience.answered();
        } else if self.patience.ends(cx) {
            self.silent.cancel();
        }
        ready
    }

    /// Asked only while there is room for one more run.
    fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
        worker: &WorkerContext,
    ) -> Poll<Option<Result<Message, Self::Error>>> {
        let due = self.is_due(cx);
        match self.shelf.take(due, cx, worker) {
            Some(taken) => Poll::Ready(Some(taken)),
            None => Poll::Pending,
        }
    }

    fn poll_close(
        &mut self,
        cx: &mut Context<'_>,
        worker: &WorkerContext,
    ) -> Poll<Result<(), Self::Error>> {
        // Whether the last one went well matters to nobody any more.
        let _ = std::task::ready!(self.beats.poll_end(cx));
        let closing = self
            .closing
            .get_or_insert_with(|| Mutex::new(Box::pin(self.shelf.clone().clear(worker.clone()))));
        let closing = closing.get_mut().unwrap_or_else(PoisonError::into_inner);
        closing.as_mut().poll(cx)
    }
}

impl<B: Backend + BackendConfig, M: Messages> BackendConfig for Source<B, M> {
    type Args = B::Args;
    type Id = B::Id;
    type Kind = B::Kind;
    type Config = B::Config;
    type Layer = B::Layer;

    fn config(&self) -> &Self::Config {
        self.storage.config()
    }

    fn middleware(&mut self, worker: &mut WorkerContext) -> Self::Layer {
        self.storage.middleware(worker)
    }
}

impl<B: Backend + WireFormatBackend, M: Messages> WireFormatBackend for Source<B, M> {
    type Codec = B::Codec;
    type Compact = B::Compact;

    fn codec(&self) -> &Self::Codec {
        self.storage.codec()
    }
}
