//! How a message "advance this run" is made for apalis' queue.
//!
//! Messages are pushed in the transaction of the change they tell of, so no outbox is needed. An
//! immediate one is dated a second back: both databases hand out only what is past, PostgreSQL
//! also decides by it whether to notify, and our clock may be a little ahead of theirs.

use apalis_core::task::{Task, builder::TaskBuilder};
use app::ports::{Advance, StoreError};
use domain::{Time, ids::RunId};
use std::time::{Duration, SystemTime};

/// How long the sweeper leaves a run alone whose message was just pushed: a full queue must not
/// be filled with second messages.
pub const GRACE: Duration = Duration::from_secs(5);

/// A message for now, or for a later time rounded up to the whole seconds that the queue knows.
pub fn message(run: RunId, at: Option<Time>) -> Result<Task<Vec<u8>>, StoreError> {
    let body = serde_json::to_vec(&Advance { run_id: run })
        .map_err(|error| StoreError::Other(Box::new(error)))?;
    let at = match at {
        Some(at) => u64::try_from(at.micros()).unwrap_or(0).div_ceil(1_000_000),
        None => now().saturating_sub(1),
    };
    Ok(TaskBuilder::new(body).run_at_timestamp(at).build())
}

fn now() -> u64 {
    SystemTime::UNIX_EPOCH
        .elapsed()
        .unwrap_or(Duration::ZERO)
        .as_secs()
}
