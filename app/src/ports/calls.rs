//! What workers keep together about a port's provider: who is at it, when the next call is due,
//! and how long it wants to be left alone. All by the database's clock.
//!
//! Rows appear only where a limit is set or a provider has asked for time, so a house without
//! limits pays nothing.

use super::store::StoreResult;
use async_trait::async_trait;
use std::time::Duration;

#[async_trait]
pub trait CallLimits: Send + Sync {
    /// Ports that are to be left alone now, and how long still.
    async fn pauses(&self) -> StoreResult<Vec<(String, Duration)>>;

    /// Leaves the port alone for this long; a longer pause that holds already stays.
    async fn pause(&self, port: &str, time: Duration) -> StoreResult<()>;

    /// Takes one of the first `most` slots for `lease`, in this holder's name; none is free: none.
    async fn take_slot(
        &self,
        port: &str,
        most: u32,
        holder: &str,
        lease: Duration,
    ) -> StoreResult<Option<u32>>;

    /// False when the slot is somebody else's by now.
    async fn renew_slot(
        &self,
        port: &str,
        number: u32,
        holder: &str,
        lease: Duration,
    ) -> StoreResult<bool>;

    async fn free_slot(&self, port: &str, number: u32, holder: &str) -> StoreResult<()>;

    /// Reserves the next moment of this kind at this distance from the one before, and answers
    /// how long until then.
    async fn reserve(&self, port: &str, moment: Moment, every: Duration) -> StoreResult<Duration>;
}

/// What moments are given out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// A call, at the pace that is set.
    Call,
    /// Another look of somebody who found no slot: they come one after the other.
    Look,
}
