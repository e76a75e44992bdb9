//! The queue's one kind of message: "advance this run".
//!
//! The store pushes it in the transaction of the change it tells of; the runner takes it. Both
//! name it by this.

use domain::ids::RunId;
use serde::{Deserialize, Serialize};

/// The queue's name.
pub const QUEUE: &str = "advance";

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Advance {
    pub run_id: RunId,
}
