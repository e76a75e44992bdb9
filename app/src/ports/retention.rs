//! Deleting what is old, in batches that nobody has to wait for.

use super::store::StoreResult;
use async_trait::async_trait;
use domain::{Time, ids::RunId};
use std::time::Duration;

/// Each deletes at most `most` rows and answers how many these were: fewer means that no more is
/// old.
#[async_trait]
pub trait RetentionWrites: Send {
    /// True for one caller in each span, however many ask.
    async fn take_turn(&mut self, name: &str, now: Time, every: Duration) -> StoreResult<bool>;
    /// Of mails that are not queued.
    async fn erase_mail_texts(&mut self, before: Time, most: u32) -> StoreResult<u64>;
    async fn delete_mails(&mut self, before: Time, most: u32) -> StoreResult<u64>;
    async fn delete_answers(&mut self, before: Time, most: u32) -> StoreResult<u64>;
    /// Sessions that ended before.
    async fn delete_sessions(&mut self, before: Time, most: u32) -> StoreResult<u64>;
    async fn delete_events(&mut self, before: Time, most: u32) -> StoreResult<u64>;
    async fn delete_log_lines(&mut self, before: Time, most: u32) -> StoreResult<u64>;
    /// Looks at `most` runs behind `after` and deletes, with all that belongs to them, those that
    /// ended before and that nothing needs any more.
    async fn delete_runs(
        &mut self,
        before: Time,
        after: Option<RunId>,
        most: u32,
    ) -> StoreResult<RunsGone>;
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RunsGone {
    pub runs: u64,
    /// From where to go on; none when no older run is left to look at.
    pub next: Option<RunId>,
}
