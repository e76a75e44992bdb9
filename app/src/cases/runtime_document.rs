//! What the tenant's app reads: the settings that hold for its environment, without secrets.

use crate::{
    Access, AppError, AppResult,
    access::UseRuntime,
    records::{Environment, Tenant},
    settings::scopes,
};
use domain::{
    plan::Limits,
    settings::{Effective, runtime},
    views::RuntimeDocument,
};

pub async fn runtime_document(by: &Access<UseRuntime>) -> AppResult<RuntimeDocument> {
    let portal = by.portal();
    let (tenant, environment) = own(by).await?;
    let scopes = scopes::all(&tenant, Some(&environment));
    // The number first: a change in between makes the document newer than it says, never older.
    let revision = portal.store.settings_revision(&scopes).await?;
    let values = scopes::effective_for(portal, &tenant, Some(&environment)).await?;
    Ok(RuntimeDocument {
        revision,
        tenant: tenant.slug.to_string(),
        stage: environment.stage.to_string(),
        plan: tenant.plan,
        limits: limits(&values),
        settings: runtime(&values),
    })
}

/// The environment whose token is used, with its tenant.
pub(super) async fn own(by: &Access<UseRuntime>) -> AppResult<(Tenant, Environment)> {
    let store = &by.portal().store;
    let gone = || AppError::not_found("the environment of this token");
    let id = by.session().environment.ok_or_else(gone)?;
    let environment = store.environment_by_id(id).await?.ok_or_else(gone)?;
    let tenant = store.tenant(environment.tenant).await?.ok_or_else(gone)?;
    Ok((tenant, environment))
}

fn limits(values: &[Effective]) -> Limits {
    let number = |key| u32::try_from(scopes::number(values, key)).unwrap_or(u32::MAX);
    Limits {
        users: number("limits.users"),
        storage_mb: number("limits.storage_mb"),
        mails_per_month: number("limits.mails_per_month"),
    }
}
