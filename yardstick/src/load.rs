//! The load of `automator bench steps`, and its figures under the same names.

use crate::{
    engine::{Engine, STEPS},
    machine,
};
use anyhow::{Context, Result};
use serde::Serialize;
use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

/// Runs before the clock starts.
const WARM_UP: usize = 20;
/// Runs one after the other, for the latencies.
const IDLE: usize = 200;
/// Longer than any load takes that somebody waits for.
const LONGEST: Duration = Duration::from_secs(600);

#[derive(Clone, Copy, Debug)]
pub struct Load {
    pub runs: usize,
    pub concurrency: usize,
}

#[derive(Debug, Serialize)]
pub struct Figures {
    bench: &'static str,
    database: &'static str,
    n: usize,
    concurrency: usize,
    steps_per_s: f64,
    cpu_s: f64,
    first_ms_p50: f64,
    last_ms_p50: f64,
    last_ms_p99: f64,
}

impl Load {
    pub async fn measure(self, engine: &Engine, database: &'static str) -> Result<Figures> {
        idle(engine, WARM_UP).await?;
        let with_postgres = database == "postgresql";
        let cpu = machine::cpu_seconds(with_postgres);
        let begun = Instant::now();
        self.all_at_once(engine).await?;
        let seconds = begun.elapsed().as_secs_f64();
        let cpu = machine::cpu_seconds(with_postgres) - cpu;
        let (mut first, mut last) = idle(engine, IDLE).await?;
        #[expect(clippy::cast_precision_loss, reason = "counts of a benchmark")]
        let steps = (self.runs * STEPS.len()) as f64;
        Ok(Figures {
            bench: "bare",
            database,
            n: self.runs,
            concurrency: self.concurrency,
            steps_per_s: steps / seconds,
            cpu_s: cpu,
            first_ms_p50: percentile(&mut first, 50)?,
            last_ms_p50: percentile(&mut last, 50)?,
            last_ms_p99: percentile(&mut last, 99)?,
        })
    }

    /// As many ask for runs at once as run at once.
    async fn all_at_once(self, engine: &Engine) -> Result<()> {
        let before = *engine.ended.borrow();
        let left = Arc::new(AtomicUsize::new(self.runs));
        let submitters = (0..self.concurrency).map(|_| {
            let (engine, left) = (engine.clone(), left.clone());
            let one_less = |n: usize| n.checked_sub(1);
            tokio::spawn(async move {
                while left
                    .fetch_update(Ordering::SeqCst, Ordering::SeqCst, one_less)
                    .is_ok()
                {
                    engine.submit().await?;
                }
                Ok::<(), anyhow::Error>(())
            })
        });
        for submitter in futures::future::join_all(submitters).await {
            submitter??;
        }
        until(engine, before + self.runs).await
    }
}

/// One run after the other on an idle engine: milliseconds from the submission's commit to the
/// first step, and to the last one's commit.
async fn idle(engine: &Engine, n: usize) -> Result<(Vec<f64>, Vec<f64>)> {
    let (mut first, mut last) = (Vec::with_capacity(n), Vec::with_capacity(n));
    for _ in 0..n {
        let before = *engine.ended.borrow();
        engine.first_step();
        engine.submit().await?;
        let submitted = Instant::now();
        until(engine, before + 1).await?;
        last.push(submitted.elapsed().as_secs_f64() * 1e3);
        if let Some(at) = engine.first_step() {
            first.push(at.saturating_duration_since(submitted).as_secs_f64() * 1e3);
        }
    }
    Ok((first, last))
}

async fn until(engine: &Engine, ended: usize) -> Result<()> {
    let mut runs = engine.ended.subscribe();
    let all = runs.wait_for(|n| *n >= ended);
    let all = tokio::time::timeout(LONGEST, all).await;
    all.context("the runs do not end")?
        .context("the engine has gone")?;
    Ok(())
}

fn percentile(values: &mut [f64], percent: usize) -> Result<f64> {
    values.sort_by(f64::total_cmp);
    let at = values.len().saturating_sub(1) * percent / 100;
    values.get(at).copied().context("nothing was measured")
}
