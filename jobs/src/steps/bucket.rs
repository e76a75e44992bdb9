//! The environment's prefix in the one bucket, with the files that a new site starts with.
//!
//! Idempotent because the prefix is the environment's name, and a file is put only where none is:
//! what the customer has changed since is not written over.

use super::finding;
use crate::step::{Policy, Step, StepContext, StepError};
use app::ports::{Finding, Object};
use async_trait::async_trait;
use domain::Phase;
use serde::{Deserialize, Serialize};

pub struct Bucket;

#[derive(Debug, Serialize, Deserialize)]
pub struct Output {
    /// The prefix as outsiders name it.
    pub prefix: String,
}

const KIND: &str = "bucket";

/// (key, content type, bytes) of the initial files.
const FILES: &[(&str, &str, &[u8])] = &[
    (
        "welcome.txt",
        "text/plain",
        include_bytes!("../../../templates/sample/files/welcome.txt"),
    ),
    (
        "rooms/garden.svg",
        "image/svg+xml",
        include_bytes!("../../../templates/sample/files/rooms/garden.svg"),
    ),
    (
        "rooms/harbour.svg",
        "image/svg+xml",
        include_bytes!("../../../templates/sample/files/rooms/harbour.svg"),
    ),
    (
        "rooms/library.svg",
        "image/svg+xml",
        include_bytes!("../../../templates/sample/files/rooms/library.svg"),
    ),
];

#[async_trait]
impl Step for Bucket {
    const NAME: &'static str = "bucket";
    const TITLE: &'static str = "Create file storage";
    const PHASE: Phase = Phase::Provision;
    const AFTER: &'static [&'static str] = &[];
    const POLICY: Policy = Policy::core();
    type Output = Output;

    async fn ensure(&self, cx: &StepContext) -> Result<Output, StepError> {
        let (bucket, name) = (&cx.providers().bucket, cx.name());
        let prefix = bucket.ensure_prefix(&name).await?;
        let there = bucket.list(&name).await?;
        for (key, content_type, bytes) in FILES {
            if !there.iter().any(|k| k == key) {
                let object = Object {
                    key: (*key).to_owned(),
                    content_type: (*content_type).to_owned(),
                    bytes: bytes.to_vec(),
                };
                bucket.put(&name, &object).await?;
            }
        }
        cx.own(KIND, bucket.provider(), &prefix, &name.to_string());
        cx.log(format!(
            "prefix {name}/ has its {} initial files",
            FILES.len()
        ));
        Ok(Output { prefix })
    }

    async fn inspect(&self, cx: &StepContext) -> Result<Finding, StepError> {
        let (bucket, name) = (&cx.providers().bucket, cx.name());
        let found = if bucket.prefix_exists(&name).await? {
            Some(bucket.ensure_prefix(&name).await?)
        } else {
            None
        };
        finding::presence(Self::NAME, cx, KIND, found).await
    }

    async fn remove(&self, cx: &StepContext) -> Result<(), StepError> {
        cx.providers().bucket.remove_prefix(&cx.name()).await?;
        cx.disown(KIND, &cx.name().to_string());
        Ok(())
    }
}
