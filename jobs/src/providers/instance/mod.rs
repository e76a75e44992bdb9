//! What the software runs on.

mod local;
mod process;
mod supervisor;

pub use local::{LocalInstances, LocalOptions};

use super::Answer;
use async_trait::async_trait;
use domain::EnvironmentName;
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    pub external_id: String,
    /// What DNS points at.
    pub address: String,
}

/// Everything the software needs to be started; an equal one that runs is left alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spec {
    pub name: EnvironmentName,
    pub owner: String,
    pub version: String,
    pub database: String,
    pub files: String,
    pub site_url: String,
}

#[async_trait]
pub trait InstanceProvider: Send + Sync {
    fn provider(&self) -> &'static str;
    /// The newest version that can be placed.
    fn newest_version(&self) -> String;
    async fn ensure(&self, name: &EnvironmentName, owner: &str) -> Answer<Place>;
    async fn find(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<Place>>;
    async fn place(&self, name: &EnvironmentName, owner: &str, version: &str) -> Answer<()>;
    async fn placed(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<String>>;
    /// Starts it, waits until it answers, and says where.
    async fn start(&self, spec: &Spec, token: &str) -> Answer<String>;
    /// Where it answers now, if it does.
    async fn answers(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<String>>;
    async fn stop(&self, name: &EnvironmentName, owner: &str) -> Answer<()>;
    /// Stops it and removes everything of it.
    async fn remove(&self, name: &EnvironmentName, owner: &str) -> Answer<()>;
}
