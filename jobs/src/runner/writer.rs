//! The one writer: commits everything that ended since its last commit in one transaction.
//!
//! No timer and no batch size to wait for: when nothing else is waiting it writes at once, and
//! under load the batches grow by themselves. A result counts only after its commit.
//!
//! Where the journal likes one kind at a time, runs that are asked for are written beside the runs in
//! work: each of these waits for its results, and nobody there for what is asked for meanwhile.
//!
//! Only claims wait for a moment, and only while results of runs that go on keep coming: a batch of
//! nothing but results is one statement, and runs that begin together bring their results together.
//! Where runs end, those that follow them are claimed meanwhile.

#[cfg(test)]
mod tests;

use app::{
    Portal,
    ports::{Journal, Out, StoreError, Write},
    signal::Signal,
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

/// What is told after a commit.
#[derive(Clone, Default)]
pub(super) struct Rings {
    events: Signal,
    single: Signal,
    bulk: Signal,
}

impl Rings {
    pub fn of(portal: &Portal) -> Self {
        Self {
            events: portal.events.clone(),
            single: portal.work.clone(),
            bulk: portal.bulk_work.clone(),
        }
    }
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
/// A run that ends makes room: its handler returns, the queue's worker hands out the next message,
/// its handler claims. So many turns of the other tasks that takes.
const FOLLOWS: u32 = 3;

impl Writer {
    pub(super) fn start(journal: Arc<dyn Journal>, rings: Rings) -> Self {
        let serving = || {
            let (queue, waiting) = mpsc::channel(1024);
            tokio::spawn(serve(journal.clone(), waiting, rings.clone()));
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

async fn serve(journal: Arc<dyn Journal>, mut waiting: mpsc::Receiver<Asked>, rings: Rings) {
    let mut taken = Vec::with_capacity(MOST);
    let mut claims = Claims::default();
    let mut few = 0;
    while claims.or_more(&mut waiting, &mut taken).await {
        // Lets every task that is ready hand over its result too, as long as that brings some:
        // without it batches are half as big (facts.md 3). Those answered last may be on another
        // thread, and nearly there.
        let begun = Instant::now();
        let mut quiet = 0;
        loop {
            tokio::task::yield_now().await;
            let before = taken.len();
            while taken.len() < MOST
                && let Ok(more) = waiting.try_recv()
            {
                taken.push(more);
            }
            quiet = if taken.len() == before { quiet + 1 } else { 0 };
            let all = if taken.iter().any(ends) { FOLLOWS } else { 1 };
            if quiet >= all && (taken.len() > few || begun.elapsed() > LINGER) {
                break;
            }
        }
        claims.sort(&mut taken);
        // Whoever is answered comes again, unless it has ended.
        few = taken.iter().filter(|asked| !ends(asked)).count() / 2;
        if journal.likes_one_kind() {
            let claims: Vec<Asked> = taken.extract_if(.., |asked| is_claim(asked)).collect();
            let rest = std::mem::take(&mut taken);
            tokio::join!(
                commit(&*journal, rest, &rings),
                commit(&*journal, claims, &rings)
            );
        } else {
            commit(&*journal, std::mem::take(&mut taken), &rings).await;
        }
    }
}

async fn commit(journal: &dyn Journal, batch: Vec<Asked>, rings: &Rings) {
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
            rings.events.ring();
            if single {
                rings.single.ring();
            }
            if bulk {
                rings.bulk.ring();
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

    /// Keeps the claims back while there are results of runs that go on, and puts them in when there are none.
    fn sort(&mut self, taken: &mut Vec<Asked>) {
        let going_on = taken.iter().filter(|asked| goes_on(asked));
        let results = going_on.take(MANY).count() == MANY;
        let waited = self.since.is_some_and(|since| since.elapsed() >= HELD);
        if results && !waited {
            self.held
                .extend(taken.extract_if(.., |asked| is_claim(asked)));
            if !self.held.is_empty() {
                self.since.get_or_insert_with(Instant::now);
            }
        } else {
            taken.append(&mut self.held);
            self.since = None;
        }
    }
}

fn is_claim((write, _): &Asked) -> bool {
    matches!(write, Write::Claim { .. })
}

/// A result after which its run goes on.
fn goes_on((write, _): &Asked) -> bool {
    matches!(write, Write::Step(result) if result.finish.is_none())
}

/// The last of its run here.
fn ends((write, _): &Asked) -> bool {
    match write {
        Write::Step(result) => result.finish.is_some(),
        Write::Finish { .. } => true,
        _ => false,
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
