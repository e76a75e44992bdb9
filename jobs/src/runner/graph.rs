//! Where a run stands: which steps have passed, what may start, whether it is over.

use app::{
    ports::{Move, Outcome, Start},
    records::StepRun,
};
use domain::{
    Phase, Time,
    machine::State,
    run::{PlannedStep, RunPlan, Verb},
    states::{EnvironmentState, StepState},
};
use std::{collections::HashMap, sync::Arc};

pub(super) struct Graph {
    plan: Arc<RunPlan>,
    slots: HashMap<String, Slot>,
    /// The environment's state as this run has moved it.
    state: EnvironmentState,
    /// Phases whose end has been told.
    passed_phases: usize,
}

#[derive(Clone, Copy, Debug)]
struct Slot {
    state: StepState,
    attempts: u32,
    next_at: Option<Time>,
}

impl Graph {
    pub fn new(plan: Arc<RunPlan>, steps: &[StepRun], state: EnvironmentState) -> Self {
        let slot = |s: &StepRun| {
            (
                s.name.clone(),
                Slot {
                    state: s.state,
                    attempts: s.attempts,
                    next_at: s.next_at,
                },
            )
        };
        let passed_phases = plan
            .phases
            .iter()
            .take_while(|p| p.is_behind(state))
            .count();
        Self {
            slots: steps.iter().map(slot).collect(),
            plan,
            state,
            passed_phases,
        }
    }

    pub fn planned(&self, step: &str) -> Option<&PlannedStep> {
        self.plan.step(step)
    }

    pub fn attempts(&self, step: &str) -> u32 {
        self.slots.get(step).map_or(0, |s| s.attempts)
    }

    /// Takes an outcome in; what it means for others shows in the calls below.
    pub fn settle(&mut self, step: &str, outcome: &Outcome) {
        let (state, next_at) = match outcome {
            Outcome::Succeeded { .. } => (StepState::Succeeded, None),
            Outcome::Failed(_) => (StepState::Failed, None),
            Outcome::Degraded(_) => (StepState::Degraded, None),
            Outcome::Retrying(_, at) => (StepState::Retrying, Some(*at)),
            Outcome::Waiting { at, .. } => (StepState::Waiting, Some(*at)),
            Outcome::Skipped { .. } => (StepState::Skipped, None),
            Outcome::Cancelled => (StepState::Cancelled, None),
        };
        let attempts = self.attempts(step);
        self.slots.insert(
            step.to_owned(),
            Slot {
                state,
                attempts,
                next_at,
            },
        );
    }

    /// Steps whose turn has come; they count as started from now on.
    pub fn start_ready(&mut self) -> Vec<Start> {
        let passed = |name: &str| self.lets_pass(name);
        let started = |name: &str| self.slots.contains_key(name);
        let ready: Vec<String> = self
            .plan
            .ready(&passed, &started)
            .map(|s| s.name.clone())
            .collect();
        ready.into_iter().map(|name| self.start(name, 1)).collect()
    }

    /// Steps that the claim has left waiting; they count as started from now on.
    pub fn begin_again<'a>(&mut self, steps: impl Iterator<Item = &'a str>) -> Vec<Start> {
        steps
            .map(|name| self.start(name.to_owned(), self.attempts(name) + 1))
            .collect()
    }

    fn start(&mut self, step: String, attempt: u32) -> Start {
        let slot = Slot {
            state: StepState::Running,
            attempts: attempt,
            next_at: None,
        };
        self.slots.insert(step.clone(), slot);
        let planned = self.plan.steps.iter();
        let at = planned.map(|s| &s.name).position(|name| *name == step);
        Start {
            position: i32::try_from(at.unwrap_or_default()).unwrap_or(i32::MAX),
            step,
            attempt,
        }
    }

    /// The environment's moves that are due: each phase whose steps have all passed ends, and the
    /// next one begins.
    pub fn moves(&mut self) -> Vec<Move> {
        let mut moves = Vec::new();
        while let Some(phase) = self.plan.phases.get(self.passed_phases).copied() {
            if !self.phase_is_over(phase) {
                break;
            }
            self.passed_phases += 1;
            self.go(phase.reached(), &mut moves);
            if let Some(next) = self.plan.phases.get(self.passed_phases) {
                self.go(next.during(), &mut moves);
            }
        }
        if self.plan.verb == Verb::Remove
            && self.all_passed()
            && self.state == EnvironmentState::Destroying
        {
            self.go(EnvironmentState::Destroyed, &mut moves);
        }
        moves
    }

    /// The move when the run ends before its end: the phase under way has failed.
    pub fn broken_off(&mut self) -> Vec<Move> {
        let mut moves = Vec::new();
        if let Some(failed) = self.state.failed() {
            self.go(failed, &mut moves);
        }
        moves
    }

    fn go(&mut self, to: EnvironmentState, moves: &mut Vec<Move>) {
        if self.state.go(to).is_ok() {
            moves.push(Move {
                from: self.state,
                to,
            });
            self.state = to;
        }
    }

    fn phase_is_over(&self, phase: Phase) -> bool {
        self.plan
            .steps
            .iter()
            .filter(|s| s.phase == Some(phase))
            .all(|s| self.lets_pass(&s.name))
    }

    /// Whether what stands behind this step may go on. An optional step that is tried again later
    /// holds nothing up.
    fn lets_pass(&self, name: &str) -> bool {
        let Some(slot) = self.slots.get(name) else {
            return false;
        };
        let optional = self.plan.step(name).is_some_and(|s| !s.core);
        slot.state.is_passed()
            || (optional && matches!(slot.state, StepState::Retrying | StepState::Waiting))
    }

    pub fn all_passed(&self) -> bool {
        self.plan.steps.iter().all(|s| {
            self.slots
                .get(&s.name)
                .is_some_and(|slot| slot.state.is_passed())
        })
    }

    pub fn core_passed(&self) -> bool {
        let mut core = self.plan.steps.iter().filter(|s| s.core);
        core.all(|s| {
            self.slots
                .get(&s.name)
                .is_some_and(|slot| slot.state.is_passed())
        })
    }

    pub fn is_skipped(&self, step: &str) -> bool {
        self.slots
            .get(step)
            .is_some_and(|s| s.state == StepState::Skipped)
    }

    pub fn is_degraded(&self) -> bool {
        self.slots.values().any(|s| s.state == StepState::Degraded)
    }

    /// When the next step that waits or retries is due. What the claim has left waiting knows no
    /// time: it is looked at again at `suspects`.
    pub fn next_due(&self, suspects: Time) -> Option<Time> {
        let later = self
            .slots
            .values()
            .filter(|s| matches!(s.state, StepState::Retrying | StepState::Waiting));
        later.map(|s| s.next_at.unwrap_or(suspects)).min()
    }

    pub fn verb(&self) -> Verb {
        self.plan.verb
    }
}
