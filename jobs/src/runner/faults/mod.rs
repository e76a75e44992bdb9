//! Faults on order, for the test harness.
//!
//! - `AUTOMATOR_FAULTS=step:fault[,step:fault…]`: a step fails in this way ([`on`]).
//! - `AUTOMATOR_CRASH_ORDERS=file`: the process dies at a place between commits ([`crash`]).
//! - `AUTOMATOR_PACE=lease=1s,…`: leases and pauses in the time that tests have ([`pace`]).
//!
//! Compiled in with the feature `crash-points` only. Without it everything here is empty, so a
//! release has no way to be made to fail; a test looks for these words in the release binary.

#[cfg(not(feature = "crash-points"))]
mod off;
#[cfg(not(feature = "crash-points"))]
pub use off::Faults;

#[cfg(feature = "crash-points")]
mod crash;
#[cfg(feature = "crash-points")]
mod on;
#[cfg(feature = "crash-points")]
mod pace;
#[cfg(feature = "crash-points")]
pub use on::Faults;
#[cfg(feature = "crash-points")]
pub(crate) use on::attempted;

/// Where a process can be made to die: between any two commits, and around each effect.
#[derive(Clone, Copy)]
pub(crate) enum Place {
    /// The message is fetched, the lease is not taken.
    BeforeClaim,
    /// The lease is taken, nothing has begun.
    AfterClaim,
    /// The step is committed as running, no provider has been called.
    AfterIntent,
    /// The provider has done it, we have not written it down.
    AfterEffect,
    /// The result is committed, nobody has been told.
    AfterRecord,
    /// Everybody has been told, the queue still waits for the handler.
    BeforeAck,
}
