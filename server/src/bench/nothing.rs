//! Steps that do nothing; on an idle engine they note when they were started.

use app::ports::Finding;
use async_trait::async_trait;
use domain::{Phase, ids::EnvironmentId};
use jobs::step::{AnyStep, Policy, StepContext, StepError};
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Instant,
};

pub struct Nothing {
    pub name: &'static str,
}

type Started = HashMap<EnvironmentId, Vec<Instant>>;

static STARTED: Mutex<Option<Started>> = Mutex::new(None);

pub const STEPS: [Nothing; 8] = [
    Nothing { name: "one" },
    Nothing { name: "two" },
    Nothing { name: "three" },
    Nothing { name: "four" },
    Nothing { name: "five" },
    Nothing { name: "six" },
    Nothing { name: "seven" },
    Nothing { name: "eight" },
];
pub static ALL: &[&dyn AnyStep] = &[
    &STEPS[0], &STEPS[1], &STEPS[2], &STEPS[3], &STEPS[4], &STEPS[5], &STEPS[6], &STEPS[7],
];

#[async_trait]
impl AnyStep for Nothing {
    fn name(&self) -> &'static str {
        self.name
    }

    fn title(&self) -> &'static str {
        "Do nothing"
    }

    fn phase(&self) -> Phase {
        Phase::Provision
    }

    fn after(&self) -> &'static [&'static str] {
        &[]
    }

    fn policy(&self) -> Policy {
        Policy::core()
    }

    async fn ensure(&self, cx: &StepContext) -> Result<Value, StepError> {
        if let Some(started) = notes().as_mut() {
            let steps = started.entry(cx.environment().id).or_default();
            steps.push(Instant::now());
        }
        Ok(Value::Null)
    }

    async fn inspect(&self, _: &StepContext) -> Result<Finding, StepError> {
        Ok(Finding {
            step: self.name.to_owned(),
            verdict: "ok".to_owned(),
            detail: String::new(),
        })
    }

    async fn remove(&self, _: &StepContext) -> Result<(), StepError> {
        Ok(())
    }
}

/// From now on it is noted, or no longer.
pub fn note(noted: bool) {
    *notes() = noted.then(HashMap::new);
}

/// When the steps of this environment were started, in their order.
pub fn started(environment: EnvironmentId) -> Vec<Instant> {
    let steps = notes().as_ref().and_then(|s| s.get(&environment).cloned());
    steps.unwrap_or_default()
}

fn notes() -> MutexGuard<'static, Option<Started>> {
    STARTED.lock().unwrap_or_else(PoisonError::into_inner)
}
