//! What the runner writes. A batch of results is the natural call: the writer hands over
//! everything that ended since its last commit, and it becomes one transaction.
//!
//! Every write but `Submit` and `Claim` carries the epoch of the lease it was made under. The epoch stands in
//! the step's row too, so a stalled worker's late write finds no row and is answered `Lost`.

use super::store::StoreResult;
use crate::records::{Environment, NewRun, Run, StepRun, Tenant};
use async_trait::async_trait;
use domain::{
    Time,
    ids::{EnvironmentId, ResourceId, RunId},
    run::StepFailure,
    states::{EnvironmentState, Health, RunState},
};
use serde_json::Value;
use std::{fmt, time::Duration};

#[async_trait]
pub trait Journal: Send + Sync {
    /// All or nothing; answers in the order of the writes.
    async fn commit(&self, batch: Vec<Write>) -> StoreResult<Vec<Out>>;

    /// Whether results, claims and submissions each by themselves cost less than together.
    /// Submissions are then committed beside the others.
    fn likes_one_kind(&self) -> bool;

    /// Prolongs this owner's leases of these runs; answers those that are to be cancelled. Only runs
    /// that are really in work are named: a claim whose answer was lost must end by itself.
    async fn renew(&self, owner: &str, runs: &[RunId], lease: Duration) -> StoreResult<Vec<RunId>>;

    /// Pushes a message for every unfinished run that is due and has no live lease, and remembers
    /// having done so for `again`, so that the next look does not push another. Answers how many.
    async fn sweep(&self, again: Duration) -> StoreResult<usize>;

    /// Ends every lease, whoever holds it. Only for the one process that holds the data directory.
    async fn void_leases(&self) -> StoreResult<usize>;

    /// Removes what the queue leaves behind for ever: rows of workers that are gone and hold no
    /// message. Answers how many.
    async fn tidy_queue(&self) -> StoreResult<u64>;
}

#[derive(Debug)]
pub enum Write {
    /// Asks for a run, as [`insert_run`](super::RunWrites::insert_run) does for one request; many
    /// of them share a transaction here. `Lost` when the environment has an unfinished run.
    Submit(Box<NewRun>),
    /// Takes the lease if it is free, raises the epoch, and starts what is due: `pending` steps,
    /// `retrying` and `waiting` ones whose time has come, and those that were running when their
    /// worker died (they keep state `running`, with `crashes` raised). `attempts` is raised by one
    /// for each, before any effect. What ran when two workers died is not started: it is `waiting`
    /// for no time, until a [`Start`](Write::Start) begins it.
    /// `job` is the queue's message, deleted when there is nothing to claim.
    Claim {
        run: RunId,
        owner: String,
        lease: Duration,
        job: Option<String>,
    },
    Step(Box<StepResult>),
    /// Steps whose turn has come without a result of another: after a claim that found none running,
    /// or that left them waiting.
    Start {
        run: RunId,
        epoch: i64,
        environment: EnvironmentId,
        /// A phase that had ended without anybody telling, as when its last open step was skipped.
        moves: Vec<Move>,
        steps: Vec<Start>,
    },
    /// Ends or parks a run without a step's result.
    /// `moves` carry the environment along, as when a run is cancelled.
    Finish {
        run: RunId,
        epoch: i64,
        environment: EnvironmentId,
        moves: Vec<Move>,
        finish: Finish,
        job: Option<String>,
    },
    Log {
        run: RunId,
        epoch: i64,
        lines: Vec<NewLog>,
    },
}

#[derive(Debug)]
pub enum Out {
    Done,
    Claimed(Taken),
    /// Somebody else has the lease, or the run is over: stop at once and write nothing more.
    Lost,
}

/// A claimed run as the database gave it. Whoever asked for it reads it: the journal goes on with the
/// next batch meanwhile, and a run that cannot be read sinks no other.
pub struct Taken(Box<dyn FnOnce() -> StoreResult<Claimed> + Send + Sync>);

impl Taken {
    pub fn new(read: impl FnOnce() -> StoreResult<Claimed> + Send + Sync + 'static) -> Self {
        Self(Box::new(read))
    }

    pub fn read(self) -> StoreResult<Claimed> {
        (self.0)()
    }
}

impl fmt::Debug for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Taken")
    }
}

#[derive(Debug)]
pub struct Claimed {
    pub epoch: i64,
    pub run: Run,
    pub tenant: Tenant,
    pub environment: Environment,
    /// All step rows there are, as they are after the claim.
    pub steps: Vec<StepRun>,
}

#[derive(Debug)]
pub struct StepResult {
    pub run: RunId,
    pub epoch: i64,
    pub environment: EnvironmentId,
    pub step: String,
    /// Which one this was, as the claim or the start has counted it; it is told with the result.
    pub attempt: u32,
    pub outcome: Outcome,
    pub ended_at: Time,
    /// Intent: these become `running` with attempt 1 in the same transaction.
    pub next: Vec<Start>,
    pub moves: Vec<Move>,
    /// The artifact's version that this step has placed on the environment.
    pub deployment: Option<String>,
    pub resources: Vec<NewResource>,
    /// (kind, name) of resources that are gone.
    pub gone: Vec<(String, String)>,
    pub log: Vec<NewLog>,
    pub finish: Option<Finish>,
    /// The queue's message; deleted in the transaction that ends or parks the run.
    pub job: Option<String>,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    Succeeded {
        output: Value,
    },
    /// A core step for good.
    Failed(StepFailure),
    /// An optional step for good.
    Degraded(StepFailure),
    /// Tried again at that time; counts as an attempt.
    Retrying(StepFailure, Time),
    /// Not ready yet; looked at again at that time, not an attempt.
    Waiting {
        why: String,
        at: Time,
    },
    Skipped {
        reason: String,
    },
    Cancelled,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub step: String,
    pub position: i32,
    /// Which one this is, 1 but for a step that a claim has left waiting. It is told with the start.
    pub attempt: u32,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    pub from: EnvironmentState,
    pub to: EnvironmentState,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Finish {
    /// Nothing is running and something is tried again later: give the lease back, and push a
    /// message for that time.
    Park { at: Time },
    /// `health` is set on the environment when the run reached its end.
    End {
        state: RunState,
        health: Option<Health>,
        failure: Option<crate::records::Failure>,
        launch_seconds: Option<f64>,
    },
    /// A graceful stop: give the lease back, running steps become `pending` with the attempt not
    /// counted, and push a message at once.
    Release,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewResource {
    pub id: ResourceId,
    pub kind: String,
    pub provider: String,
    pub external_id: String,
    pub name: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewLog {
    pub step: String,
    pub attempt: u32,
    pub at: Time,
    pub level: &'static str,
    pub text: String,
}
