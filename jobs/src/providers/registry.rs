//! Named records in a directory, each with its owner: the memory of the small local providers.
//!
//! One file a record, written whole or not at all. Writing what is there already changes nothing;
//! a name that somebody else owns is refused, so that no step can take what is not its own.

use super::Answer;
use crate::step::{ProviderError, ProviderErrorKind};
use serde::{Deserialize, Serialize};
use std::{
    io::Write,
    path::{Path, PathBuf},
};

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Record {
    pub name: String,
    pub owner: String,
    pub value: String,
}

#[derive(Debug)]
pub struct Registry {
    provider: &'static str,
    dir: PathBuf,
}

impl Registry {
    pub fn new(provider: &'static str, dir: PathBuf) -> Self {
        Self { provider, dir }
    }

    pub fn put(&self, name: &str, owner: &str, value: &str) -> Answer<Record> {
        let record = Record {
            name: name.to_owned(),
            owner: owner.to_owned(),
            value: value.to_owned(),
        };
        match self.get(name)? {
            Some(found) if found == record => Ok(found),
            Some(found) if found.owner != owner => Err(self.not_ours(name, &found.owner)),
            _ => {
                let json =
                    serde_json::to_vec(&record).map_err(|e| self.error("put", e.to_string()))?;
                write_whole(&self.path(name), &json)
                    .map_err(|e| ProviderError::io(self.provider, "put", &e))?;
                Ok(record)
            }
        }
    }

    pub fn get(&self, name: &str) -> Answer<Option<Record>> {
        match std::fs::read(self.path(name)) {
            Ok(bytes) => serde_json::from_slice(&bytes)
                .map(Some)
                .map_err(|e| self.error("get", e.to_string())),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(ProviderError::io(self.provider, "get", &e)),
        }
    }

    /// What this owner has under this name.
    pub fn owned(&self, name: &str, owner: &str) -> Answer<Option<Record>> {
        Ok(self.get(name)?.filter(|r| r.owner == owner))
    }

    pub fn delete(&self, name: &str, owner: &str) -> Answer<()> {
        match self.get(name)? {
            None => Ok(()),
            Some(found) if found.owner != owner => Err(self.not_ours(name, &found.owner)),
            Some(_) => match std::fs::remove_file(self.path(name)) {
                Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
                    Err(ProviderError::io(self.provider, "delete", &e))
                }
                _ => Ok(()),
            },
        }
    }

    /// Names are hosts and mail addresses, which cannot hold a slash; asserted all the same.
    fn path(&self, name: &str) -> PathBuf {
        self.dir
            .join(format!("{}.json", name.replace(['/', '\\'], "_")))
    }

    fn not_ours(&self, name: &str, owner: &str) -> ProviderError {
        ProviderError::new(
            ProviderErrorKind::NotOurs,
            self.provider,
            "put",
            format!("{name} belongs to {owner}"),
        )
    }

    fn error(&self, operation: &'static str, detail: String) -> ProviderError {
        ProviderError::new(ProviderErrorKind::Invalid, self.provider, operation, detail)
    }
}

/// A reader sees the old content or the new one, also after a crash.
pub fn write_whole(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    static COUNT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(0);
    let dir = path.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(dir)?;
    let n = COUNT.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
    let temporary = dir.join(format!(".{}-{n}.new", std::process::id()));
    let mut file = std::fs::File::create(&temporary)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    std::fs::rename(&temporary, path)
}
