//! The one storage bucket with a prefix per environment: `<slug>/<stage>/…`, and `common/…`.

use async_trait::async_trait;
use domain::EnvironmentName;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Object {
    /// Below the prefix, such as `branding/<sha256>.png`.
    pub key: String,
    pub content_type: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, thiserror::Error)]
#[error("bucket {operation}: {source}")]
pub struct BucketError {
    pub operation: &'static str,
    #[source]
    pub source: Box<dyn std::error::Error + Send + Sync>,
}

#[async_trait]
pub trait Bucket: Send + Sync {
    fn provider(&self) -> &'static str;
    /// Makes or finds the prefix and gives its name for outside: a folder, or `s3://bucket/prefix/`.
    async fn ensure_prefix(&self, name: &EnvironmentName) -> Result<String, BucketError>;
    async fn prefix_exists(&self, name: &EnvironmentName) -> Result<bool, BucketError>;
    /// Writes whole or not at all; writing the same again changes nothing.
    async fn put(&self, name: &EnvironmentName, object: &Object) -> Result<(), BucketError>;
    async fn get(&self, name: &EnvironmentName, key: &str) -> Result<Option<Vec<u8>>, BucketError>;
    async fn list(&self, name: &EnvironmentName) -> Result<Vec<String>, BucketError>;
    /// Removes everything under the prefix; gone already is done.
    async fn remove_prefix(&self, name: &EnvironmentName) -> Result<(), BucketError>;
}
