//! A step and everything that depends on it again, also what has succeeded: steps are idempotent,
//! so what is right already is found and kept.

use crate::{Access, AppResult, access::OperateRuns, runs::go_on::Stopped};
use domain::{ids::RunId, run::RunPlan, states::StepState, views::RunAccepted};
use std::collections::BTreeSet;

pub async fn rerun_from(by: &Access<OperateRuns>, id: RunId, step: &str) -> AppResult<RunAccepted> {
    let stopped = Stopped::find(by, id, "rerun-from").await?;
    stopped.step(step)?;
    let mut steps = from(&stopped.run.plan, step);
    steps.extend(stopped.in_state(&[StepState::Failed, StepState::Cancelled]));
    let steps: Vec<String> = steps.into_iter().filter(|s| stopped.has_row(s)).collect();
    stopped.go_on(by, &steps, None).await
}

/// The step and all that stand behind it; the plan is in an order that respects dependencies.
fn from(plan: &RunPlan, step: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::from([step.to_owned()]);
    for planned in &plan.steps {
        if planned.after.iter().any(|a| found.contains(a)) {
            found.insert(planned.name.clone());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::run::{PlannedStep, Verb};

    #[test]
    fn what_depends_on_a_step_goes_with_it_over_any_number_of_steps() {
        let step = |name: &str, after: &[&str]| PlannedStep {
            name: name.into(),
            title: name.into(),
            phase: None,
            after: after.iter().map(|s| (*s).to_owned()).collect(),
            core: true,
            attempts: 6,
            timeout_seconds: 60,
        };
        let plan = RunPlan {
            verb: Verb::Ensure,
            phases: Vec::new(),
            steps: vec![
                step("instance", &[]),
                step("bucket", &[]),
                step("dns", &["instance"]),
                step("branding", &["bucket"]),
                step("checks", &["dns", "branding"]),
            ],
        };
        let names: Vec<_> = from(&plan, "bucket").into_iter().collect();
        assert_eq!(names, ["branding", "bucket", "checks"]);
    }
}
