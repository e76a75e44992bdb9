//! A folder as the bucket: `<root>/<slug>/<stage>/<key>`.

use crate::providers::registry::write_whole;
use app::ports::{Bucket, BucketError, Object};
use async_trait::async_trait;
use domain::EnvironmentName;
use std::{
    io,
    path::{Component, Path, PathBuf},
};

#[derive(Debug)]
pub struct FolderBucket {
    root: PathBuf,
}

impl FolderBucket {
    pub fn new(data: &Path) -> Self {
        Self {
            root: data.join("bucket"),
        }
    }

    fn prefix(&self, name: &EnvironmentName) -> PathBuf {
        self.root.join(name.slug.as_str()).join(name.stage.as_str())
    }

    /// Refuses every key that would leave the prefix.
    fn object(&self, name: &EnvironmentName, key: &str) -> io::Result<PathBuf> {
        let inside = !key.is_empty()
            && Path::new(key)
                .components()
                .all(|c| matches!(c, Component::Normal(_)));
        if inside {
            Ok(self.prefix(name).join(key))
        } else {
            Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                format!("the key {key} leaves its prefix"),
            ))
        }
    }
}

fn failed(operation: &'static str) -> impl Fn(io::Error) -> BucketError {
    move |source| BucketError {
        operation,
        source: source.into(),
    }
}

fn missing_is<T>(result: io::Result<T>, instead: T) -> io::Result<T> {
    match result {
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(instead),
        other => other,
    }
}

fn collect(dir: &Path, below: &str, keys: &mut Vec<String>) -> io::Result<()> {
    for entry in std::fs::read_dir(dir)? {
        let entry = entry?;
        let file_name = entry.file_name();
        let Some(part) = file_name.to_str().filter(|n| !n.starts_with('.')) else {
            continue;
        };
        let key = if below.is_empty() {
            part.to_owned()
        } else {
            format!("{below}/{part}")
        };
        if entry.file_type()?.is_dir() {
            collect(&entry.path(), &key, keys)?;
        } else {
            keys.push(key);
        }
    }
    Ok(())
}

#[async_trait]
impl Bucket for FolderBucket {
    fn provider(&self) -> &'static str {
        "local"
    }

    async fn ensure_prefix(&self, name: &EnvironmentName) -> Result<String, BucketError> {
        let path = self.prefix(name);
        std::fs::create_dir_all(&path).map_err(failed("ensure"))?;
        let path = std::path::absolute(path).map_err(failed("ensure"))?;
        Ok(path.to_string_lossy().into_owned())
    }

    async fn prefix_exists(&self, name: &EnvironmentName) -> Result<bool, BucketError> {
        Ok(self.prefix(name).is_dir())
    }

    async fn put(&self, name: &EnvironmentName, object: &Object) -> Result<(), BucketError> {
        let path = self.object(name, &object.key).map_err(failed("put"))?;
        write_whole(&path, &object.bytes).map_err(failed("put"))
    }

    async fn get(&self, name: &EnvironmentName, key: &str) -> Result<Option<Vec<u8>>, BucketError> {
        let path = self.object(name, key).map_err(failed("get"))?;
        missing_is(std::fs::read(path).map(Some), None).map_err(failed("get"))
    }

    async fn list(&self, name: &EnvironmentName) -> Result<Vec<String>, BucketError> {
        let mut keys = Vec::new();
        missing_is(collect(&self.prefix(name), "", &mut keys), ()).map_err(failed("list"))?;
        keys.sort();
        Ok(keys)
    }

    async fn remove_prefix(&self, name: &EnvironmentName) -> Result<(), BucketError> {
        // As many objects as the customer has: nobody else's run waits for them.
        let removed = tokio::fs::remove_dir_all(self.prefix(name)).await;
        missing_is(removed, ()).map_err(failed("remove"))?;
        // Only when it was the last stage; anything else in it keeps it.
        let _ = std::fs::remove_dir(self.root.join(name.slug.as_str()));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_cannot_leave_its_prefix() {
        let bucket = FolderBucket::new(Path::new("/nowhere"));
        let name: EnvironmentName = "acme".parse().expect("valid");
        for key in ["../other/prod/x", "/etc/passwd", "a/../../x", "", "."] {
            assert!(bucket.object(&name, key).is_err(), "{key}");
        }
        assert!(bucket.object(&name, "branding/a.png").is_ok());
    }
}
