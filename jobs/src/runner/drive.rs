//! Drives one claimed run: starts what is ready, in parallel, and commits each result together
//! with the intent of what follows from it.
//!
//! Every write is fenced by the lease's epoch. `Lost` means that somebody else has the run: all
//! work here stops at once and writes nothing more.

use super::{
    Runner, WriterLost,
    attempt::{Attempt, outcome},
    graph::Graph,
};
use crate::step::{Scope, StepContext, StepError};
use app::{
    ports::{Claimed, Finish, NewLog, Out, Outcome, Start, StepResult, Write},
    records::{Failure, Run},
};
use domain::{
    Phase, Time,
    run::{RunKind, StepFailure, Verb},
    states::{Health, RunState, StepState},
};
use serde_json::Value;
use std::{
    collections::{BTreeMap, HashMap},
    sync::Arc,
    time::Duration,
};
use tokio::task::JoinSet;
use tokio_util::sync::CancellationToken;

/// Lines of a step that still runs are shown this often.
const LOG_EVERY: Duration = Duration::from_millis(300);

pub(super) struct Drive<'a> {
    runner: &'a Arc<Runner>,
    epoch: i64,
    run: Run,
    scope: Scope,
    job: Option<String>,
    graph: Graph,
    outputs: Arc<BTreeMap<String, Value>>,
    running: JoinSet<(String, Result<Value, StepError>)>,
    contexts: HashMap<String, (Arc<StepContext>, u32)>,
    /// Steps that the claim found or made running: (name, attempt, crashes).
    found: Vec<(String, u32, u32)>,
    failed: Option<(String, StepFailure)>,
    core_ended: Option<Time>,
    cancel: CancellationToken,
    cancelling: bool,
}

type Go = Result<bool, WriterLost>;

impl<'a> Drive<'a> {
    pub fn new(
        runner: &'a Arc<Runner>,
        claimed: Claimed,
        job: String,
        cancel: CancellationToken,
    ) -> Self {
        let Claimed {
            epoch,
            run,
            tenant,
            environment,
            steps,
        } = claimed;
        let graph = Graph::new(run.plan.clone(), &steps, environment.state);
        let outputs = steps
            .iter()
            .filter_map(|s| Some((s.name.clone(), s.output.clone()?)))
            .collect();
        let found = steps.iter().filter(|s| s.state == StepState::Running);
        let found = found
            .map(|s| (s.name.clone(), s.attempts, s.crashes))
            .collect();
        let core_ended = steps.iter().filter_map(|s| s.ended_at).max();
        let scope = Scope {
            portal: runner.portal.clone(),
            providers: runner.providers.clone(),
            tenant: Arc::new(tenant),
            environment: Arc::new(environment),
        };
        if run.cancel_requested {
            cancel.cancel();
        }
        Self {
            runner,
            epoch,
            run,
            scope,
            job: Some(job),
            graph,
            outputs: Arc::new(outputs),
            running: JoinSet::new(),
            contexts: HashMap::new(),
            found,
            failed: None,
            core_ended,
            cancel,
            cancelling: false,
        }
    }

    pub async fn run(mut self) -> Result<(), WriterLost> {
        self.load_earlier_outputs().await?;
        for (step, attempt, crashes) in std::mem::take(&mut self.found) {
            if crashes >= self.runner.options.crashes {
                let poisoned = poisoned(&step, crashes);
                self.running.spawn(async move { (step, Err(poisoned)) });
            } else {
                self.spawn(&step, attempt);
            }
        }
        if self.running.is_empty() && !self.start_without_result().await? {
            return Ok(());
        }
        let grace = grace(self.runner.stop.clone(), self.runner.options.grace);
        tokio::pin!(grace);
        let cancel = self.cancel.clone();
        let mut flush = tokio::time::interval(LOG_EVERY);
        flush.reset();
        let mut go_on = true;
        while go_on {
            tokio::select! {
                biased;
                Some(ended) = self.running.join_next() => go_on = self.take(ended).await?,
                () = cancel.cancelled(), if !self.cancelling => go_on = self.break_off().await?,
                () = &mut grace, if !self.cancelling => go_on = self.release().await?,
                _ = flush.tick() => self.flush_logs().await?,
            }
        }
        Ok(())
    }

    /// What earlier runs on this environment have made, when this one does not begin at the start.
    async fn load_earlier_outputs(&mut self) -> Result<(), WriterLost> {
        let from_start = self.run.plan.phases.first() == Some(&Phase::Provision);
        if from_start || self.run.kind == RunKind::Bench {
            return Ok(());
        }
        let store = &self.scope.portal.store;
        let earlier = store.latest_outputs(self.run.environment).await;
        let mut outputs = earlier.map_err(|e| WriterLost(e.to_string()))?;
        outputs.extend(self.outputs.iter().map(|(k, v)| (k.clone(), v.clone())));
        self.outputs = Arc::new(outputs);
        Ok(())
    }

    fn spawn(&mut self, step: &str, attempt: u32) {
        let name = step.to_owned();
        let Some(implementation) = self.runner.steps.iter().find(|s| s.name() == step) else {
            let gone = StepError::fail("bug", format!("this program has no step {step}"));
            self.running.spawn(async move { (name, Err(gone)) });
            return;
        };
        let seconds = self.graph.planned(step).map_or(60, |p| p.timeout_seconds);
        let cx = StepContext::new(
            self.scope.clone(),
            step,
            attempt,
            self.outputs.clone(),
            self.cancel.child_token(),
        );
        let cx = Arc::new(cx);
        self.contexts.insert(name.clone(), (cx.clone(), attempt));
        let attempt = Attempt {
            step: *implementation,
            verb: self.graph.verb(),
            number: attempt,
            timeout: Duration::from_secs(u64::from(seconds)),
            faults: self.runner.faults.clone(),
        };
        self.running
            .spawn(async move { (name, attempt.run(cx).await) });
    }

    /// One step has ended: commit its result and what follows from it.
    async fn take(
        &mut self,
        ended: Result<(String, Result<Value, StepError>), tokio::task::JoinError>,
    ) -> Go {
        let Ok((step, result)) = ended else {
            return Ok(true);
        };
        let now = self.scope.portal.now();
        let attempt = self
            .contexts
            .get(&step)
            .map_or_else(|| self.graph.attempts(&step), |(_, n)| *n);
        let Some(planned) = self.graph.planned(&step).cloned() else {
            return Ok(true);
        };
        let outcome = outcome(result, &planned, attempt, &self.runner.options.pauses, now);
        self.graph.settle(&step, &outcome);
        if let Outcome::Failed(failure) = &outcome {
            self.failed.get_or_insert((step.clone(), failure.clone()));
        }
        if let Outcome::Succeeded { output } = &outcome {
            if planned.core {
                self.core_ended = Some(now);
            }
            if self.graph.verb() == Verb::Ensure && self.run.kind != RunKind::Bench {
                Arc::make_mut(&mut self.outputs).insert(step.clone(), output.clone());
            }
        }
        let stopping = self.runner.stop.is_cancelled();
        let mut moves = self.graph.moves();
        let next = if self.failed.is_some() || stopping {
            Vec::new()
        } else {
            self.graph.start_ready()
        };
        let finish = if next.is_empty() && self.running.is_empty() {
            Some(self.finish(stopping, now))
        } else {
            None
        };
        if self.failed.is_some() && finish.is_some() {
            moves.extend(self.graph.broken_off());
        }
        let ends = finish.is_some();
        let starts = next.clone();
        self.runner.faults.crash_point("before-result");
        self.write_result(&step, attempt, outcome, now, next, moves, finish)
            .await?;
        self.runner.faults.crash_point("after-result");
        for start in starts {
            self.spawn(&start.step, 1);
        }
        Ok(!ends)
    }

    /// How the run stands when nothing runs and nothing more can start.
    fn finish(&self, stopping: bool, now: Time) -> Finish {
        if let Some((step, failure)) = &self.failed {
            return self.end(
                RunState::Failed,
                None,
                Some(self.failure(step, failure, now)),
            );
        }
        if self.graph.all_passed() {
            let health = (self.graph.verb() == Verb::Ensure && self.run.kind != RunKind::Bench)
                .then(|| {
                    if self.graph.is_degraded() {
                        Health::Degraded
                    } else {
                        Health::Ok
                    }
                });
            return self.end(RunState::Succeeded, health, None);
        }
        match self.graph.next_due() {
            Some(at) if !stopping => Finish::Park { at },
            _ => Finish::Release,
        }
    }

    fn end(&self, state: RunState, health: Option<Health>, failure: Option<Failure>) -> Finish {
        let launched = self.run.launch_started_at.zip(self.core_ended);
        let launched =
            launched.filter(|_| state == RunState::Succeeded && self.graph.core_passed());
        Finish::End {
            state,
            health,
            failure,
            launch_seconds: launched.map(|(from, to)| to.seconds_since(from)),
        }
    }

    fn failure(&self, step: &str, failure: &StepFailure, now: Time) -> Failure {
        Failure {
            run: self.run.id,
            step: step.to_owned(),
            kind: failure.kind.clone(),
            summary: failure.summary.clone(),
            hint: failure.hint.clone(),
            at: now,
            seconds: now.seconds_since(self.run.started_at.unwrap_or(self.run.created_at)),
            trace_id: self.run.trace_id.clone(),
        }
    }

    #[expect(clippy::too_many_arguments, reason = "the parts of one transaction")]
    async fn write_result(
        &mut self,
        step: &str,
        attempt: u32,
        outcome: Outcome,
        ended_at: Time,
        next: Vec<Start>,
        moves: Vec<app::ports::Move>,
        finish: Option<Finish>,
    ) -> Result<(), WriterLost> {
        let report = self
            .contexts
            .remove(step)
            .map(|(cx, _)| cx.take_report())
            .unwrap_or_default();
        let mut log = report.log;
        if let Some(line) = last_line(step, attempt, &outcome, ended_at) {
            log.push(line);
        }
        let job = if finish.is_some() {
            self.job.take()
        } else {
            None
        };
        self.write(Write::Step(Box::new(StepResult {
            run: self.run.id,
            epoch: self.epoch,
            environment: self.run.environment,
            step: step.to_owned(),
            outcome,
            ended_at,
            next,
            moves,
            deployment: report.deployment,
            resources: report.resources,
            gone: report.gone,
            log,
            finish,
            job,
        })))
        .await
    }

    /// Nothing runs after the claim: start what is ready, or end, or park. False when it is over.
    async fn start_without_result(&mut self) -> Go {
        let now = self.scope.portal.now();
        if self.cancel.is_cancelled() {
            return self.break_off().await;
        }
        let moves = self.graph.moves();
        let starts = self.graph.start_ready();
        if !starts.is_empty() {
            let write = Write::Start {
                run: self.run.id,
                epoch: self.epoch,
                steps: starts.clone(),
            };
            self.write(write).await?;
            for start in starts {
                self.spawn(&start.step, 1);
            }
            return Ok(true);
        }
        let finish = self.finish(false, now);
        self.write_finish(moves, finish).await?;
        Ok(false)
    }

    /// Cancelled: running attempts are dropped, their steps and the run end as cancelled.
    async fn break_off(&mut self) -> Go {
        self.cancelling = true;
        self.running.shutdown().await;
        let now = self.scope.portal.now();
        let moves = self.graph.broken_off();
        let end = Finish::End {
            state: RunState::Cancelled,
            health: None,
            failure: None,
            launch_seconds: None,
        };
        let mut left: Vec<(String, u32)> = self
            .contexts
            .iter()
            .map(|(s, (_, n))| (s.clone(), *n))
            .collect();
        let Some((last, attempt)) = left.pop() else {
            self.write_finish(moves, end).await?;
            return Ok(false);
        };
        for (step, attempt) in left {
            self.write_result(
                &step,
                attempt,
                Outcome::Cancelled,
                now,
                Vec::new(),
                Vec::new(),
                None,
            )
            .await?;
        }
        self.write_result(
            &last,
            attempt,
            Outcome::Cancelled,
            now,
            Vec::new(),
            moves,
            Some(end),
        )
        .await?;
        Ok(false)
    }

    /// A graceful stop: the lease goes back, what ran is started again by whoever takes it.
    async fn release(&mut self) -> Go {
        self.running.shutdown().await;
        self.write_finish(Vec::new(), Finish::Release).await?;
        Ok(false)
    }

    async fn write_finish(
        &mut self,
        moves: Vec<app::ports::Move>,
        finish: Finish,
    ) -> Result<(), WriterLost> {
        let write = Write::Finish {
            run: self.run.id,
            epoch: self.epoch,
            environment: self.run.environment,
            moves,
            finish,
            job: self.job.take(),
        };
        self.write(write).await
    }

    async fn flush_logs(&mut self) -> Result<(), WriterLost> {
        let lines: Vec<NewLog> = self
            .contexts
            .values()
            .flat_map(|(cx, _)| cx.take_log())
            .collect();
        if lines.is_empty() {
            return Ok(());
        }
        self.write(Write::Log {
            run: self.run.id,
            epoch: self.epoch,
            lines,
        })
        .await
    }

    async fn write(&mut self, write: Write) -> Result<(), WriterLost> {
        match self.runner.writer.write(write).await? {
            Out::Done | Out::Claimed(_) => Ok(()),
            Out::Lost => Err(WriterLost(
                "the lease was taken by another worker".to_owned(),
            )),
        }
    }
}

/// Ends when a graceful stop has waited long enough for a run's steps.
async fn grace(stop: CancellationToken, time: Duration) {
    stop.cancelled().await;
    tokio::time::sleep(time).await;
}

fn poisoned(step: &str, crashes: u32) -> StepError {
    StepError::fail(
        "crashed",
        format!("the worker died {crashes} times while {step} ran"),
    )
}

fn last_line(step: &str, attempt: u32, outcome: &Outcome, at: Time) -> Option<NewLog> {
    let (level, text) = match outcome {
        Outcome::Failed(f) => (
            "error",
            format!("{}; attempt {attempt}, no further one", f.summary),
        ),
        Outcome::Degraded(f) => (
            "warn",
            format!("{}; the step is optional, the run goes on", f.summary),
        ),
        Outcome::Retrying(f, next) => ("warn", format!("{}; tried again at {next}", f.summary)),
        Outcome::Waiting { why, .. } => ("info", format!("not ready: {why}")),
        Outcome::Skipped { .. } | Outcome::Succeeded { .. } => return None,
        Outcome::Cancelled => ("warn", "cancelled".to_owned()),
    };
    Some(NewLog {
        step: step.to_owned(),
        attempt,
        at,
        level,
        text,
    })
}
