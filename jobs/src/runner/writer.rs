//! The one writer: commits everything that ended since its last commit in one transaction.
//!
//! No timer and no batch size to wait for: when nothing else is waiting it writes at once, and
//! under load the batches grow by themselves. A result counts only after its commit.

use app::{
    ports::{Journal, Out, StoreError, Write},
    signal::Signal,
};
use std::sync::Arc;
use tokio::sync::{mpsc, oneshot};

type Answer = oneshot::Sender<Result<Out, WriterLost>>;

#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct WriterLost(pub String);

#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<(Write, Answer)>,
}

const MOST: usize = 256;

impl Writer {
    pub fn start(journal: Arc<dyn Journal>, events: Signal, work: Signal) -> Self {
        let (queue, waiting) = mpsc::channel(1024);
        tokio::spawn(serve(journal, waiting, events, work));
        Self { queue }
    }

    pub async fn write(&self, write: Write) -> Result<Out, WriterLost> {
        let (answer, answered) = oneshot::channel();
        let gone = || WriterLost("the writer has stopped".to_owned());
        self.queue.send((write, answer)).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

async fn serve(
    journal: Arc<dyn Journal>,
    mut waiting: mpsc::Receiver<(Write, Answer)>,
    events: Signal,
    work: Signal,
) {
    let mut taken = Vec::with_capacity(MOST);
    while waiting.recv_many(&mut taken, MOST).await > 0 {
        // Lets every task that is ready hand over its result too; without it batches are half as
        // big (facts.md 3).
        tokio::task::yield_now().await;
        while taken.len() < MOST
            && let Ok(more) = waiting.try_recv()
        {
            taken.push(more);
        }
        let (writes, answers): (Vec<_>, Vec<_>) = taken.drain(..).unzip();
        let rings = writes.iter().any(puts_message);
        match journal.commit(writes).await {
            Ok(outs) => {
                for (out, answer) in outs.into_iter().zip(answers) {
                    let _ = answer.send(Ok(out));
                }
                events.ring();
                if rings {
                    work.ring();
                }
            }
            Err(error) => refuse(&error, answers),
        }
    }
}

/// Nothing of the batch was written; each writer decides whether to try again.
fn refuse(error: &StoreError, answers: Vec<Answer>) {
    let lost = WriterLost(told(error));
    for answer in answers {
        let _ = answer.send(Err(lost.clone()));
    }
}

fn told(error: &StoreError) -> String {
    let mut text = error.to_string();
    let mut source = std::error::Error::source(error);
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}

fn puts_message(write: &Write) -> bool {
    use app::ports::Finish;
    let finish = match write {
        Write::Submit(_) => return true,
        Write::Step(result) => result.finish.as_ref(),
        Write::Finish { finish, .. } => Some(finish),
        _ => None,
    };
    matches!(finish, Some(Finish::Release))
}
