//! A step that fails on order, and what a fake provider is told about who calls.

use super::{Place, crash::Orders, pace::Pace};
use crate::{
    queue::QueueOptions,
    runner::RunnerOptions,
    step::{StepContext, StepError},
};
use std::{collections::HashMap, sync::Arc, time::Duration};

#[derive(Clone, Debug)]
enum Fault {
    Once,
    Always,
    Permanent,
    AfterEffect,
    Delay(Duration),
}

#[derive(Clone, Debug, Default)]
pub struct Faults {
    by_step: HashMap<String, Vec<Fault>>,
    orders: Arc<Orders>,
    pace: Pace,
}

/// On whose behalf a provider is called now.
#[derive(Clone, Debug)]
pub struct Attempted {
    pub tenant: String,
    pub step: String,
    pub attempt: u32,
}

tokio::task_local! {
    static ATTEMPTED: Attempted;
}

/// None outside of a step, as when a use case stores a picture.
pub fn attempted() -> Option<Attempted> {
    ATTEMPTED.try_with(Clone::clone).ok()
}

impl Faults {
    pub fn from_env() -> Result<Self, String> {
        let variable = |name: &str| std::env::var(name).unwrap_or_default();
        Ok(Self {
            orders: Arc::new(Orders::in_file(&variable("AUTOMATOR_CRASH_ORDERS"))),
            pace: Pace::parse(&variable("AUTOMATOR_PACE"))?,
            ..Self::parse(&variable("AUTOMATOR_FAULTS"))?
        })
    }

    pub fn parse(text: &str) -> Result<Self, String> {
        let mut by_step: HashMap<String, Vec<Fault>> = HashMap::new();
        for part in text.split(',').map(str::trim).filter(|p| !p.is_empty()) {
            let (step, fault) = part
                .split_once(':')
                .ok_or(format!("{part} is not step:fault"))?;
            let fault = match fault {
                "once" => Fault::Once,
                "always" => Fault::Always,
                "permanent" => Fault::Permanent,
                "after-effect" => Fault::AfterEffect,
                other => {
                    let time = other.strip_prefix("delay=").and_then(duration);
                    Fault::Delay(time.ok_or(format!("{other} is no fault"))?)
                }
            };
            by_step.entry(step.to_owned()).or_default().push(fault);
        }
        Ok(Self {
            by_step,
            ..Self::default()
        })
    }

    pub fn pace(&self) -> (RunnerOptions, QueueOptions) {
        self.pace.options()
    }

    pub(crate) fn crash_point(&self, at: Place, step: &str, tenant: &str) {
        self.orders.pass(at, step, tenant);
    }

    /// One attempt of a step, with what is ordered for before and after it.
    pub(crate) async fn around<T>(
        &self,
        cx: &StepContext,
        work: impl Future<Output = Result<T, StepError>>,
    ) -> Result<T, StepError> {
        let attempted = Attempted {
            tenant: cx.tenant().slug.to_string(),
            step: cx.step().to_owned(),
            attempt: cx.attempt(),
        };
        self.before(cx.step(), cx.attempt()).await?;
        let done = ATTEMPTED.scope(attempted, work).await?;
        self.after(cx.step(), cx.attempt())?;
        Ok(done)
    }

    fn of(&self, step: &str) -> &[Fault] {
        self.by_step.get(step).map_or(&[], Vec::as_slice)
    }

    async fn before(&self, step: &str, attempt: u32) -> Result<(), StepError> {
        let unavailable = |why| Err(StepError::retry("unavailable", why));
        for fault in self.of(step) {
            match fault {
                Fault::Delay(time) => tokio::time::sleep(*time).await,
                Fault::Once if attempt == 1 => return unavailable("ordered fault: fails once"),
                Fault::Always => return unavailable("ordered fault: fails always"),
                Fault::Permanent => {
                    return Err(StepError::fail("denied", "ordered fault: refused for good"));
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn after(&self, step: &str, attempt: u32) -> Result<(), StepError> {
        let lost = |f: &Fault| matches!(f, Fault::AfterEffect) && attempt == 1;
        if self.of(step).iter().any(lost) {
            let why = "ordered fault: no answer after the effect";
            return Err(StepError::retry("unavailable", why));
        }
        Ok(())
    }
}

/// `1s`, `300ms`.
pub(super) fn duration(text: &str) -> Option<Duration> {
    let (number, unit) = match text.strip_suffix("ms") {
        Some(ms) => (ms, 0.001),
        None => (text.strip_suffix('s')?, 1.0),
    };
    let number = number.parse::<f64>().ok().filter(|n| *n >= 0.0)?;
    Some(Duration::from_secs_f64(number * unit))
}
