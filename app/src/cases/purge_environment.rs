//! The tombstone of a destroyed environment goes, with its runs and settings. The tenant stays.

use crate::{Access, AppError, AppResult, access::Destroy, error::WrongState, records::NewEvent};
use domain::{EnvironmentName, states::EnvironmentState};
use serde_json::json;

pub async fn purge_environment(by: &Access<Destroy>, name: &EnvironmentName) -> AppResult<()> {
    let portal = by.portal();
    let (tenant, environment) = by.environment(name).await?;
    if environment.state != EnvironmentState::Destroyed {
        return Err(AppError::WrongState(WrongState {
            subject: format!("environment {name}"),
            action: "purge".to_owned(),
            present: environment.state.to_string(),
            required: vec![EnvironmentState::Destroyed.to_string()],
            hint: Some(format!("First: automator destroy {}", name.short())),
        }));
    }
    let mut tx = portal.store.begin().await?;
    tx.delete_environment(environment.id).await?;
    let event = NewEvent {
        kind: "environment.purged".to_owned(),
        tenant: Some(tenant.id),
        environment: None,
        run: None,
        payload: json!({"environment": name}),
        at: portal.now(),
    };
    tx.insert_event(&event).await?;
    tx.commit().await?;
    portal.events.ring();
    tracing::info!(tenant.id = %tenant.id, environment.id = %environment.id, "environment purged");
    Ok(())
}
