//! Places the artifact's version on the instance.
//!
//! Idempotent because placing names the wanted version; an instance that has it already is left
//! as it is.

use super::finding;
use crate::step::{Policy, Step, StepContext, StepError};
use app::ports::Finding;
use async_trait::async_trait;
use domain::Phase;
use serde::{Deserialize, Serialize};

pub struct Release;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    pub version: String,
}

#[async_trait]
impl Step for Release {
    const NAME: &'static str = "release";
    const TITLE: &'static str = "Install the software";
    const PHASE: Phase = Phase::Release;
    const AFTER: &'static [&'static str] = &["instance"];
    const POLICY: Policy = Policy::core();
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let instances = &cx.providers().instance;
        let version = instances.newest_version();
        instances.place(&cx.name(), &cx.owner(), &version).await?;
        cx.deployed(&version);
        cx.log(format!("version {version} is placed"));
        Ok(Output { version })
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        let placed = cx
            .providers()
            .instance
            .placed(&cx.name(), &cx.owner())
            .await?;
        Ok(match (placed, &cx.environment().deployment) {
            (None, None) => finding::told(Self::NAME, "absent", "nothing is placed yet"),
            (Some(found), Some(recorded)) if found == *recorded => {
                finding::told(Self::NAME, "ok", found)
            }
            (found, recorded) => finding::told(
                Self::NAME,
                "changed",
                format!(
                    "recorded {}, found {}",
                    recorded.as_deref().unwrap_or("none"),
                    found.as_deref().unwrap_or("none")
                ),
            ),
        })
    }

    /// Goes with the instance.
    async fn remove(&self, _cx: &StepContext) -> Result<(), StepError> {
        Ok(())
    }
}
