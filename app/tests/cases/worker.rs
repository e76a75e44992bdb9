//! Plays the worker through the journal, so that runs end as they would.

use crate::house::House;
use app::{
    ports::{Claimed, Finish, Move, Out, Outcome, StepResult, Write},
    records::{Failure, Run},
};
use domain::{
    ids::RunId,
    run::{StepFailure, Verb},
    states::{EnvironmentState as S, Health, RunState},
};
use std::{collections::BTreeSet, time::Duration};

/// How the run is to end.
pub enum End<'a> {
    Well,
    /// This optional step does not work.
    Degraded(&'a str),
    /// This core step does not work.
    Failing(&'a str),
}

impl House {
    pub async fn work(&self, run: RunId, end: End<'_>) {
        let claimed = self.claim(run).await;
        let (epoch, plan) = (claimed.epoch, claimed.run.plan.clone());
        let mut state = claimed.environment.state;
        let mut passed: BTreeSet<String> = passed(&claimed);
        loop {
            let ready: Vec<_> = {
                let (is_passed, none) = (|n: &str| passed.contains(n), |_: &str| false);
                let mut ready: Vec<_> = plan.ready(&is_passed, &none).cloned().collect();
                ready.retain(|s| !passed.contains(&s.name));
                ready
            };
            let Some(step) = ready.first() else { break };
            let position = plan.steps.iter().position(|s| s.name == step.name);
            let position = i32::try_from(position.expect("planned")).expect("small");
            let start = app::ports::Start {
                step: step.name.clone(),
                position,
                attempt: 1,
            };
            self.commit(Write::Start {
                run,
                epoch,
                environment: claimed.environment.id,
                moves: Vec::new(),
                steps: vec![start],
            })
            .await;
            let fails = matches!(end, End::Failing(name) if name == step.name);
            let degrades = matches!(end, End::Degraded(name) if name == step.name);
            passed.insert(step.name.clone());
            let phase_done = step.phase.is_some_and(|p| {
                plan.steps
                    .iter()
                    .all(|s| s.phase != Some(p) || passed.contains(&s.name))
            });
            let over = plan.steps.iter().all(|s| passed.contains(&s.name));
            let mut moves = Vec::new();
            let failed_state = state.failed();
            let mut go = |to: S| {
                let from = std::mem::replace(&mut state, to);
                moves.push(Move { from, to });
            };
            if fails {
                if let Some(failed) = failed_state {
                    go(failed);
                }
            } else if let Some(phase) = step.phase.filter(|_| phase_done) {
                go(phase.reached());
                let next = plan.phases.iter().find(|p| **p > phase);
                if let Some(next) = next {
                    go(next.during());
                }
            } else if over && plan.verb == Verb::Remove {
                go(S::Destroyed);
            }
            let failure = self.failure(&claimed.run, &step.name);
            let outcome = match (fails, degrades) {
                (true, _) => Outcome::Failed(reason()),
                (_, true) => Outcome::Degraded(reason()),
                _ => Outcome::Succeeded {
                    output: serde_json::json!({"made": step.name}),
                },
            };
            let finish = (fails || over).then(|| Finish::End {
                state: if fails {
                    RunState::Failed
                } else {
                    RunState::Succeeded
                },
                health: (!fails).then_some(match end {
                    End::Degraded(_) => Health::Degraded,
                    _ => Health::Ok,
                }),
                failure: fails.then_some(failure),
                launch_seconds: (!fails)
                    .then_some(claimed.run.launch_started_at)
                    .flatten()
                    .map(|at| self.portal.now().seconds_since(at)),
            });
            let result = StepResult {
                run,
                epoch,
                environment: claimed.environment.id,
                step: step.name.clone(),
                attempt: step.attempts.max(1),
                outcome,
                ended_at: self.portal.now(),
                next: Vec::new(),
                moves,
                deployment: None,
                resources: Vec::new(),
                gone: Vec::new(),
                log: Vec::new(),
                finish,
                job: None,
            };
            self.commit(Write::Step(Box::new(result))).await;
            if fails || over {
                break;
            }
        }
    }

    pub async fn claim(&self, run: RunId) -> Claimed {
        let claim = Write::Claim {
            run,
            owner: "tests".into(),
            lease: Duration::from_secs(30),
            job: None,
        };
        match self.commit(claim).await {
            Out::Claimed(taken) => taken.read().expect("reads"),
            other => panic!("not claimed: {other:?}"),
        }
    }

    async fn commit(&self, write: Write) -> Out {
        let out = self.journal.commit(vec![write]).await.expect("committed");
        let out = out.into_iter().next().expect("an answer");
        assert!(!matches!(out, Out::Lost), "the lease is lost");
        out
    }

    fn failure(&self, run: &Run, step: &str) -> Failure {
        Failure {
            run: run.id,
            step: step.to_owned(),
            kind: reason().kind,
            summary: reason().summary,
            hint: reason().hint,
            at: self.portal.now(),
            seconds: 1.5,
            trace_id: run.trace_id.clone(),
        }
    }
}

/// Steps that an earlier round of this run has done.
fn passed(claimed: &Claimed) -> BTreeSet<String> {
    let rows = claimed.steps.iter().filter(|s| s.state.is_passed());
    rows.map(|s| s.name.clone()).collect()
}

fn reason() -> StepFailure {
    StepFailure {
        kind: "denied".into(),
        summary: "The provider at 10.0.0.7 said no".into(),
        hint: "Renew the credentials".into(),
    }
}
