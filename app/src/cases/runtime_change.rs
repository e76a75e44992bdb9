//! The running app changes its tenant's settings, as far as a customer may.

use super::runtime_document::own;
use crate::{
    Access, AppResult,
    access::UseRuntime,
    settings::{
        change::{self, allowed},
        scopes,
    },
};
use domain::views::SettingsSaved;
use serde_json::{Map, Value};

pub async fn runtime_change(
    by: &Access<UseRuntime>,
    values: Map<String, Value>,
) -> AppResult<SettingsSaved> {
    let (tenant, environment) = own(by).await?;
    let session = by.session();
    let at = scopes::own(&tenant, None);
    let values = change::check(&values, allowed(session, &at))?;
    let place = (&tenant, None);
    let saved = change::save(by.portal(), session, place, values, None, None).await?;
    tracing::info!(
        tenant.id = %tenant.id, environment.id = %environment.id, revision = saved.revision,
        "settings changed by the app"
    );
    Ok(saved)
}
