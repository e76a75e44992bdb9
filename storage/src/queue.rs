//! How a message "advance this run" is made for apalis' queue.
//!
//! Messages are pushed in the transaction of the change they tell of, so no outbox is needed. An
//! immediate one is dated a second back: both databases hand out only what is past, PostgreSQL
//! also decides by it whether to notify, and our clock may be a little ahead of theirs.

use apalis_core::task::{Task, builder::TaskBuilder};
use app::ports::{Advance, BULK_QUEUE, QUEUE, StoreError, StoreResult};
use app::records::NewRun;
use domain::{Time, ids::RunId};
use std::time::{Duration, SystemTime};
use uuid::Uuid;

/// How long the sweeper leaves a run alone whose message was just pushed: a full queue must not
/// be filled with second messages.
pub const GRACE: Duration = Duration::from_secs(5);

/// While so many messages wait in a line, nobody is idle, and a run that nobody has begun needs no
/// second one.
pub const PLENTY: u32 = 200;

#[derive(Clone, Copy, Debug)]
pub struct Message {
    pub run: RunId,
    /// None for now; else rounded up to the whole seconds that the queue knows.
    pub at: Option<Time>,
    pub bulk: bool,
    pub rank: Rank,
}

/// Who comes first of those in one line; both databases look at it before they look at the time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rank {
    New = 0,
    /// Somebody watches the page of this launch.
    Launch = 1,
    /// Half of it is done: it is finished before anything else is begun.
    Begun = 2,
}

impl Message {
    pub fn first(run: &NewRun) -> Self {
        let rank = match run.launch_started_at {
            Some(_) => Rank::Launch,
            None => Rank::New,
        };
        Self {
            run: run.id,
            at: None,
            bulk: run.bulk,
            rank,
        }
    }

    pub fn again((run, bulk): (Uuid, bool)) -> Self {
        Self {
            run: RunId(run),
            at: None,
            bulk,
            rank: Rank::Begun,
        }
    }

    pub fn line(&self) -> &'static str {
        if self.bulk { BULK_QUEUE } else { QUEUE }
    }

    pub fn task(&self) -> StoreResult<Task<Vec<u8>>> {
        let body = serde_json::to_vec(&Advance { run_id: self.run })
            .map_err(|error| StoreError::Other(Box::new(error)))?;
        let at = match self.at {
            Some(at) => u64::try_from(at.micros()).unwrap_or(0).div_ceil(1_000_000),
            None => now().saturating_sub(1),
        };
        let task = TaskBuilder::new(body).run_at_timestamp(at);
        Ok(task.priority(self.rank as usize).build())
    }
}

fn now() -> u64 {
    SystemTime::UNIX_EPOCH
        .elapsed()
        .unwrap_or(Duration::ZERO)
        .as_secs()
}
