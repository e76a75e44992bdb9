//! Time to launch: sign-ups through the API of a real portal of its own, until the site answers.

use super::{
    LaunchArgs,
    figures::{Figures, quantile},
    machine,
};
use app::{AppError, AppResult};
use serde_json::{Value, json};
use std::{
    collections::BTreeMap,
    net::TcpListener,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

pub async fn run(args: &LaunchArgs) -> AppResult<()> {
    let dir = super::folder()?;
    let portal = Portal::start(dir.path()).await?;
    let (mut seconds, mut steps) = (Vec::new(), BTreeMap::<String, Vec<f64>>::new());
    for i in 0..args.tenants {
        let run = portal.launch(&format!("launch-{i}")).await?;
        seconds.extend(run["launch_seconds"].as_f64());
        for step in run["steps"].as_array().into_iter().flatten() {
            if let (Some(name), Some(took)) = (step["name"].as_str(), step["seconds"].as_f64()) {
                steps.entry(name.to_owned()).or_default().push(took);
            }
        }
    }
    let slowest = seconds.iter().copied().max_by(f64::total_cmp);
    #[expect(clippy::cast_precision_loss, reason = "a handful of values")]
    let mean = |values: Vec<f64>| values.iter().sum::<f64>() / values.len() as f64;
    Figures {
        bench: "launch",
        database: "sqlite".to_owned(),
        ok: seconds.len() == args.tenants,
        n: args.tenants,
        launch_s_p50: quantile(&mut seconds, 0.5),
        launch_s_max: slowest,
        step_s: steps
            .into_iter()
            .map(|(name, values)| (name, mean(values)))
            .collect(),
        syncs_per_s: machine::syncs_per_second(dir.path()).ok(),
        ..Figures::default()
    }
    .print(args.json);
    Ok(())
}

struct Portal {
    child: Child,
    base: String,
    client: reqwest::Client,
}

impl Portal {
    async fn start(dir: &Path) -> AppResult<Self> {
        let port = TcpListener::bind("127.0.0.1:0")
            .and_then(|l| l.local_addr())
            .map_err(AppError::internal)?
            .port();
        let program = std::env::current_exe().map_err(AppError::internal)?;
        let log = std::fs::File::create(dir.join("portal.log")).map_err(AppError::internal)?;
        let child = Command::new(program)
            .arg("serve")
            .env("AUTOMATOR_DATA", dir.join("data"))
            .env("AUTOMATOR_LISTEN", format!("127.0.0.1:{port}"))
            .env("AUTOMATOR_PUBLIC_URL", format!("http://localhost:{port}"))
            .env_remove("AUTOMATOR_DATABASE_URL")
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

    /// Signs up and follows the run to its end.
    async fn launch(&self, slug: &str) -> AppResult<Value> {
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

    async fn json(&self, request: reqwest::RequestBuilder) -> AppResult<Value> {
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
