//! A run is to stop: at once when nobody has begun it, else after the step at hand.

use crate::{Access, AppError, AppResult, access::OperateRuns, error::WrongState};
use domain::{ids::RunId, states::RunState, views::RunAccepted};

pub async fn cancel_run(by: &Access<OperateRuns>, id: RunId) -> AppResult<RunAccepted> {
    let portal = by.portal();
    let run = by.run(id).await?;
    if !run.state.is_active() {
        return Err(AppError::WrongState(WrongState {
            subject: format!("run {id}"),
            action: "cancel".to_owned(),
            present: run.state.to_string(),
            required: [RunState::Queued, RunState::Running]
                .map(|s| s.to_string())
                .to_vec(),
            hint: None,
        }));
    }
    let environment = portal.store.environment_by_id(run.environment).await?;
    let mut tx = portal.store.begin().await?;
    let at_once = tx.cancel_run(id, portal.now(), &by.session().name).await?;
    // No worker will carry the environment along, so its state moves here.
    if let Some((environment, failed)) = environment
        .filter(|_| at_once)
        .and_then(|e| e.state.failed().map(|failed| (e, failed)))
    {
        tx.move_environment(environment.id, environment.state, failed)
            .await?;
    }
    tx.commit().await?;
    portal.ring_all();
    portal.events.ring();
    tracing::info!(run.id = %id, at_once, "run cancelled");
    Ok(RunAccepted { run: Some(id) })
}
