//! apalis' storage, looked into when the bell was rung and at no other time.
//!
//! apalis looks whenever its worker's task is woken, for whatever reason, and forgets a wake-up
//! that comes while it looks: on SQLite each useless look takes the writer's place for a moment,
//! and the first step of an idle engine waits for the next interval. Registration, heartbeat and
//! orphans stay apalis' own.

use super::Bell;
use apalis::prelude::*;
use apalis_core::{
    backend::{BackendConfig, WireFormatBackend},
    worker::context::WorkerContext,
};
use futures::future::BoxFuture;
use std::{
    collections::VecDeque,
    future::Future,
    pin::Pin,
    sync::Mutex,
    task::{Context, Poll, ready},
    time::Duration,
};
use tokio::time::{Instant, Sleep};

/// The look that comes without any ring: another process may have put a message in.
const NET: Duration = Duration::from_millis(250);

pub(super) type Message = Task<Vec<u8>>;
type Doing<T, E> = Mutex<BoxFuture<'static, Result<T, E>>>;

/// apalis' queries, on one of the databases.
pub(super) trait Messages: Send {
    type Error;

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

pub(super) struct Source<B: Backend, M> {
    storage: B,
    messages: M,
    bell: Bell,
    net: Pin<Box<Sleep>>,
    looking: Option<Doing<Vec<Message>, B::Error>>,
    fetched: VecDeque<Message>,
    giving_back: Option<Doing<(), B::Error>>,
}

impl<B: Backend, M> Source<B, M> {
    pub fn new(storage: B, messages: M, bell: &Bell) -> Self {
        Self {
            storage,
            messages,
            bell: bell.clone(),
            net: Box::pin(tokio::time::sleep(Duration::ZERO)),
            looking: None,
            fetched: VecDeque::new(),
            giving_back: None,
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

fn poll<T, E>(doing: &mut Doing<T, E>, cx: &mut Context<'_>) -> Poll<Result<T, E>> {
    let doing = doing
        .get_mut()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    doing.as_mut().poll(cx)
}

impl<B, M> Backend for Source<B, M>
where
    B: Backend<Task = Message>,
    M: Messages<Error = B::Error>,
{
    type Task = Message;
    type Error = B::Error;

    fn poll_ready(
        &mut self,
        cx: &mut Context<'_>,
        worker: &WorkerContext,
    ) -> Poll<Result<(), Self::Error>> {
        self.storage.poll_ready(cx, worker)
    }

    fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
        worker: &WorkerContext,
    ) -> Poll<Option<Result<Message, Self::Error>>> {
        loop {
            if let Some(message) = self.fetched.pop_front() {
                return Poll::Ready(Some(Ok(message)));
            }
            if let Some(looking) = &mut self.looking {
                let fetched = ready!(poll(looking, cx));
                self.looking = None;
                match fetched {
                    Ok(messages) => self.fetched = messages.into(),
                    Err(error) => return Poll::Ready(Some(Err(error))),
                }
                if self.fetched.len() >= self.messages.batch() {
                    self.bell.ring();
                }
            } else if self.is_due(cx) {
                self.looking = Some(Mutex::new(self.messages.fetch(worker)));
            } else {
                return Poll::Pending;
            }
        }
    }

    fn poll_close(
        &mut self,
        cx: &mut Context<'_>,
        worker: &WorkerContext,
    ) -> Poll<Result<(), Self::Error>> {
        if let Some(looking) = &mut self.looking {
            let fetched = ready!(poll(looking, cx));
            self.looking = None;
            self.fetched.extend(fetched?);
        }
        if !self.fetched.is_empty() {
            let ids = self
                .fetched
                .drain(..)
                .filter_map(|m| Some(m.task_id()?.to_string()));
            self.giving_back = Some(Mutex::new(self.messages.give_back(worker, ids.collect())));
        }
        if let Some(giving_back) = &mut self.giving_back {
            let given = ready!(poll(giving_back, cx));
            self.giving_back = None;
            given?;
        }
        self.storage.poll_close(cx, worker)
    }
}

impl<B: Backend + BackendConfig, M> BackendConfig for Source<B, M> {
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

impl<B: Backend + WireFormatBackend, M> WireFormatBackend for Source<B, M> {
    type Codec = B::Codec;
    type Compact = B::Compact;

    fn codec(&self) -> &Self::Codec {
        self.storage.codec()
    }
}
