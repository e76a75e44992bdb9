//! A fleet upgrade as the product has it: the phase `release` for every environment, asked for at
//! once and carried out by one worker with the local providers.

use super::{
    UpgradeArgs,
    figures::{Figures, quantile},
    limits, machine,
    place::{self, Place},
};
use crate::wiring::{self, Need, Parts};
use app::{
    AppError, AppResult, Session,
    access::{Capability, CreateEnvironments, OperateEnvironments, grant},
    cases::{self, Action, NewEnvironment},
};
use domain::{
    EnvironmentName, Phase,
    ids::RunId,
    states::{RunState, StepState},
};
use futures::{StreamExt, TryStreamExt, stream};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};

/// How many are asked for at once.
const AT_ONCE: usize = 16;
const PATIENCE: Duration = Duration::from_secs(600);

pub async fn run(args: &UpgradeArgs) -> AppResult<()> {
    for place in place::all(args.postgres.as_deref())? {
        measure(args.environments, &place).await?.print(args.json);
    }
    Ok(())
}

async fn measure(environments: usize, place: &Place) -> AppResult<Figures> {
    let parts = wiring::build(&place.config(), Need::Write).await?;
    let worker = parts.start_worker(None).await?;
    let fleet = Fleet { parts: &parts };
    let names = fleet.create(environments).await?;
    for phase in [Phase::Provision, Phase::Configure] {
        let ended = fleet.all(&names, phase).await?;
        if ended.failures > 0 {
            let why = format!("{} of {environments} could not be prepared", ended.failures);
            return Err(AppError::Conflict(why));
        }
    }
    let cpu = machine::cpu_seconds(place.is_postgres());
    let mut ended = fleet.all(&names, Phase::Release).await?;
    let cpu = machine::cpu_seconds(place.is_postgres()) - cpu;
    worker.stop().await;
    #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
    let (count, steps) = (environments as f64, ended.steps as f64);
    let figures = Figures {
        bench: "upgrade",
        database: place.database.to_owned(),
        ok: ended.failures == 0,
        n: environments,
        concurrency: Some(AT_ONCE),
        environments_per_s: Some(count / ended.seconds),
        steps_per_s: Some(steps / ended.seconds),
        run_ms_p50: quantile(&mut ended.millis, 0.5),
        run_ms_p99: quantile(&mut ended.millis, 0.99),
        last_s: Some(ended.seconds),
        failures: Some(ended.failures),
        cpu_s: Some(cpu),
        memory_mib: Some(machine::memory_mib()),
        ..Figures::default()
    };
    Ok(figures.beside(limits::measure(&place.url, place.path()).await?))
}

struct Fleet<'a> {
    parts: &'a Parts,
}

/// What became of one phase on all of them.
struct Ended {
    /// From the first request to the end of the last run.
    seconds: f64,
    /// Of each run, from its request to its end.
    millis: Vec<f64>,
    steps: usize,
    failures: usize,
}

impl Fleet<'_> {
    fn by<C: Capability>(&self) -> AppResult<app::Access<C>> {
        grant(&self.parts.portal, &Arc::new(Session::command_line()))
    }

    async fn create(&self, count: usize) -> AppResult<Vec<EnvironmentName>> {
        let by = self.by::<CreateEnvironments>()?;
        let mut names = Vec::with_capacity(count);
        for n in 0..count {
            let name: EnvironmentName = format!("fleet-{n}").parse().map_err(wrong)?;
            let new = NewEnvironment {
                name: name.clone(),
                company: None,
                email: None,
                plan: None,
                settings: serde_json::Map::new(),
            };
            cases::create_environment(&by, new).await?;
            names.push(name);
        }
        Ok(names)
    }

    async fn all(&self, names: &[EnvironmentName], phase: Phase) -> AppResult<Ended> {
        let by = self.by::<OperateEnvironments>()?;
        let begun = Instant::now();
        let ask = |name| cases::start_run(&by, name, Action::Phase(phase), true);
        let asked = stream::iter(names).map(ask).buffer_unordered(AT_ONCE);
        let asked: Vec<RunId> = asked
            .try_filter_map(async |accepted| Ok(accepted.run))
            .try_collect()
            .await?;
        self.settle().await?;
        let seconds = begun.elapsed().as_secs_f64();
        let store = &self.parts.portal.store;
        let (mut millis, mut steps) = (Vec::new(), 0);
        for id in &asked {
            let run = store.run(*id).await?;
            let run = run.filter(|run| run.state == RunState::Succeeded);
            let ended = run.and_then(|run| Some(run.ended_at?.seconds_since(run.created_at)));
            millis.extend(ended.map(|seconds| seconds * 1e3));
            let done = store.steps(*id).await?;
            steps += done
                .iter()
                .filter(|s| s.state == StepState::Succeeded)
                .count();
        }
        Ok(Ended {
            seconds,
            failures: names.len() - millis.len(),
            millis,
            steps,
        })
    }

    /// Until no run is queued or at work.
    async fn settle(&self) -> AppResult<()> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            let counts = self.parts.portal.store.count_open_runs().await?;
            let open = |state| counts.get(&state).copied().unwrap_or(0);
            if open(RunState::Queued) + open(RunState::Running) == 0 {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        Err(AppError::Conflict("the fleet did not come to rest".into()))
    }
}

fn wrong(refused: domain::field::Refused) -> AppError {
    refused.at("slug").into()
}
