//! Drives one claimed run: starts what is ready, in parallel, and commits each result together
//! with the intent of what follows from it.
//!
//! Every write is fenced by the lease's epoch. `Lost` means that somebody else has the run: all
//! work here stops at once and writes nothing more.

mod commit;
mod ending;
mod suspects;

use super::{
    Room, Runner, WriterLost,
    attempt::{Attempt, outcome},
    faults::Place,
    graph::Graph,
};
use crate::step::{Scope, StepContext, StepError};
use app::{
    ports::{Claimed, Outcome},
    records::Run,
};
use domain::{
    Phase, Time,
    run::{RunKind, StepFailure, Verb},
};
use ending::grace;
use serde_json::Value;
use std::{
    collections::{BTreeMap, BTreeSet, HashMap, VecDeque},
    future::Future,
    sync::Arc,
    task::{Context, Poll, Waker},
    time::Duration,
};
use suspects::Found;
use tokio::{sync::OwnedSemaphorePermit, task::JoinSet};
use tokio_util::sync::CancellationToken;

/// Lines of a step that still runs are shown this often.
const LOG_EVERY: Duration = Duration::from_millis(300);

pub(super) struct Drive<'a> {
    runner: &'a Arc<Runner>,
    epoch: i64,
    run: Run,
    scope: Scope,
    job: Option<String>,
    room: Option<Room>,
    graph: Graph,
    outputs: Arc<BTreeMap<String, Value>>,
    running: JoinSet<Ended>,
    /// Steps that were over at the first look and never got a task.
    ended: VecDeque<Ended>,
    contexts: HashMap<String, (Arc<StepContext>, u32)>,
    found: Found,
    /// While it lives no other suspect is tried here; and the steps that it is for.
    turn: Option<(OwnedSemaphorePermit, BTreeSet<String>)>,
    failed: Option<(String, StepFailure)>,
    core_ended: Option<Time>,
    cancel: CancellationToken,
    cancelling: bool,
}

type Go = Result<bool, WriterLost>;
/// A step, and what came of its attempt.
type Ended = (String, Result<Value, StepError>);

impl<'a> Drive<'a> {
    pub fn new(
        runner: &'a Arc<Runner>,
        claimed: Claimed,
        job: String,
        room: Room,
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
        let found = Found::of(&steps);
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
            room: Some(room),
            graph,
            outputs: Arc::new(outputs),
            running: JoinSet::new(),
            ended: VecDeque::new(),
            contexts: HashMap::new(),
            found,
            turn: None,
            failed: None,
            core_ended,
            cancel,
            cancelling: false,
        }
    }

    pub async fn run(mut self) -> Result<(), WriterLost> {
        self.load_earlier_outputs().await?;
        self.begin_found().await?;
        if self.is_idle() && !self.start_without_result().await? {
            return Ok(());
        }
        let grace = grace(self.runner.stop.clone(), self.runner.options.grace);
        tokio::pin!(grace);
        let cancel = self.cancel.clone();
        let mut flush = tokio::time::interval(LOG_EVERY);
        flush.reset();
        let mut go_on = true;
        while go_on {
            if let Some(ended) = self.ended.pop_front() {
                go_on = self.take(ended).await?;
                continue;
            }
            tokio::select! {
                biased;
                Some(ended) = self.running.join_next() => {
                    if let Ok(ended) = ended {
                        go_on = self.take(ended).await?;
                    }
                }
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

    fn is_idle(&self) -> bool {
        self.running.is_empty() && self.ended.is_empty()
    }

    fn crash_point(&self, at: Place, step: &str) {
        let tenant = self.scope.tenant.slug.as_str();
        self.runner.faults.crash_point(at, step, tenant);
    }

    fn spawn(&mut self, step: &str, attempt: u32) {
        let name = step.to_owned();
        let Some(implementation) = self.runner.steps.iter().find(|s| s.name() == step) else {
            let gone = StepError::fail("bug", format!("this program has no step {step}"));
            self.ended.push_back((name, Err(gone)));
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
        self.crash_point(Place::AfterIntent, step);
        let attempt = Attempt {
            step: *implementation,
            verb: self.graph.verb(),
            timeout: Duration::from_secs(u64::from(seconds)),
            faults: self.runner.faults.clone(),
        };
        let mut work = Box::pin(async move { (name, attempt.run(cx).await) });
        if self.cancel.is_cancelled() {
            // A chain of steps that are over at once would never come to hear of it.
            self.running.spawn(work);
            return;
        }
        // A first look here and now: what is over at once needs no task, and no thread is woken
        // for it. Whatever still waits is polled again by its task.
        match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(ended) => self.ended.push_back(ended),
            Poll::Pending => {
                self.running.spawn(work);
            }
        }
    }

    /// One step has ended: commit its result and what follows from it.
    async fn take(&mut self, (step, result): Ended) -> Go {
        self.give_turn(&step);
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
        let finish = if next.is_empty() && self.is_idle() {
            Some(self.finish(stopping, now))
        } else {
            None
        };
        if self.failed.is_some() && finish.is_some() {
            moves.extend(self.graph.broken_off());
        }
        let ends = finish.is_some();
        let starts = next.clone();
        self.write_result(&step, attempt, outcome, now, next, moves, finish)
            .await?;
        self.crash_point(Place::AfterRecord, &step);
        for start in starts {
            self.spawn(&start.step, start.attempt);
        }
        Ok(!ends)
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
            self.write_starts(moves, starts.clone()).await?;
            for start in starts {
                self.spawn(&start.step, start.attempt);
            }
            return Ok(true);
        }
        let finish = self.finish(false, now);
        self.write_finish(moves, finish).await?;
        Ok(false)
    }
}
