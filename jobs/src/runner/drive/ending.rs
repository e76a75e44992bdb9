//! How a run ends, parks, is cancelled or is given back.

use super::{Drive, Go, suspects::TURN};
use app::{
    ports::{Finish, Outcome},
    records::Failure,
};
use domain::{
    Time,
    run::{RunKind, StepFailure, Verb},
    states::{Health, RunState},
};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

impl Drive<'_> {
    /// How the run stands when nothing runs and nothing more can start.
    pub(super) fn finish(&self, stopping: bool, now: Time) -> Finish {
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
                    if self.is_degraded() {
                        Health::Degraded
                    } else {
                        Health::Ok
                    }
                });
            return self.end(RunState::Succeeded, health, None);
        }
        match self.graph.next_due(now + TURN) {
            Some(at) if !stopping => Finish::Park { at },
            _ => Finish::Release,
        }
    }

    /// An optional step failed here, or has never succeeded on this environment. One that was
    /// skipped was left out on purpose.
    fn is_degraded(&self) -> bool {
        let missing = |name: &str| !self.outputs.contains_key(name) && !self.graph.is_skipped(name);
        let mut optional = self.runner.steps.iter().filter(|s| !s.policy().core);
        self.graph.is_degraded() || optional.any(|s| missing(s.name()))
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

    /// Cancelled: running attempts are dropped, their steps and the run end as cancelled.
    pub(super) async fn break_off(&mut self) -> Go {
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
    pub(super) async fn release(&mut self) -> Go {
        self.running.shutdown().await;
        self.write_finish(Vec::new(), Finish::Release).await?;
        Ok(false)
    }
}

/// Ends when a graceful stop has waited long enough for a run's steps.
pub(super) async fn grace(stop: CancellationToken, time: Duration) {
    stop.cancelled().await;
    tokio::time::sleep(time).await;
}
