//! Calls and events of the DevTools protocol over two descriptors.

use serde_json::{Value, json};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tokio::{
    io::{AsyncBufReadExt, AsyncWriteExt, BufReader},
    process::{ChildStdin, ChildStdout},
    sync::oneshot,
};

const ANSWER_WITHIN: Duration = Duration::from_secs(30);

type Waiting = HashMap<u64, oneshot::Sender<Result<Value, String>>>;
/// Session → everything it has reported, in order.
type Events = HashMap<String, Vec<Value>>;

pub struct Pipe {
    to: tokio::sync::Mutex<ChildStdin>,
    next: AtomicU64,
    waiting: Mutex<Waiting>,
    events: Mutex<Events>,
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Pipe {
    pub fn new(to: ChildStdin, from: ChildStdout) -> Arc<Self> {
        let pipe = Arc::new(Self {
            to: tokio::sync::Mutex::new(to),
            next: AtomicU64::new(1),
            waiting: Mutex::default(),
            events: Mutex::default(),
        });
        tokio::spawn(pipe.clone().read(from));
        pipe
    }

    async fn read(self: Arc<Self>, from: ChildStdout) {
        let (mut from, mut message) = (BufReader::new(from), Vec::new());
        while let Ok(1..) = from.read_until(0, &mut message).await {
            if message.last() == Some(&0) {
                message.pop();
            }
            if let Ok(value) = serde_json::from_slice::<Value>(&message) {
                self.take(value);
            }
            message.clear();
        }
        // Whoever waits learns by the closed channel that the browser is gone.
        lock(&self.waiting).clear();
    }

    fn take(&self, mut message: Value) {
        if let Some(id) = message["id"].as_u64() {
            let Some(waiting) = lock(&self.waiting).remove(&id) else {
                return;
            };
            let answer = match &message["error"] {
                Value::Null => Ok(message["result"].take()),
                error => Err(error["message"]
                    .as_str()
                    .unwrap_or("an error without words")
                    .to_owned()),
            };
            let _ = waiting.send(answer);
        } else if let Some(session) = message["sessionId"].as_str().map(str::to_owned) {
            lock(&self.events).entry(session).or_default().push(message);
        }
    }

    pub async fn call(
        &self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<Value, String> {
        self.call_within(ANSWER_WITHIN, session, method, params)
            .await
    }

    pub async fn call_within(
        &self,
        patience: Duration,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<Value, String> {
        let id = self.next.fetch_add(1, Ordering::Relaxed);
        let mut message = json!({ "id": id, "method": method, "params": params });
        if let Some(session) = session {
            message["sessionId"] = session.into();
        }
        let (sender, receiver) = oneshot::channel();
        lock(&self.waiting).insert(id, sender);
        let mut bytes = message.to_string().into_bytes();
        bytes.push(0);
        let mut to = self.to.lock().await;
        to.write_all(&bytes)
            .await
            .map_err(|error| error.to_string())?;
        to.flush().await.map_err(|error| error.to_string())?;
        drop(to);
        match tokio::time::timeout(patience, receiver).await {
            Ok(Ok(answer)) => answer.map_err(|error| format!("{method}: {error}")),
            Ok(Err(_)) => Err(format!("{method}: the browser is gone")),
            Err(_) => Err(format!("{method}: no answer")),
        }
    }

    /// What a session has reported so far.
    pub fn events(&self, session: &str) -> Vec<Value> {
        lock(&self.events).get(session).cloned().unwrap_or_default()
    }
}
