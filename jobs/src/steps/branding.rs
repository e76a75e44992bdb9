//! The customer's look: pictures uploaded, runtime document published.
//!
//! Idempotent because pictures are named by their content and the document is made from the
//! settings each time; publishing the same again changes nothing.

use super::finding;
use crate::step::{Policy, Step, StepContext, StepError};
use app::ports::{Finding, Object};
use async_trait::async_trait;
use domain::{Phase, settings::Kind};
use serde::{Deserialize, Serialize};

pub struct Branding;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    pub revision: i64,
}

/// Read by the app when the portal cannot be reached; pushed changes overtake it.
const DOCUMENT: &str = "runtime.json";

#[async_trait]
impl Step for Branding {
    const NAME: &'static str = "branding";
    const TITLE: &'static str = "Apply your look";
    const PHASE: Phase = Phase::Configure;
    const AFTER: &'static [&'static str] = &["bucket"];
    const POLICY: Policy = Policy::core();
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let (bucket, name) = (&cx.providers().bucket, cx.name());
        let values = cx.settings().await?;
        let images = values.iter().filter(|v| v.definition.kind == Kind::Image);
        for key in images.filter_map(|v| v.value.as_str()) {
            let asset = cx.portal().store.asset(key).await?;
            let asset = asset.ok_or_else(|| {
                StepError::fail(
                    "invalid",
                    format!("the picture {key} is not in the database"),
                )
            })?;
            let object = Object {
                key: asset.key,
                content_type: asset.content_type,
                bytes: asset.bytes,
            };
            bucket.put(&name, &object).await?;
            cx.log(format!("picture {key}"));
        }
        let document = cx.runtime_document().await?;
        let bytes = serde_json::to_vec_pretty(&document)
            .map_err(|e| StepError::fail("bug", e.to_string()))?;
        let object = Object {
            key: DOCUMENT.to_owned(),
            content_type: "application/json".to_owned(),
            bytes,
        };
        bucket.put(&name, &object).await?;
        cx.log(format!(
            "runtime document at revision {}",
            document.revision
        ));
        Ok(Output {
            revision: document.revision,
        })
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        let (bucket, name) = (&cx.providers().bucket, cx.name());
        if bucket.get(&name, DOCUMENT).await?.is_none() {
            return Ok(finding::told(
                Self::NAME,
                "absent",
                "no document is published",
            ));
        }
        let values = cx.settings().await?;
        let images = values.iter().filter(|v| v.definition.kind == Kind::Image);
        for key in images.filter_map(|v| v.value.as_str()) {
            if bucket.get(&name, key).await?.is_none() {
                return Ok(finding::told(
                    Self::NAME,
                    "missing",
                    format!("picture {key} is gone"),
                ));
            }
        }
        Ok(finding::told(
            Self::NAME,
            "ok",
            "pictures and document are there",
        ))
    }

    /// The bucket step removes the whole prefix.
    async fn remove(&self, _cx: &StepContext) -> Result<(), StepError> {
        Ok(())
    }
}
