//! The one writer: everything that came since its last commit is one batch.

use crate::bell::Bell;
use anyhow::{Context, Result};
use apalis_core::task::Task;
use std::future::Future;
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

/// The most in a batch.
const MOST: usize = 256;

pub enum Write {
    Create { run: Uuid, message: Task<Vec<u8>> },
    Claim { run: Uuid },
    Step(Ended),
}

/// A step's result, what starts with it, and the message of a run that ends with it.
pub struct Ended {
    pub run: Uuid,
    pub epoch: i64,
    pub step: &'static str,
    pub next: Option<&'static str>,
    pub job: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Out {
    Done,
    Claimed(i64),
    Lost,
}

/// A batch by kind, each write with its place.
#[derive(Default)]
pub struct Batch {
    pub created: Vec<Uuid>,
    pub messages: Vec<Task<Vec<u8>>>,
    pub claims: Vec<(usize, Uuid)>,
    pub results: Vec<(usize, Ended)>,
    pub outs: Vec<Out>,
}

impl Batch {
    fn of(writes: Vec<Write>) -> Self {
        let mut batch = Self {
            outs: vec![Out::Lost; writes.len()],
            ..Self::default()
        };
        for (at, write) in writes.into_iter().enumerate() {
            match write {
                Write::Create { run, message } => {
                    batch.created.push(run);
                    batch.messages.push(message);
                    batch.outs[at] = Out::Done;
                }
                Write::Claim { run } => batch.claims.push((at, run)),
                Write::Step(ended) => batch.results.push((at, ended)),
            }
        }
        batch
    }

    pub fn claimed(&mut self, run: Uuid, epoch: i64) {
        let claim = self.claims.iter().find(|(_, claimed)| *claimed == run);
        if let Some((at, _)) = claim {
            self.outs[*at] = Out::Claimed(epoch);
        }
    }
}

pub trait Store: Send + 'static {
    /// All or nothing.
    fn commit(&mut self, batch: &mut Batch) -> impl Future<Output = Result<()>> + Send;
}

type Asked = (Write, oneshot::Sender<Out>);

#[derive(Clone)]
pub struct Writer(mpsc::Sender<Asked>);

impl Writer {
    pub fn start<S: Store>(mut store: S, bell: Bell) -> Self {
        let (queue, mut waiting) = mpsc::channel::<Asked>(1024);
        tokio::spawn(async move {
            let mut taken = Vec::with_capacity(MOST);
            while waiting.recv_many(&mut taken, MOST).await > 0 {
                tokio::task::yield_now().await;
                while taken.len() < MOST
                    && let Ok(more) = waiting.try_recv()
                {
                    taken.push(more);
                }
                let (writes, answers): (Vec<_>, Vec<_>) = taken.drain(..).unzip();
                let mut batch = Batch::of(writes);
                store.commit(&mut batch).await?;
                for (out, answer) in batch.outs.drain(..).zip(answers) {
                    let _ = answer.send(out);
                }
                if !batch.created.is_empty() {
                    bell.ring();
                }
            }
            Ok::<(), anyhow::Error>(())
        });
        Self(queue)
    }

    pub async fn write(&self, write: Write) -> Result<Out> {
        let (answer, answered) = oneshot::channel();
        let gone = "the writer has ended: the database refused a batch";
        self.0.send((write, answer)).await.ok().context(gone)?;
        answered.await.context(gone)
    }
}
