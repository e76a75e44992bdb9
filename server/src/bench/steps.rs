//! Engine throughput: tenants × steps that do nothing, through the queue, the leases and the
//! writer as they are. Submission is inside the timed window.

use super::{
    StepsArgs,
    figures::{Figures, quantile},
    machine,
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
    RunnerOptions,
    queue::QueueOptions,
    runner::Faults,
    step::{AnyStep, Policy, StepContext, StepError},
};
use serde_json::Value;
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// A step that does nothing; the first one notes when it was started.
struct Nothing {
    name: &'static str,
}

static STARTED: Mutex<Option<HashMap<EnvironmentId, Instant>>> = Mutex::new(None);

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
        if self.name == STEPS[0].name
            && let Some(started) = STARTED
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .as_mut()
        {
            started
                .entry(cx.environment().id)
                .or_insert_with(Instant::now);
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
    let plan = plan(usize::from(args.steps));
    let is_postgres = database == "postgresql";

    // One run first, so that neither side pays for connections and plans inside the window.
    idle(portal, &plan, 20, 0).await?;
    let cpu = machine::cpu_seconds(is_postgres);
    let begun = Instant::now();
    submit(portal, &plan, args).await?;
    let done = settle(portal, args.tenants).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let cpu = machine::cpu_seconds(is_postgres) - cpu;
    let (mut first, mut last) = idle(portal, &plan, 200, 1).await?;
    worker.stop().await;
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
    let steps = (args.tenants * usize::from(args.steps)) as f64;
    Ok(Figures {
        bench: "steps",
        database: database.to_owned(),
        ok: done == args.tenants,
        n: args.tenants,
        concurrency: Some(args.concurrency),
        steps_per_s: Some(steps / seconds),
        seconds: Some(seconds),
        first_ms_p50: quantile(&mut first, 0.5),
        last_ms_p50: quantile(&mut last, 0.5),
        last_ms_p99: quantile(&mut last, 0.99),
        cpu_s: Some(cpu),
        memory_mib: Some(machine::memory_mib()),
        syncs_per_s: machine::syncs_per_second(dir).ok(),
        ..Figures::default()
    })
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

async fn submit(portal: &Arc<Portal>, plan: &RunPlan, args: &StepsArgs) -> AppResult<()> {
    let next = Arc::new(AtomicUsize::new(0));
    let submitters = (0..args.concurrency).map(|_| {
        let (portal, plan, next, n) = (portal.clone(), plan.clone(), next.clone(), args.tenants);
        tokio::spawn(async move {
            loop {
                let i = next.fetch_add(1, Ordering::Relaxed);
                if i >= n {
                    return Ok::<(), AppError>(());
                }
                one(&portal, &plan, &format!("bench-{i}")).await?;
            }
        })
    });
    for submitter in futures::future::join_all(submitters).await {
        submitter.map_err(AppError::internal)??;
    }
    Ok(())
}

/// A tenant with an environment and a run, in one transaction.
async fn one(portal: &Portal, plan: &RunPlan, slug: &str) -> AppResult<(RunId, EnvironmentId)> {
    let now = portal.now();
    let slug = Slug::parse(slug).map_err(|e| e.at("slug"))?;
    let (tenant, environment, run) = (portal.id().into(), portal.id().into(), portal.id().into());
    let mut tx = portal.store.begin().await?;
    tx.insert_tenant(&Tenant {
        id: tenant,
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
    })
    .await?;
    tx.insert_environment(&Environment {
        id: environment,
        tenant,
        slug,
        stage: Stage::prod(),
        state: EnvironmentState::Created,
        health: Health::Ok,
        deployment: None,
        last_failure: None,
        created_at: now,
    })
    .await?;
    tx.insert_run(&NewRun {
        id: run,
        tenant,
        environment,
        kind: RunKind::Bench,
        plan: plan.clone(),
        requested_by: "bench".to_owned(),
        trace_id: app::secrets::random_hex(16),
        launch_started_at: None,
        created_at: now,
    })
    .await?;
    tx.commit().await?;
    portal.work.ring();
    Ok((run, environment))
}

/// Waits until no run is left; answers how many succeeded.
async fn settle(portal: &Portal, n: usize) -> AppResult<usize> {
    let mut events = portal.events.listen();
    let begun = Instant::now();
    loop {
        let counts = portal.store.count_runs().await?;
        let count = |state: RunState| {
            usize::try_from(counts.get(&state).copied().unwrap_or(0)).unwrap_or(0)
        };
        let left = count(RunState::Queued) + count(RunState::Running);
        if left == 0 || begun.elapsed() > Duration::from_secs(600) {
            return Ok(count(RunState::Succeeded).saturating_sub(20).min(n));
        }
        // Far from the end there is no need to ask often.
        let pause = Duration::from_millis(if left > 200 { 100 } else { 5 });
        let _ = tokio::time::timeout(pause, events.changed()).await;
        tokio::time::sleep(pause).await;
    }
}

/// One run after the other on an idle engine: milliseconds to the first step, and to the last.
async fn idle(
    portal: &Arc<Portal>,
    plan: &RunPlan,
    n: usize,
    round: usize,
) -> AppResult<(Vec<f64>, Vec<f64>)> {
    *STARTED.lock().unwrap_or_else(PoisonError::into_inner) = Some(HashMap::new());
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for i in 0..n {
        let mut events = portal.events.listen();
        let (run, environment) = one(portal, plan, &format!("idle-{round}-{i}")).await?;
        let submitted = Instant::now();
        loop {
            let state = portal.store.run(run).await?.map(|r| r.state);
            if state == Some(RunState::Succeeded) {
                break;
            }
            if submitted.elapsed() > Duration::from_secs(10) {
                return Err(AppError::Conflict(format!("run {run} did not end")));
            }
            let _ = tokio::time::timeout(Duration::from_millis(50), events.changed()).await;
        }
        last.push(submitted.elapsed().as_secs_f64() * 1e3);
        let started = STARTED.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(at) = started.as_ref().and_then(|s| s.get(&environment)) {
            first.push(at.saturating_duration_since(submitted).as_secs_f64() * 1e3);
        }
    }
    *STARTED.lock().unwrap_or_else(PoisonError::into_inner) = None;
    Ok((first, last))
}
