//! The processes of tenants, as the kernel knows them.
//!
//! They are counted by their working directory in the environment they were started with, not by
//! what the portal believes, so a second one for one environment cannot hide.

use rustix::process::{Pid, Signal, kill_process};
use std::path::{Path, PathBuf};

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct App {
    pub pid: u32,
    /// The instance's directory, `<data>/instances/<slug>-<stage>`.
    pub folder: PathBuf,
}

impl App {
    pub fn name(&self) -> String {
        let name = self.folder.file_name().unwrap_or_default();
        name.to_string_lossy().into_owned()
    }
}

/// Every process that lives below this data directory.
pub fn all(data: &Path) -> Vec<App> {
    let Ok(processes) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    let instances = data.join("instances");
    let mut found: Vec<App> = processes
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|pid| {
            Some(App {
                pid,
                folder: folder_of(pid)?,
            })
        })
        .filter(|app| app.folder.starts_with(&instances))
        .collect();
    found.sort_by_key(|app| app.pid);
    found
}

pub fn of(data: &Path, name: &str) -> Vec<App> {
    all(data)
        .into_iter()
        .filter(|app| app.name() == name)
        .collect()
}

/// A process that has ended and was not waited for has no environment any more.
fn folder_of(pid: u32) -> Option<PathBuf> {
    let environment = std::fs::read(format!("/proc/{pid}/environ")).ok()?;
    let variable = environment.split(|byte| *byte == 0);
    let folder = variable
        .into_iter()
        .find_map(|entry| entry.strip_prefix(b"APP_DIR="))?;
    Some(PathBuf::from(std::str::from_utf8(folder).ok()?))
}

/// Ends what is there; true when nothing was.
pub fn kill_all(data: &Path) -> bool {
    let apps = all(data);
    for app in &apps {
        if let Some(pid) = i32::try_from(app.pid).ok().and_then(Pid::from_raw) {
            let _ = kill_process(pid, Signal::KILL);
        }
    }
    apps.is_empty()
}
