//! Batches of which there is less to write than of others.

use super::{Batch, When};
use domain::states::{RunState, StepState};

/// Nothing but steps that succeeded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plain {
    /// No run ends; each result starts one step at most, and its own event tells of it.
    GoesOn,
    /// Every result ends its run as succeeded, and a second event tells of that.
    Ends,
}

impl Batch {
    /// None for a batch that needs more, or other statements besides.
    pub fn plain(&self) -> Option<Plain> {
        let succeeded = self.results.iter().all(|r| r.state == StepState::Succeeded);
        if !succeeded || self.results.is_empty() || !self.is_of_one_kind() {
            return None;
        }
        let goes_on = self.ends.is_empty()
            && self.jobs.is_empty()
            && self.have_each(1)
            && self.started.is_sorted_by(|a, b| a.write < b.write);
        let well = |of: &super::End| of.state == RunState::Succeeded && of.failure.is_none();
        let writes = || self.results.iter().map(|r| r.write);
        let ends = self.started.is_empty()
            && self.have_each(2)
            && self.ends.iter().all(well)
            && self.ends.iter().map(|end| end.write).eq(writes())
            && self.jobs.iter().all(|job| job.when == When::Result);
        match (goes_on, ends) {
            (true, _) => Some(Plain::GoesOn),
            (_, true) => Some(Plain::Ends),
            _ => None,
        }
    }

    /// Whether each result has so many events.
    fn have_each(&self, many: usize) -> bool {
        let writes = self.results.iter().map(|r| r.write);
        let each = writes.flat_map(|write| std::iter::repeat_n(write, many));
        self.events.iter().map(|event| event.write).eq(each)
    }
}
