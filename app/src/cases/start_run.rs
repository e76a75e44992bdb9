//! Work on an environment begins: one phase, the rest of the way, or a single step.

use super::destroy_environment;
use crate::{
    Access, AppResult,
    access::OperateEnvironments,
    runs::{
        decide::{Ready, decide, settled},
        start::start,
    },
};
use domain::{EnvironmentName, Phase, views::RunAccepted};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    Phase(Phase),
    /// The phases that are left.
    Deploy,
    /// One step alone; it does not move the environment.
    Step(String),
    /// Needs the capability `Destroy` as well.
    Destroy,
}

impl Action {
    /// As it is typed.
    pub fn name(&self) -> &str {
        match self {
            Action::Phase(phase) => phase.name(),
            Action::Deploy => "deploy",
            Action::Step(step) => step,
            Action::Destroy => "destroy",
        }
    }
}

/// `bulk`: one of many, which stands in a line of its own. No run when the phase is behind already, or when everything runs.
pub async fn start_run(
    by: &Access<OperateEnvironments>,
    name: &EnvironmentName,
    action: Action,
    bulk: bool,
) -> AppResult<RunAccepted> {
    if action == Action::Destroy {
        return destroy_environment(&by.also()?, name, bulk).await;
    }
    let portal = by.portal();
    let (tenant, environment) = by.environment(name).await?;
    settled(portal, &environment, action.name()).await?;
    match decide(portal.catalog.as_ref(), name, environment.state, &action)? {
        Some(ready) => {
            let ready = Ready { bulk, ..ready };
            start(portal, by.session(), &tenant, &environment, ready).await
        }
        None => Ok(RunAccepted { run: None }),
    }
}
