//! The tenant's app reads the settings that hold for its environment.

use crate::{
    Access, AppError, AppResult,
    access::UseRuntime,
    records::{Environment, Tenant},
    settings::runtime::document,
};
use domain::views::RuntimeDocument;

pub async fn runtime_document(by: &Access<UseRuntime>) -> AppResult<RuntimeDocument> {
    let (tenant, environment) = own(by).await?;
    document(by.portal(), &tenant, &environment).await
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
