//! Instances on this machine: a directory each, and a supervised process of the sample app behind
//! the built-in proxy.

use super::{
    InstanceProvider, Place, Spec,
    process::{InstanceDir, dir_of},
    supervisor::{Launcher, Supervisor, Wanted},
};
use crate::{
    providers::{Answer, registry::write_whole},
    step::{ProviderError, ProviderErrorKind as K},
};
use async_trait::async_trait;
use domain::EnvironmentName;
use std::{
    path::{Path, PathBuf},
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

#[derive(Clone, Debug)]
pub struct LocalOptions {
    pub data: PathBuf,
    /// The program that is the instance's software; this one.
    pub program: PathBuf,
    /// Where instances reach the portal.
    pub runtime_url: String,
    pub version: String,
}

pub struct LocalInstances {
    root: PathBuf,
    options: LocalOptions,
    supervisor: Arc<Supervisor>,
    client: reqwest::Client,
    /// The runtime token of an environment; only the portal, which watches over all, has it.
    token: OnceLock<TokenOf>,
}

type TokenOf = Box<dyn Fn(&str) -> String + Send + Sync>;

const PROVIDER: &str = "local";
const START_TIMEOUT: Duration = Duration::from_secs(30);

impl LocalInstances {
    pub fn new(options: LocalOptions) -> Result<Self, reqwest::Error> {
        let client = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(5))
            .build()?;
        let root = std::path::absolute(options.data.join("instances"))
            .unwrap_or_else(|_| options.data.join("instances"));
        Ok(Self {
            root,
            options,
            supervisor: Arc::default(),
            client,
            token: OnceLock::new(),
        })
    }

    /// After a restart of the portal: every instance that should run is adopted or started again.
    /// `token` gives the runtime token of an environment.
    pub fn adopt(&self, token: impl Fn(&str) -> String + Send + Sync + 'static) -> usize {
        let token = self.token.get_or_init(|| Box::new(token));
        let Ok(entries) = std::fs::read_dir(&self.root) else {
            return 0;
        };
        let dirs = entries.filter_map(|e| Some(InstanceDir(e.ok()?.path())));
        let wanted = dirs.filter_map(|dir| Some((Wanted::of(&dir)?, dir)));
        let mut adopted = 0;
        for (mut wanted, dir) in wanted {
            if wanted.runtime_url != self.options.runtime_url {
                // It would ask the portal at its old address: start it anew.
                dir.signal(rustix::process::Signal::TERM);
                wanted.runtime_url.clone_from(&self.options.runtime_url);
            }
            let token = token(&wanted.spec.owner);
            self.supervisor.watch(&dir, self.launcher(), wanted, token);
            adopted += 1;
        }
        adopted
    }

    /// Where the proxy sends requests for this instance.
    pub fn port(&self, instance: &str) -> Option<u16> {
        let dir = InstanceDir(self.root.join(instance));
        self.supervisor.port(&dir).or_else(|| self.found(&dir))
    }

    /// One that another process, such as a worker of this machine, has started: from now on the
    /// portal watches over it, whether that worker lives or not.
    fn found(&self, dir: &InstanceDir) -> Option<u16> {
        let token = self.token.get()?;
        if self.supervisor.watches(dir) {
            return None;
        }
        let wanted = Wanted::of(dir)?;
        let token = token(&wanted.spec.owner);
        self.supervisor.watch(dir, self.launcher(), wanted, token);
        dir.port().filter(|_| dir.is_alive())
    }

    /// Ends every process, for a graceful stop; they start again with the portal.
    pub async fn stop_all(&self) {
        let dirs = self.supervisor.watched();
        futures::future::join_all(dirs.iter().map(|d| self.supervisor.stop(d))).await;
    }

    fn dir(&self, name: &EnvironmentName) -> InstanceDir {
        dir_of(&self.root, name.slug.as_str(), name.stage.as_str())
    }

    fn id(name: &EnvironmentName) -> String {
        format!("{}-{}", name.slug, name.stage)
    }

    fn launcher(&self) -> Launcher {
        Launcher {
            program: self.options.program.clone(),
            runtime_url: self.options.runtime_url.clone(),
        }
    }

    /// The directory, if it is there and this owner's; an error if it is somebody else's.
    fn owned(
        &self,
        name: &EnvironmentName,
        owner: &str,
        operation: &'static str,
    ) -> Answer<Option<InstanceDir>> {
        let dir = self.dir(name);
        let found = dir
            .read("owner")
            .map_err(|e| ProviderError::io(PROVIDER, operation, &e))?;
        match found {
            None => Ok(None),
            Some(found) if found == owner => Ok(Some(dir)),
            Some(found) => {
                let detail = format!("instance {} belongs to {found}", Self::id(name));
                Err(ProviderError::new(K::NotOurs, PROVIDER, operation, detail))
            }
        }
    }

    fn present(
        &self,
        name: &EnvironmentName,
        owner: &str,
        operation: &'static str,
    ) -> Answer<InstanceDir> {
        self.owned(name, owner, operation)?.ok_or_else(|| {
            ProviderError::new(
                K::Gone,
                PROVIDER,
                operation,
                format!("instance {} is not there", Self::id(name)),
            )
        })
    }

    fn write(dir: &InstanceDir, file: &str, content: &[u8], operation: &'static str) -> Answer<()> {
        write_whole(&dir.file(file), content)
            .map_err(|e| ProviderError::io(PROVIDER, operation, &e))
    }

    /// Whether the process behind this port is that of the environment and is well.
    async fn healthy(&self, port: u16, owner: &str) -> Result<(), String> {
        let url = format!("http://127.0.0.1:{port}/healthz");
        let response = self
            .client
            .get(url)
            .send()
            .await
            .map_err(|e| e.without_url().to_string())?;
        let status = response.status();
        let body: serde_json::Value = response
            .json()
            .await
            .map_err(|e| e.without_url().to_string())?;
        if body["environment"] != owner {
            return Err("another instance answers".to_owned());
        }
        if status.is_success() {
            Ok(())
        } else {
            Err(format!("HTTP {status}: {body}"))
        }
    }

    fn last_words(dir: &InstanceDir) -> String {
        let log = dir.read("log").ok().flatten().unwrap_or_default();
        let last = log
            .lines()
            .next_back()
            .unwrap_or("it wrote no log")
            .to_owned();
        domain::text::shorten(&last, 300)
    }
}

#[async_trait]
impl InstanceProvider for LocalInstances {
    fn provider(&self) -> &'static str {
        PROVIDER
    }

    fn newest_version(&self) -> String {
        self.options.version.clone()
    }

    async fn ensure(&self, name: &EnvironmentName, owner: &str) -> Answer<Place> {
        let id = Self::id(name);
        if self.owned(name, owner, "ensure")?.is_none() {
            Self::write(&self.dir(name), "owner", owner.as_bytes(), "ensure")?;
        }
        Ok(Place {
            address: format!("instance:{id}"),
            external_id: id,
        })
    }

    async fn find(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<Place>> {
        let id = Self::id(name);
        let found = self.owned(name, owner, "find")?;
        Ok(found.map(|_| Place {
            address: format!("instance:{id}"),
            external_id: id,
        }))
    }

    async fn place(&self, name: &EnvironmentName, owner: &str, version: &str) -> Answer<()> {
        let dir = self.present(name, owner, "place")?;
        Self::write(&dir, "version", version.as_bytes(), "place")
    }

    async fn placed(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<String>> {
        match self.owned(name, owner, "placed")? {
            Some(dir) => dir
                .read("version")
                .map_err(|e| ProviderError::io(PROVIDER, "placed", &e)),
            None => Ok(None),
        }
    }

    async fn start(&self, spec: &Spec, token: &str) -> Answer<String> {
        let dir = self.present(&spec.name, &spec.owner, "start")?;
        let wanted = Wanted {
            spec: spec.clone(),
            runtime_url: self.options.runtime_url.clone(),
        };
        if Wanted::of(&dir).as_ref() != Some(&wanted) {
            // Whoever else watches over the old one does not start it again.
            unwanted(&dir, "start")?;
            self.supervisor.stop(&dir).await?;
            let json = serde_json::to_vec(&wanted).unwrap_or_default();
            Self::write(&dir, "wanted.json", &json, "start")?;
        }
        self.supervisor
            .watch(&dir, self.launcher(), wanted, token.to_owned());
        let begun = Instant::now();
        loop {
            let why = match self.supervisor.port(&dir) {
                Some(port) => match self.healthy(port, &spec.owner).await {
                    Ok(()) => return Ok(format!("127.0.0.1:{port}")),
                    Err(why) => why,
                },
                None => Self::last_words(&dir),
            };
            if begun.elapsed() > START_TIMEOUT {
                let detail = format!("no answer within {} s: {why}", START_TIMEOUT.as_secs());
                return Err(ProviderError::new(
                    K::Unavailable,
                    PROVIDER,
                    "start",
                    detail,
                ));
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    async fn answers(&self, name: &EnvironmentName, owner: &str) -> Answer<Option<String>> {
        let Some(dir) = self.owned(name, owner, "answers")? else {
            return Ok(None);
        };
        // Also right in a process that does not supervise, such as the command line.
        let Some(port) = self
            .supervisor
            .port(&dir)
            .or_else(|| dir.port().filter(|_| dir.is_alive()))
        else {
            return Ok(None);
        };
        Ok(self
            .healthy(port, owner)
            .await
            .is_ok()
            .then(|| format!("127.0.0.1:{port}")))
    }

    async fn stop(&self, name: &EnvironmentName, owner: &str) -> Answer<()> {
        let Some(dir) = self.owned(name, owner, "stop")? else {
            return Ok(());
        };
        unwanted(&dir, "stop")?;
        self.supervisor.stop(&dir).await
    }

    async fn remove(&self, name: &EnvironmentName, owner: &str) -> Answer<()> {
        self.stop(name, owner).await?;
        match self.owned(name, owner, "remove")? {
            Some(dir) => remove_dir(&dir.0).await,
            None => Ok(()),
        }
    }
}

fn unwanted(dir: &InstanceDir, operation: &'static str) -> Answer<()> {
    match std::fs::remove_file(dir.file("wanted.json")) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => {
            Err(ProviderError::io(PROVIDER, operation, &e))
        }
        _ => Ok(()),
    }
}

/// The owner's tag goes last, so that a half-removed directory is still known as this owner's.
async fn remove_dir(dir: &Path) -> Answer<()> {
    let failed = |e: std::io::Error| ProviderError::io(PROVIDER, "remove", &e);
    let mut entries = tokio::fs::read_dir(dir).await.map_err(failed)?;
    while let Some(entry) = entries.next_entry().await.map_err(failed)? {
        if entry.file_name() == "owner" {
            continue;
        }
        let path = entry.path();
        let removed = if path.is_dir() {
            tokio::fs::remove_dir_all(&path).await
        } else {
            tokio::fs::remove_file(&path).await
        };
        removed.map_err(failed)?;
    }
    tokio::fs::remove_dir_all(dir).await.map_err(failed)
}
