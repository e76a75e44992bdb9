//! Engine throughput: tenants × steps that do nothing, through the queue, the leases and the
//! writer as they are. Submission is inside the timed window.

use super::{
    StepsArgs,
    figures::{Figures, quantile},
    limits, machine,
};
use app::{
    AppError, AppResult, Portal,
    ports::Finding,
    records::{Environment, NewRun, Tenant},
};
use async_trait::async_trait;
use domain::{
    Phase, Slug, Stage,
    ids::{EnvironmentId, RunId},
    run::{PlannedStep, RunKind, RunPlan, Verb},
    states::{EnvironmentState, Health, RunState, TenantState},
};
use jobs::{
    Runner, RunnerOptions,
    queue::QueueOptions,
    runner::Faults,
    step::{AnyStep, Policy, StepContext, StepError},
};
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// A step that does nothing; on an idle engine it notes when it was started.
struct Nothing {
    name: &'static str,
}

/// Runs before the clock starts.
const WARM_UP: usize = 20;

static STARTED: Mutex<Option<HashMap<EnvironmentId, Vec<Instant>>>> = Mutex::new(None);

const STEPS: [Nothing; 8] = [
    Nothing { name: "one" },
    Nothing { name: "two" },
    Nothing { name: "three" },
    Nothing { name: "four" },
    Nothing { name: "five" },
    Nothing { name: "six" },
    Nothing { name: "seven" },
    Nothing { name: "eight" },
];
static ALL: &[&dyn AnyStep] = &[
    &STEPS[0], &STEPS[1], &STEPS[2], &STEPS[3], &STEPS[4], &STEPS[5], &STEPS[6], &STEPS[7],
];

#[async_trait]
impl AnyStep for Nothing {
    fn name(&self) -> &'static str {
        self.name
    }

    fn title(&self) -> &'static str {
        "Do nothing"
    }

    fn phase(&self) -> Phase {
        Phase::Provision
    }

    fn after(&self) -> &'static [&'static str] {
        &[]
    }

    fn policy(&self) -> Policy {
        Policy::core()
    }

    async fn ensure(&self, cx: &StepContext) -> Result<Value, StepError> {
        if let Some(started) = STARTED
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .as_mut()
        {
            let steps = started.entry(cx.environment().id).or_default();
            steps.push(Instant::now());
        }
        Ok(Value::Null)
    }

    async fn inspect(&self, _: &StepContext) -> Result<Finding, StepError> {
        Ok(Finding {
            step: self.name.to_owned(),
            verdict: "ok".to_owned(),
            detail: String::new(),
        })
    }

    async fn remove(&self, _: &StepContext) -> Result<(), StepError> {
        Ok(())
    }
}

pub async fn run(args: &StepsArgs) -> AppResult<()> {
    let dir = super::folder()?;
    let sqlite = format!("sqlite://{}", dir.path().join("bench.db").display());
    measure(args, "sqlite", &sqlite, dir.path())
        .await?
        .print(args.json);
    if let Some(url) = &args.postgres {
        measure(args, "postgresql", url, dir.path())
            .await?
            .print(args.json);
    }
    Ok(())
}

async fn measure(
    args: &StepsArgs,
    database: &str,
    url: &str,
    dir: &std::path::Path,
) -> AppResult<Figures> {
    let config = crate::config::Config {
        data: dir.join(database),
        database_url: url.to_owned(),
        listen: "127.0.0.1:0".to_owned(),
        base_domain: "localhost".to_owned(),
        public_url: "http://localhost".to_owned(),
        mail_relay: None,
        trusted_proxies: crate::proxies::TrustedProxies::default(),
    };
    let parts = crate::wiring::build(&config, crate::wiring::Need::Write).await?;
    if !parts.portal.store.tenants("", None, 1).await?.is_empty() {
        let why = "the database holds tenants; a benchmark works on an empty one only";
        return Err(domain::FieldError::new("postgres", "not_empty", why).into());
    }
    let queue = QueueOptions {
        concurrency: args.concurrency,
        ..QueueOptions::default()
    };
    let worker = parts
        .start(
            ALL,
            RunnerOptions::default(),
            queue,
            Faults::default(),
            None,
        )
        .await?;
    let portal = &parts.portal;
    let is_postgres = database == "postgresql";

    let engine = Engine {
        portal: portal.clone(),
        runner: worker.runner.clone(),
        plan: Arc::new(plan(usize::from(args.steps))),
    };
    let mut environments = Vec::with_capacity(args.tenants);
    for i in 0..args.tenants {
        environments.push(tenant(portal, &format!("bench-{i}")).await?);
    }
    // A few first, so that neither side pays for connections and plans inside the window.
    idle(&engine, WARM_UP, 0).await?;
    let cpu = machine::cpu_seconds(is_postgres);
    let begun = Instant::now();
    submit(&engine, environments, args.concurrency).await?;
    let done = settle(portal, args.tenants + WARM_UP).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let cpu = machine::cpu_seconds(is_postgres) - cpu;
    let (mut first, mut last) = idle(&engine, 200, 1).await?;
    worker.stop().await;
    let limits = limits::measure(url, dir).await?;
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
    let steps = (args.tenants * usize::from(args.steps)) as f64;
    let figures = Figures {
        bench: "steps",
        database: database.to_owned(),
        ok: done == args.tenants + WARM_UP,
        n: args.tenants,
        concurrency: Some(args.concurrency),
        steps_per_s: Some(steps / seconds),
        seconds: Some(seconds),
        first_ms_p50: quantile(&mut first, 0.5),
        last_ms_p50: quantile(&mut last, 0.5),
        last_ms_p99: quantile(&mut last, 0.99),
        cpu_s: Some(cpu),
        memory_mib: Some(machine::memory_mib()),
        ..Figures::default()
    };
    Ok(figures.beside(limits))
}

/// A chain: each step waits for the one before.
fn plan(steps: usize) -> RunPlan {
    let chain = STEPS[..steps]
        .iter()
        .enumerate()
        .map(|(i, step)| PlannedStep {
            name: step.name.to_owned(),
            title: step.title().to_owned(),
            phase: None,
            after: if i == 0 {
                Vec::new()
            } else {
                vec![STEPS[i - 1].name.to_owned()]
            },
            core: true,
            attempts: 6,
            timeout_seconds: 60,
        });
    RunPlan {
        verb: Verb::Ensure,
        phases: Vec::new(),
        steps: chain.collect(),
    }
}

/// A tenant with an environment. Made before the clock starts: a run is what is measured.
async fn tenant(portal: &Portal, slug: &str) -> AppResult<Environment> {
    let now = portal.now();
    let slug = Slug::parse(slug).map_err(|e| e.at("slug"))?;
    let tenant = Tenant {
        id: portal.id().into(),
        slug: slug.clone(),
        company: slug.to_string(),
        status: TenantState::Trial,
        plan: "trial".to_owned(),
        trial_ends_at: None,
        launch_seconds: None,
        status_token: app::secrets::random_hex(16),
        launch_started_at: None,
        created_by: "bench".to_owned(),
        created_at: now,
    };
    let environment = Environment {
        id: portal.id().into(),
        tenant: tenant.id,
        slug,
        stage: Stage::prod(),
        state: EnvironmentState::Created,
        health: Health::Ok,
        deployment: None,
        last_failure: None,
        created_at: now,
    };
    let mut tx = portal.store.begin().await?;
    tx.insert_tenant(&tenant).await?;
    tx.insert_environment(&environment).await?;
    tx.commit().await?;
    Ok(environment)
}

/// A run for each, asked for by as many at once as run at once.
async fn submit(
    engine: &Engine,
    environments: Vec<Environment>,
    submitters: usize,
) -> AppResult<()> {
    let left = Arc::new(Mutex::new(environments));
    let submitters = (0..submitters).map(|_| {
        let (engine, left) = (engine.clone(), left.clone());
        tokio::spawn(async move {
            let next = || left.lock().unwrap_or_else(PoisonError::into_inner).pop();
            while let Some(environment) = next() {
                engine.submit(&environment).await?;
            }
            Ok::<(), AppError>(())
        })
    });
    for submitter in futures::future::join_all(submitters).await {
        submitter.map_err(AppError::internal)??;
    }
    Ok(())
}

#[derive(Clone)]
struct Engine {
    portal: Arc<Portal>,
    runner: Arc<Runner>,
    plan: Arc<RunPlan>,
}

impl Engine {
    async fn submit(&self, environment: &Environment) -> AppResult<RunId> {
        let id: RunId = self.portal.id().into();
        let run = NewRun {
            id,
            tenant: environment.tenant,
            environment: environment.id,
            kind: RunKind::Bench,
            plan: (*self.plan).clone(),
            bulk: false,
            requested_by: "bench".to_owned(),
            trace_id: app::secrets::random_hex(16),
            launch_started_at: None,
            created_at: self.portal.now(),
        };
        match self.runner.submit(run).await {
            Ok(true) => Ok(id),
            Ok(false) => Err(AppError::Conflict("a run is unfinished".to_owned())),
            Err(lost) => Err(AppError::internal(lost)),
        }
    }
}

/// Waits until no run is left; answers how many succeeded.
async fn settle(portal: &Portal, n: usize) -> AppResult<usize> {
    let begun = Instant::now();
    loop {
        let counts = portal.store.count_runs().await?;
        let count = |state: RunState| {
            usize::try_from(counts.get(&state).copied().unwrap_or(0)).unwrap_or(0)
        };
        let ended = n.saturating_sub(count(RunState::Queued) + count(RunState::Running));
        if ended == n || begun.elapsed() > Duration::from_secs(600) {
            return Ok(count(RunState::Succeeded));
        }
        // To ask costs, so it is asked a few times only: when half of what is left may have ended.
        let left = u32::try_from(n - ended).unwrap_or(u32::MAX);
        let half = begun.elapsed() * left / (2 * u32::try_from(ended).unwrap_or(u32::MAX).max(1));
        tokio::time::sleep(half.clamp(Duration::from_millis(2), Duration::from_millis(200))).await;
    }
}

/// One run after the other on an idle engine: milliseconds to the first step, and to the last.
async fn idle(engine: &Engine, n: usize, round: usize) -> AppResult<(Vec<f64>, Vec<f64>)> {
    let portal = &engine.portal;
    *STARTED.lock().unwrap_or_else(PoisonError::into_inner) = Some(HashMap::new());
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for i in 0..n {
        let environment = tenant(portal, &format!("idle-{round}-{i}")).await?;
        let mut events = portal.events.listen();
        let run = engine.submit(&environment).await?;
        let submitted = Instant::now();
        loop {
            // Nobody reads while steps are still to come: that would take their processor.
            let begun = started(environment.id).len() == engine.plan.steps.len();
            if begun
                && portal
                    .store
                    .run(run)
                    .await?
                    .is_some_and(|r| r.state == RunState::Succeeded)
            {
                break;
            }
            if submitted.elapsed() > Duration::from_secs(10) {
                return Err(AppError::Conflict(format!("run {run} did not end")));
            }
            let _ = tokio::time::timeout(Duration::from_millis(50), events.changed()).await;
        }
        last.push(submitted.elapsed().as_secs_f64() * 1e3);
        if let Some(at) = started(environment.id).first() {
            first.push(at.saturating_duration_since(submitted).as_secs_f64() * 1e3);
        }
    }
    *STARTED.lock().unwrap_or_else(PoisonError::into_inner) = None;
    Ok((first, last))
}

fn started(environment: EnvironmentId) -> Vec<Instant> {
    let started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
    let steps = started.as_ref().and_then(|s| s.get(&environment));
    steps.cloned().unwrap_or_default()
}
