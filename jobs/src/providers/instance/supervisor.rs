//! Keeps the processes of instances running: starts them, adopts those that outlived a portal,
//! starts again what has died, with growing pauses.

use super::{Spec, process::InstanceDir};
use crate::step::{ProviderError, ProviderErrorKind as K};
use serde::{Deserialize, Serialize};
use std::{
    collections::HashMap,
    path::PathBuf,
    process::Stdio,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::{Duration, Instant},
};
use tokio::sync::watch;

/// What is written beside the instance: how it was started, without its token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    pub spec: Spec,
    pub runtime_url: String,
}

impl Wanted {
    /// None when nobody wants it, or no longer.
    pub fn of(dir: &InstanceDir) -> Option<Self> {
        serde_json::from_str(&dir.read("wanted.json").ok()??).ok()
    }
}

/// How to start a process: the program and where the portal is reached.
#[derive(Clone, Debug)]
pub struct Launcher {
    pub program: PathBuf,
    pub runtime_url: String,
}

struct Running {
    port: Option<u16>,
    stop: watch::Sender<bool>,
}

#[derive(Default)]
pub struct Supervisor {
    running: Mutex<HashMap<PathBuf, Running>>,
}

/// The first pause before a dead process is started again, and the longest.
const PAUSES: (Duration, Duration) = (Duration::from_millis(200), Duration::from_secs(10));

impl Supervisor {
    fn map(&self) -> MutexGuard<'_, HashMap<PathBuf, Running>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn port(&self, dir: &InstanceDir) -> Option<u16> {
        self.map().get(&dir.0).and_then(|r| r.port)
    }

    pub fn watches(&self, dir: &InstanceDir) -> bool {
        self.map().contains_key(&dir.0)
    }

    /// Begins to watch over this instance; an instance is watched over once.
    pub fn watch(
        self: &Arc<Self>,
        dir: &InstanceDir,
        launcher: Launcher,
        wanted: Wanted,
        token: String,
    ) {
        let (stop, stopped) = watch::channel(false);
        {
            let mut map = self.map();
            if map.contains_key(&dir.0) {
                return;
            }
            map.insert(dir.0.clone(), Running { port: None, stop });
        }
        let (me, dir) = (self.clone(), dir.clone());
        tokio::spawn(async move {
            me.keep(&dir, &launcher, wanted, &token, stopped).await;
            me.map().remove(&dir.0);
        });
    }

    async fn keep(
        &self,
        dir: &InstanceDir,
        launcher: &Launcher,
        mut wanted: Wanted,
        token: &str,
        mut stopped: watch::Receiver<bool>,
    ) {
        let mut pause = PAUSES.0;
        while !*stopped.borrow() {
            let begun = Instant::now();
            let mut child = None;
            if !dir.is_alive() {
                match spawn(dir, launcher, &wanted, token) {
                    Ok(process) => child = Some(process),
                    Err(error) => {
                        tracing::error!(instance = %wanted.spec.name, %error, "an instance does not start");
                    }
                }
            }
            self.follow(dir, child, &mut stopped).await;
            if let Some(running) = self.map().get_mut(&dir.0) {
                running.port = None;
            }
            if *stopped.borrow() {
                break;
            }
            // Another process may have stopped it, or wants another version of it.
            match Wanted::of(dir) {
                Some(now) => wanted = now,
                None => break,
            }
            tracing::warn!(instance = %wanted.spec.name, "an instance has ended and is started again");
            pause = if begun.elapsed() > Duration::from_secs(30) {
                PAUSES.0
            } else {
                (pause * 2).min(PAUSES.1)
            };
            tokio::select! {
                () = tokio::time::sleep(pause) => {}
                _ = stopped.changed() => {}
            }
        }
    }

    /// Returns when the process has ended or nobody wants it any more.
    async fn follow(
        &self,
        dir: &InstanceDir,
        mut child: Option<tokio::process::Child>,
        stopped: &mut watch::Receiver<bool>,
    ) {
        loop {
            let port = dir.port().filter(|_| dir.is_alive());
            let known = {
                let mut map = self.map();
                let Some(running) = map.get_mut(&dir.0) else {
                    return;
                };
                if port.is_some() {
                    running.port = port;
                }
                running.port.is_some()
            };
            let tick = Duration::from_millis(if known { 500 } else { 10 });
            tokio::select! {
                _ = stopped.changed() => return reap(child).await,
                () = wait(&mut child) => return,
                () = tokio::time::sleep(tick) => {
                    if child.is_none() && !dir.is_alive() {
                        return;
                    }
                }
            }
        }
    }

    /// Stops watching, ends the process, and answers when it is gone.
    pub async fn stop(&self, dir: &InstanceDir) -> Result<(), ProviderError> {
        if let Some(running) = self.map().get(&dir.0) {
            running.stop.send_replace(true);
        }
        let begun = Instant::now();
        while dir.is_alive() || self.watches(dir) {
            let waited = begun.elapsed();
            if waited > Duration::from_secs(10) {
                return Err(ProviderError::new(
                    K::Unavailable,
                    "local",
                    "stop",
                    "the process does not end",
                ));
            }
            let hard = waited > Duration::from_secs(5);
            dir.signal(if hard {
                rustix::process::Signal::KILL
            } else {
                rustix::process::Signal::TERM
            });
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    }

    /// Everything that is watched over, for a graceful stop of the portal.
    pub fn watched(&self) -> Vec<InstanceDir> {
        self.map().keys().cloned().map(InstanceDir).collect()
    }
}

async fn wait(child: &mut Option<tokio::process::Child>) {
    match child {
        Some(process) => {
            let _ = process.wait().await;
        }
        None => std::future::pending().await,
    }
}

/// A stopped child is waited for, so that no zombie stays.
async fn reap(child: Option<tokio::process::Child>) {
    if let Some(mut process) = child {
        let _ = tokio::time::timeout(Duration::from_secs(10), process.wait()).await;
    }
}

fn spawn(
    dir: &InstanceDir,
    launcher: &Launcher,
    wanted: &Wanted,
    token: &str,
) -> std::io::Result<tokio::process::Child> {
    // A process that was killed has left its port, which may be another program's by now.
    match std::fs::remove_file(dir.file("port")) {
        Err(e) if e.kind() != std::io::ErrorKind::NotFound => return Err(e),
        _ => {}
    }
    let log = std::fs::OpenOptions::new()
        .create(true)
        .append(true)
        .open(dir.file("log"))?;
    let spec = &wanted.spec;
    let mut command = tokio::process::Command::new(&launcher.program);
    command
        .arg("tenant-app")
        .env_clear()
        .envs(std::env::vars().filter(|(name, _)| {
            matches!(
                name.as_str(),
                "PATH" | "TZ" | "LANG" | "TMPDIR" | "RUST_BACKTRACE"
            )
        }))
        .env("APP_DIR", &dir.0)
        .env("APP_TENANT", spec.name.slug.as_str())
        .env("APP_STAGE", spec.name.stage.as_str())
        .env("APP_ENVIRONMENT_ID", &spec.owner)
        .env("APP_VERSION", &spec.version)
        .env("APP_DATABASE", &spec.database)
        .env("APP_FILES", &spec.files)
        .env("APP_PUBLIC_URL", &spec.site_url)
        .env("APP_RUNTIME_URL", &launcher.runtime_url)
        .env("APP_RUNTIME_TOKEN", token)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(log)
        // Of its own group: a Ctrl-C at the portal's terminal is for the portal.
        .process_group(0)
        .kill_on_drop(false);
    command.spawn()
}
