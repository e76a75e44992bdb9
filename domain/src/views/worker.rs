//! Who works, and what waits.

use crate::Time;
use serde::{Deserialize, Serialize};

/// Every worker that was heard of lately, and what waits for them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkersView {
    /// The workers, the newest first; a thousand at most.
    pub items: Vec<WorkerView>,
    /// The lines of the queue.
    pub lines: Vec<LineView>,
}

/// A process that carries runs out.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WorkerView {
    /// Host, process, and four random bytes: new at each start.
    pub name: String,
    /// Of the program it runs, such as `0.1.0`.
    pub version: String,
    pub state: WorkerState,
    /// Runs in its hands.
    pub in_work: u32,
    /// Runs it takes at most.
    pub places: u32,
    pub started_at: Time,
    pub seen_at: Time,
}

/// How a worker stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum WorkerState {
    Working,
    /// It lives, and the queue does not answer it.
    Stalled,
    /// It ends what it has begun and takes nothing new.
    Stopping,
    /// Nothing was heard of it for ten seconds: it was killed, or its machine is gone.
    Silent,
}

impl WorkerState {
    pub const ALL: [WorkerState; 4] = [
        WorkerState::Working,
        WorkerState::Stalled,
        WorkerState::Stopping,
        WorkerState::Silent,
    ];

    pub fn name(self) -> &'static str {
        match self {
            WorkerState::Working => "working",
            WorkerState::Stalled => "stalled",
            WorkerState::Stopping => "stopping",
            WorkerState::Silent => "silent",
        }
    }
}

/// A line of the queue.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LineView {
    /// `advance`, or `advance-bulk` for what is one of many.
    pub name: String,
    /// Messages that are due and nobody has taken.
    pub waiting: i64,
    /// Age of the oldest of them.
    pub oldest_seconds: f64,
}
