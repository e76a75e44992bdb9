//! The one writer: commits everything that ended since its last commit in one transaction.
//!
//! No timer and no batch size to wait for: when nothing else is waiting it writes at once, and
//! under load the batches grow by themselves. A result counts only after its commit.
//!
//! Where the journal likes one kind at a time, runs that are asked for are written beside the runs in
//! work: each of these waits for its results, and nobody there for what is asked for meanwhile.
//!
//! Only claims wait for a moment, and only while results keep coming: a batch of nothing but results
//! is one statement, and runs that begin together bring their results together.

use app::{
    Portal,
    ports::{Journal, Out, StoreError, Write},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use tokio::sync::{mpsc, oneshot};

type Answer = oneshot::Sender<Result<Out, WriterLost>>;
type Asked = (Write, Answer);

#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct WriterLost(pub String);

#[derive(Clone)]
pub struct Writer {
    queue: mpsc::Sender<Asked>,
    /// For runs that are asked for.
    submits: mpsc::Sender<Asked>,
}

const MOST: usize = 256;
/// So long are writes waited for after a batch that had twice as many.
const LINGER: Duration = Duration::from_micros(300);
/// So long do claims wait for the end of results: as long as eight steps that are over at once take
/// on a slow machine, so that runs which began together are followed by runs that begin together.
const HELD: Duration = Duration::from_millis(20);
/// So long is the next result waited for meanwhile.
const NEXT: Duration = Duration::from_millis(1);
/// Nothing waits for fewer results than this: there is little to gain, and nobody is in a hurry then.
const MANY: usize = 4;

impl Writer {
    pub fn start(journal: Arc<dyn Journal>, portal: Arc<Portal>) -> Self {
        let serving = || {
            let (queue, waiting) = mpsc::channel(1024);
            tokio::spawn(serve(journal.clone(), waiting, portal.clone()));
            queue
        };
        let queue = serving();
        let submits = if journal.likes_one_kind() {
            serving()
        } else {
            queue.clone()
        };
        Self { queue, submits }
    }

    pub async fn write(&self, write: Write) -> Result<Out, WriterLost> {
        let (answer, answered) = oneshot::channel();
        let gone = || WriterLost("the writer has stopped".to_owned());
        let queue = match write {
            Write::Submit(_) => &self.submits,
            _ => &self.queue,
        };
        queue.send((write, answer)).await.map_err(|_| gone())?;
        answered.await.map_err(|_| gone())?
    }
}

async fn serve(journal: Arc<dyn Journal>, mut waiting: mpsc::Receiver<Asked>, portal: Arc<Portal>) {
    let mut taken = Vec::with_capacity(MOST);
    let mut claims = Claims::default();
    let mut few = 0;
    while claims.or_more(&mut waiting, &mut taken).await {
        // Lets every task that is ready hand over its result too, as long as that brings some:
        // without it batches are half as big (facts.md 3). Those answered last may be on another
        // thread, and nearly there.
        let begun = Instant::now();
        loop {
            tokio::task::yield_now().await;
            let before = taken.len();
            while taken.len() < MOST
                && let Ok(more) = waiting.try_recv()
            {
                taken.push(more);
            }
            if taken.len() == before && (taken.len() > few || begun.elapsed() > LINGER) {
                break;
            }
        }
        few = taken.len() / 2;
        claims.sort(&mut taken);
        if journal.likes_one_kind() {
            // Results first: their workers go on while the rest is written.
            let is_claim = |asked: &mut Asked| matches!(asked.0, Write::Claim { .. });
            let claims: Vec<Asked> = taken.extract_if(.., is_claim).collect();
            for kind in [std::mem::take(&mut taken), claims] {
                commit(&*journal, kind, &portal).await;
            }
        } else {
            commit(&*journal, std::mem::take(&mut taken), &portal).await;
        }
    }
}

async fn commit(journal: &dyn Journal, batch: Vec<Asked>, portal: &Portal) {
    if batch.is_empty() {
        return;
    }
    let (writes, answers): (Vec<_>, Vec<_>) = batch.into_iter().unzip();
    let single = writes.iter().any(|w| puts_message(w, false));
    let bulk = writes.iter().any(|w| puts_message(w, true));
    match journal.commit(writes).await {
        Ok(outs) => {
            for (out, answer) in outs.into_iter().zip(answers) {
                let _ = answer.send(Ok(out));
            }
            portal.events.ring();
            if single {
                portal.ring(false);
            }
            if bulk {
                portal.ring(true);
            }
        }
        Err(error) => refuse(&error, answers),
    }
}

/// Claims that wait for the end of results.
#[derive(Default)]
struct Claims {
    held: Vec<Asked>,
    since: Option<Instant>,
}

impl Claims {
    /// Waits for writes. False when none will come any more.
    async fn or_more(&self, waiting: &mut mpsc::Receiver<Asked>, taken: &mut Vec<Asked>) -> bool {
        let more = waiting.recv_many(taken, MOST);
        if self.held.is_empty() {
            return more.await > 0;
        }
        let _ = tokio::time::timeout(NEXT, more).await;
        true
    }

    /// Keeps the claims back while there are results, and puts them in when there are none.
    fn sort(&mut self, taken: &mut Vec<Asked>) {
        let is_result = |asked: &&Asked| matches!(asked.0, Write::Step(_));
        let results = taken.iter().filter(is_result).take(MANY).count() == MANY;
        let waited = self.since.is_some_and(|since| since.elapsed() >= HELD);
        if results && !waited {
            let is_claim = |asked: &mut Asked| matches!(asked.0, Write::Claim { .. });
            self.held.extend(taken.extract_if(.., is_claim));
            if !self.held.is_empty() {
                self.since.get_or_insert_with(Instant::now);
            }
        } else {
            taken.append(&mut self.held);
            self.since = None;
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

/// Into this line of the queue. What is given back may be of either.
fn puts_message(write: &Write, bulk: bool) -> bool {
    use app::ports::Finish;
    let finish = match write {
        Write::Submit(run) => return run.bulk == bulk,
        Write::Step(result) => result.finish.as_ref(),
        Write::Finish { finish, .. } => Some(finish),
        _ => None,
    };
    matches!(finish, Some(Finish::Release))
}
