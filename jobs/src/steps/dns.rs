//! The address of an environment: `<slug>.<base domain>` → its instance.
//!
//! Idempotent because the record's name follows from the environment, and an upsert leaves an
//! equal record alone. Last of its phase on the way up, first on the way down: no record ever
//! points at something that is gone.

use super::{finding, instance::Instance};
use crate::step::{OrGone, Policy, Step, StepContext, StepError};
use app::ports::Finding;
use async_trait::async_trait;
use domain::Phase;
use serde::{Deserialize, Serialize};

pub struct Dns;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    pub host: String,
}

const KIND: &str = "dns_record";

#[async_trait]
impl Step for Dns {
    const NAME: &'static str = "dns";
    const TITLE: &'static str = "Point the address to it";
    const PHASE: Phase = Phase::Provision;
    const AFTER: &'static [&'static str] = &["instance", "database", "bucket", "mail"];
    const POLICY: Policy = Policy::core();
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let target = cx.output_of::<Instance>()?.address;
        let (dns, host) = (&cx.providers().dns, cx.host());
        let id = dns.upsert(&host, &target, &cx.owner()).await?;
        cx.own(KIND, dns.provider(), &id, &host);
        cx.log(format!("{host} → {target}"));
        Ok(Output { host })
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        let found = cx.providers().dns.find(&cx.host(), &cx.owner()).await?;
        finding::presence(Self::NAME, cx, KIND, found.map(|r| r.id)).await
    }

    async fn remove(&self, cx: &StepContext) -> Result<(), StepError> {
        let host = cx.host();
        cx.providers()
            .dns
            .delete(&host, &cx.owner())
            .await
            .or_gone()?;
        cx.disown(KIND, &host);
        Ok(())
    }
}
