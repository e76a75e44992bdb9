//! The environment's own database, with its schema and first rows.
//!
//! Idempotent because the database is found by its name and carries its owner's tag, and because
//! the seed is written so that running it again changes nothing.

use super::finding;
use crate::step::{OrGone, Policy, Step, StepContext, StepError};
use app::ports::Finding;
use async_trait::async_trait;
use domain::Phase;
use serde::{Deserialize, Serialize};

pub struct Database;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    pub external_id: String,
    /// How the app reaches it, without any password.
    pub location: String,
}

const KIND: &str = "database";
const SEED: &str = include_str!("../../../templates/sample/seed.sql");

#[async_trait]
impl Step for Database {
    const NAME: &'static str = "database";
    const TITLE: &'static str = "Create the database";
    const PHASE: Phase = Phase::Provision;
    const AFTER: &'static [&'static str] = &[];
    const POLICY: Policy = Policy::core();
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let databases = &cx.providers().database;
        let made = databases.ensure(&cx.name(), &cx.owner(), SEED).await?;
        cx.own(
            KIND,
            databases.provider(),
            &made.external_id,
            &cx.name().to_string(),
        );
        cx.log(format!("database {} is seeded", made.external_id));
        Ok(Output {
            external_id: made.external_id,
            location: made.location,
        })
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        let found = cx
            .providers()
            .database
            .find(&cx.name(), &cx.owner())
            .await?;
        finding::presence(Self::NAME, cx, KIND, found.map(|d| d.external_id)).await
    }

    async fn remove(&self, cx: &StepContext) -> Result<(), StepError> {
        cx.providers()
            .database
            .remove(&cx.name(), &cx.owner())
            .await
            .or_gone()?;
        cx.disown(KIND, &cx.name().to_string());
        Ok(())
    }
}
