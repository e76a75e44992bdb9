//! What the tenant's app is told: the settings that hold for its environment, without secrets.
//!
//! One function for the app that asks and for the step that publishes, so both say the same.

use super::scopes;
use crate::{
    AppResult, Portal,
    records::{Environment, Tenant},
};
use domain::{
    plan::Limits,
    settings::{Effective, runtime},
    views::RuntimeDocument,
};

pub async fn document(
    portal: &Portal,
    tenant: &Tenant,
    environment: &Environment,
) -> AppResult<RuntimeDocument> {
    let scopes = scopes::all(tenant, Some(environment));
    // The number first: a change in between makes the document newer than it says, never older.
    let revision = portal.store.settings_revision(&scopes).await?;
    let values = scopes::effective_for(portal, tenant, Some(environment)).await?;
    Ok(RuntimeDocument {
        revision,
        tenant: tenant.slug.to_string(),
        stage: environment.stage.to_string(),
        plan: tenant.plan.clone(),
        limits: limits(&values),
        settings: runtime(&values),
    })
}

fn limits(values: &[Effective]) -> Limits {
    let number = |key| u32::try_from(scopes::number(values, key)).unwrap_or(u32::MAX);
    Limits {
        users: number("limits.users"),
        storage_mb: number("limits.storage_mb"),
        mails_per_month: number("limits.mails_per_month"),
    }
}
