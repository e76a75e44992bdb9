//! Carries runs out.
//!
//! [`advance`](Runner::advance) takes the lease of one run and drives it until it ends, parks, or
//! is lost to somebody else. Results go through one [`writer`] that commits everything which ended
//! since its last commit in one transaction.

mod attempt;
mod drive;
pub(crate) mod faults;
mod graph;
mod keeper;
mod pause;
mod plan;
mod writer;

pub use faults::Faults;
pub use pause::Pauses;
pub use plan::StepCatalog;
pub use writer::{Writer, WriterLost};

use crate::{Providers, step::AnyStep};
use app::{
    Portal,
    ports::{Journal, Out, Write},
    records::NewRun,
};
use domain::{Slug, ids::RunId};
use faults::Place;
use futures::FutureExt;
use std::{
    collections::{HashMap, HashSet},
    panic::AssertUnwindSafe,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, AtomicUsize, Ordering},
    },
    time::Duration,
};
use tokio::sync::{Semaphore, oneshot, watch};
use tokio_util::sync::CancellationToken;

#[derive(Clone, Debug)]
pub struct RunnerOptions {
    /// How long a lease holds without being renewed.
    pub lease: Duration,
    pub sweep: Duration,
    pub pauses: Pauses,
    /// How long a graceful stop waits for running steps.
    pub grace: Duration,
}

impl Default for RunnerOptions {
    fn default() -> Self {
        Self {
            lease: Duration::from_secs(6),
            sweep: Duration::from_millis(250),
            pauses: Pauses::default(),
            grace: Duration::from_secs(8),
        }
    }
}

/// A run and the epoch it was claimed with.
type Lease = (RunId, i64);

/// Lines of the queue.
const LINES: usize = 2;

pub struct Runner {
    /// Unique for each boot: host, process, random.
    owner: String,
    portal: Arc<Portal>,
    providers: Arc<Providers>,
    steps: &'static [&'static dyn AnyStep],
    journal: Arc<dyn Journal>,
    writer: Writer,
    options: RunnerOptions,
    faults: Faults,
    /// Runs in work here by lease, with what cancels each.
    active: Mutex<HashMap<Lease, CancellationToken>>,
    /// Messages in hand, also those whose claim is on its way: a stop waits for them.
    in_hand: AtomicUsize,
    /// One run at a time of those that were there when workers died.
    suspects: Arc<Semaphore>,
    stop: CancellationToken,
    /// The queue's lines that are being fetched from.
    fetching: Mutex<HashSet<&'static str>>,
    alive: Arc<AtomicBool>,
    /// Versions of the database and of this program, when they no longer go together.
    outdated: watch::Sender<Option<(i64, i64)>>,
}

impl Runner {
    pub fn new(
        portal: Arc<Portal>,
        providers: Arc<Providers>,
        steps: &'static [&'static dyn AnyStep],
        journal: Arc<dyn Journal>,
        options: RunnerOptions,
        faults: Faults,
    ) -> Arc<Self> {
        let owner = format!(
            "{}-{}-{}",
            host(),
            std::process::id(),
            app::secrets::random_hex(4)
        );
        let writer = Writer::start(journal.clone(), writer::Rings::of(&portal));
        Arc::new(Self {
            owner,
            portal,
            providers,
            steps,
            journal,
            writer,
            options,
            faults,
            active: Mutex::default(),
            in_hand: AtomicUsize::new(0),
            suspects: Arc::new(Semaphore::new(1)),
            stop: CancellationToken::new(),
            fetching: Mutex::default(),
            alive: Arc::default(),
            outdated: watch::Sender::new(None),
        })
    }

    pub fn owner(&self) -> &str {
        &self.owner
    }

    /// Whether messages are being fetched from both lines, for readiness.
    pub fn alive(&self) -> Arc<AtomicBool> {
        self.alive.clone()
    }

    pub(crate) fn beat(&self, line: &'static str, fetching: bool) {
        let mut lines = self.fetching.lock().unwrap_or_else(PoisonError::into_inner);
        if fetching {
            lines.insert(line);
        } else {
            lines.remove(line);
        }
        self.alive.store(lines.len() == LINES, Ordering::Relaxed);
    }

    /// No new step is started from now on; leases go back as soon as running steps have ended.
    pub fn stop(&self) {
        self.stop.cancel();
    }

    pub fn in_work(&self) -> usize {
        self.active().len()
    }

    /// Nothing is in work, and no claim is on its way.
    pub fn is_idle(&self) -> bool {
        self.in_hand.load(Ordering::SeqCst) == 0
    }

    /// Asks for a run in the writer's next batch: for many at once, as a fleet has them. False when
    /// the environment has an unfinished one.
    pub async fn submit(&self, run: NewRun) -> Result<bool, WriterLost> {
        let out = self.writer.write(Write::Submit(Box::new(run))).await?;
        Ok(matches!(out, Out::Done))
    }

    /// One message of the queue. Whatever happens inside, the message is done with: what is left
    /// to do stands in the tables, and the sweeper looks there.
    pub async fn advance(self: &Arc<Self>, run: RunId, job: String) {
        // Counted before the look at `stop`: what is not counted then will not claim.
        let in_hand = InHand::of(self);
        if self.stop.is_cancelled() {
            return;
        }
        // A task of its own: when the queue's worker ends by an error, it drops its handlers, and
        // the runs in their hands must not end with them.
        let (room, left) = Room::taken();
        let runner = self.clone();
        tokio::spawn(async move {
            let _in_hand = in_hand;
            let carried = AssertUnwindSafe(runner.carry_out(run, job, room)).catch_unwind();
            match carried.await {
                Ok(Some(tenant)) => {
                    let faults = &runner.faults;
                    faults.crash_point(Place::BeforeAck, "", tenant.as_str());
                }
                Ok(None) => {}
                // What it says was told where it happened.
                Err(_) => {
                    tracing::error!(run.id = %run, "carrying out a run ended by a fault of ours");
                }
            }
        });
        left.await;
    }

    /// Whose run it was, when there was something to advance.
    async fn carry_out(self: &Arc<Self>, run: RunId, job: String, room: Room) -> Option<Slug> {
        self.faults.crash_point(Place::BeforeClaim, "", "");
        let claim = Write::Claim {
            run,
            owner: self.owner.clone(),
            lease: self.options.lease,
            job: Some(job.clone()),
        };
        match self.writer.write(claim).await {
            Ok(Out::Claimed(taken)) => {
                let claimed = match taken.read() {
                    Ok(claimed) => claimed,
                    Err(error) => {
                        tracing::error!(run.id = %run, %error, "a claimed run could not be read");
                        return None;
                    }
                };
                let tenant = claimed.tenant.slug.clone();
                self.faults
                    .crash_point(Place::AfterClaim, "", tenant.as_str());
                let cancel = CancellationToken::new();
                let _in_work = InWork::of(self, (run, claimed.epoch), &cancel);
                if let Err(lost) = drive::Drive::new(self, claimed, job, room, cancel)
                    .run()
                    .await
                {
                    tracing::warn!(run.id = %run, reason = %lost, "a run was left to whoever has its lease");
                }
                return Some(tenant);
            }
            Ok(_) => tracing::debug!(run.id = %run, "nothing to advance"),
            Err(error) => tracing::warn!(run.id = %run, %error, "a run could not be claimed"),
        }
        None
    }

    fn active(&self) -> std::sync::MutexGuard<'_, HashMap<Lease, CancellationToken>> {
        self.active.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a run takes in its worker, for as long as there is something of it to carry out. Once its
/// last result is handed to the writer, the next run may be claimed, in the same commit.
struct Room(#[expect(dead_code, reason = "dropped with it")] oneshot::Sender<()>);

impl Room {
    fn taken() -> (Self, impl Future<Output = ()>) {
        let (room, left) = oneshot::channel();
        (Self(room), left.map(|_| ()))
    }
}

/// While it lives the lease is renewed; it ends however the work ends.
struct InWork {
    runner: Arc<Runner>,
    lease: Lease,
}

impl InWork {
    fn of(runner: &Arc<Runner>, lease: Lease, cancel: &CancellationToken) -> Self {
        runner.active().insert(lease, cancel.clone());
        Self {
            runner: runner.clone(),
            lease,
        }
    }
}

impl Drop for InWork {
    fn drop(&mut self) {
        self.runner.active().remove(&self.lease);
    }
}

struct InHand(Arc<Runner>);

impl InHand {
    fn of(runner: &Arc<Runner>) -> Self {
        runner.in_hand.fetch_add(1, Ordering::SeqCst);
        Self(runner.clone())
    }
}

impl Drop for InHand {
    fn drop(&mut self) {
        self.0.in_hand.fetch_sub(1, Ordering::SeqCst);
    }
}

fn host() -> String {
    let name = std::fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
    let name = name.trim();
    if name.is_empty() {
        "host".to_owned()
    } else {
        name.to_owned()
    }
}
