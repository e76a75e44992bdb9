//! Who works: told by each worker itself, every few seconds.

use super::store::StoreResult;
use async_trait::async_trait;
use domain::views::{LineView, WorkerView};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beat {
    pub name: String,
    pub version: String,
    pub in_work: u32,
    pub places: u32,
    pub fetching: bool,
    pub stopping: bool,
}

#[async_trait]
pub trait Workers: Send + Sync {
    /// Refused with [`Newer`](super::StoreError::Newer) when a newer program has migrated the
    /// database meanwhile: this one must stop.
    async fn beat(&self, beat: &Beat) -> StoreResult<()>;
    /// An orderly end.
    async fn leave(&self, name: &str) -> StoreResult<()>;
    /// All that were heard of within the hour, the newest first.
    async fn workers(&self) -> StoreResult<Vec<WorkerView>>;
    async fn lines(&self) -> StoreResult<Vec<LineView>>;
    /// What is true of the whole house: writes it when there is none, and answers what holds.
    async fn mark(&self, name: &str, value: &str) -> StoreResult<String>;
    /// The same, whatever was there.
    async fn remark(&self, name: &str, value: &str) -> StoreResult<()>;
    async fn marked(&self, name: &str) -> StoreResult<Option<String>>;
}
