//! A headless Chromium of a test's own, spoken to in its own protocol over a pipe.
//!
//! No driver program, no port and no crate of sixty thousand generated lines: a message is JSON
//! with a zero byte behind it. When this process dies, however it dies, the pipe closes and the
//! browser ends by itself.

mod page;
mod pipe;
mod screen;
mod sign_up;

pub use page::Page;
pub use screen::Look;

use pipe::Pipe;
use rustix::process::{Pid, Signal, kill_process_group};
use serde_json::json;
use std::{
    process::Stdio,
    sync::Arc,
    time::{Duration, Instant},
};
use tempfile::TempDir;
use tokio::process::{Child, Command};

pub struct Browser {
    pipe: Arc<Pipe>,
    process: Child,
    profile: TempDir,
}

/// Descriptors 3 and 4 are where the browser wants its pipe; a shell can put them there.
const START: &str = r#"exec "$0" "$@" 3<&0 4>&1 </dev/null >/dev/null"#;

impl Browser {
    pub async fn start() -> Self {
        let profile = tempfile::Builder::new()
            .prefix("automator-browser-")
            .tempdir();
        let profile = profile.expect("the temporary folder is writable");
        let program =
            std::env::var("AUTOMATOR_TEST_BROWSER").unwrap_or_else(|_| "chromium".to_owned());
        let mut command = Command::new("sh");
        command
            .args(["-c", START, &program])
            .args([
                "--headless=new",
                "--remote-debugging-pipe",
                "--no-first-run",
                "--no-default-browser-check",
            ])
            .args([
                "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update",
            ])
            .args([
                "--disable-sync",
                "--disable-dev-shm-usage",
                "--mute-audio",
                "--hide-scrollbars",
            ])
            .args([
                "--password-store=basic",
                "--disable-features=Translate,MediaRouter,OptimizationHints",
            ])
            // A tab that another one hides is as quick as one that is looked at.
            .args([
                "--disable-background-timer-throttling",
                "--disable-backgrounding-occluded-windows",
                "--disable-renderer-backgrounding",
            ])
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .process_group(0)
            .kill_on_drop(true);
        if rustix::process::geteuid().is_root() {
            // Chromium's sandbox refuses to run as root, which is what a container usually is.
            command.arg("--no-sandbox");
        }
        command.arg("about:blank");
        let mut process = command.spawn().expect("sh can be started");
        let to = process.stdin.take().expect("it is a pipe");
        let from = process.stdout.take().expect("it is a pipe");
        let pipe = Pipe::new(to, from);
        let version = pipe.call(None, "Browser.getVersion", json!({})).await;
        version.unwrap_or_else(|error| panic!("{program} does not start: {error}"));
        Self {
            pipe,
            process,
            profile,
        }
    }

    /// A new tab. Tabs share cookies, as a person's do.
    pub async fn page(&self) -> Page {
        self.page_as(Look::WIDE).await
    }

    pub async fn page_as(&self, look: Look) -> Page {
        Page::open(self.pipe.clone(), look).await
    }
}

impl Drop for Browser {
    /// The whole group at once; what one of them still writes while it dies is removed with the rest.
    fn drop(&mut self) {
        let id = self.process.id().and_then(|id| i32::try_from(id).ok());
        if let Some(group) = id.and_then(Pid::from_raw) {
            let _ = kill_process_group(group, Signal::KILL);
        }
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(3) {
            let _ = std::fs::remove_dir_all(self.profile.path());
            std::thread::sleep(Duration::from_millis(20));
            if !self.profile.path().exists() {
                break;
            }
        }
    }
}
