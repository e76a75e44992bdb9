//! Engine throughput: tenants × steps that do nothing, through the queue, the leases and the
//! writer as they are. Submission is inside the timed window.

use super::{
    StepsArgs,
    figures::{Figures, quantile},
    limits, machine,
    nothing::{self, ALL, STEPS},
    place::{self, Place},
    rows,
};
use crate::wiring::{self, Need};
use app::{AppError, AppResult, Portal, records::Environment};
use domain::{ids::RunId, run::RunPlan, states::RunState};
use jobs::{Runner, RunnerOptions, queue::QueueOptions, runner::Faults};
use std::{
    collections::HashMap,
    ops::Range,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Runs before the clock starts.
const WARM_UP: usize = 20;

pub async fn run(args: &StepsArgs) -> AppResult<()> {
    for place in place::all(args.postgres.as_deref())? {
        measure(args, &place).await?.print(args.json);
    }
    Ok(())
}

async fn measure(args: &StepsArgs, place: &Place) -> AppResult<Figures> {
    let parts = wiring::build(&place.config(), Need::Write).await?;
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
    let names = STEPS.map(|step| step.name);
    let engine = Engine {
        portal: portal.clone(),
        runner: worker.runner.clone(),
        plan: Arc::new(rows::chain(&names[..usize::from(args.steps)])),
    };
    before(&engine, args).await?;
    let environments = tenants(portal, "bench", 0..args.tenants).await?;
    // A few first, so that neither side pays for connections and plans inside the window.
    idle(&engine, WARM_UP, 0).await?;
    let cpu = machine::cpu_seconds(place.is_postgres());
    let begun = Instant::now();
    submit(&engine, environments, args.concurrency).await?;
    let all = args.after + args.tenants + WARM_UP;
    let done = settle(portal).await?;
    let seconds = begun.elapsed().as_secs_f64();
    let cpu = machine::cpu_seconds(place.is_postgres()) - cpu;
    let (mut first, mut last) = idle(&engine, 200, 1).await?;
    worker.stop().await;
    let limits = limits::measure(&place.url, place.path()).await?;
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
    let steps = (args.tenants * usize::from(args.steps)) as f64;
    let figures = Figures {
        bench: "steps",
        database: place.database.to_owned(),
        ok: done == all,
        n: args.tenants,
        concurrency: Some(args.concurrency),
        after: (args.after > 0).then_some(args.after),
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

/// What fills the tables before anything is measured; says how far it is.
#[expect(clippy::print_stderr, reason = "progress; the figures are on stdout")]
async fn before(engine: &Engine, args: &StepsArgs) -> AppResult<()> {
    const PART: usize = 1_000;
    for begin in (0..args.after).step_by(PART) {
        let end = (begin + PART).min(args.after);
        let environments = tenants(&engine.portal, "before", begin..end).await?;
        submit(engine, environments, args.concurrency).await?;
        settle(&engine.portal).await?;
        eprintln!("{end} of {} runs before the clock starts", args.after);
    }
    Ok(())
}

/// Tenants with an environment each. Made before the clock starts: runs are what is measured.
async fn tenants(
    portal: &Portal,
    name: &str,
    numbers: Range<usize>,
) -> AppResult<Vec<Environment>> {
    let mut environments = Vec::with_capacity(numbers.len());
    let mut tx = portal.store.begin().await?;
    for i in numbers {
        let (tenant, environment) = rows::site(portal, &format!("{name}-{i}"))?;
        tx.insert_tenant(&tenant).await?;
        tx.insert_environment(&environment).await?;
        environments.push(environment);
    }
    tx.commit().await?;
    Ok(environments)
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
        let run = rows::run(&self.portal, environment, self.plan.clone());
        let id = run.id;
        match self.runner.submit(run).await {
            Ok(true) => Ok(id),
            Ok(false) => Err(AppError::Conflict("a run is unfinished".to_owned())),
            Err(lost) => Err(AppError::internal(lost)),
        }
    }
}

/// Waits until no run is left; answers how many succeeded in all.
async fn settle(portal: &Portal) -> AppResult<usize> {
    let count = |counts: &HashMap<RunState, i64>, state: RunState| {
        usize::try_from(counts.get(&state).copied().unwrap_or(0)).unwrap_or(0)
    };
    let begun = Instant::now();
    let mut most = 1;
    loop {
        let open = portal.store.count_open_runs().await?;
        let left = count(&open, RunState::Queued) + count(&open, RunState::Running);
        if left == 0 || begun.elapsed() > Duration::from_secs(600) {
            let all = portal.store.count_runs().await?;
            return Ok(count(&all, RunState::Succeeded));
        }
        // To ask costs as much as there is left, so it is asked a few times only: when half of
        // that may have ended.
        most = most.max(left);
        let ended = u32::try_from(most - left).unwrap_or(u32::MAX).max(1);
        let half = begun.elapsed() * u32::try_from(left).unwrap_or(u32::MAX) / (2 * ended);
        let longest = Duration::from_millis(if ended == 1 { 200 } else { 5_000 });
        tokio::time::sleep(half.clamp(Duration::from_millis(2), longest)).await;
    }
}

/// One run after the other on an idle engine: milliseconds to the first step, and to the last.
async fn idle(engine: &Engine, n: usize, round: usize) -> AppResult<(Vec<f64>, Vec<f64>)> {
    let portal = &engine.portal;
    nothing::note(true);
    let (mut first, mut last) = (Vec::new(), Vec::new());
    for i in 0..n {
        let environment = tenants(portal, &format!("idle-{round}"), i..i + 1).await?;
        let environment = &environment[0];
        let mut events = portal.events.listen();
        let run = engine.submit(environment).await?;
        let submitted = Instant::now();
        loop {
            // Nobody reads while steps are still to come: that would take their processor.
            let begun = nothing::started(environment.id).len() == engine.plan.steps.len();
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
        if let Some(at) = nothing::started(environment.id).first() {
            first.push(at.saturating_duration_since(submitted).as_secs_f64() * 1e3);
        }
    }
    nothing::note(false);
    Ok((first, last))
}
