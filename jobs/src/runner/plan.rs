//! Makes the stored plan of a run from the list of steps.

use crate::step::AnyStep;
use app::ports::Catalog;
use domain::{
    Phase,
    run::{PlannedStep, RunPlan, Verb},
};

pub struct StepCatalog {
    steps: &'static [&'static dyn AnyStep],
}

impl StepCatalog {
    pub fn new(steps: &'static [&'static dyn AnyStep]) -> Self {
        Self { steps }
    }

    /// What must be behind a step, of those that are in the plan.
    fn planned(step: &dyn AnyStep, after: Vec<String>, phase: Option<Phase>) -> PlannedStep {
        let policy = step.policy();
        PlannedStep {
            name: step.name().to_owned(),
            title: step.title().to_owned(),
            phase,
            after,
            core: policy.core,
            attempts: policy.attempts,
            timeout_seconds: u32::try_from(policy.timeout.as_secs()).unwrap_or(u32::MAX),
        }
    }
}

impl Catalog for StepCatalog {
    fn plan(&self, phases: &[Phase]) -> RunPlan {
        let of = |phase: Phase| self.steps.iter().filter(move |s| s.phase() == phase);
        let chosen: Vec<_> = phases.iter().flat_map(|p| of(*p)).collect();
        let names: Vec<_> = chosen.iter().map(|s| s.name()).collect();
        let steps = chosen.iter().map(|s| {
            let after = s
                .after()
                .iter()
                .filter(|a| names.contains(a))
                .map(|a| (*a).to_owned());
            Self::planned(**s, after.collect(), Some(s.phase()))
        });
        RunPlan {
            verb: Verb::Ensure,
            phases: phases.to_vec(),
            steps: steps.collect(),
        }
    }

    fn plan_removal(&self) -> RunPlan {
        let steps = self.steps.iter().rev().map(|s| {
            let dependents = self.steps.iter().filter(|d| d.after().contains(&s.name()));
            let mut step =
                Self::planned(*s, dependents.map(|d| d.name().to_owned()).collect(), None);
            // What was made must go: nothing is left behind because it was optional.
            step.core = true;
            step.title = format!("Remove {}", s.name());
            step
        });
        RunPlan {
            verb: Verb::Remove,
            phases: Vec::new(),
            steps: steps.collect(),
        }
    }

    fn plan_step(&self, name: &str) -> Option<RunPlan> {
        let step = self.steps.iter().find(|s| s.name() == name)?;
        let steps = vec![Self::planned(*step, Vec::new(), None)];
        Some(RunPlan {
            verb: Verb::Ensure,
            phases: Vec::new(),
            steps,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::steps;

    fn catalog() -> StepCatalog {
        StepCatalog::new(steps::ALL)
    }

    #[test]
    fn every_step_stands_behind_those_it_needs() {
        for (i, step) in steps::ALL.iter().enumerate() {
            let before: Vec<_> = steps::ALL[..i].iter().map(|s| s.name()).collect();
            assert!(
                !before.contains(&step.name()),
                "{} stands twice",
                step.name()
            );
            for after in step.after() {
                assert!(
                    before.contains(after),
                    "{} needs {after}, which does not stand before it",
                    step.name()
                );
            }
        }
    }

    #[test]
    fn removal_takes_what_points_before_what_is_pointed_at() {
        let plan = catalog().plan_removal();
        let at = |name: &str| {
            plan.steps
                .iter()
                .position(|s| s.name == name)
                .expect("planned")
        };
        assert!(at("dns") < at("instance") && at("start") < at("database"));
        let instance = plan.step("instance").expect("planned");
        assert!(
            instance.after.contains(&"dns".to_owned()),
            "{:?}",
            instance.after
        );
    }

    #[test]
    fn a_single_phase_needs_only_what_is_in_it() {
        let plan = catalog().plan(&[Phase::Run]);
        let names: Vec<_> = plan.steps.iter().map(|s| s.name.as_str()).collect();
        assert_eq!(names, ["start", "checks"]);
        assert_eq!(plan.steps[1].after, ["start"]);
    }
}
