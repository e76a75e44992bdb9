//! Runs that are asked for, with the steps that wait for nothing.

use app::records::NewRun;
use domain::{ids::RunId, run::PlannedStep};

pub struct Submit {
    pub write: usize,
    pub run: NewRun,
}

const NONE: fn(&str) -> bool = |_| false;

/// A step's row before any claim.
pub struct FirstStep<'a> {
    pub run: RunId,
    pub name: &'a str,
    pub position: i32,
}

impl<'a> FirstStep<'a> {
    pub fn of(run: &'a NewRun) -> Vec<Self> {
        let position = |step: &PlannedStep| {
            let at = run.plan.steps.iter().position(|s| s.name == step.name);
            at.and_then(|at| i32::try_from(at).ok()).unwrap_or(i32::MAX)
        };
        let first = |step: &'a PlannedStep| Self {
            run: run.id,
            name: &step.name,
            position: position(step),
        };
        run.plan.ready(&NONE, &NONE).map(first).collect()
    }
}
