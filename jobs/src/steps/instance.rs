//! Where the software will run: locally a directory and a place under the supervisor.
//!
//! Idempotent because the instance is found by its name, which follows from the environment; one
//! that carries another owner's tag is refused, not taken.

use super::finding;
use crate::step::{OrGone, Policy, Step, StepContext, StepError};
use app::ports::Finding;
use async_trait::async_trait;
use domain::Phase;
use serde::{Deserialize, Serialize};

pub struct Instance;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    pub external_id: String,
    /// What DNS points at.
    pub address: String,
}

pub const KIND: &str = "instance";

#[async_trait]
impl Step for Instance {
    const NAME: &'static str = "instance";
    const TITLE: &'static str = "Prepare the instance";
    const PHASE: Phase = Phase::Provision;
    const AFTER: &'static [&'static str] = &[];
    const POLICY: Policy = Policy::core();
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let instances = &cx.providers().instance;
        let place = instances.ensure(&cx.name(), &cx.owner()).await?;
        cx.own(
            KIND,
            instances.provider(),
            &place.external_id,
            &cx.name().to_string(),
        );
        cx.log(format!(
            "instance {} at {}",
            place.external_id, place.address
        ));
        Ok(Output {
            external_id: place.external_id,
            address: place.address,
        })
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        let found = cx
            .providers()
            .instance
            .find(&cx.name(), &cx.owner())
            .await?;
        finding::presence(Self::NAME, cx, KIND, found.map(|p| p.external_id)).await
    }

    async fn remove(&self, cx: &StepContext) -> Result<(), StepError> {
        cx.providers()
            .instance
            .remove(&cx.name(), &cx.owner())
            .await
            .or_gone()?;
        cx.disown(KIND, &cx.name().to_string());
        Ok(())
    }
}
