//! What a run is made of: its kind, the stored plan, and why a step failed.

use crate::{Phase, time::Time};
use serde::{Deserialize, Serialize};

/// What a run was asked to do. Stored as text, so a later kind needs no migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum RunKind {
    Provision,
    Configure,
    Release,
    Run,
    Deploy,
    Destroy,
    Step,
    Bench,
}

impl RunKind {
    pub const ALL: [RunKind; 8] = [
        RunKind::Provision,
        RunKind::Configure,
        RunKind::Release,
        RunKind::Run,
        RunKind::Deploy,
        RunKind::Destroy,
        RunKind::Step,
        RunKind::Bench,
    ];

    pub fn name(self) -> &'static str {
        match self {
            RunKind::Provision => "provision",
            RunKind::Configure => "configure",
            RunKind::Release => "release",
            RunKind::Run => "run",
            RunKind::Deploy => "deploy",
            RunKind::Destroy => "destroy",
            RunKind::Step => "step",
            RunKind::Bench => "bench",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|k| k.name() == name)
    }

    pub fn of_phase(phase: Phase) -> Self {
        match phase {
            Phase::Provision => RunKind::Provision,
            Phase::Configure => RunKind::Configure,
            Phase::Release => RunKind::Release,
            Phase::Run => RunKind::Run,
        }
    }
}

/// What the runner calls on each step: make it be there, or take it away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "snake_case")]
pub enum Verb {
    Ensure,
    Remove,
}

/// The graph of a run, made once and stored with it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RunPlan {
    pub verb: Verb,
    /// Phases the run walks through, in order; empty when it does not move the environment.
    pub phases: Vec<Phase>,
    /// In an order in which every step stands behind those it depends on.
    pub steps: Vec<PlannedStep>,
}

#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct PlannedStep {
    pub name: String,
    pub title: String,
    pub phase: Option<Phase>,
    /// Steps of this plan that must have passed before this one starts.
    pub after: Vec<String>,
    /// A core step that fails ends the run; an optional one leaves the environment degraded.
    pub core: bool,
    pub attempts: u32,
    pub timeout_seconds: u32,
}

impl RunPlan {
    pub fn step(&self, name: &str) -> Option<&PlannedStep> {
        self.steps.iter().find(|s| s.name == name)
    }

    /// Steps that may start now, given which have passed and which were started already.
    /// A step of a later phase waits for every step of the phases before it.
    pub fn ready<'a>(
        &'a self,
        passed: &'a dyn Fn(&str) -> bool,
        started: &'a dyn Fn(&str) -> bool,
    ) -> impl Iterator<Item = &'a PlannedStep> {
        let open = self
            .steps
            .iter()
            .filter(|s| !passed(&s.name))
            .filter_map(|s| s.phase)
            .min();
        self.steps.iter().filter(move |s| {
            !started(&s.name)
                && s.after.iter().all(|a| passed(a))
                && (s.phase.is_none() || s.phase == open)
        })
    }
}

/// Why a step stands where it stands, for people and for programs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StepFailure {
    /// Stable class: `unavailable`, `throttled`, `denied`, `quota`, `invalid`, `not_ready`,
    /// `timeout`, `crashed`, `conflict`, `bug`.
    pub kind: String,
    /// One sentence: what happened.
    pub summary: String,
    /// What helps.
    pub hint: String,
}

/// One attempt that did not succeed, kept beside the step.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FailedAttempt {
    /// From 1.
    pub number: u32,
    pub started_at: Time,
    pub ended_at: Time,
    /// The worker that made it.
    pub worker: String,
    pub error: StepFailure,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn step(name: &str, phase: Phase, after: &[&str]) -> PlannedStep {
        PlannedStep {
            name: name.into(),
            title: name.into(),
            phase: Some(phase),
            after: after.iter().map(|s| (*s).to_owned()).collect(),
            core: true,
            attempts: 6,
            timeout_seconds: 60,
        }
    }

    #[test]
    fn independent_steps_start_together_and_phases_wait_for_each_other() {
        let plan = RunPlan {
            verb: Verb::Ensure,
            phases: vec![Phase::Provision, Phase::Configure],
            steps: vec![
                step("instance", Phase::Provision, &[]),
                step("bucket", Phase::Provision, &[]),
                step("dns", Phase::Provision, &["instance"]),
                step("branding", Phase::Configure, &["bucket"]),
            ],
        };
        let names = |passed: &[&str], started: &[&str]| -> Vec<String> {
            plan.ready(&|n| passed.contains(&n), &|n| started.contains(&n))
                .map(|s| s.name.clone())
                .collect()
        };

        assert_eq!(names(&[], &[]), ["instance", "bucket"]);
        assert_eq!(names(&["instance"], &["instance", "bucket"]), ["dns"]);
        assert!(
            names(&["bucket"], &["instance", "bucket"]).is_empty(),
            "branding waits for its phase"
        );
        let three = ["instance", "bucket", "dns"];
        assert_eq!(names(&three, &three), ["branding"]);
    }
}
