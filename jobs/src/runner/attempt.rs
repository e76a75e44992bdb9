//! One attempt of one step: its context, its time limit, and what its end means.

use super::{Pauses, faults::Faults};
use crate::step::{AnyStep, StepContext, StepError};
use app::ports::Outcome;
use domain::{
    Time,
    run::{PlannedStep, StepFailure, Verb},
};
use futures::FutureExt;
use serde_json::Value;
use std::{panic::AssertUnwindSafe, sync::Arc, time::Duration};

pub(super) struct Attempt {
    pub step: &'static dyn AnyStep,
    pub verb: Verb,
    pub number: u32,
    pub timeout: Duration,
    pub faults: Faults,
}

impl Attempt {
    /// Runs it to its end; never panics and never takes longer than the time limit.
    pub async fn run(self, cx: Arc<StepContext>) -> Result<Value, StepError> {
        let work = async {
            let name = self.step.name();
            self.faults.before(name, self.number).await?;
            let output = match self.verb {
                Verb::Ensure => self.step.ensure(&cx).await?,
                Verb::Remove => self.step.remove(&cx).await.map(|()| Value::Null)?,
            };
            self.faults.after(name, self.number)?;
            Ok(output)
        };
        let guarded = AssertUnwindSafe(work).catch_unwind();
        match tokio::time::timeout(self.timeout, guarded).await {
            Ok(Ok(result)) => result,
            Ok(Err(panic)) => Err(StepError::fail(
                "bug",
                format!("the step panicked: {}", told(&*panic)),
            )),
            Err(_) => {
                let summary = format!(
                    "no result within {}",
                    domain::text::duration(self.timeout.as_secs_f64())
                );
                Err(StepError::retry("timeout", summary))
            }
        }
    }
}

fn told(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|s| (*s).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_else(|| "no message".to_owned())
}

/// What the end of an attempt means for the step.
pub(super) fn outcome(
    result: Result<Value, StepError>,
    planned: &PlannedStep,
    attempt: u32,
    pauses: &Pauses,
    now: Time,
) -> Outcome {
    let for_good = |failure: StepFailure| {
        if planned.core {
            Outcome::Failed(failure)
        } else {
            Outcome::Degraded(failure)
        }
    };
    match result {
        Ok(output) => Outcome::Succeeded { output },
        Err(StepError::Fail(failure)) => for_good(failure),
        Err(StepError::Retry(failure)) if attempt >= planned.attempts => for_good(StepFailure {
            hint: format!("Tried {attempt} times. Mend the cause, then retry the step"),
            ..failure
        }),
        Err(StepError::Retry(failure)) => Outcome::Retrying(failure, now + pauses.after(attempt)),
        Err(StepError::Wait { after, why }) => Outcome::Waiting {
            why,
            at: now + after,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(core: bool) -> PlannedStep {
        PlannedStep {
            name: "x".into(),
            title: "X".into(),
            phase: None,
            after: Vec::new(),
            core,
            attempts: 2,
            timeout_seconds: 1,
        }
    }

    fn end(error: StepError, core: bool, attempt: u32) -> Outcome {
        outcome(
            Err(error),
            &planned(core),
            attempt,
            &Pauses::default(),
            Time::from_micros(0),
        )
    }

    #[test]
    fn a_passing_fault_is_tried_again_until_the_attempts_are_used_up() {
        assert!(matches!(
            end(StepError::retry("unavailable", "x"), true, 1),
            Outcome::Retrying(..)
        ));
        assert!(matches!(
            end(StepError::retry("unavailable", "x"), true, 2),
            Outcome::Failed(_)
        ));
        assert!(matches!(
            end(StepError::retry("unavailable", "x"), false, 2),
            Outcome::Degraded(_)
        ));
    }

    #[test]
    fn a_lasting_fault_is_not_tried_again() {
        assert!(matches!(
            end(StepError::fail("denied", "x"), true, 1),
            Outcome::Failed(_)
        ));
        assert!(matches!(
            end(StepError::fail("denied", "x"), false, 1),
            Outcome::Degraded(_)
        ));
    }
}
