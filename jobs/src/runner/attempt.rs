//! One attempt of one step: its context, its time limit, and what its end means.

use super::{
    Pauses,
    faults::{Faults, Place},
};
use crate::{
    providers::limits,
    step::{AnyStep, StepContext, StepError},
};
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
    pub timeout: Duration,
    pub faults: Faults,
}

impl Attempt {
    /// Runs it to its end; never panics and never takes longer than the time limit.
    pub async fn run(self, cx: Arc<StepContext>) -> Result<Value, StepError> {
        let effect = async {
            match self.verb {
                Verb::Ensure => self.step.ensure(&cx).await,
                Verb::Remove => self.step.remove(&cx).await.map(|()| Value::Null),
            }
        };
        let work = async {
            let output = limits::attempt(self.faults.around(&cx, effect)).await?;
            let tenant = cx.tenant().slug.as_str();
            self.faults
                .crash_point(Place::AfterEffect, self.step.name(), tenant);
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
    let again = |failure: StepFailure, pause: Duration| {
        if attempt < planned.attempts {
            return Outcome::Retrying(failure, now + pause);
        }
        for_good(StepFailure {
            hint: format!("Tried {attempt} times. Mend the cause, then retry the step"),
            ..failure
        })
    };
    match result {
        Ok(output) => Outcome::Succeeded { output },
        Err(StepError::Fail(failure)) => for_good(failure),
        Err(StepError::Retry(failure)) => again(failure, pauses.after(attempt)),
        Err(StepError::RetryAfter(failure, after)) => {
            again(failure, pauses.after(attempt).max(after))
        }
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
    fn a_provider_that_says_when_is_not_asked_before() {
        let later = Duration::from_secs(600);
        let failure = StepFailure {
            kind: "throttled".into(),
            summary: "x".into(),
            hint: "x".into(),
        };
        let end = end(StepError::RetryAfter(failure, later), true, 1);
        assert!(
            matches!(end, Outcome::Retrying(_, at) if at == Time::from_micros(0) + later),
            "{end:?}"
        );
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
