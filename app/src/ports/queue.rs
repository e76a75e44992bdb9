//! The queue's one kind of message: "advance this run".
//!
//! The store pushes it in the transaction of the change it tells of; the runner takes it. Both
//! name it by this. There are two lines, so that a burst of thousands keeps no visitor waiting.

use domain::ids::RunId;
use serde::{Deserialize, Serialize};

/// The line of what somebody waits for.
pub const QUEUE: &str = "advance";
/// The line of what is one of many.
pub const BULK_QUEUE: &str = "advance-bulk";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    pub run_id: RunId,
}
