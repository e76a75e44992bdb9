//! Settings change in the running system; `null` takes the inherited value again.

use crate::{
    Access, AppResult,
    access::ChangeSettings,
    settings::{
        change::{self, allowed},
        scopes,
    },
};
use domain::{Slug, Stage, views::SettingsSaved};
use serde_json::{Map, Value};

/// `if_match` is the revision that the caller has seen; a newer one makes the change stale.
pub async fn change_settings(
    by: &Access<ChangeSettings>,
    slug: &Slug,
    stage: Option<&Stage>,
    values: Map<String, Value>,
    if_match: Option<i64>,
) -> AppResult<SettingsSaved> {
    let (tenant, environment) = scopes::find(by, slug, stage).await?;
    let (session, environment) = (by.session(), environment.as_ref());
    let at = scopes::own(&tenant, environment);
    let values = change::check(&values, allowed(session, &at))?;
    let place = (&tenant, environment);
    let saved = change::save(by.portal(), session, place, values, if_match, None).await?;
    tracing::info!(tenant.id = %tenant.id, revision = saved.revision, "settings changed");
    Ok(saved)
}
