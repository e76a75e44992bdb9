//! Starts the software on the instance and waits until it answers.
//!
//! Idempotent because the supervisor keeps at most one process for an environment (the kernel's
//! lock on its directory), and an equal one that runs already is left alone.

use super::{bucket::Bucket, database::Database, finding, release::Release};
use crate::{
    providers::instance::Spec,
    step::{OrGone, Policy, Step, StepContext, StepError},
};
use app::{ports::Finding, records::ApiToken, secrets};
use async_trait::async_trait;
use domain::{Phase, role::Role};
use serde::{Deserialize, Serialize};

pub struct Start;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    pub address: String,
}

#[async_trait]
impl Step for Start {
    const NAME: &'static str = "start";
    const TITLE: &'static str = "Start the site";
    const PHASE: Phase = Phase::Run;
    const AFTER: &'static [&'static str] = &["release", "branding", "database"];
    const POLICY: Policy = Policy::core();
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let token = runtime_token(cx).await?;
        let spec = Spec {
            name: cx.name(),
            owner: cx.owner(),
            version: cx.output_of::<Release>()?.version,
            database: cx.output_of::<Database>()?.location,
            files: cx.output_of::<Bucket>()?.prefix,
            site_url: cx.site_url(),
        };
        let address = cx.providers().instance.start(&spec, &token).await?;
        cx.log(format!("answers at {address}"));
        Ok(Output { address })
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        let answers = cx
            .providers()
            .instance
            .answers(&cx.name(), &cx.owner())
            .await?;
        Ok(match answers {
            Some(address) => finding::told(Self::NAME, "ok", format!("answers at {address}")),
            None if cx.environment().state == domain::states::EnvironmentState::Running => {
                finding::told(Self::NAME, "missing", "does not answer")
            }
            None => finding::told(Self::NAME, "absent", "not started yet"),
        })
    }

    async fn remove(&self, cx: &StepContext) -> Result<(), StepError> {
        cx.providers()
            .instance
            .stop(&cx.name(), &cx.owner())
            .await
            .or_gone()
    }
}

/// The app's token for its runtime document: derived, so that only its hash is stored, and the
/// same after every restart.
async fn runtime_token(cx: &StepContext) -> Result<String, StepError> {
    let portal = cx.portal();
    let token = portal.keys.derive("runtime-token", &cx.owner());
    let token_hash = secrets::token_hash(&token);
    if portal.store.token(&token_hash, cx.now()).await?.is_some() {
        return Ok(token);
    }
    let stored = ApiToken {
        id: portal.id().into(),
        token_hash,
        role: Role::Environment,
        tenant: Some(cx.tenant().id),
        environment: Some(cx.environment().id),
        name: format!("runtime of {}", cx.name()),
        created_at: cx.now(),
        expires_at: None,
    };
    let mut tx = portal.store.begin().await?;
    match tx.insert_token(&stored).await {
        Ok(()) => tx.commit().await?,
        // A run before this one was faster.
        Err(app::ports::StoreError::Taken(_)) => {}
        Err(other) => return Err(other.into()),
    }
    Ok(token)
}
