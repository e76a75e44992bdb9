//! What a step is: a name, a place in the graph, a policy, and three things it can do.
//!
//! `ensure` is level-triggered: look up by a deterministic name, make what is missing, adopt what
//! is there. It serves launch, resume and repair alike, so it must be safe to call at any time,
//! also after a crash that left its effect but not its record.

mod context;
mod error;

pub use context::{Scope, StepContext};
pub use error::{OrGone, ProviderError, ProviderErrorKind, StepError};

use app::ports::Finding;
use async_trait::async_trait;
use domain::Phase;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use std::time::Duration;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// A core step that fails ends the run; an optional one leaves the environment degraded.
    pub core: bool,
    pub attempts: u32,
    pub timeout: Duration,
}

impl Policy {
    pub const fn core() -> Self {
        Self {
            core: true,
            attempts: 6,
            timeout: Duration::from_secs(300),
        }
    }

    pub const fn optional() -> Self {
        Self {
            core: false,
            attempts: 4,
            timeout: Duration::from_secs(120),
        }
    }
}

#[async_trait]
pub trait Step: Send + Sync + 'static {
    const NAME: &'static str;
    /// What it does, as a customer reads it.
    const TITLE: &'static str;
    const PHASE: Phase;
    const AFTER: &'static [&'static str];
    const POLICY: Policy;
    type Output: Serialize + DeserializeOwned + Send;

    async fn ensure(&self, cx: &StepContext) -> Result<Self::Output, StepError>;
    /// Compares with reality and changes nothing.
    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError>;
    /// Undoes `ensure`; gone already is done.
    async fn remove(&self, cx: &StepContext) -> Result<(), StepError>;
}

/// A step without its types: what the list, the planner and the runner hold.
#[async_trait]
pub trait AnyStep: Send + Sync {
    fn name(&self) -> &'static str;
    fn title(&self) -> &'static str;
    fn phase(&self) -> Phase;
    fn after(&self) -> &'static [&'static str];
    fn policy(&self) -> Policy;
    async fn ensure(&self, cx: &StepContext) -> Result<Value, StepError>;
    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError>;
    async fn remove(&self, cx: &StepContext) -> Result<(), StepError>;
}

#[async_trait]
impl<S: Step> AnyStep for S {
    fn name(&self) -> &'static str {
        S::NAME
    }

    fn title(&self) -> &'static str {
        S::TITLE
    }

    fn phase(&self) -> Phase {
        S::PHASE
    }

    fn after(&self) -> &'static [&'static str] {
        S::AFTER
    }

    fn policy(&self) -> Policy {
        S::POLICY
    }

    async fn ensure(&self, cx: &StepContext) -> Result<Value, StepError> {
        let output = Step::ensure(self, cx).await?;
        serde_json::to_value(output)
            .map_err(|e| StepError::fail("bug", format!("output of {}: {e}", S::NAME)))
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        Step::inspect(self, cx).await
    }

    async fn remove(&self, cx: &StepContext) -> Result<(), StepError> {
        Step::remove(self, cx).await
    }
}
