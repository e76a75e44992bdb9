//! A real portal of the benchmark's own: this same program as a process beside it.

use app::{AppError, AppResult};
use serde_json::{Value, json};
use std::{
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

pub struct Portal {
    child: Child,
    pub base: String,
    pub client: reqwest::Client,
    data: PathBuf,
    database: Option<String>,
}

impl Portal {
    /// On a data directory below this one, and on this database or on the embedded default.
    pub async fn start(dir: &Path, database: Option<&str>) -> AppResult<Self> {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .map_err(AppError::internal)?
            .port();
        let program = std::env::current_exe().map_err(AppError::internal)?;
        let log = std::fs::File::create(dir.join("portal.log")).map_err(AppError::internal)?;
        let data = dir.join("data");
        let child = command(&program, &data, database)
            .arg("serve")
            .env("AUTOMATOR_LISTEN", format!("127.0.0.1:{port}"))
            .env("AUTOMATOR_PUBLIC_URL", format!("http://localhost:{port}"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(AppError::internal)?;
        let client = reqwest::Client::builder()
            .no_proxy()
            .build()
            .map_err(AppError::internal)?;
        let portal = Self {
            child,
            base: format!("http://127.0.0.1:{port}"),
            client,
            data,
            database: database.map(str::to_owned),
        };
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(30) {
            if portal
                .client
                .get(format!("{}/readyz", portal.base))
                .send()
                .await
                .is_ok_and(|r| r.status().is_success())
            {
                return Ok(portal);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        Err(AppError::Conflict(format!(
            "the portal did not start; see {}",
            dir.join("portal.log").display()
        )))
    }

    /// A token for everything, made on the command line.
    pub fn operator(&self) -> AppResult<String> {
        let program = std::env::current_exe().map_err(AppError::internal)?;
        let made = command(&program, &self.data, self.database.as_deref())
            .args(["token", "create", "--role", "operator"])
            .stdin(Stdio::null())
            .output()
            .map_err(AppError::internal)?;
        if !made.status.success() {
            let why = String::from_utf8_lossy(&made.stderr).into_owned();
            return Err(AppError::Conflict(format!("no token was made: {why}")));
        }
        Ok(String::from_utf8_lossy(&made.stdout).trim().to_owned())
    }

    /// The host under which a tenant's site answers here.
    pub fn host(&self, slug: &str) -> String {
        let port = self.base.rsplit(':').next().unwrap_or_default();
        format!("{slug}.localhost:{port}")
    }

    /// Signs up and follows the run to its end.
    pub async fn launch(&self, slug: &str) -> AppResult<Value> {
        let body = json!({"company": slug, "slug": slug, "email": format!("{slug}@example.com"), "password": "slow-tide-lantern"});
        let accepted: Value = self
            .json(
                self.client
                    .post(format!("{}/api/v1/signups", self.base))
                    .json(&body),
            )
            .await?;
        let token = accepted["status_url"]
            .as_str()
            .and_then(|u| u.rsplit('/').next())
            .unwrap_or_default()
            .to_owned();
        let begun = Instant::now();
        while begun.elapsed() < Duration::from_secs(60) {
            let launch: Value = self
                .json(
                    self.client
                        .get(format!("{}/api/v1/launches/{token}", self.base)),
                )
                .await?;
            match launch["state"].as_str() {
                Some("succeeded") => return Ok(launch),
                Some("failed" | "cancelled") => {
                    return Err(AppError::Conflict(format!(
                        "the launch of {slug} failed: {launch}"
                    )));
                }
                _ => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        }
        Err(AppError::Conflict(format!(
            "the launch of {slug} did not end"
        )))
    }

    pub async fn json(&self, request: reqwest::RequestBuilder) -> AppResult<Value> {
        let response = request.send().await.map_err(AppError::internal)?;
        let status = response.status();
        let body: Value = response.json().await.map_err(AppError::internal)?;
        if status.is_success() {
            Ok(body)
        } else {
            Err(AppError::Conflict(format!("HTTP {status}: {body}")))
        }
    }
}

/// This program on that data and database, with nothing of the caller's own configuration.
fn command(program: &Path, data: &Path, database: Option<&str>) -> Command {
    let mut command = Command::new(program);
    let ours = std::env::vars_os().map(|(name, _)| name);
    for name in ours.filter(|name| name.to_string_lossy().starts_with("AUTOMATOR_")) {
        command.env_remove(name);
    }
    // A configuration file of the caller's folder must not be found either.
    if let Some(folder) = data.parent() {
        command.current_dir(folder);
    }
    command.env("AUTOMATOR_DATA", data);
    if let Some(database) = database {
        command.env("AUTOMATOR_DATABASE_URL", database);
    }
    command
}

impl Drop for Portal {
    /// Gracefully, so that it ends its instances too.
    fn drop(&mut self) {
        if let Some(pid) = i32::try_from(self.child.id())
            .ok()
            .and_then(rustix::process::Pid::from_raw)
        {
            let _ = rustix::process::kill_process(pid, rustix::process::Signal::TERM);
        }
        let _ = self.child.wait();
    }
}
