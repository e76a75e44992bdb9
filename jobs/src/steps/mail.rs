//! The sender that mails of this environment come from: `<slug>@clients.<base domain>`.
//!
//! Idempotent because the sender is its address. Optional: a site without mail is degraded, and
//! still a site.

use super::finding;
use crate::step::{OrGone, Policy, Step, StepContext, StepError};
use app::ports::Finding;
use async_trait::async_trait;
use domain::Phase;
use serde::{Deserialize, Serialize};

pub struct Mail;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    pub sender: String,
}

const KIND: &str = "mail_sender";

fn address(cx: &StepContext) -> String {
    let name = cx.name();
    let local = if name.stage.is_prod() {
        name.slug.to_string()
    } else {
        format!("{}-{}", name.slug, name.stage)
    };
    format!("{local}@clients.{}", cx.base_domain())
}

#[async_trait]
impl Step for Mail {
    const NAME: &'static str = "mail";
    const TITLE: &'static str = "Set up the mail sender";
    const PHASE: Phase = Phase::Provision;
    const AFTER: &'static [&'static str] = &[];
    const POLICY: Policy = Policy::optional();
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let (mail, sender) = (&cx.providers().mail, address(cx));
        let id = mail.ensure_sender(&sender, &cx.owner()).await?;
        cx.own(KIND, mail.provider(), &id, &sender);
        cx.log(format!("sender {sender}"));
        Ok(Output { sender })
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        let found = cx
            .providers()
            .mail
            .find_sender(&address(cx), &cx.owner())
            .await?;
        finding::presence(Self::NAME, cx, KIND, found).await
    }

    async fn remove(&self, cx: &StepContext) -> Result<(), StepError> {
        let sender = address(cx);
        cx.providers()
            .mail
            .remove_sender(&sender, &cx.owner())
            .await
            .or_gone()?;
        cx.disown(KIND, &sender);
        Ok(())
    }
}
