//! Rows of the event log, in the order in which they are told.

use super::{Batch, Verdict};
use domain::{Time, ids::RunId};
use serde_json::Value;

pub struct Event {
    pub write: usize,
    pub kind: String,
    pub run: RunId,
    pub payload: Value,
    /// None means the database's clock.
    pub at: Option<Time>,
    /// Told only when this entry of the batch's moves took place.
    pub of_move: Option<usize>,
}

impl Event {
    pub fn new(write: usize, kind: String, run: RunId, payload: Value, at: Option<Time>) -> Self {
        Self {
            write,
            kind,
            run,
            payload,
            at,
            of_move: None,
        }
    }
}

impl Batch {
    /// Events to tell: of the writes that hold, and of the moves that took place.
    pub fn told<'a>(
        &'a self,
        verdict: &'a Verdict,
        moved: &'a [bool],
    ) -> impl Iterator<Item = &'a Event> {
        self.events
            .iter()
            .filter(|event| verdict.holds(event.write))
            .filter(|event| event.of_move.is_none_or(|chain| moved[chain]))
    }
}
