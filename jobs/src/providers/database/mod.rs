//! A database for each environment.

mod local;

pub use local::SqliteFiles;

use super::Answer;
use async_trait::async_trait;
use domain::EnvironmentName;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    pub external_id: String,
    /// How the app reaches it, without any password.
    pub location: String,
}

#[async_trait]
pub trait DatabaseProvider: Send + Sync {
    fn provider(&self) -> &'static str;
    /// Makes or finds the database and runs the seed, which must be safe to run again.
    async fn ensure(&self, name: &EnvironmentName, owner: &str, seed: &str) -> Answer<Made>;
    async fn find(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<Made>>;
    async fn remove(&self, name: &EnvironmentName, owner: &str) -> Answer<()>;
}
