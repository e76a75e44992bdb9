//! Everything that was made for an environment is removed, in reverse. What is left is a
//! tombstone, so that nobody else gets the address by accident; purging it is a decision of its own.

use super::Action;
use crate::{
    Access, AppResult,
    access::Destroy,
    runs::{
        decide::{Ready, decide, settled},
        start::start,
    },
};
use domain::{EnvironmentName, views::RunAccepted};

/// `bulk` as for [`start_run`](super::start_run). No run when it is destroyed already.
pub async fn destroy_environment(
    by: &Access<Destroy>,
    name: &EnvironmentName,
    bulk: bool,
) -> AppResult<RunAccepted> {
    let portal = by.portal();
    let (tenant, environment) = by.environment(name).await?;
    settled(portal, &environment, "destroy").await?;
    let catalog = portal.catalog.as_ref();
    match decide(catalog, name, environment.state, &Action::Destroy)? {
        Some(ready) => {
            let ready = Ready { bulk, ..ready };
            start(portal, by.session(), &tenant, &environment, ready).await
        }
        None => Ok(RunAccepted { run: None }),
    }
}
