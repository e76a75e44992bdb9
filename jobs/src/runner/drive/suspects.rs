//! Steps whose worker has died.
//!
//! A worker has many runs in its hands, and when it dies nobody can say whether one of them was the
//! cause, or a deploy, or the machine. The first time all of them go on at once. Whoever was there
//! twice is a suspect, and a worker tries one suspect at a time: the others wait, not begun, and are
//! not there when it dies again. So only the cause is there each time, and is stopped.

use super::Drive;
use crate::{runner::WriterLost, step::StepError};
use app::settings::scopes;
use std::time::Duration;

/// So many crashes make a suspect.
const SUSPECT: u32 = 2;
/// So long does a suspect wait for its turn before it asks again.
const TURN: Duration = Duration::from_secs(1);
/// After a restart all are claimed together, and a claim begins their steps: so long does a turn wait
/// until the others have told that they wait. Some kill their worker as soon as they begin.
const ASIDE: Duration = Duration::from_millis(500);

/// A step that the claim found or made running.
pub(super) struct Found {
    pub step: String,
    pub attempt: u32,
    pub crashes: u32,
}

impl Drive<'_> {
    /// Goes on with what the claim found or made running, if it may.
    pub(super) async fn begin_found(&mut self) -> Result<(), WriterLost> {
        let found = std::mem::take(&mut self.found);
        let worst = found.iter().map(|f| f.crashes).max().unwrap_or(0);
        if worst >= SUSPECT {
            let most = self.most_crashes().await?;
            if worst < most && !self.has_turn(&found) {
                self.ended.extend(found.into_iter().map(waits));
                return Ok(());
            }
            if worst >= most {
                self.begin_beside(found, most);
                return Ok(());
            }
            tokio::time::sleep(ASIDE).await;
        }
        for Found { step, attempt, .. } in found {
            self.spawn(&step, attempt);
        }
        Ok(())
    }

    /// Stops what has crashed too often, and begins the rest.
    fn begin_beside(&mut self, found: Vec<Found>, most: u32) {
        // Of several that ran beside each other nobody can say which one it was.
        let names = found.iter().filter(|f| f.crashes >= most);
        let names: Vec<_> = names.map(|f| f.step.as_str()).collect();
        let names = names.join(", ");
        for f in found {
            if f.crashes >= most {
                let poisoned = poisoned(&names, f.crashes);
                self.ended.push_back((f.step, Err(poisoned)));
            } else {
                self.spawn(&f.step, f.attempt);
            }
        }
    }

    /// The turn lasts until all of these have ended here.
    fn has_turn(&mut self, found: &[Found]) -> bool {
        let Ok(turn) = self.runner.suspects.clone().try_acquire_owned() else {
            return false;
        };
        let steps = found.iter().map(|f| f.step.clone()).collect();
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
        Ok(u32::try_from(scopes::number(&house, "runner.crashes")).unwrap_or(SUSPECT))
    }
}

fn waits(found: Found) -> super::Ended {
    let crashes = found.crashes;
    let why = format!("the worker died {crashes} times while this ran; it waits to be tried alone");
    (found.step, Err(StepError::Wait { after: TURN, why }))
}

fn poisoned(suspects: &str, crashes: u32) -> StepError {
    let summary = format!("the worker died {crashes} times while this ran: {suspects}");
    StepError::fail("crashed", summary)
}
