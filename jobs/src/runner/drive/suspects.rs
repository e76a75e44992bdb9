//! Steps whose worker has died.
//!
//! A worker has many runs in its hands, and when it dies nobody can say whether one of them was the
//! cause, or a deploy, or the machine. The first time all of them go on at once. Whoever was there
//! twice is a suspect, and a worker tries one suspect at a time: a claim leaves them waiting, the
//! others stay so, not begun, and are not there when it dies again. So only the cause is there each
//! time, and is stopped.

use super::Drive;
use crate::{runner::WriterLost, step::StepError};
use app::{records::StepRun, settings::scopes};
use domain::states::StepState;
use std::time::Duration;

/// So long does a suspect wait for its turn before it asks again.
pub(super) const TURN: Duration = Duration::from_secs(1);

/// What the claim has left to do of earlier workers' steps.
pub(super) struct Found {
    /// Step and attempt: these run.
    running: Vec<(String, u32)>,
    /// Step and crashes: these wait for no time, and were not begun.
    suspects: Vec<(String, u32)>,
}

impl Found {
    pub fn of(steps: &[StepRun]) -> Self {
        let running = steps.iter().filter(|s| s.state == StepState::Running);
        let suspects = steps.iter().filter(|s| s.waits_for_its_turn());
        Self {
            running: running.map(|s| (s.name.clone(), s.attempts)).collect(),
            suspects: suspects.map(|s| (s.name.clone(), s.crashes)).collect(),
        }
    }
}

impl Drive<'_> {
    /// Goes on with what the claim found, as far as it may.
    pub(super) async fn begin_found(&mut self) -> Result<(), WriterLost> {
        let running = std::mem::take(&mut self.found.running);
        for (step, attempt) in running {
            self.spawn(&step, attempt);
        }
        let suspects = std::mem::take(&mut self.found.suspects);
        let Some(worst) = suspects.iter().map(|(_, crashes)| *crashes).max() else {
            return Ok(());
        };
        let most = self.most_crashes().await?;
        if self.cancel.is_cancelled() || (worst < most && !self.has_turn(&suspects)) {
            return Ok(());
        }
        let names = suspects.iter().map(|(step, _)| step.as_str());
        let starts = self.graph.begin_again(names);
        self.write_starts(Vec::new(), starts.clone()).await?;
        // Of several that ran beside each other nobody can say which one it was.
        let blamed = suspects.iter().filter(|(_, crashes)| *crashes >= most);
        let blamed: Vec<_> = blamed.map(|(step, _)| step.as_str()).collect();
        let blamed = blamed.join(", ");
        for ((step, crashes), start) in suspects.iter().zip(starts) {
            if *crashes >= most {
                let poisoned = poisoned(&blamed, *crashes);
                self.ended.push_back((step.clone(), Err(poisoned)));
            } else {
                self.spawn(step, start.attempt);
            }
        }
        Ok(())
    }

    /// The turn lasts until all of these have ended here.
    fn has_turn(&mut self, suspects: &[(String, u32)]) -> bool {
        let Ok(turn) = self.runner.suspects.clone().try_acquire_owned() else {
            return false;
        };
        let steps = suspects.iter().map(|(step, _)| step.clone()).collect();
        self.turn = Some((turn, steps));
        true
    }

    /// One of the steps has ended: the next suspect may have its turn.
    pub(super) fn give_turn(&mut self, step: &str) {
        if let Some((_, steps)) = &mut self.turn {
            steps.remove(step);
            if steps.is_empty() {
                self.turn = None;
            }
        }
    }

    async fn most_crashes(&self) -> Result<u32, WriterLost> {
        let house = scopes::house_of(self.scope.portal.store.as_ref()).await;
        let house = house.map_err(|e| WriterLost(e.to_string()))?;
        Ok(u32::try_from(scopes::number(&house, "runner.crashes")).unwrap_or(u32::MAX))
    }
}

fn poisoned(blamed: &str, crashes: u32) -> StepError {
    let summary = format!("the worker died {crashes} times while this ran: {blamed}");
    StepError::fail("crashed", summary)
}
