//! The dry run: what would be done, by the same decision as the real thing.

use super::Action;
use crate::{
    Access, AppResult,
    access::{Destroy, OperateEnvironments},
    runs::decide::{decide, settled},
};
use domain::{
    EnvironmentName,
    run::{RunPlan, Verb},
};

/// A plan without steps when there is nothing to do.
pub async fn plan_run(
    by: &Access<OperateEnvironments>,
    name: &EnvironmentName,
    action: Action,
) -> AppResult<RunPlan> {
    if action == Action::Destroy {
        by.also::<Destroy>()?;
    }
    let portal = by.portal();
    let (_, environment) = by.environment(name).await?;
    settled(portal, &environment, action.name()).await?;
    let ready = decide(portal.catalog.as_ref(), name, environment.state, &action)?;
    Ok(ready.map_or_else(
        || RunPlan {
            verb: Verb::Ensure,
            phases: Vec::new(),
            steps: Vec::new(),
        },
        |r| r.plan,
    ))
}
