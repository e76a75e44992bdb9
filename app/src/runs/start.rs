//! A run into the store: the row, the queue's message and the environment's move in one commit.

use super::decide::{Ready, settled, wrong};
use crate::{
    AppError, AppResult, Portal, Session,
    ports::{StoreError, StoreResult, Tx},
    records::{Environment, NewRun, Run, Tenant},
    secrets::random_hex,
};
use domain::{Phase, Time, ids::RunId, run::RunKind, views::RunAccepted};
use std::sync::Arc;

/// Begins the run, or says who holds the environment.
pub async fn start(
    portal: &Portal,
    session: &Session,
    tenant: &Tenant,
    environment: &Environment,
    ready: Ready,
) -> AppResult<RunAccepted> {
    let (action, bulk) = (ready.kind.name(), ready.bulk);
    // A launch that failed is still that launch: the clock runs on until the site answers.
    let launch = tenant.launch_started_at.filter(|_| {
        tenant.launch_seconds.is_none()
            && environment.stage.is_prod()
            && ready.plan.phases.contains(&Phase::Run)
    });
    let mut tx = portal.store.begin().await?;
    let id = RunId(portal.id());
    match queue(
        tx.as_mut(),
        portal,
        id,
        &session.name,
        environment,
        ready,
        launch,
    )
    .await
    {
        Ok(true) => tx.commit().await?,
        Ok(false) | Err(StoreError::Taken(_)) => {
            drop(tx);
            return Err(held(portal, environment, action).await?);
        }
        Err(other) => return Err(other.into()),
    }
    portal.ring(bulk);
    portal.events.ring();
    tracing::info!(run.id = %id, run.kind = action, environment.id = %environment.id, "run queued");
    Ok(RunAccepted { run: Some(id) })
}

/// Within a transaction; false when the environment is no longer in the state it was read in.
pub async fn queue(
    tx: &mut dyn Tx,
    portal: &Portal,
    id: RunId,
    by: &str,
    environment: &Environment,
    ready: Ready,
    launch_started_at: Option<Time>,
) -> StoreResult<bool> {
    if let Some(during) = ready.during
        && !tx
            .move_environment(environment.id, environment.state, during)
            .await?
    {
        return Ok(false);
    }
    let run = NewRun {
        id,
        tenant: environment.tenant,
        environment: environment.id,
        kind: ready.kind,
        plan: Arc::new(ready.plan),
        bulk: ready.bulk,
        requested_by: by.to_owned(),
        trace_id: random_hex(16),
        launch_started_at,
        created_at: portal.now(),
    };
    tx.insert_run(&run).await?;
    Ok(true)
}

/// Somebody was faster: who, as far as it can be told now.
pub async fn held(portal: &Portal, environment: &Environment, action: &str) -> AppResult<AppError> {
    let now = portal.store.environment_by_id(environment.id).await?;
    let name = environment.name();
    let Some(now) = now else {
        return Ok(AppError::not_found(format!("environment {name}")));
    };
    if let Some(run) = portal.store.active_run(now.id).await? {
        return Ok(AppError::Locked {
            environment: name.to_string(),
            kind: run.kind.name().to_owned(),
            run: run.id.to_string(),
            by: run.requested_by,
        });
    }
    Ok(match settled(portal, &now, action).await {
        Err(error) => error,
        Ok(()) => wrong(&name, action, now.state, vec![environment.state]),
    })
}

/// Whether this run carries an environment towards running.
pub fn launches(run: &Run) -> bool {
    !run.plan.phases.is_empty() && run.kind != RunKind::Destroy
}
